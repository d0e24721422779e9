package aid

import "kiroku/extract/syntax"

// Support is help, or no more than agreement: "in support of the resolution", "a
// statement of support".

// sympathy reports whether the act is a noun of support that tells of agreement.
func (r *reader) sympathy(t *syntax.Tree, a act) bool {
	if t.Lemma(a.at) != "support" || !t.IsNoun(a.at) || len(a.things) != 1 || a.things[0].head != a.at {
		return false
	}
	if h := t.Head(a.at); h >= 0 && t.Is(a.at, "nmod") && t.Marker(a.at) == "of" && r.Lex.Gestures[t.Lemma(h)] {
		return true
	}
	for _, k := range t.ByCase(a.at, "of") {
		if r.PartyCode(t, k) == "" || t.NameAt(k) == nil {
			return true
		}
	}
	return false
}
