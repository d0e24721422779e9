package extract

// class is the category of the aid and, for arms, its lethality: the words
// that stand with the noun of help first, then the goods, then what it is for,
// then what the document is about.
func (r *reader) class(t *tree, a act) (category, lethality string) {
	lethality = r.lethality(t, a)
	if c := r.classOfNouns(t, a); c != "" {
		return c, lethality
	}
	if c := r.classOfGoods(a); c != "" {
		return c, lethality
	}
	for _, from := range a.nodes(t) {
		for _, k := range t.below(from, func(k int) bool { return t.is(k, "conj", "parataxis", "ccomp") && t.isVerb(k) }) {
			if c, _, ok := t.match(r.lex.aidClass, k); ok {
				return c, lethality
			}
		}
	}
	for _, th := range a.things {
		if th.noun != "" && th.noun != "-" {
			return th.noun, lethality
		}
	}
	if f := r.lex.aid[t.lemma(a.at)+"/n"]; f.act == "give" && (t.lemma(a.at) == "loan" || t.lemma(a.at) == "grant") {
		return "financial", lethality
	}
	if r.topic != "" {
		return r.topic, lethality
	}
	return "unspecified", lethality
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

// topicOf is the class that most of the document's words of aid have.
func (r *reader) topicOf(trees []*tree) string {
	n := map[string]int{}
	best := ""
	for _, t := range trees {
		for i := range t.toks {
			if v, _, ok := t.match(r.lex.aidNouns, i); !ok || v == "" {
				continue
			}
			for _, k := range t.children(i, "amod", "compound") {
				if c, _, ok := t.match(r.lex.aidClass, k); ok {
					if n[c]++; best == "" || n[c] > n[best] {
						best = c
					}
				}
			}
		}
	}
	return best
}
