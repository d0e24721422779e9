package mlp

import (
	"slices"
	"testing"
)

// chance makes a network with any weights that fit, whose keys stand close in
// places, so that their buckets spill over.
func chance(rng *Rand, hidden, classes, keys int) *Model {
	m := &Model{hidden: hidden, classes: classes, bias: make([]int32, hidden), outBias: make([]int32, classes)}
	for j := range m.bias {
		m.bias[j] = int32(rng.Float()*2*maxBias) - maxBias
	}
	for c := range m.outBias {
		m.outBias[c] = int32(rng.Uint64())
	}
	weights := make([]int32, hidden*classes)
	for i := range weights {
		weights[i] = int32(rng.Uint64()%(2*outLimit+1)) - outLimit
	}
	m.pack(weights)
	var list []Key
	for range keys {
		k := Key(rng.Uint64())
		if k%3 == 0 {
			k %= 1 << 12
		}
		list = append(list, k)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	coarse := make([]bool, len(list))
	for i := range coarse {
		coarse[i] = rng.Uint64()&3 == 0
	}
	m.table = newTable(list, coarse)
	m.rows = make([]uint64, len(list)*m.stride())
	for i := range m.rows {
		m.rows[i] = rng.Uint64()
	}
	m.dense = newDense(m)
	return m
}

// scores gives a decision's hidden units above zero, and the scores of classes.
func scores(m *Model, keys []Key, lo, hi int, assembly bool) []int32 {
	defer func(was bool) { avx2 = was }(avx2)
	avx2 = assembly
	s := m.NewScorer()
	s.Keys = append(s.Keys, keys...)
	m.Activate(s)
	m.Score(s, lo, hi)
	return slices.Clone(s.Scores[lo:hi])
}

// FuzzTwins compares the assembly with the loops: same scores for any network
// and any features.
func FuzzTwins(f *testing.F) {
	if !avx2 {
		f.Skip("no assembly for this processor")
	}
	for seed := range uint64(40) {
		f.Add(seed, uint16(seed*seed*seed), uint16(seed*9), uint8(seed*5))
	}
	f.Fuzz(func(t *testing.T, seed uint64, known, asked uint16, classes uint8) {
		rng := NewRand(seed)
		m := chance(rng, 16*(1+int(seed%20)), 1+int(classes), int(known))
		if m.dense == nil {
			t.Fatal("the assembly cannot read the network")
		}
		all, _ := m.table.keys()
		var keys []Key
		for range asked % 400 {
			k := Key(rng.Uint64())
			if len(all) > 0 && k%4 != 0 {
				k = all[int(rng.Uint64()%uint64(len(all)))] + k>>2%5/4
			}
			keys = append(keys, k)
		}
		lo := int(rng.Uint64()%uint64(m.classes)) &^ 1
		hi := lo + 1 + int(rng.Uint64()%uint64(m.classes-lo))
		got, want := scores(m, keys, lo, hi, true), scores(m, keys, lo, hi, false)
		if !slices.Equal(got, want) {
			t.Errorf("%d units, %d keys, classes %d to %d: %v, loop %v", m.hidden, len(all), lo, hi, got, want)
		}
	})
}

// TestNoTwin: what the assembly cannot read is left to the loops.
func TestNoTwin(t *testing.T) {
	rng := NewRand(5)
	if m := chance(rng, 528, 3, 100); m.dense != nil {
		t.Error("528 units are more than fit")
	}
	m := chance(rng, 64, 3, 100)
	m.bias[7] = maxBias + 1
	if newDense(m) != nil {
		t.Error("a bias that does not fit is read")
	}
	m.bias[7] = 0
	m.pack(slices.Repeat([]int32{outLimit + 1}, 3*64))
	if newDense(m) != nil {
		t.Error("weights that do not fit are read")
	}
}
