package syntax

import (
	"strings"
	"sync"

	"kiroku/extract/lexicon"
	"kiroku/lang/wordnet"
)

// No list holds every trade and every thing. What kind of thing a noun names in its
// first sense WordNet knows; the words of kinds.txt give names to its kinds.

// nounKinds maps WordNet's kinds of things to ours.
var nounKinds = sync.OnceValue(func() map[uint16]string {
	kinds := map[uint16]string{}
	for _, r := range lexicon.Rows("kinds") {
		kinds[wordnet.English().Of([]byte(r[0])).Noun] = r[1]
	}
	return kinds
})

// IsPerson reports whether a noun names people by what they are or by their age:
// "farmers", "the 23-year-old".
func (t *Tree) IsPerson(i int) bool {
	return t.kindOf(i) == "person" || t.isAge(i) && !t.Is(i, "amod")
}

// isAge reports whether a word ends an age: "23-year-old", whole or in pieces.
func (t *Tree) isAge(i int) bool {
	return strings.HasSuffix(t.Lower[i], "year-old") || i > 1 && t.Lower[i] == "old" && t.Lower[i-1] == "-" && t.Lower[i-2] == "year"
}

// IsGoods reports whether a noun names something that can be carried: a thing that
// is made, an animal, food, a material.
func (t *Tree) IsGoods(i int) bool { return t.kindOf(i) == "goods" || t.IsFood(i) }

// IsFood reports whether a noun names something to eat or drink.
func (t *Tree) IsFood(i int) bool { return t.kindOf(i) == "food" }

func (t *Tree) kindOf(i int) string {
	if t.Tokens[i].Tag != "NOUN" {
		return ""
	}
	return nounKinds()[wordnet.English().Of([]byte(strings.ToLower(t.Lemma(i)))).Noun]
}
