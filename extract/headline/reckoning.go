package headline

import (
	"slices"

	"kiroku/extract/judge"
	"kiroku/extract/syntax"
	"kiroku/value"
)

// Who goes through what others tell says which sum counts and which does not:
// "hence we report 12 million", "only 3 of the 5 million go to Norland", "which
// we leave out". A sum that adds up those before it is the whole of them.

// reckoning is what the writer does with a sum.
type reckoning int

const (
	told    reckoning = iota
	counted           // this is the sum that is meant
	leftOut           // it is told, and does not count
)

// reckonings are those of the candidates at the given indices.
func reckonings(found []judge.Candidate, sums []int, trees []*syntax.Tree) map[int]reckoning {
	out := map[int]reckoning{}
	most := map[string]value.Number{} // of the sums before, by currency
	for n, i := range sums {
		m := found[i].Claim.Money
		exceeded := most[m.Currency].Known() && most[m.Currency].Cmp(m.Amount) > 0
		if !exceeded {
			most[m.Currency] = m.Amount
		}
		t, sum := sumAt(trees, found[i].Claim.Spans["money"].Start)
		if t == nil {
			continue
		}
		out[i] = reckoned(t, sum, m)
		if out[i] == told && (onlyOf(t, sum) && exceeded || addsUp(found, sums[:n], m)) {
			out[i] = counted
		}
	}
	return out
}

// sumAt is the tree and the head of the sum that starts at the offset.
func sumAt(trees []*syntax.Tree, offset int) (*syntax.Tree, int) {
	n, ok := slices.BinarySearchFunc(trees, offset, func(t *syntax.Tree, at int) int {
		switch {
		case t.Sentence.Span.End <= at:
			return -1
		case t.Sentence.Span.Start > at:
			return 1
		}
		return 0
	})
	if !ok {
		return nil, -1
	}
	if m := trees[n].ValueMoney(trees[n].IndexAt(offset)); m != nil {
		return trees[n], trees[n].HeadOf(m.Span)
	}
	return nil, -1
}

// maxClimb is how many clauses up the writer's own verb may stand: "we calculate
// that the package is worth".
const maxClimb = 4

// reckoned reads what the writer's own verb above a sum, or right before it, does
// with it. A sum that is already known ("the 5 million", "a total of 9") is only
// told again.
func reckoned(t *syntax.Tree, sum int, m *value.Money) reckoning {
	v := t.Clause(sum)
	if near := verbBefore(t, sum); near >= 0 && t.Lex.Reckoning[t.Lemma(near)] {
		v = near
	}
	for n := 0; v >= 0 && n < maxClimb; n++ {
		if t.Lex.Reckoning[t.Lemma(v)] && byWriter(t, v) {
			if t.Negated(v) {
				return leftOut
			}
			if isKnown(t, sum) || between(t, sum) || m.Basis == value.Cumulative || t.Tokens[v].XTag == "VBD" || t.Tense(v) == syntax.Perfect {
				return told // "since we reported 5 million before"
			}
			return counted
		}
		contained := t.Is(v, "acl") && t.Lex.Aid[t.Lemma(v)+"/v"].Act == "contain" && !isKnown(t, t.Head(v))
		if !t.Is(v, "ccomp", "xcomp") && !contained {
			break
		}
		v = t.Clause(t.Head(v))
	}
	return told
}

// verbBefore is the last verb before a sum, -1 where another word of a clause
// stands between.
func verbBefore(t *syntax.Tree, sum int) int {
	for k := sum - 1; k >= 0 && k > sum-maxBefore; k-- {
		switch {
		case t.IsVerb(k):
			return k
		case t.Tokens[k].Tag == "SCONJ" || t.Tokens[k].Tag == "PUNCT" || t.Tokens[k].Tag == "CCONJ":
			return -1
		}
	}
	return -1
}

// maxBefore is how many words may stand between a verb and its sum.
const maxBefore = 8

// isKnown reports whether a noun or sum points to one that was told: "the", "these".
func isKnown(t *syntax.Tree, i int) bool {
	d := t.Child(i, "det")
	return d >= 0 && (t.Lower[d] == "the" || t.Lower[d] == "these" || t.Lower[d] == "this")
}

// byWriter reports whether the verb's subject is the writer, "we".
func byWriter(t *syntax.Tree, v int) bool {
	s := t.Subject(v)
	return s >= 0 && (t.Lower[s] == "we" || t.Lower[s] == "i")
}

// between reports whether a sum is one end of a difference: "the difference
// between 30 and 20 million".
func between(t *syntax.Tree, sum int) bool {
	for at, n := sum, 0; at >= 0 && n < maxClimb && !t.IsVerb(at); at, n = t.Head(at), n+1 {
		if t.Marker(at) == "between" {
			return true
		}
	}
	return false
}

// onlyOf reports whether "only" or "just" stands before the sum.
func onlyOf(t *syntax.Tree, sum int) bool {
	m := t.ValueMoney(sum)
	first := t.IndexAt(m.Span.Start)
	return first > 0 && (t.Lower[first-1] == "only" || t.Lower[first-1] == "just")
}

// maxParts bounds how many sums before a total are added up.
const maxParts = 12

// addsUp reports whether the sum is that of all sums before it, two or more of one
// currency and all new.
func addsUp(found []judge.Candidate, before []int, m *value.Money) bool {
	if len(before) < 2 || len(before) > maxParts {
		return false
	}
	total := value.Int(0)
	for _, i := range before {
		part := found[i].Claim.Money
		if part.Currency != m.Currency || !part.Amount.Known() || part.Amount.Sign() <= 0 || second(&found[i]) {
			return false
		}
		total = total.Add(part.Amount)
	}
	return total.Cmp(m.Amount) == 0
}
