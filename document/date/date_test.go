package date

import (
	"testing"

	"kiroku/internal/casetest"
)

func TestDates(t *testing.T) {
	casetest.Run(t, "testdata/date.test", func(t *testing.T, c casetest.Case) string {
		if c.Layer == "address" {
			d, _ := InAddress(c.Input)
			return d.String()
		}
		d, _ := In(c.Input)
		return d.String()
	})
}
