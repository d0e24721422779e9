package disjoint

import (
	"math/rand/v2"
	"testing"
)

// TestRoots: whatever the order of joining, the smallest member is the root.
func TestRoots(t *testing.T) {
	pairs := [][2]int{{5, 3}, {3, 9}, {1, 2}, {9, 7}, {6, 2}}
	want := []int{0, 1, 1, 3, 4, 3, 1, 3, 8, 3}
	for range 20 {
		rand.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		s := New(len(want))
		for _, p := range pairs {
			s.Join(p[0], p[1])
		}
		for i, root := range want {
			if got := s.Find(i); got != root {
				t.Fatalf("after %v the root of %d is %d, not %d", pairs, i, got, root)
			}
		}
		if !s.Same(5, 7) || s.Same(5, 6) {
			t.Fatal("Same tells other sets than Find")
		}
	}
}
