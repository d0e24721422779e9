package mlp

import (
	"slices"
	"testing"
)

// TestKernels compares the assembly with the loops, bit by bit.
func TestKernels(t *testing.T) {
	if !wide {
		t.Skip("no assembly for this processor")
	}
	defer func() { wide = true }()
	rng := NewRand(7)
	for _, n := range []int{0, 8, 64, 200} {
		a, b, c := vector(rng, n), vector(rng, n), vector(rng, n)
		for i := range c {
			c[i] *= c[i]
		}
		both := func(name string, run func() []float32) {
			wide = true
			got := run()
			wide = false
			if want := run(); !slices.Equal(got, want) {
				t.Errorf("%s of %d: %v, loop %v", name, n, got, want)
			}
		}
		both("add", func() []float32 { d := slices.Clone(a); add(d, b); return d })
		both("axpy", func() []float32 { d := slices.Clone(a); axpy(d, 0.37, b); return d })
		both("dot", func() []float32 { return []float32{dot(a, b)} })
		both("adagrad", func() []float32 {
			w, sq := slices.Clone(a), slices.Clone(c)
			adagrad(w, sq, b, -0.3, 0.1)
			return append(w, sq...)
		})
	}
}

func vector(rng *Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = rng.Float() - 0.5
	}
	return v
}
