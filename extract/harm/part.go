package harm

import (
	"strings"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/value"
)

// Parts of a whole that is harmed: "including 12 children", "three of the dead were
// nurses", "half of the houses", "60 percent of the camp".

// amongThem are the parts that are told right behind a whole or its verb: "143
// buildings, including 70 schools, burned down", "nine died, three of them children",
// "wounded seven men, among them two guards".
func amongThem(t *syntax.Tree, whole, verb int) []int {
	for _, from := range []int{whole, verb, asideAfter(t, max(whole, verb))} {
		k := from + 1
		if k < len(t.Tokens) && (t.Lower[k] == "," || t.Lower[k] == "-" || t.Lower[k] == "–") {
			k++
		}
		switch {
		case k >= len(t.Tokens):
			continue
		case t.Lower[k] == "including":
			k++
		case t.Lower[k] == "among" && k+1 < len(t.Tokens) && t.Lower[k+1] == "them":
			k += 2
		case k+2 < len(t.Tokens) && t.Lower[k+1] == "of" && (t.Lower[k+2] == "them" || t.Lower[k+2] == "whom") && t.Tokens[k].Tag == "NUM":
			return []int{k}
		default:
			continue
		}
		if m := opening(t, k); m != nil {
			return []int{lastOf(t, m.Span.Cover(m.Full))}
		}
	}
	return nil
}

// asideReach is how many words behind a whole or its verb an aside may open.
const asideReach = 10

// asideAfter is the token before the comma that ends the clause of a whole: "died in
// Goma, three of them children". Another verb ends it, too.
func asideAfter(t *syntax.Tree, from int) int {
	for k := from + 1; k < len(t.Tokens) && k <= from+asideReach && !t.IsVerb(k); k++ {
		if t.Lower[k] == "," {
			return k - 1
		}
	}
	return from
}

// opening is the counted thing whose words begin at the token.
func opening(t *syntax.Tree, i int) *mention.Mention {
	if i >= len(t.Tokens) {
		return nil
	}
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if (m.Kind == mention.Measure || m.Kind == mention.Number) && (m.Full.Start == t.Tokens[i].Span.Start || m.Span.Start == t.Tokens[i].Span.Start) {
			return m
		}
	}
	return nil
}

// partCount is the number of those who are some of the ones named at h: "three of
// the victims"; nil for none, and for the one of whom a story is told.
func partCount(t *syntax.Tree, h int) *mention.Mention {
	up := t.Head(h)
	if up < 0 || !t.Is(h, "nmod") || t.Marker(h) != "of" || t.Tokens[up].Tag != "NUM" || t.Lower[up] == "one" {
		return nil
	}
	return t.CountOf(up)
}

// percentAt is the share in percent that a phrase begins with, nil for none.
func percentAt(t *syntax.Tree, h int) *mention.Mention {
	for _, k := range append([]int{h}, t.Children(h, "nummod", "compound")...) {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Percent && m.Quantity.Unit == "%" {
			return m
		}
	}
	return nil
}

// isShare reports whether a number is a part of an unknown whole, "a third of the
// houses", and counts nothing.
func isShare(t *syntax.Tree, m *mention.Mention) bool {
	return m.Kind != mention.Money && m.Kind != mention.Percent && !m.Quantity.Value.IsWhole() && !strings.Contains(t.Words(m.Span), ".")
}

// isRate reports whether a count comes again and again: "one child dies every two
// hours", "30 people a day".
func (r *reader) isRate(t *syntax.Tree, fig figure) bool {
	if fig.number == nil || fig.counted < 0 {
		return false
	}
	for _, k := range []int{fig.at + 1, fig.counted + 1} {
		if k+1 >= len(t.Tokens) {
			continue
		}
		switch t.Lower[k] {
		case "every", "each", "per", "a":
			if t.Tokens[k+1].Tag == "NUM" && k+2 < len(t.Tokens) {
				k++
			}
			if r.Lex.TimeUnits[t.Lemma(k+1)] {
				return true
			}
		}
	}
	return false
}

// isAge reports whether a number is an age behind those who have it: "children under
// five".
func isAge(t *syntax.Tree, m *mention.Mention) bool {
	k := t.IndexAt(m.Span.Start) - 1
	if k < 1 || !t.IsNoun(k-1) || t.Lex.Units[t.Lemma(k-1)] != "people" {
		return false
	}
	switch t.Lower[k] {
	case "under", "aged", "over", "below", "above":
		return true
	}
	return false
}

// partCounted is the count of people that a ratio tells: 7 of "7 out of 20", none of
// "two thirds".
func partCounted(words string) value.Number {
	part, _, ok := strings.Cut(words, " out of ")
	if n, err := value.ParseNumber(part); ok && err == nil {
		return n
	}
	return value.Number{}
}
