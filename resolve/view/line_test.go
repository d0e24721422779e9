package view

import (
	"testing"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// TestLineEndsAtLatest holds a drawn line to the figure that stands in its
// heading: who counted weighs more than how much.
func TestLineEndsAtLatest(t *testing.T) {
	on := func(day int, n int64, by string) ledger.Entry {
		e := ledger.Entry{ID: by, When: value.OnDay(value.NewDay(2026, 3, day)), Sources: []claim.Attribution{{Name: by}}}
		e.Quantity.Value = value.Int(n)
		return e
	}
	s := Series{Points: []ledger.Entry{on(2, 97, "a witness"), on(5, 163, "the interior ministry"), on(5, 212, "the Red Cross")}}
	line := s.Line()
	if len(line) != 2 || line[1].ID != s.Latest().ID || line[1].ID != "the interior ministry" {
		t.Errorf("the line goes through %v, the latest is %s", line, s.Latest().ID)
	}
}
