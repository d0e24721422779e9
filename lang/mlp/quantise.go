package mlp

import "math"

// Rounding says how what was learnt is rounded to small integers, and so how
// large the file gets.
type Rounding struct {
	Levels int     // steps from zero to the largest weight of a row, at most 15
	Least  float64 // rows with smaller weights on average are left out: they hardly speak, and there are many of them
}

// Model rounds rows with a step of its own for each hidden unit, which the
// output layer takes up, and the output layer to 10 bits. Rows that hold larger
// weights than half a byte can are coarse: their steps are twice as wide.
func (t *Trainer) Model(how Rounding) *Model {
	levels := float64(how.Levels)
	n := t.hidden
	m := &Model{hidden: n, classes: t.classes, bias: make([]int32, n)}
	step := t.unitSteps(levels)
	for j := range step {
		m.bias[j] = int32(math.Round(float64(t.bias[j]) / step[j]))
	}
	var keys []Key
	var coarse []bool
	row := make([]float64, n)
	for i, k := range t.keys {
		var size, top float64
		for j, w := range t.rows[i*n:][:n] {
			row[j] = float64(w) / step[j]
			size += math.Abs(math.Round(row[j]))
			top = max(top, math.Abs(math.Round(row[j])))
		}
		if size == 0 || size < how.Least*float64(n) {
			continue
		}
		width := 1.0
		if top > maxQ {
			width = 2
		}
		keys, coarse = append(keys, k), append(coarse, top > maxQ)
		at := len(m.rows)
		m.rows = append(m.rows, make([]uint64, m.stride())...)
		for j, x := range row {
			q := min(max(math.Round(x/width), -maxQ), maxQ)
			m.rows[at+j/16] |= uint64(q+rowBias) << (4 * (j % 16))
		}
	}
	m.table = newTable(keys, coarse)
	m.quantiseOut(t, step)
	m.dense = newDense(m)
	return m
}

// unitSteps are the rounding steps of the hidden units: so that one weight in
// ten thousand is cut off, the few far ones not costing all others their
// detail.
func (t *Trainer) unitSteps(levels float64) []float64 {
	const bins = 4096
	n := t.hidden
	top := make([]float64, n)
	for i, w := range t.rows {
		top[i%n] = max(top[i%n], math.Abs(float64(w)))
	}
	hist := make([][bins + 1]int, n)
	for i, w := range t.rows {
		if top[i%n] > 0 {
			hist[i%n][int(math.Abs(float64(w))/top[i%n]*bins)]++
		}
	}
	steps := make([]float64, n)
	for j := range steps {
		if steps[j] = 1; top[j] == 0 {
			continue
		}
		cut, over := bins, 0
		for cut > 1 && over+hist[j][cut] <= len(t.keys)/10000 {
			over += hist[j][cut]
			cut--
		}
		steps[j] = top[j] * float64(cut+1) / bins / levels
	}
	return steps
}

func (m *Model) quantiseOut(t *Trainer, step []float64) {
	n := t.hidden
	var top float64
	for i, w := range t.out {
		top = max(top, math.Abs(float64(w))*step[i%n])
	}
	scale := outLimit / max(top, 1e-30)
	m.nat = int32(math.Round(min(scale, 1<<20)))
	weights := make([]int32, t.classes*n)
	for i, w := range t.out {
		weights[i] = int32(math.Round(float64(w) * step[i%n] * scale))
	}
	m.outBias = make([]int32, t.classes)
	for c, b := range t.outBias {
		m.outBias[c] = int32(math.Round(float64(b) * scale))
	}
	m.pack(weights)
}

// pack lays two classes' weights in one word each.
func (m *Model) pack(weights []int32) {
	n := m.hidden
	m.out = make([]int64, (m.classes+1)/2*n)
	for i, w := range weights {
		c, j := i/n, i%n
		m.out[c/2*n+j] += int64(w) << (32 * (c % 2))
	}
}

// unpack is the reverse of pack.
func (m *Model) unpack() []int32 {
	n := m.hidden
	weights := make([]int32, m.classes*n)
	for i := range weights {
		w := m.out[i/n/2*n+i%n]
		low := int32(w)
		if weights[i] = low; i/n%2 == 1 {
			weights[i] = int32((w - int64(low)) >> 32)
		}
	}
	return weights
}
