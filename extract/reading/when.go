package reading

import (
	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// When is the date that the clause of token v states: one that hangs on the
// verb or its objects, else one on the verb of saying or announcing above it.
func (r *Reader) When(t *syntax.Tree, v int) (claim.When, text.Span) {
	best, bestDist := -1, 99
	for k, m := range t.Sentence.Mentions {
		if m.Kind != mention.Date {
			continue
		}
		h := t.HeadOf(m.Span)
		if h < 0 {
			continue
		}
		if d := distance(t, h, v); d >= 0 && d < bestDist {
			best, bestDist = k, d
		}
	}
	if best < 0 {
		return claim.When{}, text.Span{}
	}
	m := t.Sentence.Mentions[best]
	return claim.When{Text: t.Words(m.Span), Date: m.Date}, m.Span
}

// distance is how far a date's head stands from the clause of v: the steps up
// from the date to v, or to a verb above v plus a step for each clause
// between; -1 when the date belongs to another clause.
func distance(t *syntax.Tree, date, v int) int {
	up := 0
	for at := date; at >= 0 && up < 8; at, up = t.Head(at), up+1 {
		if t.Within(v, at) {
			below := 0
			for k := v; k != at; k = t.Head(k) {
				if t.IsVerb(k) {
					below += 2
				}
				below++
			}
			if below > 8 {
				return -1
			}
			return up + below
		}
		if at != date && t.IsVerb(at) {
			return -1
		}
	}
	return -1
}

// OnlyDate is the sentence's date where it gives just one.
func OnlyDate(t *syntax.Tree) (claim.When, text.Span) {
	var only *mention.Mention
	for k := range t.Sentence.Mentions {
		if m := &t.Sentence.Mentions[k]; m.Kind == mention.Date && !m.Date.IsZero() {
			if only != nil {
				return claim.When{}, text.Span{}
			}
			only = m
		}
	}
	if only == nil {
		return claim.When{}, text.Span{}
	}
	return claim.When{Text: t.Words(only.Span), Date: only.Date}, only.Span
}

// Dated is a date of the document with its words.
type Dated struct {
	When claim.When
	Span text.Span
}
