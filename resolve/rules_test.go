package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/internal/reporttest"
	"kiroku/ledger"
)

// A case's input is reports, one a line: outlet, day and claim in the notation
// of [reporttest.Parse]; its expectation the entries that they make.
func TestEntries(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		reports := reporttest.Parse(t, c.Input)
		want := render(reports, Entries(Rules{}, reports, nil))
		reversed := make([]ledger.Report, 0, len(reports))
		for i := len(reports) - 1; i >= 0; i-- {
			reversed = append(reversed, reports[i])
		}
		if got := render(reports, Entries(Rules{}, reversed, nil)); got != want {
			t.Errorf("in reverse order:\n%s", got)
		}
		if c.Layer == "relations" {
			return renderRelations(reports, Entries(Rules{}, reports, nil))
		}
		return want
	})
}

// render writes an entry a line: the lines of its reports, counted from 1, its
// summary, and the rules that joined them.
func render(reports []ledger.Report, list []ledger.Entry) string {
	lines := map[string]int{}
	for i, rep := range reports {
		lines[rep.Claim.ID] = i + 1
	}
	out := make([]string, len(reports))
	for _, e := range list {
		var at []string
		first := len(reports)
		for i, rep := range reports {
			for _, id := range e.Claims {
				if id == rep.Claim.ID {
					at = append(at, fmt.Sprint(i+1))
					first = min(first, i)
				}
			}
		}
		s := strings.Join(at, " ") + ": " + e.Summary
		if e.Origins != len(e.Documents) {
			s += fmt.Sprintf(" [%d reports, %d origins]", len(e.Documents), e.Origins)
		}
		for _, j := range e.Joins {
			s += fmt.Sprintf(" (%d %s)", lines[j.Claim], j.Rule)
		}
		out[first] = s
	}
	var b strings.Builder
	for _, s := range out {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	return b.String()
}

// renderRelations writes an entry a line, whether totals take it in, and under
// it its relations.
func renderRelations(reports []ledger.Report, list []ledger.Entry) string {
	first := map[string]int{}
	for _, e := range list {
		first[e.ID] = slices.IndexFunc(reports, func(rep ledger.Report) bool { return slices.Contains(e.Claims, rep.Claim.ID) }) + 1
	}
	slices.SortFunc(list, func(a, b ledger.Entry) int { return first[a.ID] - first[b.ID] })
	var b strings.Builder
	for _, e := range list {
		counted := ""
		if e.Counted {
			counted = ", counted"
		}
		fmt.Fprintf(&b, "%d: %s%s\n", first[e.ID], e.Summary, counted)
		for _, rel := range e.Relations {
			fmt.Fprintf(&b, "  %s %d (%s)\n", rel.Kind, first[rel.Entry], rel.Rule)
		}
	}
	return b.String()
}
