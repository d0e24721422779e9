// Package reporttest reads reports from lines of a test, so that a case says in
// one line who told what on which day. In comes text, out come sealed claims
// with their source and day; a line that it cannot read fails the test.
package reporttest

import (
	"fmt"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// Parse reads a report of each line that is not empty:
//
//	Wire | 2026-03-04 | aid pledge | actor=NOR recipient=SDN money="USD 5000000" when=2026-03-03
//
// that is "outlet | published | type action | field=value ...".
func Parse(t *testing.T, lines string) []ledger.Report {
	t.Helper()
	var list []ledger.Report
	for line := range strings.SplitSeq(lines, "\n") {
		if strings.TrimSpace(line) != "" {
			list = append(list, report(t, line, len(list)))
		}
	}
	return list
}

// report reads one line, the n-th.
func report(t *testing.T, line string, n int) ledger.Report {
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
	case "cause":
		c.Cause = v
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
