package author

import (
	"testing"

	"pgregory.net/rapid"

	"kiroku/claim"
)

// TestSelfAtAgreesWithScan holds the search for who has the turn to a plain scan.
func TestSelfAtAgreesWithScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Voice{Author: claim.Party{Name: "author"}}
		at := 0
		for range rapid.IntRange(0, 8).Draw(t, "turns") {
			at += rapid.IntRange(1, 4).Draw(t, "gap")
			v.Turns = append(v.Turns, turn{at: at, speaker: claim.Party{Name: string(rune('a' + len(v.Turns)))}})
		}
		start := rapid.IntRange(0, at+3).Draw(t, "start")
		self := v.Author
		for k := range v.Turns {
			if v.Turns[k].at <= start {
				self = v.Turns[k].speaker
			}
		}
		if got := v.SelfAt(start); got.Name != self.Name {
			t.Fatalf("at %d speaks %q, want %q", start, got.Name, self.Name)
		}
	})
}
