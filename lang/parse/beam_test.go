package parse

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestChoose(t *testing.T) {
	for _, c := range []struct{ scores, want []int64 }{
		{[]int64{5}, []int64{5}},
		{[]int64{1, 9, 4, 8}, []int64{9, 8}},
		{[]int64{7, 7, 9, 7, 8, 9}, []int64{9, 9, 8, 7}}, // no more than the width
		{[]int64{-3, -5, -4}, []int64{-3, -4, -5}},
	} {
		b := beam{}
		for i, s := range c.scores {
			b.heirs = append(b.heirs, heir{move: i, score: s})
		}
		b.choose(2)
		var got []int64
		for i, h := range b.heirs {
			got = append(got, h.score)
			if i > 0 && h.score == b.heirs[i-1].score && h.move < b.heirs[i-1].move {
				t.Errorf("%v: of equals the later one comes first", c.scores)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("of %v stay %v, want %v", c.scores, got, c.want)
		}
	}
}

// TestStep lets one reading part in two, which must not share what they change.
func TestStep(t *testing.T) {
	var p parser
	p.words = make([]node, 3)
	p.state.start(p.words, false)
	p.guide.heads = []int32{1, 3, 1}
	p.guide.opinion = opinion{make([]int32, 3), make([]int32, 3), make([]int32, 3)}
	p.guide.start()
	for range 2 {
		p.guide.note(&p.state, shift)
		p.state.do(shift, none)
	}
	var b beam
	b.start(&p.state, &p.guide)
	one := b.now[0]
	b.heirs = []heir{{of: one, move: right, label: 4, score: -1}, {of: one, move: left, label: 5, score: -2}}
	b.step()
	first, second := b.now[0], b.now[1]
	if first.nodes[1].head != 0 || first.nodes[1].label != 4 || second.nodes[1].head != 2 || second.nodes[1].label != 5 {
		t.Errorf("heads are %+v and %+v", first.nodes[1], second.nodes[1])
	}
	if first.score != 0 || second.score != -1 {
		t.Errorf("scores are %d and %d", first.score, second.score)
	}
	b.heirs = []heir{{of: first, move: shift, label: none}}
	b.step()
	if len(b.now) != 1 || first.front != 3 || second.front != 2 || second.waiting[1] != first.waiting[1]+1 {
		t.Errorf("a step of one reading changed the other: %+v, %+v", first.waiting, second.waiting)
	}
	if len(b.spare) != 1 {
		t.Errorf("%d readings are spare, want the one without an heir", len(b.spare))
	}
}

// TestBeamMemory parses many sentences with one parser: its readings are used
// again.
func TestBeamMemory(t *testing.T) {
	m := thorough()
	p := m.pool.Get().(*parser)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		text, sent := noise(rng)
		if len(sent.Tokens) == 0 || len(sent.Tokens) > maxBeam {
			continue
		}
		m.draft(p, text, sent)
		m.turns(p)
		for i := range p.beams {
			if n := len(p.beams[i].now) + len(p.beams[i].spare); n > 2*width {
				t.Fatalf("%d readings are kept, more than %d", n, 2*width)
			}
		}
	}
}
