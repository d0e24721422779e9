package candidate

import (
	"iter"

	"kiroku/claim"
)

// What was told before is asked for by every candidate after it. All answers here
// take the same time however much that is.

// record is what the claims so far say, for those after them.
type record struct {
	byType map[claim.Type][]int // places in Found
	sums   map[string]bool      // amounts of aid
}

// maxBack is how many claims of a type back a rule looks for what it leaves out.
const maxBack = 64

// keep notes the last of the found claims.
func (r *Reader) keep() {
	c := &r.Found[len(r.Found)-1].Claim
	if r.record.byType == nil {
		r.record = record{map[claim.Type][]int{}, map[string]bool{}}
	}
	r.record.byType[c.Type] = append(r.record.byType[c.Type], len(r.Found)-1)
	if c.Type == claim.Aid && c.Money != nil {
		r.record.sums[c.Money.Amount.String()] = true
	}
}

// Told is the number of claims of a type so far.
func (r *Reader) Told(of claim.Type) int { return len(r.record.byType[of]) }

// SumTold reports whether aid of the claim's sum was told before, in any currency.
func (r *Reader) SumTold(c claim.Claim) bool { return r.record.sums[c.Money.Amount.String()] }

// Back gives the claims of a type so far, the last first.
func (r *Reader) Back(of claim.Type) iter.Seq[claim.Claim] {
	return func(yield func(claim.Claim) bool) {
		places := r.record.byType[of]
		for n := 0; n < min(len(places), maxBack); n++ {
			if !yield(r.Found[places[len(places)-1-n]].Claim) {
				return
			}
		}
	}
}

// Last is the last claim of a type so far.
func (r *Reader) Last(of claim.Type) (claim.Claim, bool) {
	for c := range r.Back(of) {
		return c, true
	}
	return claim.Claim{}, false
}
