package act

import "kiroku/extract/syntax"

// Support is help, or no more than agreement: "in support of the resolution", "a
// statement of support".

// gestureOf reports whether the noun is support that is only shown: "a statement of support".
func (r *Reader) gestureOf(t *syntax.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Lemma(i) == "support" && t.IsNoun(i) && t.Marker(i) == "of" && r.Lex.Gestures[t.Lemma(h)]
}

// Sympathy reports whether the act is a noun of support that tells of agreement.
func (r *Reader) Sympathy(t *syntax.Tree, a Act) bool {
	if t.Lemma(a.At) != "support" || !t.IsNoun(a.At) || len(a.Things) != 1 || a.Things[0].Head != a.At {
		return false
	}
	for _, k := range t.ByCase(a.At, "of") {
		if r.PartyCode(t, k) == "" || t.NameAt(k) == nil {
			return true
		}
	}
	for _, k := range t.ByCase(a.At, "for", "to") { // "support for its sovereignty"
		if t.Child(k, "nmod:poss") >= 0 && t.NameAt(k) == nil && !r.Somebody(t, k) && r.WordClass(t, k) == "" {
			return true
		}
	}
	return false
}
