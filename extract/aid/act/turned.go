package act

import (
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
)

// Some words turn what a word of giving says: whose debt is cancelled gets help, and
// so does whoever is no longer refused it.

// turned is the frame of an act as its own words turn it.
func (r *Reader) turned(t *syntax.Tree, at int, th Thing, f lexicon.Frame) lexicon.Frame {
	give := lexicon.Frame{Act: "give", Object: f.Object}
	switch {
	case f.Act == "cancel" && owed(t, th.Head), f.Act == "suspend" && owed(t, th.Head):
		return give
	case f.Act == "suspend" && t.IsNoun(at) && r.ends(t, at), f.Act == "give" && r.freed(t, at):
		return lexicon.Frame{Act: "approve", Object: f.Object} // "lifted its freeze on aid"
	}
	return f
}

// owed reports whether a thing is a debt: "5 billion euros of Sudan's debt".
func owed(t *syntax.Tree, i int) bool {
	if t.Lex.Debts[t.Lemma(i)] {
		return true
	}
	for _, k := range t.ByCase(i, "of", "in") {
		if t.Lex.Debts[t.Lemma(k)] {
			return true
		}
	}
	return false
}

// ends reports whether the noun is what a verb of ending ends.
func (r *Reader) ends(t *syntax.Tree, i int) bool {
	h := t.Head(i)
	if h < 0 || !t.IsVerb(h) || !t.Is(i, "obj", "nsubj:pass") {
		return false
	}
	act := r.Lex.Aid[t.Lemma(h)+"/v"].Act
	return act == "cancel" || act == "suspend" || t.Lemma(h) == "lift"
}

// freed reports whether a noun of help stands behind "on" beside what a verb of ending
// ends: the tree hung it on the verb.
func (r *Reader) freed(t *syntax.Tree, at int) bool {
	v := t.Head(at)
	if v < 0 || !t.IsVerb(v) || !t.Is(at, "obl") || t.Marker(at) != "on" {
		return false
	}
	o := t.Child(v, "obj")
	return o >= 0 && r.Lex.Aid[t.Lemma(o)+"/n"].Act == "suspend" && r.ends(t, o)
}
