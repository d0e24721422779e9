package syntax

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/lang/mention"
)

// Opening is a dealing found at a word of a sentence.
type Opening struct {
	lexicon.Dealing
	At    int
	Parts []int // the tokens of the expression's further words
}

// opensNone is remembered of a word that opens nothing.
var opensNone Opening

// Open is the longest dealing that the word at i opens. Every kind of claim
// asks for the same words, so the tree remembers.
func (t *Tree) Open(ds *lexicon.Dealings, i int) (Opening, bool) {
	list := &t.events
	if ds == t.Lex.Saying {
		list = &t.sayings
	}
	if *list == nil {
		*list = make([]*Opening, len(t.Tokens))
	}
	o := (*list)[i]
	if o == nil {
		o = &opensNone
		if found, ok := t.open(ds, i); ok {
			o = &found
		}
		(*list)[i] = o
	}
	return *o, o != &opensNone
}

func (t *Tree) open(ds *lexicon.Dealings, i int) (Opening, bool) {
	if t.Is(i, "aux") {
		return Opening{}, false // "has called" holds no call
	}
	for _, d := range ds.By[t.Key(i)] {
		if parts, ok := t.expression(d, i); ok {
			return Opening{d, i, parts}, true
		}
	}
	return Opening{}, false
}

// expression finds the further words of a dealing about the word at i.
func (t *Tree) expression(d lexicon.Dealing, i int) ([]int, bool) {
	var parts []int
	for _, words := range d.Rest {
		k := t.partner(i, words, parts)
		if k < 0 || len(d.Rest) == 1 && t.leadsPhrase(k) && !slices.Contains(d.Slots, t.Lower[k]) {
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
func (t *Tree) partner(i int, words []string, taken []int) int {
	says := func(k int) bool {
		return k != i && !slices.Contains(taken, k) && (slices.Contains(words, t.Lower[k]) || slices.Contains(words, t.Lemma(k)))
	}
	switch words[0] {
	case lexicon.IsSubject:
		s := t.Subject(i)
		if s < 0 && t.Agent(i) < 0 { // "rockets struck near the port" is easily taken for a passive
			s = t.Child(i, "nsubj:pass")
		}
		if s >= 0 && slices.Contains(words[1:], t.Lemma(t.CountedNoun(s))) {
			return s
		}
		return -1
	case lexicon.HasObject:
		return t.Child(i, "obj", "nsubj:pass")
	case lexicon.HasClause:
		if k := t.ThatClause(i); k >= 0 {
			return k
		}
		return t.Child(i, "ccomp", "xcomp", "parataxis")
	case lexicon.IsCalled:
		obj := t.Child(i, "obj")
		if k := t.Child(i, "xcomp", "ccomp"); obj >= 0 && obj < k && t.Marker(k) != "to" && t.NameAt(k) == nil {
			return k
		}
		if obj >= 0 { // "called the crisis the worst": read as an apposition without a comma
			if k := t.Child(obj, "appos"); k > obj && t.NameAt(k) == nil && t.Tokens[t.IndexAt(t.Phrase(k).Start)-1].Tag != "PUNCT" {
				return k
			}
		}
		return -1
	}
	for _, k := range t.Kids[i] {
		if t.Is(k, "nsubj") && !t.Is(k, "nsubj:pass") || t.Is(k, "conj", "parataxis") || t.Dated(k) {
			continue
		}
		// A noun behind a preposition belongs to the expression only when the
		// preposition does: "take into custody".
		if loose := t.Is(k, "obl") && !slices.Contains(taken, t.Child(k, "case")); !loose && says(k) {
			return k
		} else if p := t.describing(k, loose, says); p >= 0 {
			return p
		}
	}
	if h := t.Head(i); h >= 0 && t.Is(i, "acl", "xcomp") && says(h) {
		return h
	}
	if k := t.hung(i, slices.Contains(taken, t.Child(i, "obj")), says); k >= 0 {
		return k
	}
	for k := i + 1; k < min(len(t.Tokens), i+maxApart); k++ {
		if says(k) && !t.inPossessor(k) && !t.looseNoun(k, taken) && !(t.Is(k, "case") && (t.IsVerb(k) || k > i+1 || t.Dated(t.Head(k)))) {
			return k
		}
		if t.IsVerb(k) {
			break
		}
	}
	return -1
}

// ThatClause is the clause that says what a noun of opinion is, -1 for none: "fears
// that the dam will break". Trees often take it for a relative clause.
func (t *Tree) ThatClause(i int) int {
	if !t.IsNoun(i) {
		return -1
	}
	for _, k := range t.Children(i, "acl") {
		s := t.Child(k, "nsubj", "nsubj:pass", "expl")
		if slices.ContainsFunc(t.Kids[k], func(w int) bool { return t.Lower[w] == "that" && w < s }) {
			return k
		}
	}
	return -1
}

// particles are the words that mean something with a verb only when they lead no
// phrase: "gave in", but not "gave a million in aid".
var particles = map[string]bool{"in": true, "up": true, "down": true, "off": true, "out": true, "away": true, "aside": true, "back": true, "over": true}

// leadsPhrase reports whether a particle is a phrase's preposition here.
func (t *Tree) leadsPhrase(k int) bool {
	if !particles[t.Lower[k]] || !t.Is(k, "case") {
		return false
	}
	next := ""
	if k+1 < len(t.Tokens) {
		next = t.Lower[k+1]
	}
	return next != "of" && next != "from"
}

// looseNoun reports whether a noun stands behind a preposition that the
// expression does not have: who begins with talks of war begins none.
func (t *Tree) looseNoun(k int, taken []int) bool {
	c := t.Child(k, "case")
	return t.Is(k, "obl") && c >= 0 && !slices.Contains(taken, c)
}

// inPossessor reports whether a word belongs to whose something is: who welcomes
// a president's words need not welcome the president.
func (t *Tree) inPossessor(k int) bool {
	return t.Is(k, "nmod:poss") || t.Is(k, "nmod:desc", "compound", "flat") && t.Head(k) >= 0 && t.Is(t.Head(k), "nmod:poss")
}

// Dated reports whether a phrase is a date: "called on Friday" calls on nobody.
func (t *Tree) Dated(k int) bool {
	m := t.ValueAt(k)
	return m != nil && m.Kind == mention.Date
}

// maxApart is how many tokens behind its verb a word may stand that the tree
// hangs elsewhere.
const maxApart = 4

// hung is a preposition of a phrase that the tree hangs on the object instead
// of the verb: "returned the painting of the lake to"; anywhere looks behind
// the verb's other phrases too.
func (t *Tree) hung(i int, anywhere bool, says func(int) bool) int {
	obj := t.Child(i, "obj")
	if obj < 0 {
		return -1
	}
	from := obj
	if anywhere {
		from = i
	}
	for _, m := range t.Below(from, func(m int) bool { return t.Is(m, "acl:relcl", "advcl", "conj", "ccomp") }) {
		own := t.Lower[m] == "of" && !t.IsVerb(t.Head(m)) && t.NameAt(obj) == nil // "the colour of"
		if t.Is(m, "case", "mark") && t.Head(m) != obj && t.Head(m) != i && !own && says(m) && !t.Dated(t.Head(m)) {
			return m
		}
	}
	return -1
}

// describing is a word that belongs to the phrase of k and says what it is;
// of a loose phrase only its preposition counts.
func (t *Tree) describing(k int, loose bool, says func(int) bool) int {
	for _, m := range t.Kids[k] {
		if t.Is(m, "case", "mark") && says(m) || !loose && t.Is(m, "compound", "amod", "conj") && says(m) {
			return m
		}
		if !loose && t.Is(m, "nmod") {
			if t.Marker(m) == "of" && says(m) {
				return m
			}
		}
	}
	return -1
}

// Outdone reports whether the other lexicon reads a longer expression with a
// code at the same word.
func (t *Tree) Outdone(o Opening, by *lexicon.Dealings) bool {
	other, ok := t.Open(by, o.At)
	return ok && len(other.Rest) > len(o.Rest) && (other.Codes != claim.Codes{} || other.Act == "none")
}
