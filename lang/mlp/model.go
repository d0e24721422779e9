// Package mlp is the learner that the language stages share: a network with
// one hidden layer over hashed features.
//
// What comes in is a list of [Key]s, each the hash of a template and the
// values it joins; what goes out is a score for each class. A feature's row of
// weights is already its share of the hidden layer, so the layer is a sum of
// rows: no vocabulary, no strings, no matrix product. The trained model holds
// small integers only; it gives the same answer on every machine, and sixteen
// hidden units are added in one machine word. Keys that were not learnt count
// for nothing. The package knows no language and refuses nothing but a model
// file that is not one.
package mlp

import "math"

// Model is a trained network, read-only and safe for many goroutines.
type Model struct {
	hidden  int
	classes int
	table   table
	rows    []uint64 // of each key stride words of 16 weights, each biased by 8
	bias    []int32
	out     []int64 // pairs of classes × hidden: two weights in one word
	outBias []int32
	nat     int32  // points of score that make a class e times as probable
	dense   *dense // what the assembly reads, nil where it cannot
}

// Nat is the lead in points of score that makes one class e times as probable
// as another.
func (m *Model) Nat() int32 { return m.nat }

// Hidden is the number of hidden units, Classes that of classes.
func (m *Model) Hidden() int { return m.hidden }

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

const (
	rowBias  = 8
	maxQ     = 7 // the largest weight of a row
	nibbles  = 0x0f0f0f0f0f0f0f0f
	lanes    = 0x00ff00ff00ff00ff
	maxRows  = 256 // more would overflow a lane's 16 bits
	outLimit = 511 // weights of the output layer, so that a sum fits 32 bits
)

// stride is the number of words of a row: whole blocks of hidden units.
func (m *Model) stride() int { return (m.hidden + unitsIn - 1) / unitsIn * unitsIn / 16 }

// Scorer is the scratch memory of one goroutine.
type Scorer struct {
	Keys   []Key // the features of the decision at hand
	Scores []int32
	found  [2][]uint32 // the fine and the coarse rows
	acc    [2][]uint64 // their sums
	unit   []int32     // the hidden units above zero
	value  []int64
	hidden []int16 // all of them, as the assembly wants them
}

// NewScorer makes scratch memory for the model.
func (m *Model) NewScorer() *Scorer {
	s := &Scorer{
		Keys: make([]Key, 0, maxRows), Scores: make([]int32, m.classes+atOnce),
		unit: make([]int32, 0, m.hidden), value: make([]int64, 0, m.hidden),
		hidden: make([]int16, m.stride()*16),
	}
	for k := range s.acc {
		s.acc[k], s.found[k] = make([]uint64, m.hidden/4), make([]uint32, maxRows)
	}
	return s
}

// Activate computes the hidden layer from s.Keys.
func (m *Model) Activate(s *Scorer) {
	keys := s.Keys[:min(len(s.Keys), maxRows)]
	if avx2 && m.dense != nil {
		m.dense.activate(s, keys)
		return
	}
	fine, coarse := s.found[0][:0], s.found[1][:0]
	n := uint32(m.stride())
	for _, k := range keys {
		// Independent looks overlap their waits for memory; sums come after.
		row, isCoarse, ok := m.table.find(k)
		switch {
		case !ok:
		case isCoarse:
			coarse = append(coarse, row*n)
		default:
			fine = append(fine, row*n)
		}
	}
	m.sum(s.acc[0], fine)
	m.sum(s.acc[1], coarse)
	s.unit, s.value = s.unit[:0], s.value[:0]
	offset := int32(len(fine)+2*len(coarse)) * rowBias
	for i, w := range s.acc[0] {
		w2 := s.acc[1][i]
		base := i>>2<<4 + i&3
		for lane := range 4 {
			j := base + 4*lane
			h := int32(w>>(16*lane)&0xffff) + 2*int32(w2>>(16*lane)&0xffff) - offset + m.bias[j]
			if h > 0 {
				s.unit = append(s.unit, int32(j))
				s.value = append(s.value, int64(min(h, 32767)))
			}
		}
	}
}

// sum adds up the rows that start at those words. The weights of a word go to
// four words of acc, by their place modulo four. Going over all rows for each
// word, and not over all words of a row, asks memory for many rows at once.
func (m *Model) sum(acc []uint64, starts []uint32) {
	const most = 16 // rows, that a byte can hold the sum of
	if len(starts) == 0 {
		clear(acc)
		return
	}
	for i := range len(acc) / 4 {
		rows := m.rows[i:]
		var a, b, c, d uint64
		for at := 0; at < len(starts); at += most {
			var even, odd uint64
			for _, start := range starts[at:min(at+most, len(starts))] {
				w := rows[start]
				even += w & nibbles
				odd += w >> 4 & nibbles
			}
			a += even & lanes
			b += odd & lanes
			c += even >> 8 & lanes
			d += odd >> 8 & lanes
		}
		to := acc[4*i:][:4]
		to[0], to[1], to[2], to[3] = a, b, c, d
	}
}

// Score scores the classes from lo to hi into s.Scores; lo must be even. What
// stands behind hi is lost.
func (m *Model) Score(s *Scorer, lo, hi int) {
	if avx2 && m.dense != nil {
		m.dense.score(s, lo, hi)
		return
	}
	for c := lo; c < hi; c += 2 {
		w := m.out[c/2*m.hidden:][:m.hidden]
		var sum int64
		for i, j := range s.unit {
			sum += s.value[i] * w[j]
		}
		low := int32(sum)
		s.Scores[c] = low + m.outBias[c]
		if c+1 < m.classes {
			s.Scores[c+1] = int32((sum-int64(low))>>32) + m.outBias[c+1]
		}
	}
}

// Best is the class from lo to hi with the highest score, the first of equals.
func (s *Scorer) Best(lo, hi int) int {
	best := lo
	for c := lo + 1; c < hi; c++ {
		if s.Scores[c] > s.Scores[best] {
			best = c
		}
	}
	return best
}

// Lead is how far the class is above the best other one from lo to hi.
func (s *Scorer) Lead(class, lo, hi int) int32 {
	lead := int32(math.MaxInt32)
	for c := lo; c < hi; c++ {
		if c != class {
			lead = min(lead, s.Scores[class]-s.Scores[c])
		}
	}
	return lead
}
