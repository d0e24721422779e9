package eval

import (
	"fmt"
	"io"
	"slices"

	"kiroku/claim"
)

// strictTypes are those whose every claim is marked in the gold, so that a
// predicted claim without a gold one is wrong.
var strictTypes = []claim.Type{claim.Aid, claim.Sanction, claim.Impact}

// precisionKeys are the fields that a predicted claim must share with the gold
// claim on its words to count as right.
var precisionKeys = []string{"actor", "recipient", "amount", "measure", "value", "polarity"}

// Report is one measurement. Counts are of gold claims that are not optional,
// but for Details, Right and Strict.
type Report struct {
	Gold, Met             int
	StrictGold, StrictMet int
	Details, DetailsRight int // wanted fields of met claims
	Strict, Right         int // predicted claims of strict types; those that are right
	Claims, Grounded      int
	ByType                map[claim.Type][2]int // met, of
	ByField               map[string][2]int     // wanted fields: right, of
	Missed                []Miss
	Verdicts              []Verdict
}

// Miss is a gold claim that nothing met, and why.
type Miss struct {
	Gold Gold
	Why  string
}

// Verdict is a predicted claim and whether a gold claim says that it is right. Of
// events and statements only the main ones are marked.
type Verdict struct {
	Claim claim.Claim
	Right bool
}

// Recall is the share of gold claims met.
func (r Report) Recall() float64 { return ratio(r.Met, r.Gold) }

// StrictRecall is Recall over aid, sanction and impact.
func (r Report) StrictRecall() float64 { return ratio(r.StrictMet, r.StrictGold) }

// Detail is the share of wanted fields right among met claims.
func (r Report) Detail() float64 { return ratio(r.DetailsRight, r.Details) }

// Precision is the share of predicted aid, sanction and impact claims that
// are right.
func (r Report) Precision() float64 { return ratio(r.Right, r.Strict) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Print writes the report as the scoring script does.
func (r Report) Print(w io.Writer) error {
	_, err := fmt.Fprintf(w, "recall %.3f (%d/%d)  strict_recall %.3f  detail %.3f  precision %.3f (%d/%d)  claims %d\n",
		r.Recall(), r.Met, r.Gold, r.StrictRecall(), r.Detail(), r.Precision(), r.Right, r.Strict, r.Claims)
	return err
}

// Score compares claims with gold. Both name documents by the same ids; gold
// must have been located.
func Score(gold []Gold, claims []claim.Claim) Report {
	byDoc := map[string][]claim.Claim{}
	for _, c := range claims {
		byDoc[c.Document] = append(byDoc[c.Document], c)
	}
	r := Report{Claims: len(claims), ByType: map[claim.Type][2]int{}, ByField: map[string][2]int{}}
	used := map[string]bool{}
	for _, g := range gold {
		best, why := bestMatch(g, byDoc[g.Doc])
		r.count(g, best, why)
		if best != nil {
			used[key(*best)] = true
		}
	}
	for _, c := range claims {
		right := used[key(c)] || slices.ContainsFunc(gold, func(g Gold) bool { return supports(g, c) })
		if slices.Contains(strictTypes, c.Type) {
			r.Strict++
			if right {
				r.Right++
			}
		}
		r.Verdicts = append(r.Verdicts, Verdict{c, right})
	}
	return r
}

func key(c claim.Claim) string { return c.Document + "\x00" + c.ID }

// bestMatch is the claim that meets the gold with most wanted fields right.
func bestMatch(g Gold, claims []claim.Claim) (*claim.Claim, string) {
	var best *claim.Claim
	bestHits, why := -1, "no claim of the type on these words"
	for i := range claims {
		c := &claims[i]
		if c.Type != g.Type || !c.Evidence.Span().Overlaps(g.Span) {
			continue
		}
		if bad := wrong(g, *c); len(bad) > 0 {
			if best == nil {
				why = fmt.Sprintf("wrong or missing: %v", bad)
			}
			continue
		}
		hits := 0
		for k, w := range g.Want {
			if Check(k, w, *c) {
				hits++
			}
		}
		if hits > bestHits {
			best, bestHits = c, hits
		}
	}
	return best, why
}

func wrong(g Gold, c claim.Claim) []string {
	var bad []string
	for k, w := range g.Must {
		if !Check(k, w, c) {
			bad = append(bad, k)
		}
	}
	slices.Sort(bad)
	return bad
}

func (r *Report) count(g Gold, best *claim.Claim, why string) {
	strict := slices.Contains(strictTypes, g.Type)
	if !g.Optional {
		r.Gold++
		n := r.ByType[g.Type]
		n[1]++
		if strict {
			r.StrictGold++
		}
		if best != nil {
			r.Met++
			n[0]++
			if strict {
				r.StrictMet++
			}
		} else {
			r.Missed = append(r.Missed, Miss{g, why})
		}
		r.ByType[g.Type] = n
	}
	if best == nil {
		return
	}
	for k, w := range g.Want {
		n := r.ByField[k]
		n[1]++
		r.Details++
		if Check(k, w, *best) {
			n[0]++
			r.DetailsRight++
		}
		r.ByField[k] = n
	}
}

// supports reports whether the gold claim is of the claim's type, on its
// words, and agrees in who, whom, how much and whether.
func supports(g Gold, c claim.Claim) bool {
	if g.Doc != c.Document || g.Type != c.Type || !c.Evidence.Span().Overlaps(g.Span) {
		return false
	}
	for _, k := range precisionKeys {
		if w, ok := g.Must[k]; ok && !Check(k, w, c) {
			return false
		}
	}
	return true
}
