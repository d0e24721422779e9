package extract

import (
	"strings"
	"unicode/utf8"

	"kiroku/claim"
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
func (r *reader) loans(t *tree) {
	for k := range t.sent.Mentions {
		m := &t.sent.Mentions[k]
		if m.Kind != mention.Number && m.Kind != mention.Measure {
			continue
		}
		after := t.doc.Text[m.Span.Start:min(len(t.doc.Text), m.Span.Start+loanReach)]
		after, _, _ = strings.Cut(after, ". ")
		unit, measure, end := r.loan(after)
		sp := text.Span{Start: m.Span.Start, End: m.Span.Start + end}
		if measure == "" {
			before := t.words(text.Span{Start: max(t.sent.Span.Start, m.Full.Start-loanReach), End: m.Full.Start})
			if strings.ContainsAny(before, ".;,") {
				continue
			}
			unit, measure, _ = r.loan(before)
			sp = text.Span{Start: m.Full.Start - len(before), End: m.Span.End}
		}
		if measure == "" || !sp.In(len(t.doc.Text)) {
			continue
		}
		at := t.headOf(m.Span)
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
		r.add(t, at, at, sp, c)
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
		if e, ok := r.lex.loan(low[at:]); ok && n > 0 {
			if e.object == "unit" {
				unit = e.act
			} else if measure == "" {
				measure, end = e.act, at+n
			}
		}
		at += n + 1
	}
	return unit, measure, end
}

// loan finds the foreign opening that the words have; a lost letter in them
// matches any of the opening's.
func (l *lexicon) loan(words string) (frame, bool) {
	for _, e := range l.loans {
		if opens(words, e.opening) {
			return e.frame, true
		}
	}
	return frame{}, false
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
