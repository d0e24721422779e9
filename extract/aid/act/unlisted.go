package act

import (
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
)

// No list holds all that people give: goats, violins, hay. A thing that WordNet
// knows is given, too, where it is counted or measured and the object of a verb that
// means giving away, or that carries it off.

// unlisted is the thing that the noun at i names where no list has it.
func (r *Reader) unlisted(t *syntax.Tree, i int) (Thing, bool) {
	if !t.IsGoods(i) || r.Lex.Units[t.Lemma(i)] == "people" || r.Lex.Groups[t.Lemma(i)] {
		return Thing{}, false
	}
	th := Thing{Head: i, First: i, Count: t.CountOf(i), Goods: &lexicon.GoodsClass{Category: "-", Lethality: "-"}, unlisted: true}
	if t.IsFood(i) {
		th.Goods.Category = "humanitarian"
	}
	at := i
	if h := t.Head(i); h >= 0 && t.Is(i, "nmod") && t.Marker(i) == "of" && r.Lex.Containers[t.Lemma(h)] {
		at, th.Count = h, t.CountOf(h) // "12 tonnes of potatoes"
	}
	v := t.Head(at)
	if th.Count == nil || v < 0 || !t.IsVerb(v) || !t.Is(at, "obj", "nsubj:pass") {
		return Thing{}, false
	}
	f := r.Lex.Aid[t.Lemma(v)+"/v"]
	if f.Act != "give" || f.Object != "away" && f.Object != "any" && !(r.Lex.Dispatch[t.Lemma(v)] && (at != i || r.AidDoc.Need != "none" && sentSomewhere(t, v))) {
		return Thing{}, false
	}
	if t.ValueAt(i) != th.Count {
		th.Head = at // "500 loaves of bread"
	}
	return th, true
}

// sentSomewhere reports whether the words say to whom or where a verb sends.
func sentSomewhere(t *syntax.Tree, v int) bool {
	return t.Child(v, "iobj") >= 0 || len(t.ByCase(v, "to", "into", "for")) > 0
}
