package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
)

// opening is a dealing found at a word of a sentence.
type opening struct {
	dealing
	at    int
	parts []int // the tokens of the expression's further words
}

// open is the longest dealing that the word at i opens.
func (t *tree) open(ds dealings, i int) (opening, bool) {
	for _, d := range ds[t.key(i)] {
		if parts, ok := t.expression(d, i); ok {
			return opening{d, i, parts}, true
		}
	}
	return opening{}, false
}

// expression finds the further words of a dealing about the word at i.
func (t *tree) expression(d dealing, i int) ([]int, bool) {
	var parts []int
	for _, words := range d.rest {
		k := t.partner(i, words, parts)
		if k < 0 {
			return nil, false
		}
		parts = append(parts, k)
	}
	return parts, true
}

// partner is the word of an expression that stands with i: its object or
// another dependant, what counts or describes that ("a series of sanctions",
// "peace talks"), a preposition, the noun that it tells of, or a word close
// behind.
func (t *tree) partner(i int, words []string, taken []int) int {
	says := func(k int) bool {
		return k != i && !slices.Contains(taken, k) && (slices.Contains(words, t.low[k]) || slices.Contains(words, t.lemma(k)))
	}
	switch words[0] {
	case isSubject:
		if s := t.subject(i); s >= 0 && slices.Contains(words[1:], t.lemma(s)) {
			return s
		}
		return -1
	case hasObject:
		return t.child(i, "obj", "nsubj:pass")
	case hasClause:
		return t.child(i, "ccomp", "xcomp", "parataxis")
	case isCalled:
		obj := t.child(i, "obj")
		if k := t.child(i, "xcomp", "ccomp"); obj >= 0 && obj < k && t.marker(k) != "to" && t.nameAt(k) == nil {
			return k
		}
		return -1
	}
	for _, k := range t.kids[i] {
		if t.is(k, "nsubj") && !t.is(k, "nsubj:pass") || t.is(k, "conj", "parataxis") || t.dated(k) {
			continue
		}
		// A noun behind a preposition belongs to the expression only when the
		// preposition does: "take into custody".
		if loose := t.is(k, "obl") && !slices.Contains(taken, t.child(k, "case")); !loose && says(k) {
			return k
		} else if p := t.describing(k, loose, says); p >= 0 {
			return p
		}
	}
	if h := t.head(i); h >= 0 && t.is(i, "acl", "xcomp") && says(h) {
		return h
	}
	if k := t.hung(i, slices.Contains(taken, t.child(i, "obj")), says); k >= 0 {
		return k
	}
	for k := i + 1; k < min(len(t.toks), i+maxApart); k++ {
		if says(k) && !(t.is(k, "case") && (k > i+1 || t.dated(t.head(k)))) {
			return k
		}
		if t.isVerb(k) {
			break
		}
	}
	return -1
}

// dated reports whether a phrase is a date: "called on Friday" calls on nobody.
func (t *tree) dated(k int) bool {
	m := t.valueAt(k)
	return m != nil && m.Kind == mention.Date
}

// maxApart is how many tokens behind its verb a word may stand that the tree
// hangs elsewhere.
const maxApart = 4

// hung is a preposition of a phrase that the tree hangs on the object instead
// of the verb: "returned the painting of the lake to"; anywhere looks behind
// the verb's other phrases too.
func (t *tree) hung(i int, anywhere bool, says func(int) bool) int {
	obj := t.child(i, "obj")
	if obj < 0 {
		return -1
	}
	from := obj
	if anywhere {
		from = i
	}
	for _, m := range t.below(from, func(m int) bool { return t.is(m, "acl:relcl", "advcl", "conj", "ccomp") }) {
		own := t.low[m] == "of" && !t.isVerb(t.head(m)) && t.nameAt(obj) == nil // "the colour of"
		if t.is(m, "case", "mark") && t.head(m) != obj && t.head(m) != i && !own && says(m) && !t.dated(t.head(m)) {
			return m
		}
	}
	return -1
}

// describing is a word that belongs to the phrase of k and says what it is;
// of a loose phrase only its preposition counts.
func (t *tree) describing(k int, loose bool, says func(int) bool) int {
	for _, m := range t.kids[k] {
		if t.is(m, "case", "mark") && says(m) || !loose && t.is(m, "compound", "amod", "conj") && says(m) {
			return m
		}
		if !loose && t.is(m, "nmod") {
			if t.marker(m) == "of" && says(m) {
				return m
			}
		}
	}
	return -1
}

// outdone reports whether the other lexicon reads a longer expression with a
// code at the same word.
func (t *tree) outdone(o opening, by dealings) bool {
	other, ok := t.open(by, o.at)
	return ok && len(other.rest) > len(o.rest) && (other.codes != claim.Codes{} || other.act == "none")
}
