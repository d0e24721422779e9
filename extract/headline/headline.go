package headline

import (
	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/extract/syntax"
	"kiroku/value"
)

// A text that tells of several sums reports one of them: that which its writer
// counts, else the first that is new, neither a total of what came before nor a
// whole of which it tells a part. The others are told in its light (parts, totals,
// sums promised before), so none of them is held surer than it, whatever its own
// words say.

// Settle lowers the confidence of a giver's sums to that of the sum
// that is the news of it; of equally sure sums the first is meant. Sums of
// nobody known are told beside the first giver's.
func Settle(found []judge.Candidate, trees []*syntax.Tree) {
	var sums []int
	for i := range found {
		if isSum(&found[i]) {
			sums = append(sums, i)
		}
	}
	settled := reckonings(found, sums, trees)
	if news := lastCounted(sums, settled); news >= 0 {
		raise(found, sums, news)
		return
	}
	heads := map[string]int{}
	lead := ""
	rank := func(i int) int {
		if settled[i] == leftOut || second(&found[i]) {
			return 0
		}
		return 1
	}
	for _, i := range sums {
		giver := giver(&found[i])
		if head, ok := heads[giver]; !ok || rank(head) < rank(i) {
			heads[giver] = i
		}
		if lead == "" {
			lead = giver
		}
	}
	for _, i := range sums {
		giver := giver(&found[i])
		if giver == "" {
			giver = lead
		}
		under(found, i, heads[giver])
	}
}

// under holds a sum no surer than the one that is the news, and less sure where it
// stands before it.
func under(found []judge.Candidate, i, news int) {
	top := found[news].Claim.Confidence
	if i < news {
		top = max(0, top-confidenceStep)
	}
	c := &found[i].Claim
	c.Confidence = min(c.Confidence, top)
}

// raise makes the sum that the writer counts as sure as the surest, and holds the
// others under it.
func raise(found []judge.Candidate, sums []int, news int) {
	for _, i := range sums {
		found[news].Claim.Confidence = max(found[news].Claim.Confidence, found[i].Claim.Confidence)
	}
	for _, i := range sums {
		under(found, i, news)
	}
}

// lastCounted is the last sum that the writer counts, -1 for none.
func lastCounted(sums []int, settled map[int]reckoning) int {
	news := -1
	for _, i := range sums {
		if settled[i] == counted {
			news = i
		}
	}
	return news
}

// giver is the code of who gives, "" unknown.
func giver(c *judge.Candidate) string {
	for _, p := range c.Claim.Actors {
		if p.Code != "" {
			return p.Code
		}
	}
	return ""
}

// confidenceStep is the least difference between two confidences.
const confidenceStep = 0.001

// isSum reports whether the candidate is affirmed aid with a sum.
func isSum(c *judge.Candidate) bool {
	return c.Claim.Type == claim.Aid && c.Claim.Money != nil && c.Claim.Polarity == claim.Affirmed
}

// second reports whether the sum is told beside another: a total, a rest, a
// sum told before, or a mere possibility.
func second(c *judge.Candidate) bool {
	switch c.Claim.Money.Basis {
	case value.Cumulative, value.Remaining, value.Restated:
		return true
	}
	return c.Claim.Modality == claim.Possibility
}
