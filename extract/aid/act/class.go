package act

import (
	"slices"
	"strings"

	"kiroku/extract/syntax"
)

// Class is the category of the aid and, for arms, its lethality: the words
// that stand with the noun of help first, then the goods, then the clause,
// then the sentence, then what the document is about.
func (r *Reader) Class(t *syntax.Tree, a Act) (category, lethality string) {
	lethality = r.Lethality(t, a)
	for _, read := range []func() string{
		func() string { return r.classOfNouns(t, a) },
		func() string { return r.investment(t, a) },
		func() string { return r.ClassOfGoods(a) },
		func() string { return r.classOfClause(t, a) },
		func() string { return impliedClass(a, "financial") },
		func() string { return r.classOfSentence(t) },
		func() string { return r.Topic },
		func() string { return impliedClass(a, "") },
	} {
		if c := read(); c != "" {
			return c, lethality
		}
	}
	for _, th := range a.Things {
		if th.Money != nil {
			return "financial", lethality // money for nothing that is named
		}
	}
	return "unspecified", lethality
}

// impliedClass is the class that a noun of help implies, other than the given
// one: a fund is money, but money for what its document is about.
func impliedClass(a Act, but string) string {
	for _, th := range a.Things {
		if th.Noun != "" && th.Noun != "-" && th.Noun != but {
			return th.Noun
		}
	}
	return ""
}

// investment is the class of money that is to earn, whatever its purpose.
func (r *Reader) investment(t *syntax.Tree, a Act) string {
	for _, k := range a.Nodes(t) {
		if l := t.Lemma(k); l == "invest" || l == "investment" {
			return "financial"
		}
	}
	return ""
}

// classOfClause reads the words below the act: "to rebuild hospitals".
func (r *Reader) classOfClause(t *syntax.Tree, a Act) string {
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, func(k int) bool {
			return t.Is(k, "conj", "parataxis", "ccomp") && t.IsVerb(k) || tellsSource(t, k)
		}) {
			if c := r.WordClass(t, k); c != "" {
				return c
			}
		}
	}
	return ""
}

// tellsSource reports whether a phrase says where money comes from, not what it is
// for: "financed through the budget".
func tellsSource(t *syntax.Tree, k int) bool {
	return t.Is(k, "obl", "nmod") && slices.Contains([]string{"through", "via", "from", "under"}, t.Marker(k))
}

// classOfSentence is the class that most words of the sentence have.
func (r *Reader) classOfSentence(t *syntax.Tree) string {
	var v vote
	for i := range t.Tokens {
		if c := r.WordClass(t, i); c != "personnel" && !tellsSource(t, i) && !r.Lex.WeakClass[t.Lower[i]] {
			v.add(c, 1)
		}
	}
	return v.most()
}

// WordClass is the class that a word of help or a kind of goods has, "" for
// none.
func (r *Reader) WordClass(t *syntax.Tree, i int) string {
	if c, _, ok := t.Match(r.Lex.AidClass, i); ok {
		if h := t.Head(i); c == "military" && h >= 0 && t.Is(i, "amod", "compound") && r.Lex.Hostilities[t.Lemma(h)] {
			return "" // "the threat of military conflict"
		}
		return c
	}
	if !t.IsNoun(i) {
		return ""
	}
	if g, _, ok := t.Match(r.Lex.Goods, i); ok {
		if c, _, _ := strings.Cut(g, "\t"); c != "-" {
			return c
		}
	}
	return ""
}

// vote counts classes; of equal counts the first one added leads.
type vote struct {
	n     map[string]int
	order []string
}

func (v *vote) add(class string, weight int) {
	if class == "" {
		return
	}
	if v.n == nil {
		v.n = map[string]int{}
	}
	if v.n[class] == 0 {
		v.order = append(v.order, class)
	}
	v.n[class] += weight
}

func (v *vote) most() string {
	best := ""
	for _, c := range v.order {
		if best == "" || v.n[c] > v.n[best] {
			best = c
		}
	}
	return best
}

