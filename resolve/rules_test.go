package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/internal/casetest"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// A case's input is reports, one a line: outlet, day and claim in the notation
// of ParseReport; its expectation the entries that they make.
func TestEntries(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		var reports []ledger.Report
		for line := range strings.SplitSeq(c.Input, "\n") {
			if strings.TrimSpace(line) != "" {
				reports = append(reports, parseReport(t, line, len(reports)))
			}
		}
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
		if c.Layer == "conflicts" {
			return renderConflicts(reports, Conflicts(Entries(Rules{}, reports, nil)))
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

// parseReport reads "outlet | published | type action | field=value ...":
//
//	Wire | 2026-03-04 | aid pledge | actor=NOR recipient=SDN money="USD 5000000" when=2026-03-03
func parseReport(t *testing.T, line string, n int) ledger.Report {
	t.Helper()
	parts := strings.SplitN(line, "|", 4)
	if len(parts) != 4 {
		t.Fatalf("report %q: want outlet | day | type action | fields", line)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	typ, act, _ := strings.Cut(parts[2], " ")
	c := claim.Claim{Type: claim.Type(typ), Confidence: 0.5, Rule: "test"}
	if rest, ok := strings.CutPrefix(act, "not "); ok {
		act, c.Polarity = rest, claim.Negated
	}
	switch c.Type {
	case claim.Aid:
		c.Action = act
	case claim.Sanction:
		c.Action, c.Measure, _ = strings.Cut(act, " ")
	case claim.Impact:
		c.Measure = act
	case claim.Event:
		c.Kind = act
	case claim.Statement:
		c.Stance = act
	}
	body, in := fmt.Sprintf("report %d of %s", n, line), ""
	for _, f := range fields(parts[3]) {
		name, v, _ := strings.Cut(f, "=")
		if name == "quote" {
			body = v
			continue
		}
		if name == "counted" { // the words of the figure, which are the quote too
			body, c.Spans = v, map[string]text.Span{"value": {Start: 0, End: len(v)}}
			continue
		}
		if name == "doc" {
			in = v
			continue
		}
		setField(t, &c, name, v)
	}
	doc := &text.Document{Source: parts[0], Text: body}
	doc.ID = text.DocumentID(doc.Source, fmt.Sprint(n), doc.Text)
	sealed, err := claim.Seal(doc, text.Span{Start: 0, End: len(body)}, c)
	if err != nil {
		t.Fatal(err)
	}
	if in != "" {
		sealed.Document = in
	}
	return ledger.Report{Claim: sealed, Source: doc.Source, Published: date(t, parts[1])}
}

// fields splits at spaces outside quotation marks, which it takes away.
func fields(s string) []string {
	var list []string
	for i, part := range strings.Split(s, `"`) {
		if i%2 == 1 && len(list) > 0 {
			list[len(list)-1] += part
			continue
		}
		list = append(list, strings.Fields(part)...)
	}
	return list
}

func setField(t *testing.T, c *claim.Claim, name, v string) {
	t.Helper()
	var err error
	switch name {
	case "actor":
		c.Actors = append(c.Actors, party(v))
	case "recipient":
		c.Recipients = append(c.Recipients, party(v))
	case "category":
		c.Category = v
	case "money":
		var m value.Money
		m, err = value.ParseMoney(v)
		c.Money = &m
	case "lethality":
		c.Lethality = v
	case "unit":
		c.Unit = v
	case "standing":
		c.Standing = v
	case "beside":
		var m value.Money
		m, err = value.ParseMoney(v)
		c.Beside = &m
	case "item":
		it := claim.Item{Name: v}
		if count, rest, ok := strings.Cut(v, " "); ok {
			if n, err := value.ParseNumber(count); err == nil {
				it = claim.Item{Name: rest, Count: n}
			}
		}
		c.Items = append(c.Items, it)
	case "when":
		c.When = claim.When{Text: v, Date: date(t, v)}
	case "asof":
		c.AsOf = claim.When{Text: v, Date: date(t, v)}
	case "where":
		c.Where = claim.Location{Name: v}
	case "value":
		var q value.Quantity
		q, err = value.ParseQuantity(v)
		c.Value, c.ValueTo, c.Bound = q.Value, q.ValueTo, q.Bound
	case "count":
		c.Count, err = value.ParseNumber(v)
	case "says":
		c.Content = v
	case "source":
		c.Sources = append(c.Sources, claim.Attribution{Name: v})
	default:
		t.Fatalf("no field %q", name)
	}
	if err != nil {
		t.Fatalf("%s=%s: %v", name, v, err)
	}
}

// party reads a name or a code, with the kind in brackets behind it where one
// is needed: "Orla (place)".
func party(v string) claim.Party {
	if name, kind, ok := strings.Cut(strings.TrimSuffix(v, ")"), " ("); ok {
		return claim.Party{Name: name, Kind: claim.PartyKind(kind)}
	}
	if strings.ToUpper(v) == v {
		return claim.Party{Name: v, Code: v}
	}
	if strings.HasPrefix(v, "the ") {
		return claim.Party{Name: v, Kind: claim.Group}
	}
	return claim.Party{Name: v}
}

func date(t *testing.T, s string) value.Date {
	t.Helper()
	d, err := value.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
