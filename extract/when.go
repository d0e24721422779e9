package extract

import (
	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// when is the date that the clause of token v states: one that hangs on the
// verb or its objects, else one on the verb of saying or announcing above it.
func (r *reader) when(t *tree, v int) (claim.When, text.Span) {
	best, bestDist := -1, 99
	for k, m := range t.sent.Mentions {
		if m.Kind != mention.Date {
			continue
		}
		h := t.headOf(m.Span)
		if h < 0 {
			continue
		}
		if d := t.distance(h, v); d >= 0 && d < bestDist {
			best, bestDist = k, d
		}
	}
	if best < 0 {
		return claim.When{}, text.Span{}
	}
	m := t.sent.Mentions[best]
	return claim.When{Text: t.words(m.Span), Date: m.Date}, m.Span
}

// distance is how far a date's head stands from the clause of v: the steps up
// from the date to v, or to a verb above v plus a step for each clause
// between; -1 when the date belongs to another clause.
func (t *tree) distance(date, v int) int {
	up := 0
	for at := date; at >= 0 && up < 8; at, up = t.head(at), up+1 {
		if t.within(v, at) {
			below := 0
			for k := v; k != at; k = t.head(k) {
				if t.isVerb(k) {
					below += 2
				}
				below++
			}
			if below > 8 {
				return -1
			}
			return up + below
		}
		if at != date && t.isVerb(at) {
			return -1
		}
	}
	return -1
}

// onlyDate is the sentence's date where it gives just one.
func (t *tree) onlyDate() (claim.When, text.Span) {
	var only *mention.Mention
	for k := range t.sent.Mentions {
		if m := &t.sent.Mentions[k]; m.Kind == mention.Date && !m.Date.IsZero() {
			if only != nil {
				return claim.When{}, text.Span{}
			}
			only = m
		}
	}
	if only == nil {
		return claim.When{}, text.Span{}
	}
	return claim.When{Text: t.words(only.Span), Date: only.Date}, only.Span
}

// dated is a date of the document with its words.
type dated struct {
	when claim.When
	span text.Span
}
