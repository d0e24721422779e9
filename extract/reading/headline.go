package reading

import (
	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/extract/syntax"
	"kiroku/value"
)

// A text that tells of several sums reports one of them: the first that is new,
// neither a total of what came before nor a whole of which it tells a part. The
// others are told in its light (parts, totals, sums promised before), so none
// of them is held surer than it, whatever its own words say.

// SettleHeadline lowers the confidence of a giver's sums to that of the sum
// that is the news of it; of equally sure sums the first is meant. Sums of
// nobody known are told beside the first giver's.
func SettleHeadline(found []judge.Candidate) {
	heads := map[string]int{}
	lead := ""
	for i := range found {
		if !isSum(&found[i]) {
			continue
		}
		giver := giver(&found[i])
		if head, ok := heads[giver]; !ok || second(&found[head]) && !second(&found[i]) {
			heads[giver] = i
		}
		if lead == "" {
			lead = giver
		}
	}
	for i := range found {
		if !isSum(&found[i]) {
			continue
		}
		giver := giver(&found[i])
		if giver == "" {
			giver = lead
		}
		head := heads[giver]
		top := found[head].Claim.Confidence
		if i < head {
			top = max(0, top-confidenceStep)
		}
		c := &found[i].Claim
		c.Confidence = min(c.Confidence, top)
	}
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

// PartOf reports whether the words make the sum the whole of which a part is
// told: "as part of the package of $5 million".
func PartOf(t *syntax.Tree, sum int) bool {
	for at, n := sum, 0; n < 5; n++ {
		h := t.Head(at)
		if h < 0 || !t.Is(at, "nmod", "obl", "compound", "nummod") {
			return false
		}
		if t.Lex.PartNouns[t.Lemma(h)] && at != sum && t.Marker(at) == "of" {
			return true
		}
		if t.Lex.PartNouns[t.Lemma(h)] && t.Marker(at) == "of" && t.Child(sum, "det") >= 0 {
			return true // "part of the $5 million"
		}
		at = h
	}
	return false
}
