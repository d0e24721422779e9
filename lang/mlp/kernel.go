package mlp

import "math"

// The inner loops of training. Slices are equally long, by a multiple of 8.
// Each has a twin in assembly for processors with AVX that gives the same
// bits; a conversion after each product keeps the compiler from fusing it with
// the sum where the processor could.

// add adds x to dst.
func add(dst, x []float32) {
	if wide {
		addAVX(dst, x)
		return
	}
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += x[i]
	}
}

// axpy adds a times x to dst.
func axpy(dst []float32, a float32, x []float32) {
	if wide {
		axpyAVX(dst, a, x)
		return
	}
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += float32(a * x[i])
	}
}

// dot is the product of two vectors: eight sums, joined at the end.
func dot(a, b []float32) float32 {
	var s [8]float32
	if wide {
		dotAVX(&s, a, b)
	} else {
		b = b[:len(a)]
		for i := range a {
			s[i%8] += float32(a[i] * b[i])
		}
	}
	return ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]))
}

// adagrad moves weights w against the gradient g times x, in steps that grow
// smaller with the squared gradients so far, sq.
func adagrad(w, sq, x []float32, g, rate float32) {
	if wide {
		adagradAVX(w, sq, x, g, rate)
		return
	}
	x, sq = x[:len(w)], sq[:len(w)]
	for i := range w {
		d := float32(g * x[i])
		sq[i] += float32(d * d)
		w[i] -= float32(rate*d) / sqrt32(sq[i])
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// exp32 is e to the x for x ≤ 0: our own, because the library's differs in
// the last bit from one processor to the next.
func exp32(x float32) float32 {
	if x < -80 {
		return 0
	}
	n := math.Floor(float64(float64(x)*math.Log2E) + 0.5)
	r := float64(x) - float64(n*math.Ln2)
	p := 1.0
	for k := 9; k > 0; k-- {
		p = 1 + float64(float64(p*r)/float64(k))
	}
	return float32(math.Ldexp(p, int(n)))
}
