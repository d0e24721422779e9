package harm

import (
	"slices"
	"strings"
	"unicode"

	"kiroku/claim"
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// Situation reports break their figures down by place, in lists and tables whose
// heading says what is counted: "Deaths by state", then "Kassala: 21", or columns
// "State Cases Deaths", then "Kassala 1,204 21". A row means nothing alone, so it
// needs the heading right before it, a name and as many numbers as there are columns.

// column is what one column counts; one with no measure is passed over.
type column struct{ measure, unit string }

// Tables reads the rows of a document's tables, sentence by sentence.
type Tables struct {
	reader
	columns []column // of the table that reading stands in, none outside
}

// NewTables is a reader of tables at the start of a document.
func NewTables(r *candidate.Reader) *Tables { return &Tables{reader: reader{r}} }

// maxHead is how many words the heading of a table may have.
const maxHead = 14

// Read takes the next sentence, and reports whether it is a heading or a row of a
// table, so that no clause need be looked for in it.
func (tb *Tables) Read(t *syntax.Tree) bool {
	if cols := tb.heading(t); len(cols) > 0 {
		tb.columns = cols
		return true
	}
	if len(tb.columns) > 0 && tb.row(t) {
		return true
	}
	tb.columns = nil
	return false
}

// heading reads what a heading says is counted: one thing "by state", or that of each
// column behind a first one of places.
func (tb *Tables) heading(t *syntax.Tree) []column {
	if len(t.Tokens) > maxHead || slices.ContainsFunc(t.Tokens, func(tok text.Token) bool { return tok.Tag == "NUM" || tok.Tag == "AUX" }) {
		return nil
	}
	first := 0
	for first < len(t.Tokens) && isRule(t, first) {
		first++
	}
	if first+1 < len(t.Tokens) && tb.Lex.Areas[strings.TrimSuffix(t.Lower[first], "s")] {
		return anyHarm(tb.columnsOf(t, first+1, len(t.Tokens)))
	}
	for k := first + 1; k+1 < len(t.Tokens); k++ {
		if (t.Lower[k] == "by" || t.Lower[k] == "per") && tb.Lex.Areas[t.Lemma(k+1)] {
			if cols := anyHarm(tb.columnsOf(t, first, k)); len(cols) == 1 {
				return cols
			}
		}
	}
	return nil
}

// anyHarm is the columns, if any of them counts harm.
func anyHarm(cols []column) []column {
	if slices.ContainsFunc(cols, func(c column) bool { return c.measure != "" }) {
		return cols
	}
	return nil
}

// columnsOf reads the columns that some words head. A word of harm closes one; a
// noun of things before it or right behind it says what is counted.
func (tb *Tables) columnsOf(t *syntax.Tree, from, to int) []column {
	var cols []column
	unit := ""
	for k := from; k < to; k++ {
		if isRule(t, k) || t.Tokens[k].Tag == "PUNCT" {
			continue
		}
		f, ok := tb.harmHead(t, k)
		u := tb.unitOf(t, k)
		switch {
		case ok:
			cols = append(cols, column{measureFor(f, thing(unit)), thing(unit)})
			unit = ""
		case u != "" && len(cols) > 0 && k > from && tb.harmedBefore(t, k):
			last := &cols[len(cols)-1]
			f, _ := tb.harmHead(t, k-1)
			*last = column{measureFor(f, u), u} // "damaged houses"
		case u != "":
			unit = u
		case t.Tokens[k].Tag == "NOUN" && !tb.Lex.Tallies[t.Lemma(k)] && !tb.Lex.Disease[t.Lower[k]]:
			cols = append(cols, column{})
		}
	}
	return cols
}

// thing is the unit that a column counts, people where none is named.
func thing(unit string) string {
	if unit == "" {
		return "people"
	}
	return unit
}

func (tb *Tables) harmedBefore(t *syntax.Tree, k int) bool {
	_, ok := tb.harmHead(t, k-1)
	return ok
}

// harmHead is the measure that a word of a heading tells.
func (tb *Tables) harmHead(t *syntax.Tree, k int) (string, bool) {
	f, ok := tb.wordOfHarm(t, k)
	switch f.Object {
	case "object", "self", "number", "evacuate":
		return f.Act, ok
	case "cases":
		return f.Act, ok && tb.Crisis != "none"
	}
	return "", false
}

// row reads one row, and reports whether the sentence is one.
func (tb *Tables) row(t *syntax.Tree) bool {
	name, k := nameOfRow(t)
	if name.IsZero() {
		return false
	}
	var numbers []int
	for ; k < len(t.Tokens); k++ {
		switch {
		case t.Tokens[k].Tag == "NUM":
			numbers = append(numbers, k)
		case isRule(t, k), t.Tokens[k].Tag == "PUNCT", t.Tokens[k].Tag == "SYM":
		default:
			return false
		}
	}
	if len(numbers) != len(tb.columns) {
		return false
	}
	for i, col := range tb.columns {
		n, err := value.ParseNumber(strings.ReplaceAll(t.Words(t.Tokens[numbers[i]].Span), ",", ""))
		if col.measure == "" || err != nil {
			continue
		}
		at, sp := numbers[i], t.Tokens[numbers[i]].Span
		c := claim.Claim{Type: claim.Impact, Rule: "impact.table", Measure: col.measure, Unit: col.unit, Polarity: claim.Affirmed, Modality: claim.Fact,
			Value: n, Bound: value.Exact, Confidence: 0.8, Spans: map[string]text.Span{"value": sp, "where": name}}
		c.Where = tb.placeIn(t, name)
		c.AsOf = tb.LastDate.When
		c.When = c.AsOf
		tb.Add(t, at, at, name.Cover(sp), c)
	}
	return true
}

// nameOfRow is the name that a row begins with, and the token behind it.
func nameOfRow(t *syntax.Tree) (text.Span, int) {
	k := 0
	for k < len(t.Tokens) && (isRule(t, k) || t.Tokens[k].Tag == "PUNCT") {
		k++
	}
	name, k := capitals(t, k)
	if k < len(t.Tokens) && t.Lex.Areas[t.Lemma(k)] { // "Kassala state: 21"
		k++
	}
	return name, k
}

// maxName is how many words a place's name may have.
const maxName = 5

// capitals is the run of capitalized words from a token on, and the token behind it.
func capitals(t *syntax.Tree, k int) (text.Span, int) {
	sp := text.Span{}
	for n := 0; k < len(t.Tokens) && n < maxName && t.Tokens[k].Tag != "NUM"; n++ {
		word := t.Words(t.Tokens[k].Span)
		if !unicode.IsUpper([]rune(word)[0]) && (word != "-" || sp.IsZero()) {
			break
		}
		sp = sp.Cover(t.Tokens[k].Span)
		k++
	}
	return sp, k
}

// isRule reports whether a token only draws a table or a list.
func isRule(t *syntax.Tree, k int) bool {
	switch t.Lower[k] {
	case "|", "•", "-", "–", "*", ":", "=", "\t", "/":
		return true
	}
	return false
}

// placeIn is the place that some words of a table name; a total's is that of the
// whole document.
func (r *reader) placeIn(t *syntax.Tree, name text.Span) claim.Location {
	words := t.Words(name)
	if r.Lex.Tallies[strings.ToLower(words)] {
		return claim.Location{Name: r.Scene.Name, Code: r.Scene.Code}
	}
	m := t.NameAt(t.IndexAt(name.Start))
	if m == nil || m.Kind != mention.Place && m.Kind != mention.Country {
		return claim.Location{Name: words, Code: r.Country}
	}
	place := *m
	place.Name, place.Span = words, name // a name may have taken the number in, or be cut short
	return r.Located(t, &place)
}

// breakdown adds to a figure what brackets behind it tell of its parts by place:
// "43 deaths (Kassala 21, Gedaref 14)". Parts that come to more are none.
func (r *reader) breakdown(t *syntax.Tree, figs []figure) []figure {
	if len(figs) != 1 || figs[0].number == nil || figs[0].counted < 0 || !figs[0].number.Quantity.Value.IsWhole() {
		return figs
	}
	open := max(figs[0].at, figs[0].counted, t.IndexAt(figs[0].number.Span.Start)) + 1
	if open >= len(t.Tokens) || t.Lower[open] != "(" {
		return figs
	}
	out := figs
	sum := value.Int(0)
	for k := open + 1; k < len(t.Tokens) && t.Lower[k] != ")"; {
		name, next := capitals(t, k)
		if next < len(t.Tokens) && (t.Lower[next] == ":" || t.Lower[next] == "-" || t.Lower[next] == "–") {
			next++
		}
		if name.IsZero() || next >= len(t.Tokens) || t.Tokens[next].Tag != "NUM" {
			return figs
		}
		sp := t.Tokens[next].Span
		n, err := value.ParseNumber(strings.ReplaceAll(t.Words(sp), ",", ""))
		if err != nil {
			return figs
		}
		sum = sum.Add(n)
		fig := figs[0]
		fig.counted, fig.rule, fig.place = next, "impact.by-place", name
		fig.number = &mention.Mention{Kind: mention.Number, Span: sp, Full: sp, Quantity: value.Quantity{Value: n, Bound: value.Exact}}
		out = append(out, fig)
		for k = next + 1; k < len(t.Tokens) && (joins(t, k) || t.Lower[k] == ";"); k++ {
		}
	}
	if len(out) < 3 || sum.Cmp(figs[0].number.Quantity.Value) > 0 {
		return figs
	}
	out[0].whole = true
	return out
}
