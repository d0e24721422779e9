package pipeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/lang"
	"kiroku/source"
	"kiroku/text"
)

func TestGatheringIsBounded(t *testing.T) {
	g := gather(&text.Document{}, time.Hour)
	for i := range maxClaims {
		if !g.take(claim.Claim{Purpose: fmt.Sprint(i)}) {
			t.Fatal("full at", i)
		}
	}
	for range maxAlike + 3 {
		g.take(claim.Claim{Purpose: "0", Evidence: claim.Evidence{Start: 77}})
	}
	if len(g.claims) != maxClaims || g.stopped != 77 || !strings.Contains(g.left(), "from byte 77 on") {
		t.Errorf("%d claims, stopped at %d: %q", len(g.claims), g.stopped, g.left())
	}
}

// What a document says more often than is of use to anybody is left out, and
// that is said beside whatever else is wrong with it.
func TestGatheringCountsWhatIsAlike(t *testing.T) {
	doc := &text.Document{ID: "it", Ref: "it.txt", Text: strings.Repeat("Norway sent $5 million to Ukraine. ", maxAlike+9) + "Japan sent 40 trucks to Ukraine."}
	got := claimsOf(Result{Doc: doc, Problem: &source.Problem{Ref: "it.txt", Reason: "has bytes that are not UTF-8"}})
	if len(got.Claims) != maxAlike+1 {
		t.Errorf("%d claims", len(got.Claims))
	}
	if got.Problem == nil || !strings.Contains(got.Problem.Reason, "UTF-8; it says the same again and again: 9 claims") {
		t.Errorf("problem %v", got.Problem)
	}
}

// A document that takes too long is read up to the end of a part.
func TestGatheringEnds(t *testing.T) {
	doc := &text.Document{ID: "it", Ref: "it.txt", Text: "Norway sent $5 million to Ukraine.\n\n" + strings.Repeat("Nothing. ", lang.MaxPart/9) + "\n\nJapan sent 40 trucks to Ukraine."}
	if g := gather(doc, 0); len(g.claims) != 1 || !strings.Contains(g.left(), "takes longer than 10m0s: its text from byte") {
		t.Errorf("%d claims, %q", len(g.claims), g.left())
	}
	if g := gather(doc, time.Hour); len(g.claims) != 2 || g.left() != "" {
		t.Errorf("%d claims, %q", len(g.claims), g.left())
	}
}
