package mlp

import "slices"

// dense is a network as the assembly reads it (infer_amd64.s). It gives the
// same scores as the loops of [Model], to the last bit: all numbers are whole,
// and no sum can overflow.
//
// Hidden units stand in the order in which they come out of the rows: of each
// block of 64 first every fourth, then every fourth from the second, and so on.
// Those that fill the last block up count for nothing.
type dense struct {
	table   *table
	rows    []uint64
	bias    []int16
	out     []int16 // classes × hidden, classes up to a multiple of atOnce
	outBias []int32
}

const (
	atOnce   = 4   // classes scored together
	unitsIn  = 64  // hidden units of a block
	maxUnits = 512 // so many times outLimit and the largest sum of rows and bias fit 32 bits
	maxBias  = 2 * maxRows * rowBias
)

// newDense lays out the network, or gives nil where its numbers are too large.
func newDense(m *Model) *dense {
	weights := m.unpack()
	big := func(most int32) func(int32) bool { return func(w int32) bool { return w < -most || w > most } }
	if m.hidden > maxUnits ||
		slices.ContainsFunc(m.bias, big(maxBias)) || slices.ContainsFunc(weights, big(outLimit)) {
		return nil
	}
	classes, n := m.classes+atOnce, m.stride()*16
	d := &dense{
		table: &m.table, rows: m.rows,
		bias: make([]int16, n), out: make([]int16, classes*n), outBias: make([]int32, classes),
	}
	copy(d.outBias, m.outBias)
	for j := range m.hidden {
		at := place(j)
		d.bias[at] = int16(m.bias[j])
		for c := range m.classes {
			d.out[c*n+at] = int16(weights[c*m.hidden+j])
		}
	}
	return d
}

// place is where a hidden unit stands.
func place(unit int) int {
	block, k := unit/unitsIn*unitsIn, unit%unitsIn
	return block + k%4*(unitsIn/4) + k/4
}

func (d *dense) activate(s *Scorer, keys []Key) {
	fine, coarse := s.found[0], s.found[1]
	nFine, nCoarse := findAVX2(fine, coarse, keys, d.table.buckets, d.table.size, d.rows, len(s.hidden))
	hiddenAVX2(s.hidden, d.bias, d.rows, fine[:nFine], coarse[:nCoarse])
}

func (d *dense) score(s *Scorer, lo, hi int) {
	n := len(s.hidden)
	scoreAVX2(s.Scores[lo:hi], d.out[lo*n:], d.outBias[lo:], s.hidden)
}
