package mlp

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

// riddle is a task that no sum of features solves: whether two bits differ.
func riddle(a, b int) ([]Key, int) {
	return []Key{Join1(0, Small(a)), Join1(1, Small(b)), Join1(2, Small(7))}, a ^ b
}

// riddler learns the four riddles twice each, with a feature that is no help.
type riddler struct{ target [2]float32 }

func (r *riddler) read(example int) ([]Key, int) {
	keys, answer := riddle(example&1, example>>1&1)
	return append(keys, Join1(3, Small(example>>2))), answer
}

func (r *riddler) Count(c *Counter, example int) {
	keys, _ := r.read(example)
	c.Add(keys)
}

func (r *riddler) Learn(l *Learner, example, _ int) (steps, right int) {
	keys, answer := r.read(example)
	l.Forward(keys)
	l.Logits(0, 2)
	own := Highest(l.Softmax(0, 2, nil))
	clear(r.target[:])
	r.target[answer] = 1
	l.Toward(0, 2, r.target[:])
	l.Commit()
	if own == answer {
		right++
	}
	return 1, right
}

// learnRiddle trains with two pupils at once, who may keep so many rows.
func learnRiddle(keep int) *Model {
	how := Course{Hidden: 128, Epochs: 300, Frequent: 1, Whole: 150, Keep: keep, Batch: 4, Rate: 0.1, Seed: 3, Rounding: Rounding{Levels: 15}}
	return how.Train("riddle", 2, 8, func() Pupil { return &riddler{} })
}

func TestLearns(t *testing.T) {
	for _, keep := range []int{0, 6} {
		m := learnRiddle(keep)
		if keys, _ := m.table.keys(); keep > 0 && len(keys) > keep {
			t.Errorf("%d rows, %d may be kept", len(keys), keep)
		}
		solves(t, m)
	}
}

func TestMean(t *testing.T) {
	tr := NewTrainer(16, 2, []Key{1, 2}, 1)
	var m mean
	m.set(tr) // of nothing: all stays
	first := tr.out[0]
	m.add(tr)
	tr.out[0], tr.rows[3] = first+1, 4
	m.add(tr)
	m.set(tr)
	if tr.out[0] != first+0.5 || tr.rows[3] != 2 || tr.rows[2] != 0 {
		t.Errorf("the means are %v, %v and %v", tr.out[0], tr.rows[3], tr.rows[2])
	}
}

// TestAnew: a network that starts again with the rows that were chosen solves the
// riddle too, and is another one.
func TestAnew(t *testing.T) {
	how := Course{Hidden: 128, Epochs: 300, Frequent: 1, Whole: 150, Keep: 6, Batch: 4, Rate: 0.1, Seed: 3, Rounding: Rounding{Levels: 15}}
	first := how.Train("riddle", 2, 8, func() Pupil { return &riddler{} })
	how.Anew = 1
	anew := how.Train("riddle", 2, 8, func() Pupil { return &riddler{} })
	solves(t, anew)
	a, _ := first.table.keys()
	if b, _ := anew.table.keys(); !slices.Equal(a, b) || slices.Equal(first.rows, anew.rows) {
		t.Errorf("rows of %v and %v", a, b)
	}
}

func solves(t *testing.T, m *Model) {
	t.Helper()
	s := m.NewScorer()
	for i := range 4 {
		keys, answer := riddle(i&1, i>>1)
		s.Keys = append(s.Keys[:0], keys...)
		m.Activate(s)
		m.Score(s, 0, 2)
		if got := s.Best(0, 2); got != answer {
			t.Errorf("%d and %d: %d, want %d", i&1, i>>1, got, answer)
		}
	}
}

