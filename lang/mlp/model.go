// Package mlp is the learner that the language stages share: a network with
// one hidden layer over hashed features.
//
// What comes in is a list of [Key]s, each the hash of a template and the
// values it joins; what goes out is a score for each class. A feature's row of
// weights is already its share of the hidden layer, so the layer is a sum of
// rows: no vocabulary, no strings, no matrix product. The trained model holds
// small integers only; it gives the same answer on every machine, and eight
// hidden units are added in one machine word. Keys that were not learnt count
// for nothing. The package knows no language and refuses nothing but a model
// file that is not one.
package mlp

// Model is a trained network, read-only and safe for many goroutines.
type Model struct {
	hidden  int
	classes int
	keys    []Key // sorted
	table   *table
	rows    []uint64 // len(keys) × hidden/8 words of 8 weights, each biased by 128
	bias    []int32
	out     []int64 // pairs of classes × hidden: two weights in one word
	outBias []int32
}

// Hidden is the number of hidden units, Classes that of classes.
func (m *Model) Hidden() int { return m.hidden }

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

const (
	rowBias  = 128
	lanes    = 0x00ff00ff00ff00ff
	maxRows  = 256 // more would overflow a lane's 16 bits
	outLimit = 511 // weights of the output layer, so that a sum fits 32 bits
)

// Scorer is the scratch memory of one goroutine.
type Scorer struct {
	Keys   []Key // the features of the decision at hand
	Scores []int32
	acc    []uint64
	found  []uint32
	unit   []int32 // the hidden units above zero
	value  []int64
}

// NewScorer makes scratch memory for the model.
func (m *Model) NewScorer() *Scorer {
	return &Scorer{
		Keys: make([]Key, 0, maxRows), Scores: make([]int32, m.classes+1),
		acc: make([]uint64, m.hidden/4), found: make([]uint32, 0, maxRows),
		unit: make([]int32, 0, m.hidden), value: make([]int64, 0, m.hidden),
	}
}

// Activate computes the hidden layer from s.Keys.
func (m *Model) Activate(s *Scorer) {
	found := s.found[:0]
	for _, k := range s.Keys {
		// Independent looks overlap their waits for memory; sums come after.
		if row := m.table.find(k); row >= 0 && len(found) < maxRows {
			found = append(found, uint32(row))
		}
	}
	s.found = found
	m.sum(s.acc, found)
	acc := s.acc
	s.unit, s.value = s.unit[:0], s.value[:0]
	offset := int32(len(found) * rowBias)
	for i, w := range acc {
		base := i>>1<<3 + i&1
		for lane := range 4 {
			j := base + 2*lane
			h := int32(w>>(16*lane)&0xffff) - offset + m.bias[j]
			if h > 0 {
				s.unit = append(s.unit, int32(j))
				s.value = append(s.value, int64(min(h, 32767)))
			}
		}
	}
}

// sum adds up rows, four at a time: every second weight of a word goes to one
// word of acc, the others to the next.
func (m *Model) sum(acc []uint64, rows []uint32) {
	clear(acc)
	n := m.hidden / 8
	for ; len(rows) >= 4; rows = rows[4:] {
		a := m.rows[int(rows[0])*n:][:n]
		b := m.rows[int(rows[1])*n:][:len(a)]
		c := m.rows[int(rows[2])*n:][:len(a)]
		d := m.rows[int(rows[3])*n:][:len(a)]
		to := acc[:2*len(a)]
		for i, w := range a {
			x, y, z := b[i], c[i], d[i]
			to[2*i] += w&lanes + x&lanes + y&lanes + z&lanes
			to[2*i+1] += w>>8&lanes + x>>8&lanes + y>>8&lanes + z>>8&lanes
		}
	}
	for _, row := range rows {
		for i, w := range m.rows[int(row)*n:][:n] {
			acc[2*i] += w & lanes
			acc[2*i+1] += w >> 8 & lanes
		}
	}
}

// Score scores the classes from lo to hi into s.Scores; lo must be even.
func (m *Model) Score(s *Scorer, lo, hi int) {
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
