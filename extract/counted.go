package extract

import "kiroku/lang/mention"

// countOf is the number that counts the noun at i.
func (t *tree) countOf(i int) *mention.Mention {
	if m := t.valueAt(i); m != nil && (m.Kind == mention.Measure || m.Kind == mention.Number) {
		return m
	}
	for _, k := range t.children(i, "nummod", "det", "amod", "compound") {
		if m := t.valueAt(k); m != nil && (m.Kind == mention.Measure || m.Kind == mention.Number) {
			return m
		}
	}
	return nil
}

// carrier is the verb that gives a word of giving its tense: the word itself,
// or the verb above a noun.
func (t *tree) carrier(at int) int {
	if t.isVerb(at) {
		return at
	}
	for k, n := t.head(at), 0; k >= 0 && n < 6; k, n = t.head(k), n+1 {
		if t.isVerb(k) {
			return k
		}
	}
	return -1
}

// countedNoun is the noun that a phrase counts: in "tens of thousands of
// people" not its head.
func (t *tree) countedNoun(h int) int {
	if m := t.valueAt(h); m != nil && m.Kind == mention.Measure && !m.Noun.IsZero() {
		if n := t.headOf(m.Noun); n >= 0 {
			return n
		}
	}
	if of := t.byCase(h, "of"); len(of) > 0 && t.lex.containers[t.lemma(h)] { // "a number of journalists"
		return of[0]
	}
	return h
}
