package tag

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"kiroku/lang/mlp"
	"kiroku/text"
)

//go:embed revise.model
var revising []byte

// embeddedReviser is the second network that the program carries.
var embeddedReviser = sync.OnceValue(func() *Model {
	m, err := embedded().Reviser(revising)
	if err != nil {
		panic("tag: the embedded model is damaged: " + err.Error()) // a build of broken parts
	}
	return m
})

// Revise tags a sentence again that has tags, and the tree that a parser made
// with them: with the embedded models.
func Revise(t string, sent *text.Sentence) { embeddedReviser().Tag(t, sent) }

// Reviser reads a model file of [Reviser.Encode]: a tagger whose sentences have
// tags and a tree already.
func (m *Model) Reviser(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	net := d.Model()
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load reviser: %w", err)
	}
	if net.Classes() != len(m.classes) {
		return nil, fmt.Errorf("load reviser: %w", mlp.ErrFormat)
	}
	r := newModel(net, m.classes, m.lexicon, false)
	r.revises = true
	return r, nil
}

// Reviser is a network that tags again, to be written.
type Reviser struct{ net *mlp.Model }

// Encode writes the network as a file; notes go into its head.
func (r Reviser) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Model(r.net)
	return e.Packed()
}

// Revisers are the settings of the embedded second network.
var Revisers = mlp.Course{
	Hidden: 128, Epochs: 10, Frequent: 4, Whole: 5, Keep: 100000, Batch: 16, Rate: 0.03, Floor: 0.1, Average: 3, Drop: 0.25, DropRow: 0.25,
	Rounding: mlp.Rounding{Levels: 9, Least: 0.3}, Seed: 1,
}

// TrainReviser learns from the sentences that [Train] learnt from and from
// drafts of them: the tags and trees that taggers and parsers gave them that had
// not seen them.
func TrainReviser(t string, gold, drafts []text.Sentence, how mlp.Course) Reviser {
	s := newSchool(t, gold)
	s.drafts = drafts
	return Reviser{s.train("tag, revise", how, mlp.Part(len(gold), 0, 1))}
}

// draft is what the first reading made of a token.
type draft struct {
	form, tag, rel, side mlp.Atom
	head                 int // the last of the drafts is nowhere, and the root's head
	first, last          int // outermost dependents before and behind it
	set                  mlp.Atom
}

// side says where a token's head stands.
func side(i, head int) mlp.Atom {
	switch {
	case head < 0:
		return mlp.Small(2)
	case head > i:
		return mlp.Small(1)
	}
	return mlp.Small(0)
}

// readDraft takes down a sentence's tags and tree, once its words are read.
func (a *analyser) readDraft(sent *text.Sentence) {
	n := len(sent.Tokens)
	a.drafts = slices.Grow(a.drafts[:0], n+1)
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		d := draft{form: a.words[margin+i].form, side: side(i, tok.Head), head: tok.Head, first: n, last: n}
		a.fold = append(append(append(a.fold[:0], tok.Tag...), ' '), tok.XTag...)
		d.tag = mlp.Bytes(a.fold)
		a.fold = append(a.fold[:0], tok.Rel...)
		d.rel = mlp.Bytes(a.fold)
		if d.head < 0 || d.head > n {
			d.head = n
		}
		a.drafts = append(a.drafts, d)
	}
	no := outside.form
	a.drafts = append(a.drafts, draft{form: no, tag: no, rel: no, side: no, head: n, first: n, last: n})
	for i := range n {
		if head := a.drafts[i].head; head < n {
			a.drafts[head].take(i, head, n, a.drafts[i].rel)
		}
	}
}

// take takes down a dependent.
func (d *draft) take(i, own, none int, rel mlp.Atom) {
	d.set = mlp.Atom((uint64(d.set) + uint64(rel) + 1) * 0x9e3779b97f4a7c15)
	if i < own && d.first == none {
		d.first = i
	}
	if i > own {
		d.last = i
	}
}

// drafted appends the features of token i that the draft gives.
func (a *analyser) drafted(dst []mlp.Key, i int, t1 mlp.Atom) []mlp.Key {
	last := len(a.drafts) - 1
	at := func(k int) *draft {
		if k < 0 || k > last {
			k = last
		}
		return &a.drafts[k]
	}
	w := &a.words[i+margin]
	g, l1, r1, r2 := at(i), at(i-1), at(i+1), at(i+2)
	h, before, behind := at(g.head), at(g.first), at(g.last)
	hh := at(h.head)
	join1, join2, join3 := mlp.Join1, mlp.Join2, mlp.Join3
	return append(dst,
		join1(100, g.tag), join2(101, g.tag, w.form), join2(102, g.tag, r1.tag), join3(103, l1.tag, g.tag, r1.tag),
		join2(104, r1.tag, r2.tag), join2(105, r1.tag, w.form), join3(106, t1, g.tag, r1.tag), join2(107, g.tag, w.suffix[2]),
		join2(108, g.tag, w.speech), join3(109, g.tag, w.casing, w.shaped), join3(110, r1.tag, r2.tag, w.form),
		join3(111, g.rel, g.side, g.tag), join3(112, g.rel, g.side, w.form), join3(113, g.rel, g.tag, h.tag), join3(114, g.rel, h.tag, w.form),
		join2(115, h.form, w.form), join2(116, h.tag, w.form), join3(117, g.rel, h.rel, g.tag), join3(118, g.rel, h.rel, w.form),
		join3(119, g.tag, before.rel, before.tag), join3(120, g.tag, behind.rel, behind.tag), join2(121, g.tag, g.set), join2(122, w.form, g.set),
		join3(123, w.form, before.rel, before.form), join3(124, w.form, behind.rel, behind.form), join3(125, w.speech, g.rel, h.tag), join3(126, h.tag, hh.tag, g.tag),
		join3(127, w.form, behind.tag, behind.rel), join3(128, g.rel, h.form, g.tag), join2(129, g.rel, w.suffix[2]), join3(130, w.casing, w.shaped, g.rel),
		join2(131, r1.rel, w.form), join3(132, l1.rel, g.rel, r1.rel),
	)
}
