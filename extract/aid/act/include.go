package act

import (
	"kiroku/claim"
	"kiroku/extract/syntax"
)

// Goods that a sum or a package is told to be: "$9 million in tents and blankets", "a
// package, which includes 40 trucks", "$2 million to buy fuel".

// included adds the goods that stand with a sum or a noun of help, where the act itself
// names none.
func (r *Reader) included(t *syntax.Tree, a Act, c *claim.Claim) {
	listed := map[int]bool{}
	for _, th := range a.Things {
		if th.Goods != nil {
			continue
		}
		for _, k := range r.wholeOf(t, a, th) {
			r.addList(t, k, listed, c)
		}
	}
}

// wholeOf are the heads of the phrases that say what a thing consists of or buys,
// wherever in its phrase the tree hangs them: "a package for Chad, which includes".
func (r *Reader) wholeOf(t *syntax.Tree, a Act, th Thing) []int {
	out := t.ByCase(th.Head, "of", "in")
	for _, from := range phrases(t, a, th) {
		out = append(out, examples(t, from)...)
		for _, v := range t.Children(from, "acl", "advcl", "xcomp") {
			f := r.Lex.Aid[t.Lemma(v)+"/v"]
			contains := from != a.Verb && f.Act == "contain"
			buys := t.Marker(v) == "to" && t.IsVerb(v) && f.Act == "give"
			if v == a.At || !contains && !buys {
				continue
			}
			for _, w := range t.Coordinated(v) { // "to buy and deliver fuel"
				for _, o := range t.Objects(w) {
					out = append(append(out, o), examples(t, o)...)
				}
			}
		}
	}
	return out
}

// examples are the phrases below a word that name some of it.
func examples(t *syntax.Tree, i int) []int { return t.ByCase(i, "including", "such", "like") }

// phrases are the words of the phrases of a thing and of its verb.
func phrases(t *syntax.Tree, a Act, th Thing) []int {
	out := nominal(t, th.Head)
	if a.Verb >= 0 && a.Verb != th.Head {
		out = append(out, a.Verb)
		for _, k := range t.Children(a.Verb, "obl") {
			out = append(out, nominal(t, k)...)
		}
	}
	return out
}

// nominal are the words of a noun phrase, its clauses left out.
func nominal(t *syntax.Tree, head int) []int {
	return t.Below(head, func(k int) bool { return t.Is(k, "acl", "advcl", "parataxis", "conj", "appos") })
}

// addList adds what a list at a head names, if any of it is known goods.
func (r *Reader) addList(t *syntax.Tree, head int, listed map[int]bool, c *claim.Claim) {
	heads := t.Coordinated(head)
	goods := false
	for _, h := range heads {
		if _, _, ok := t.Match(r.Lex.Goods, h); ok {
			goods = true
		}
	}
	if !goods {
		return
	}
	for _, h := range heads {
		if !t.IsNoun(h) || t.NameAt(h) != nil || t.ValueMoney(h) != nil || t.Dated(h) {
			continue
		}
		if _, _, aidNoun := t.Match(r.Lex.AidNouns, h); aidNoun {
			continue
		}
		AddItem(t, asRead(t, h, nil), listed, c)
	}
}
