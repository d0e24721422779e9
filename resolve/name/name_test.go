package name

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/claim"
	"kiroku/internal/casetest"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// A case's input is names, one a line: document's day | name | kind | code |
// office. A name without kind is given as who says so; the expectation is the
// entities, each with its names by line and the rules that joined them.
func TestNames(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		var reports []ledger.Report
		lines := map[string]int{}
		for line := range strings.SplitSeq(c.Input, "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			rep, p := nameReport(t, line, len(reports))
			reports = append(reports, rep)
			if id := ledger.NameID(p); lines[id] == 0 {
				lines[id] = len(reports)
			}
		}
		want := renderNames(lines, Entities(Rules{}, reports))
		slices.Reverse(reports)
		if got := renderNames(lines, Entities(Rules{}, reports)); got != want {
			t.Errorf("in reverse order:\n%s", got)
		}
		return want
	})
}

func nameReport(t *testing.T, line string, n int) (ledger.Report, claim.Party) {
	t.Helper()
	parts := strings.Split(line+"||||", "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	p := claim.Party{Name: parts[1], Kind: claim.PartyKind(parts[2]), Code: parts[3]}
	c := claim.Claim{Type: claim.Statement, Stance: "comment", Rule: "test"}
	if parts[4] != "" {
		p.Kind = claim.Person
		c.Sources = []claim.Attribution{{Name: p.Name, Code: p.Code, Role: parts[4]}}
	} else {
		c.Actors = []claim.Party{p}
	}
	doc := &text.Document{Source: "Wire", Text: line}
	doc.ID = text.DocumentID(doc.Source, fmt.Sprint(n), doc.Text)
	sealed, err := claim.Seal(doc, text.Span{Start: 0, End: len(line)}, c)
	if err != nil {
		t.Fatal(err)
	}
	published, err := value.ParseDate(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Report{Claim: sealed, Source: "Wire", Published: published}, p
}

func renderNames(lines map[string]int, names map[string]ledger.Namesake) string {
	entities := map[string][]string{}
	for id, n := range names {
		entities[n.Entity] = append(entities[n.Entity], id)
	}
	var out []string
	for _, ids := range entities {
		slices.SortFunc(ids, func(a, b string) int { return lines[a] - lines[b] })
		var b strings.Builder
		for i, id := range ids {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%2d", lines[id])
			if n := names[id]; n.Rule != "" {
				fmt.Fprintf(&b, " (%s", n.Rule)
				if n.With != "" {
					fmt.Fprintf(&b, " %d", lines[n.With])
				}
				b.WriteString(")")
			}
		}
		out = append(out, b.String())
	}
	slices.Sort(out)
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return strings.Join(out, "\n") + "\n"
}

// Names come into the same entities in any order.
func TestNamesInAnyOrder(t *testing.T) {
	given := []string{"Olena", "Olenna", "Taras", ""}
	last := []string{"Zelensky", "Zelenskiy", "Zelenskyy", "Zelinsky", "Kovalenko"}
	rapid.Check(t, func(rt *rapid.T) {
		var names []ledger.Name
		seen := map[string]bool{}
		for range rapid.IntRange(2, 9).Draw(rt, "names") {
			full := strings.TrimSpace(rapid.SampledFrom(given).Draw(rt, "given") + " " + rapid.SampledFrom(last).Draw(rt, "last"))
			n := ledger.Name{Party: claim.Party{Name: full, Kind: claim.Person, Code: rapid.SampledFrom([]string{"UKR", "POL", ""}).Draw(rt, "code")}}
			if rapid.Bool().Draw(rt, "office") {
				n.Offices = []ledger.OfficeYear{{Office: "foreign minister", Year: rapid.IntRange(2020, 2022).Draw(rt, "year")}}
			}
			if id := ledger.NameID(n.Party); !seen[id] {
				seen[id] = true
				names = append(names, n)
			}
		}
		want := byName(names, Rules{}.Namesakes(names))
		shuffled := rapid.Permutation(names).Draw(rt, "order")
		for id, n := range byName(shuffled, Rules{}.Namesakes(shuffled)) {
			if want[id] != n {
				rt.Fatalf("%s: %+v, then %+v", id, want[id], n)
			}
		}
		for _, a := range names {
			for _, b := range names {
				if (Rules{}).SameName(a, b) != (Rules{}).SameName(b, a) {
					rt.Fatalf("%+v and %+v: %q, the other way %q", a, b, Rules{}.SameName(a, b), Rules{}.SameName(b, a))
				}
				if (Rules{}).SameName(a, b) != "" && !shareKey(a, b) {
					rt.Fatalf("%+v and %+v are one and share no block", a, b)
				}
			}
		}
	})
}

func shareKey(a, b ledger.Name) bool {
	keys := Rules{}.NameKeys(b)
	return slices.ContainsFunc(Rules{}.NameKeys(a), func(k string) bool { return slices.Contains(keys, k) })
}

func byName(names []ledger.Name, list []ledger.Namesake) map[string]ledger.Namesake {
	m := map[string]ledger.Namesake{}
	for i, n := range names {
		m[ledger.NameID(n.Party)] = list[i]
	}
	return m
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"straume", "straumer", 1}, {"geir", "geil", 1}, {"abcd", "abdc", 1}, {"abc", "xyz", 3}, {"kamikawa", "uekawa", 4}} {
		if got := edits(c.a, c.b, 3); got != c.want {
			t.Errorf("%s, %s: %d edits, want %d", c.a, c.b, got, c.want)
		}
	}
	if got := edits("a", "abcdef", 2); got != 3 {
		t.Errorf("more than most: %d", got)
	}
}

func TestTitleOf(t *testing.T) {
	for _, c := range []struct{ quote, name, want string }{
		{"Foreign Minister Yoko Kamikawa announced it", "Yoko Kamikawa", "foreign minister"},
		{"Geir Straume, the ambassador, thanked", "Geir Straume", "ambassador"},
		{"said its ambassador, Geir Straume", "Geir Straume", "ambassador"},
		{"He told the president. Geir Straume left", "Geir Straume", ""},
		{"Geir Straume met the president", "Geir Straume", ""},
		{"nobody", "Geir Straume", ""},
		{"x", "", ""},
	} {
		if got := titleOf(c.quote, c.name); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.quote, c.name, got, c.want)
		}
	}
}
