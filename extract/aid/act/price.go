package act

import (
	"slices"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Of the sums that no word of giving governs many are prices, wages, taxes and
// losses. Words of the list prices.txt tell them, and a rate behind the sum:
// "$9 a day", "$2 per gallon".

// Priced reports whether the sum that the act holds is no help but a price.
func (r *Reader) Priced(t *syntax.Tree, a Act) bool {
	for _, th := range a.Things {
		if th.Money == nil {
			continue
		}
		if rate(t, th.Money) && (a.Frame.Act == "other" || th.Money.Money.Amount.Float() < leastRate) {
			return true
		}
		if a.Frame.Act == "other" && (r.ofPrice(t, th.Head) || private(t, th.Head)) {
			return true
		}
	}
	return false
}

// leastRate is from which sum on something given a time or a piece may be help:
// "will give $5 million a year", but not "are paid $30 an hour".
const leastRate = 100_000

// ofPrice reports whether the verb of the sum, its subject or a noun that the
// sum hangs on is a word of price.
func (r *Reader) ofPrice(t *syntax.Tree, sum int) bool {
	at := sum
	for n := 0; n < 4 && at >= 0; n++ {
		if r.Lex.Prices[t.Key(at)] || n == 0 && slices.ContainsFunc(t.ByCase(at, "in", "of"), func(k int) bool { return r.priceNoun(t, k) }) {
			return true
		}
		if t.IsVerb(at) {
			return slices.ContainsFunc(t.Children(at, "nsubj", "nsubj:pass", "obj"), func(k int) bool { return r.priceNoun(t, k) })
		}
		at = t.Head(at)
	}
	return false
}

// priceNoun reports whether the noun, or one that it is made with, is of price:
// "tariffs", "a tariff rate".
func (r *Reader) priceNoun(t *syntax.Tree, i int) bool {
	return r.Lex.Prices[t.Key(i)] || slices.ContainsFunc(t.Children(i, "compound"), func(k int) bool { return r.Lex.Prices[t.Key(k)] })
}

// rate reports whether the words behind the sum make it one a time or a piece.
func rate(t *syntax.Tree, m *mention.Mention) bool {
	i := After(t, m)
	if i+1 >= len(t.Tokens) {
		return false
	}
	switch t.Lower[i] {
	case "per", "each", "apiece":
		return true
	case "a", "an", "/":
		return t.Lex.TimeUnits[t.Lemma(i+1)] || t.Lex.Containers[t.Lemma(i+1)]
	}
	return false
}

// private reports whether a sum is what firms spend: "$2 billion in private
// investment", "$1 billion of private sector commitments".
func private(t *syntax.Tree, sum int) bool {
	nouns := append(t.ByCase(sum, "in", "of"), sum)
	if h := t.Head(sum); h >= 0 && t.IsNoun(h) {
		nouns = append(nouns, h)
	}
	return slices.ContainsFunc(nouns, func(i int) bool {
		return slices.ContainsFunc(t.Below(i, nil), func(k int) bool { return t.Lower[k] == "private" && t.IsNoun(t.Head(k)) })
	})
}
