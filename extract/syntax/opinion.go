package syntax

import "slices"

// Opinions are the stances that the words from token k on show, without
// repetition.
func (t *Tree) Opinions(k int) []string {
	var out []string
	for _, first := range [2]string{t.Lower[k], t.Lemma(k)} {
		for _, o := range t.Lex.Opinions[first] {
			if !slices.Contains(out, o.Stance) && t.continues(k+1, o.Rest) {
				out = append(out, o.Stance)
			}
		}
	}
	return out
}

// continues reports whether the words stand from token k on, as forms or lemmas.
func (t *Tree) continues(k int, words []string) bool {
	if k+len(words) > len(t.Tokens) {
		return false
	}
	for n, w := range words {
		if t.Lower[k+n] != w && t.Lemma(k+n) != w {
			return false
		}
	}
	return true
}
