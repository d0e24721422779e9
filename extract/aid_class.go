package extract

import "strings"

// class is the category of the aid and, for arms, its lethality: the words
// that stand with the noun of help first, then the goods, then the clause,
// then the sentence, then what the document is about.
func (r *reader) class(t *tree, a act) (category, lethality string) {
	lethality = r.lethality(t, a)
	for _, read := range []func() string{
		func() string { return r.classOfNouns(t, a) },
		func() string { return r.investment(t, a) },
		func() string { return r.classOfGoods(a) },
		func() string { return r.classOfClause(t, a) },
		func() string { return impliedClass(a, "financial") },
		func() string { return r.classOfSentence(t) },
		func() string { return r.topic },
		func() string { return impliedClass(a, "") },
	} {
		if c := read(); c != "" {
			return c, lethality
		}
	}
	for _, th := range a.things {
		if th.money != nil {
			return "financial", lethality // money for nothing that is named
		}
	}
	return "unspecified", lethality
}

// impliedClass is the class that a noun of help implies, other than the given
// one: a fund is money, but money for what its document is about.
func impliedClass(a act, but string) string {
	for _, th := range a.things {
		if th.noun != "" && th.noun != "-" && th.noun != but {
			return th.noun
		}
	}
	return ""
}

// investment is the class of money that is to earn, whatever its purpose.
func (r *reader) investment(t *tree, a act) string {
	for _, k := range a.nodes(t) {
		if l := t.lemma(k); l == "invest" || l == "investment" {
			return "financial"
		}
	}
	return ""
}

// classOfClause reads the words below the act: "to rebuild hospitals".
func (r *reader) classOfClause(t *tree, a act) string {
	for _, from := range a.nodes(t) {
		for _, k := range t.below(from, func(k int) bool { return t.is(k, "conj", "parataxis", "ccomp") && t.isVerb(k) }) {
			if c := r.wordClass(t, k); c != "" {
				return c
			}
		}
	}
	return ""
}

// classOfSentence is the class that most words of the sentence have.
func (r *reader) classOfSentence(t *tree) string {
	var v vote
	for i := range t.toks {
		if c := r.wordClass(t, i); c != "personnel" {
			v.add(c, 1)
		}
	}
	return v.most()
}

// wordClass is the class that a word of help or a kind of goods has, "" for
// none.
func (r *reader) wordClass(t *tree, i int) string {
	if c, _, ok := t.match(r.lex.aidClass, i); ok {
		return c
	}
	if !t.isNoun(i) {
		return ""
	}
	if g, _, ok := t.match(r.lex.goods, i); ok {
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
func (r *reader) classOfNouns(t *tree, a act) string {
	for _, th := range a.things {
		if th.noun == "" && th.money == nil {
			continue
		}
		for _, k := range t.below(th.head, func(k int) bool {
			return t.is(k, "acl", "advcl", "conj", "appos") || t.is(k, "nmod") && t.marker(k) != "in" && t.marker(k) != "of" && t.marker(k) != "worth"
		}) {
			if c, _, ok := t.match(r.lex.aidClass, k); ok {
				return c
			}
		}
		// "$100 million contribution": the noun may stand above the sum.
		if h := t.head(th.head); h >= 0 && t.is(th.head, "compound", "nummod", "nmod") && t.isNoun(h) {
			for _, k := range t.children(h, "amod", "compound") {
				if c, _, ok := t.match(r.lex.aidClass, k); ok {
					return c
				}
			}
		}
	}
	return ""
}

// classOfGoods is the class of most of the goods.
func (r *reader) classOfGoods(a act) string {
	n := map[string]int{}
	best := ""
	for _, th := range a.things {
		if th.goods == nil || th.goods.category == "-" {
			continue
		}
		c := th.goods.category
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

// lethality is lethal when any of the goods are, or the words say so.
func (r *reader) lethality(t *tree, a act) string {
	out := ""
	for _, from := range a.nodes(t) {
		for _, k := range t.kids[from] {
			switch t.low[k] {
			case "non-lethal", "nonlethal":
				return "non_lethal"
			case "lethal":
				out = "lethal"
			}
		}
	}
	for _, th := range a.things {
		if th.goods == nil {
			continue
		}
		switch th.goods.lethality {
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

// topicOf is the class that most of the document's words of aid and goods
// have, where it speaks of aid or of need often enough to be about it; what
// stands with a noun of help counts most.
func (r *reader) topicOf(trees []*tree) string {
	var v vote
	for _, t := range trees {
		for i := range t.toks {
			if c := r.wordClass(t, i); c != "personnel" {
				v.add(c, 1)
			}
			if n, _, ok := t.match(r.lex.aidNouns, i); !ok || n == "" {
				continue
			}
			for _, k := range t.children(i, "amod", "compound") {
				if c, _, ok := t.match(r.lex.aidClass, k); ok {
					v.add(c, 2)
				}
			}
		}
	}
	best := v.most()
	if best != "financial" && (r.aidDoc.need == "none" || r.aidDoc.need == "little") {
		return ""
	}
	return best
}
