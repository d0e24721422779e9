package candidate

import "kiroku/extract/syntax"

// prominence is how far to the front a dealing stands in its sentence: what
// the main clause tells comes before what it mentions on the way. Clauses that
// somebody says count as main ones.
func (r *Reader) prominence(t *syntax.Tree, at int) float64 {
	p := 1.0
	if !t.IsVerb(at) {
		p = mentioned
	}
	for n := 0; n < syntax.MaxDepth; n++ {
		h := t.Head(at)
		if h < 0 {
			break
		}
		_, said := r.Lex.Stance[t.Lemma(h)]
		if t.Is(at, "advcl", "acl", "nmod", "obl") || t.Is(at, "ccomp") && !said {
			p *= mentioned
		}
		at = h
	}
	return p
}

// mentioned is what a step away from the main clause leaves of an event's or
// statement's confidence.
const mentioned = 0.8
