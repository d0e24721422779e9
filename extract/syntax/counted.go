package syntax

import "kiroku/lang/mention"

// CountOf is the number that counts the noun at i.
func (t *Tree) CountOf(i int) *mention.Mention {
	for _, k := range append([]int{i}, t.Children(i, "nummod", "det", "amod", "compound")...) {
		m := t.ValueAt(k)
		if m != nil && (m.Kind == mention.Measure || m.Kind == mention.Number) && !t.IsCalibre(t.IndexAt(m.Span.Start)) {
			return m
		}
	}
	return nil
}

// IsCalibre reports whether a number tells the size of arms instead of counting
// them: "155-mm howitzers".
func (t *Tree) IsCalibre(k int) bool {
	next := k + 1
	if next < len(t.Tokens) && t.Lower[next] == "-" {
		next++
	}
	return t.Tokens[k].Tag == "NUM" && next < len(t.Tokens) && t.Lower[next] == "mm"
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
