package candidate

import (
	"testing"

	"kiroku/claim"
	"kiroku/extract/judge"
)

// TestBackIsBounded looks back over more claims than a rule may walk over.
func TestBackIsBounded(t *testing.T) {
	r := &Reader{}
	for n := range 3 * maxBack {
		kind := claim.Aid
		if n%2 == 0 {
			kind = claim.Event
		}
		r.Found = append(r.Found, judge.Candidate{Claim: claim.Claim{Type: kind, ID: string(rune(n))}})
		r.keep()
	}
	seen := 0
	for c := range r.Back(claim.Aid) {
		if want := string(rune(3*maxBack - 1 - 2*seen)); c.ID != want {
			t.Fatalf("claim %d back is %q, want %q", seen, c.ID, want)
		}
		seen++
	}
	if last, ok := r.Last(claim.Event); seen != maxBack || r.Told(claim.Aid) != 3*maxBack/2 || !ok || last.ID != string(rune(3*maxBack-2)) {
		t.Errorf("%d looked at, %d told, the last event %q", seen, r.Told(claim.Aid), last.ID)
	}
}
