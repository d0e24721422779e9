package mlp

import (
	"math"
	"slices"
	"testing"
)

func TestLogSum(t *testing.T) {
	rng := NewRand(5)
	for _, nat := range []int32{1, 700, 1 << 20} {
		m := &Model{nat: nat}
		for _, n := range []int{1, 2, 3, 51} {
			scores := make([]int32, n)
			sum := 0.0
			for i := range scores {
				scores[i] = int32(float32(nat) * (rng.Float()*20 - 10))
				sum += math.Exp(float64(scores[i]) / float64(nat))
			}
			want := math.Log(sum) * float64(nat)
			if got := m.LogSum(scores); math.Abs(float64(got)-want) > 0.04*float64(nat)+1 {
				t.Errorf("LogSum of %d scores at %d: %d, want about %.0f", n, nat, got, want)
			}
		}
	}
	if got := (&Model{}).LogSum(nil); got != 0 {
		t.Errorf("LogSum of nothing is %d", got)
	}
	(&Model{}).LogSum([]int32{math.MinInt32, math.MaxInt32}) // no panic
}

// TestLogSumBound: no class is likelier than certain, on which the beam of the
// parser relies.
func TestLogSumBound(t *testing.T) {
	rng := NewRand(11)
	for range 10000 {
		m := &Model{nat: int32(rng.Uint64() % 5000)}
		scores := make([]int32, 1+rng.Uint64()%60)
		for i := range scores {
			scores[i] = int32(rng.Uint64()%(1<<20)) - 1<<19
		}
		if sum, top := m.LogSum(scores), slices.Max(scores); sum < top {
			t.Fatalf("nat %d, %v: %d is less than %d", m.nat, scores, sum, top)
		}
	}
}
