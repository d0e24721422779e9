package view

import (
	"fmt"
	"strings"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/internal/reporttest"
	"kiroku/ledger"
	"kiroku/resolve"
)

// A case's input is reports in the notation of [reporttest.Parse]; its
// expectation what of their entries does not agree.
func TestConflicts(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		reports := reporttest.Parse(t, c.Input)
		return renderConflicts(reports, Conflicts(resolve.Entries(resolve.Rules{}, reports, nil)))
	})
}

// renderConflicts writes a disagreement a line: its kind, the lines of the
// reports to put side by side, and why.
func renderConflicts(reports []ledger.Report, list []Disagreement) string {
	lines := map[string]int{}
	for i, rep := range reports {
		lines[rep.Claim.ID] = i + 1
	}
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %d %d: %s\n", d.Kind, lines[d.Claims[0]], lines[d.Claims[1]], d.Why)
	}
	return b.String()
}