// TestSameBytes trains twice and compares, and reads what was written.
func TestSameBytes(t *testing.T) {
	encode := func(m *Model) []byte {
		e := NewEncoder("a note")
		e.Model(m)
		e.Strings([]string{"", "two"})
		e.Int(-5)
		return e.Bytes()
	}
	file := encode(learnRiddle(0))
	if !bytes.Equal(file, encode(learnRiddle(0))) {
		t.Fatal("the same training gave another file")
	}
	d := NewDecoder(file)
	m := d.Model()
	if list := d.Strings(); len(list) != 2 || list[1] != "two" || d.Int() != -5 || d.End() != nil {
		t.Fatalf("read %q, %v", list, d.End())
	}
	if d.Notes[0] != "a note" {
		t.Errorf("notes %q", d.Notes)
	}
	if !bytes.Equal(file, encode(m)) {
		t.Error("the model read is not the model written")
	}
	e := NewEncoder("a note")
	e.Strings([]string{"packed"})
	if d := NewDecoder(e.Packed()); d.Notes[0] != "a note" || d.Strings()[0] != "packed" || d.End() != nil {
		t.Errorf("packed: %v, %v", d.Notes, d.End())
	}
	if d := NewDecoder(e.Packed()[:40]); !errors.Is(d.End(), ErrFormat) {
		t.Errorf("half of a packed file: %v", d.End())
	}
	for n := range len(file) {
		d := NewDecoder(file[:n])
		d.Model()
		d.Strings()
		if d.Int(); !errors.Is(d.End(), ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(file), d.End())
		}
	}
}

// TestTable: what was put in is found, and nothing else.
func TestTable(t *testing.T) {
	rng := NewRand(9)
	for _, n := range []int{0, 1, 2, 10, 1000} {
		in := map[Key]int{}
		var keys []Key
		for k := range Key(n / 10) { // the first places and the last ones are crowded
			keys = append(keys, k, 1<<32-1-k)
		}
		for len(keys) < n {
			keys = append(keys, Key(rng.Uint64()))
		}
		sortKeys(keys)
		keys = slices.Compact(keys)
		coarse := make([]bool, len(keys))
		for row, k := range keys {
			in[k], coarse[row] = row, row%3 == 0
		}
		table := newTable(keys, coarse)
		for k := range in {
			for _, k := range []Key{k, k + 1} {
				want, known := in[k]
				row, isCoarse, ok := table.find(k)
				if ok != known || ok && (int(row) != want || isCoarse != (want%3 == 0)) {
					t.Fatalf("%d keys: %d has row %d, %v, %v, want %d", n, k, row, isCoarse, ok, want)
				}
			}
		}
		if got, marks := table.keys(); !slices.Equal(got, keys) || !slices.Equal(marks, coarse) {
			t.Errorf("%d keys come out otherwise", n)
		}
	}
}

func TestParts(t *testing.T) {
	for _, parts := range []int{1, 3, 4} {
		seen := 0
		for part := range parts {
			in, out := Part(500, part, parts), Rest(500, part, parts)
			seen += len(in)
			if all := slices.Sorted(slices.Values(append(in, out...))); len(slices.Compact(all)) != 500 {
				t.Errorf("part %d of %d and the rest hold %d of 500", part, parts, len(all))
			}
		}
		if seen != 500 {
			t.Errorf("%d parts hold %d of 500", parts, seen)
		}
	}
}

// TestManyKeys: too many features, known or not, must not overflow a sum.
func TestManyKeys(t *testing.T) {
	m := learnRiddle(0)
	s := m.NewScorer()
	keys, _ := riddle(1, 1)
	for range 1000 {
		s.Keys = append(s.Keys, keys...)
	}
	m.Activate(s)
	m.Score(s, 0, 2)
	m.Score(s, 0, 2)
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"The": "the", "2024": "0000", "it’s": "it's", "“So": `"so`, "ÉTÉ": "été", "x\xff": "x\xff", "٣": "0", "": "",
	} {
		if got := string(Fold(nil, in)); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDecoder(f *testing.F) {
	e := NewEncoder("note")
	e.Model(learnRiddle(0))
	e.Strings([]string{"a", "b"})
	f.Add(e.Bytes())
	f.Add([]byte(magic + "\n\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		d := NewDecoder(file)
		m := d.Model()
		d.Strings()
		if m == nil {
			if d.End() == nil {
				t.Fatal("no model and no error")
			}
			return
		}
		s := m.NewScorer()
		s.Keys = append(s.Keys, 1, 2, 3)
		m.Activate(s)
		m.Score(s, 0, m.Classes())
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Kyiv’s 2nd")
	f.Fuzz(func(t *testing.T, word string) {
		once := string(Fold(nil, word))
		if twice := string(Fold(nil, once)); twice != once && strings.ToLower(once) == once {
			t.Errorf("%q folds to %q, then to %q", word, once, twice)
		}
	})
}
