package mlp

import "math"

// Model rounds what was learnt to small integers: rows to 8 bits with a step
// of its own for each hidden unit, which the output layer takes up, and the
// output layer to 10 bits.
func (t *Trainer) Model() *Model {
	n := t.hidden
	kept := t.learnt()
	m := &Model{hidden: n, classes: t.classes, keys: make([]Key, len(kept)), rows: make([]uint64, len(kept)*n/8), bias: make([]int32, n)}
	step := make([]float64, n)
	for j := range step {
		step[j] = t.unitStep(kept, j)
		m.bias[j] = int32(math.Round(float64(t.bias[j]) / step[j]))
	}
	for to, row := range kept {
		m.keys[to] = t.keys[row]
		for j := range n {
			q := math.Round(float64(t.rows[row*n+j]) / step[j])
			q = min(max(q, -127), 127)
			m.rows[to*n/8+j/8] |= uint64(q+rowBias) << (8 * (j % 8))
		}
	}
	m.table = newTable(m.keys)
	m.quantiseOut(t, step)
	return m
}

// learnt gives the rows that any example changed.
func (t *Trainer) learnt() []int {
	var kept []int
	for row := range t.keys {
		for _, w := range t.rows[row*t.hidden:][:t.hidden] {
			if w != 0 {
				kept = append(kept, row)
				break
			}
		}
	}
	return kept
}

// unitStep is the rounding step of a hidden unit: so that one weight in a
// thousand is cut off, the few far ones not costing all others their detail.
func (t *Trainer) unitStep(kept []int, unit int) float64 {
	const bins = 4096
	var top float64
	for _, row := range kept {
		top = max(top, math.Abs(float64(t.rows[row*t.hidden+unit])))
	}
	if top == 0 {
		return 1
	}
	var hist [bins + 1]int
	for _, row := range kept {
		hist[int(math.Abs(float64(t.rows[row*t.hidden+unit]))/top*bins)]++
	}
	cut, over := bins, 0
	for cut > 1 && over+hist[cut] <= len(kept)/10000 {
		over += hist[cut]
		cut--
	}
	return top * float64(cut+1) / bins / 127
}

func (m *Model) quantiseOut(t *Trainer, step []float64) {
	n := t.hidden
	var top float64
	for i, w := range t.out {
		top = max(top, math.Abs(float64(w))*step[i%n])
	}
	scale := outLimit / max(top, 1e-30)
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
