package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/lang/mention"
)

// dealing is a word or expression by which one party deals with another: what
// it makes a claim of, where the party acted upon stands, and its code where
// that is finer than the claim's kind.
type dealing struct {
	entry string     // as the lexicon writes it
	rest  [][]string // further words of the expression, each any of several
	act   string     // kind of an event, or stance of a statement
	slots []string   // where the recipients stand, in order
	codes claim.Codes
}

// dealings are by the first word of their expression: "lemma/pos".
type dealings map[string][]dealing

// opening is a dealing found at a word of a sentence.
type opening struct {
	dealing
	at    int
	parts []int // the tokens of the expression's further words
}

// readDealings reads lists of lines "expression/pos, act, slots, code". A word
// of an expression may be several, "lift|ease", or a class of words, "@truce".
// Longer expressions come first, so that they win.
func readDealings(classes map[string][]string, names ...string) dealings {
	out := dealings{}
	for _, row := range rowsOf(names) {
		d := dealing{entry: row[0], act: row[1], slots: strings.Split(cell(row, 2), ",")}
		if root, cameo, ok := strings.Cut(cell(row, 3), " "); ok {
			d.codes = claim.Codes{Plover: root, Cameo: cameo}
		}
		expression, pos, _ := strings.Cut(row[0], "/")
		words := strings.Fields(expression)
		for _, w := range words[1:] {
			d.rest = append(d.rest, alternatives(w, classes))
		}
		for _, first := range alternatives(words[0], classes) {
			key := first + "/" + pos
			out[key] = append(out[key], d)
		}
	}
	for key := range out {
		slices.SortStableFunc(out[key], func(a, b dealing) int { return len(b.rest) - len(a.rest) })
	}
	return out
}

func rowsOf(names []string) [][]string {
	var out [][]string
	for _, n := range names {
		out = append(out, rows(n)...)
	}
	return out
}

func cell(row []string, n int) string {
	if n < len(row) {
		return row[n]
	}
	return ""
}

// alternatives are the words that one word of an expression stands for.
func alternatives(word string, classes map[string][]string) []string {
	var out []string
	subject := strings.HasPrefix(word, isSubject)
	if subject {
		out = append(out, isSubject)
	}
	for w := range strings.SplitSeq(strings.TrimPrefix(word, isSubject), "|") {
		if members, ok := classes[w]; ok {
			out = append(out, members...)
			continue
		}
		out = append(out, strings.ReplaceAll(w, "_", " "))
	}
	return out
}

// readClasses reads the classes of words that expressions share.
func readClasses(name string) map[string][]string {
	out := map[string][]string{}
	for _, row := range rows(name) {
		out["@"+row[0]] = strings.Fields(row[1])
	}
	return out
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

// What stands in an entry for any object of its verb, for any clause below it,
// and for what the object is said to be.
const (
	hasObject = "+obj"
	hasClause = "+comp"
	isCalled  = "+what" // what its object is called
	isSubject = "<"     // before the words of a subject: "leave <@force"
)

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
