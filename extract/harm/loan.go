package harm

import (
	"strings"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// Reports in English carry lines of their French, Spanish and Portuguese
// sources. No tree holds for these; a number, a noun and a participle of harm
// within a few words are read by the openings of the words, which also stands
// the letters that a wrong encoding lost ("d\ufffdplac\ufffds").

// loanReach is how many bytes from a number on, or before it in a label, its
// words may stand.
const loanReach = 64

// loans reads the figures of one sentence in those languages.
func (r *reader) loans(t *syntax.Tree) {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind != mention.Number && m.Kind != mention.Measure {
			continue
		}
		after := t.Doc.Text[m.Span.Start:min(len(t.Doc.Text), m.Span.Start+loanReach)]
		after, _, _ = strings.Cut(after, ". ")
		unit, measure, end := r.loan(after)
		sp := text.Span{Start: m.Span.Start, End: m.Span.Start + end}
		if measure == "" {
			before := t.Words(text.Span{Start: max(t.Sentence.Span.Start, m.Full.Start-loanReach), End: m.Full.Start})
			if strings.ContainsAny(before, ".;,") {
				continue
			}
			unit, measure, _ = r.loan(before)
			sp = text.Span{Start: m.Full.Start - len(before), End: m.Span.End}
		}
		if measure == "" || !sp.In(len(t.Doc.Text)) {
			continue
		}
		at := t.HeadOf(m.Span)
		if measure = measureFor(measure, unit); measure == "" || at < 0 {
			continue
		}
		bound := m.Quantity.Bound
		if bound == "" {
			bound = value.Exact
		}
		c := claim.Claim{Type: claim.Impact, Rule: "impact.loan", Measure: measure, Unit: unit, Polarity: claim.Affirmed, Modality: claim.Fact,
			Value: m.Quantity.Value, ValueTo: m.Quantity.ValueTo, Bound: bound, Confidence: 0.6, Spans: map[string]text.Span{"value": m.Span}}
		c.Where, c.Spans["where"] = r.area(t, figure{at: at, counted: at}, at)
		r.Add(t, at, at, sp, c)
	}
}

// loan is the unit and the measure that a few foreign words tell, and where
// the last of them ends.
func (r *reader) loan(words string) (unit, measure string, end int) {
	unit = "people"
	low := strings.ToLower(words)
	for at := 0; at < len(low); {
		n := strings.IndexAny(low[at:], " \t\r\n()")
		if n < 0 {
			n = len(low) - at
		}
		if e, ok := Loan(r.Lex, low[at:]); ok && n > 0 {
			if e.Object == "unit" {
				unit = e.Act
			} else if measure == "" {
				measure, end = e.Act, at+n
			}
		}
		at += n + 1
	}
	return unit, measure, end
}

// Loan finds the foreign opening that the words have; a lost letter in them
// matches any of the opening's.
func Loan(l *lexicon.Lexicon, words string) (lexicon.Frame, bool) {
	for _, e := range l.Loans {
		if opens(words, e.Opening) {
			return e.Frame, true
		}
	}
	return lexicon.Frame{}, false
}

func opens(words, opening string) bool {
	for _, want := range opening {
		have, n := utf8.DecodeRuneInString(words)
		if n == 0 || have != want && have != utf8.RuneError {
			return false
		}
		words = words[n:]
	}
	return true
}
