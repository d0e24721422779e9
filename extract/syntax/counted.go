package syntax

import "kiroku/lang/mention"

// CountOf is the number that counts the noun at i.
func (t *Tree) CountOf(i int) *mention.Mention {
	if m := t.ValueAt(i); m != nil && (m.Kind == mention.Measure || m.Kind == mention.Number) {
		return m
	}
	for _, k := range t.Children(i, "nummod", "det", "amod", "compound") {
		if m := t.ValueAt(k); m != nil && (m.Kind == mention.Measure || m.Kind == mention.Number) {
			return m
		}
	}
	return nil
}

// Carrier is the verb that gives a word of giving its tense: the word itself,
// or the verb above a noun.
func (t *Tree) Carrier(at int) int {
	if t.IsVerb(at) {
		return at
	}
	for k, n := t.Head(at), 0; k >= 0 && n < 6; k, n = t.Head(k), n+1 {
		if t.IsVerb(k) {
			return k
		}
	}
	return -1
}

// CountedNoun is the noun that a phrase counts: in "tens of thousands of
// people" not its head.
func (t *Tree) CountedNoun(h int) int {
	if m := t.ValueAt(h); m != nil && m.Kind == mention.Measure && !m.Noun.IsZero() {
		if n := t.HeadOf(m.Noun); n >= 0 {
			return n
		}
	}
	if of := t.ByCase(h, "of"); len(of) > 0 && (t.Lex.Containers[t.Lemma(h)] || t.Lex.Shares[t.Lemma(h)]) { // "a number of journalists", "most of the crop"
		return of[0]
	}
	return h
}
