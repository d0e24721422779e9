package aid

import "kiroku/extract/syntax"

// Support is help, or no more than agreement: "in support of the resolution", "a
// statement of support".

// gestureOf reports whether the noun is support that is only shown: "a statement of support".
func (r *reader) gestureOf(t *syntax.Tree, i int) bool {
	h := t.Head(i)
	return h >= 0 && t.Lemma(i) == "support" && t.IsNoun(i) && t.Marker(i) == "of" && r.Lex.Gestures[t.Lemma(h)]
}

// sympathy reports whether the act is a noun of support that tells of agreement.
func (r *reader) sympathy(t *syntax.Tree, a act) bool {
	if t.Lemma(a.at) != "support" || !t.IsNoun(a.at) || len(a.things) != 1 || a.things[0].head != a.at {
		return false
	}
	for _, k := range t.ByCase(a.at, "of") {
		if r.PartyCode(t, k) == "" || t.NameAt(k) == nil {
			return true
		}
	}
	for _, k := range t.ByCase(a.at, "for", "to") { // "support for its sovereignty"
		if t.Child(k, "nmod:poss") >= 0 && t.NameAt(k) == nil && !r.somebody(t, k) && r.wordClass(t, k) == "" {
			return true
		}
	}
	return false
}
