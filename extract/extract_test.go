package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/internal/casetest"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// TestCases runs the claim cases. A case may set published, source, title,
// types (a comma list: only these are shown) and codes=yes (PLOVER and CAMEO
// are shown).
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		published, err := value.ParseDate(c.Arg("published", "2026-03-04"))
		if err != nil {
			t.Fatal(err)
		}
		doc := &text.Document{ID: "case", Lang: "en", Text: c.Input, Published: published,
			Source: strings.ReplaceAll(c.Arg("source", ""), "_", " "), Title: strings.ReplaceAll(c.Arg("title", ""), "_", " ")}
		types := strings.Split(c.Arg("types", "aid,sanction,impact"), ",")
		var b strings.Builder
		for _, cl := range extract.Claims(lang.Analyze(doc)) {
			if err := claim.Check(doc, cl); err != nil {
				t.Error(err)
			}
			if slices.Contains(types, string(cl.Type)) {
				show(&b, cl)
				if c.Arg("codes", "") != "" {
					fmt.Fprintf(&b, "  %-10s %s %s\n", "code", cl.Codes.Plover, cl.Codes.Cameo)
				}
			}
		}
		return b.String()
	})
}

// show writes one claim in the notation of the case files.
func show(b *strings.Builder, c claim.Claim) {
	head := string(c.Type)
	for _, s := range []string{c.Action, c.Measure, c.Kind, c.Stance} {
		if s != "" {
			head += "." + s
		}
	}
	if c.Polarity == claim.Negated {
		head += " negated"
	}
	if c.Modality != claim.Fact {
		head += " " + string(c.Modality)
	}
	fmt.Fprintf(b, "%s\n", head)
	line := func(name, v string) {
		if v != "" {
			fmt.Fprintf(b, "  %-10s %s\n", name, v)
		}
	}
	line("actor", parties(c.Actors))
	line("recipient", parties(c.Recipients))
	line("via", parties(c.Via))
	if c.Money != nil {
		line("money", c.Money.String())
	}
	line("standing", c.Standing)
	if c.Beside != nil {
		line("beside", c.Beside.String())
	}
	for _, it := range c.Items {
		line("item", strings.TrimSpace(value.Quantity{Value: it.Count, Bound: it.Bound, Unit: it.Unit}.String()+" "+it.Name))
	}
	line("class", strings.TrimSpace(c.Category+" "+c.Lethality))
	line("count", c.Count.String())
	if c.Type == claim.Impact {
		line("value", value.Quantity{Value: c.Value, ValueTo: c.ValueTo, Bound: c.Bound, Unit: c.Unit}.String())
	}
	line("donors", c.Donors.String())
	line("when", c.When.Date.String())
	line("where", strings.TrimSpace(c.Where.Name+" "+c.Where.Code))
	var chain []string
	for _, s := range c.Sources {
		chain = append(chain, fmt.Sprintf("%q", s.Name))
	}
	line("sources", strings.Join(chain, " < "))
	line("quoted", c.Quoted)
}

func parties(ps []claim.Party) string {
	var out []string
	for _, p := range ps {
		s := fmt.Sprintf("%q", p.Name)
		if p.Code != "" {
			s += " " + p.Code
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}