// classOfNouns reads the attributes of nouns of help: "humanitarian
// assistance", "military aid worth $5 million".
func (r *Reader) classOfNouns(t *syntax.Tree, a Act) string {
	for _, th := range a.Things {
		if th.Noun == "" && th.Money == nil {
			continue
		}
		if c := r.firstClass(t, t.Below(th.Head, func(k int) bool {
			return t.Is(k, "acl", "advcl", "conj", "appos") || t.Is(k, "nmod") && t.Marker(k) != "in" && t.Marker(k) != "of" && t.Marker(k) != "worth"
		})); c != "" {
			return c
		}
		// "$100 million contribution": the noun may stand above the sum.
		if h := t.Head(th.Head); h >= 0 && t.Is(th.Head, "compound", "nummod", "nmod") && t.IsNoun(h) {
			if c := r.classOfAttributes(t, h); c != "" {
				return c
			}
		}
	}
	return r.classOfSubject(t, a)
}

// classOfSubject is the class of a noun of help of which a sum is told: "its
// humanitarian aid amounts to $5 million", "is $5 million".
func (r *Reader) classOfSubject(t *syntax.Tree, a Act) string {
	var over []int
	for _, th := range a.Things {
		if th.Money != nil {
			over = append(over, th.Head)
		}
	}
	if a.Verb >= 0 && (a.Frame.Act == "contain" || a.Frame.Act == "other") {
		over = append(over, a.Verb)
	}
	for _, k := range over {
		if n := t.Child(k, "nsubj"); n >= 0 {
			if _, _, ok := t.Match(r.Lex.AidNouns, n); ok {
				return r.classOfAttributes(t, n)
			}
		}
	}
	return ""
}

// classOfAttributes is the class that the attributes of a noun of help tell.
func (r *Reader) classOfAttributes(t *syntax.Tree, n int) string {
	return r.firstClass(t, t.Children(n, "amod", "compound"))
}

// firstClass is the class of the first word that tells one; one that tells it weakly
// is heard where no other does: an "emergency loan" is a loan.
func (r *Reader) firstClass(t *syntax.Tree, words []int) string {
	weak := ""
	for _, k := range words {
		c, _, ok := t.Match(r.Lex.AidClass, k)
		switch {
		case !ok:
		case !r.Lex.WeakClass[t.Lower[k]]:
			return c
		case weak == "":
			weak = c
		}
	}
	return weak
}

// ClassOfGoods is the class of most of the goods.
func (r *Reader) ClassOfGoods(a Act) string {
	n := map[string]int{}
	best := ""
	for _, th := range a.Things {
		if th.Goods == nil || th.Goods.Category == "-" {
			continue
		}
		c := th.Goods.Category
		if n[c]++; best == "" || n[c] > n[best] {
			best = c
		}
	}
	// Arms among blankets make it military aid.
	if n["military"] > 0 {
		return "military"
	}
	return best
}

// Lethality is lethal when any of the goods are, or the words say so.
func (r *Reader) Lethality(t *syntax.Tree, a Act) string {
	out := ""
	for _, from := range a.Nodes(t) {
		for _, k := range t.Kids[from] {
			switch t.Lower[k] {
			case "non-lethal", "nonlethal":
				return "non_lethal"
			case "lethal":
				out = "lethal"
			}
		}
	}
	for _, th := range a.Things {
		if th.Goods == nil {
			continue
		}
		switch th.Goods.Lethality {
		case "lethal":
			return "lethal"
		case "non_lethal":
			if out == "" {
				out = "non_lethal"
			}
		}
	}
	return out
}

// TopicOf is the class that most of the document's words of aid and goods
// have, where it speaks of aid or of need often enough to be about it; what
// stands with a noun of help counts most.
func (r *Reader) TopicOf(trees []*syntax.Tree) string {
	var v vote
	for _, t := range trees {
		for i := range t.Tokens {
			if c := r.WordClass(t, i); c != "personnel" && !r.Lex.WeakClass[t.Lower[i]] {
				v.add(c, 1)
			}
			if n, _, ok := t.Match(r.Lex.AidNouns, i); !ok || n == "" {
				continue
			}
			for _, k := range t.Children(i, "amod", "compound") {
				if c, _, ok := t.Match(r.Lex.AidClass, k); ok {
					v.add(c, 2)
				}
			}
		}
	}
	best := v.most()
	if best != "financial" && (r.AidDoc.Need == "none" || r.AidDoc.Need == "little") {
		return ""
	}
	for c, n := range v.n {
		if c != best && c != "financial" && best != "financial" && 2*n > v.n[best] {
			return "" // it is about help of both kinds
		}
	}
	return best
}
