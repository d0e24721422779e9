package language

import (
	"testing"

	"kiroku/internal/casetest"
)

func TestLanguage(t *testing.T) {
	casetest.Run(t, "testdata/language.test", func(t *testing.T, c casetest.Case) string {
		lang, how := Of(c.Input, c.Arg("prior", ""), "stated")
		return lang + " " + how
	})
}
