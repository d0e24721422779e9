package event

import (
	"kiroku/claim"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// dayOf is when the event of a main clause was, where its own words do not say so:
// the only date of the sentence, or, of the past, the day that the paragraph tells of.
func (r *reader) dayOf(t *syntax.Tree, at int) (claim.When, text.Span) {
	if w, sp := setting.OnlyDate(t); !w.IsZero() {
		return w, sp
	}
	if t.IsVerb(at) && t.Tense(at) == syntax.Past {
		return r.PastDay(t)
	}
	return claim.When{}, text.Span{}
}

// mainClause reports whether a word stands in the sentence's main clause, or in what
// somebody says there.
func mainClause(t *syntax.Tree, at int) bool {
	for n := 0; n < syntax.MaxDepth && t.Head(at) >= 0; n++ {
		h := t.Head(at)
		if t.IsVerb(at) && !t.Is(at, "conj", "parataxis") && !(t.Is(at, "ccomp") && t.Lex.Stance[t.Lemma(h)] != "") {
			return false
		}
		at = h
	}
	return true
}
