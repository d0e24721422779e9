package mlp

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// riddle is a task that no sum of features solves: whether two bits differ.
func riddle(a, b int) ([]Key, int) {
	return []Key{Join1(0, Small(a)), Join1(1, Small(b)), Join1(2, Small(7))}, a ^ b
}

// learnRiddle trains with two learners at once.
func learnRiddle() *Model {
	var count Counter
	for i := range 4 {
		keys, _ := riddle(i&1, i>>1)
		count.Add(keys)
	}
	tr := NewTrainer(128, 2, count.Frequent(1), 3)
	tr.Rate = 0.1
	learners := []*Learner{tr.NewLearner(1), tr.NewLearner(2)}
	for range 500 {
		for i := range 4 {
			keys, answer := riddle(i&1, i>>1)
			l := learners[i%2]
			l.Forward(keys)
			l.Logits(0, 2)
			l.Softmax(0, 2, nil)
			target := []float32{0, 0}
			target[answer] = 1
			l.Toward(0, 2, target)
			l.Commit()
			if i%2 == 1 {
				tr.Apply(learners)
			}
		}
	}
	return tr.Model(Rounding{Levels: 127})
}

func TestLearns(t *testing.T) {
	m := learnRiddle()
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
	file := encode(learnRiddle())
	if !bytes.Equal(file, encode(learnRiddle())) {
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

// TestManyKeys: too many features, known or not, must not overflow a sum.
func TestManyKeys(t *testing.T) {
	m := learnRiddle()
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
	e.Model(learnRiddle())
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
