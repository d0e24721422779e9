// Package parse gives every sentence its dependency tree, in the terms of
// Universal Dependencies, for English.
//
// What comes in is a text and a sentence whose tokens have spans and tags;
// what goes out are Head and Rel of each token: always a tree with exactly one
// root, in time that grows with the number of words. Any bytes and any tags
// are parsed; nothing is refused. The model is embedded and read once, when it
// is first needed; see docs/model.md.
package parse

import (
	_ "embed"
	"math"
	"sync"

	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
	"kiroku/text"
)

//go:embed english.model
var english []byte

// embedded is the model that the program carries.
var embedded = sync.OnceValue(func() *Model {
	m, err := Load(english)
	if err != nil {
		panic("parse: the embedded model is damaged: " + err.Error()) // a build of broken parts
	}
	return m
})

//go:embed back.model
var backModel []byte

// thorough is the embedded model with the network that reads back.
var thorough = sync.OnceValue(func() *Model {
	m, err := embedded().WithBack(backModel)
	if err != nil {
		panic("parse: the embedded model is damaged: " + err.Error()) // a build of broken parts
	}
	return m
})

// Parse parses the tagged sentence with the embedded model, with one guided
// reading.
func Parse(t string, sent *text.Sentence) { embedded().Parse(t, sent, nil) }

// ParseWell parses the tagged sentence better, and takes twice as long. When
// there is a first tree, retag, unless it is nil, may better the sentence's tags.
func ParseWell(t string, sent *text.Sentence, retag Retagger) { thorough().Parse(t, sent, retag) }

// A Retagger gives other tags to a sentence that has tags and a tree.
type Retagger func(t string, sent *text.Sentence)

// Model is a trained parser, read-only and safe for many goroutines. The first
// network reads a sentence from its end, the second from its beginning, and knows
// what the first made of it. If there is a third it reads back, and the two take
// turns: what one direction cannot foresee the other has seen.
type Model struct {
	first, forth, back *mlp.Model
	labels             []string
	pool               sync.Pool
}

// parser is the scratch memory of one goroutine.
type parser struct {
	clusters     *cluster.Table
	words        []node
	looks        map[string]look
	state        state
	guide        guide
	beams        [2]beam // forth and back
	fold         []byte
	first, forth *mlp.Scorer
}

// Classes of the network: transitions, then the labels of left arcs, then
// those of right arcs; each group starts at an even place.
const leftLabels = moves + moves%2

func rightLabels(labels int) int { return leftLabels + labels + labels%2 }

func classes(labels int) int { return rightLabels(labels) + labels }

func newModel(first, forth, back *mlp.Model, labels []string) *Model {
	m := &Model{first: first, forth: forth, back: back, labels: labels}
	m.pool.New = func() any {
		return &parser{clusters: cluster.English(), first: first.NewScorer(), forth: forth.NewScorer()}
	}
	return m
}

// Parse parses the tagged sentence. When there is a first tree, retag, unless it
// is nil, may better the sentence's tags.
func (m *Model) Parse(t string, sent *text.Sentence, retag Retagger) {
	if len(sent.Tokens) == 0 {
		return
	}
	p := m.pool.Get().(*parser)
	defer m.put(p)
	m.draft(p, t, sent)
	if retag != nil {
		m.write(sent, &p.state)
		retag(t, sent)
		p.read(t, sent)
	}
	if a, ok := findAside(t, sent); ok {
		m.parseAround(t, sent, a)
		return
	}
	m.finish(p, sent)
}

// finish makes the final tree from the first.
func (m *Model) finish(p *parser, sent *text.Sentence) {
	if len(sent.Tokens) <= maxBeam {
		m.write(sent, m.turns(p))
		return
	}
	p.state.start(p.words, false)
	p.state.run(m.forth, p.forth, len(m.labels), &p.guide)
	m.write(sent, &p.state)
}

// draft reads the sentence for the first time.
func (m *Model) draft(p *parser, t string, sent *text.Sentence) {
	p.read(t, sent)
	p.state.start(p.words, true)
	p.state.run(m.first, p.first, len(m.labels), nil)
	p.guide.take(&p.state)
}

// turns reads the sentence forth and back, until a reading makes the tree of the
// one before again.
func (m *Model) turns(p *parser) *state {
	for k := 0; ; k++ {
		net := m.forth
		if k%2 == 1 {
			net = m.back
		}
		b := &p.beams[k%2]
		p.state.start(p.words, k%2 == 1)
		b.start(&p.state, &p.guide)
		s := b.run(net, len(m.labels))
		if m.back == nil || k == turns-1 || p.guide.agrees(s) {
			return s
		}
		p.guide.take(s)
	}
}

// turns are how often it is worth to read a sentence with a guide, at most.
const turns = 5

// write writes the tree of a finished reading into the sentence.
func (m *Model) write(sent *text.Sentence, s *state) {
	for i := range s.n {
		nd := &s.nodes[i]
		tok, head := &sent.Tokens[i], nd.head
		if s.backward {
			tok, head = &sent.Tokens[s.n-1-i], s.n-1-head
		}
		tok.Head, tok.Rel = none, rootLabel
		if nd.head != s.n {
			tok.Head, tok.Rel = int(head), m.labels[nd.label]
		}
	}
}

// put gives scratch memory back.
func (m *Model) put(p *parser) {
	if len(p.state.nodes) < maxKept {
		m.pool.Put(p)
	}
}

// run goes from the first state to the last, with or without a guide.
func (s *state) run(net *mlp.Model, sc *mlp.Scorer, labels int, g *guide) {
	for !s.done() {
		c := s.choose(net, sc, labels, g)
		if g != nil {
			g.note(s, c.move)
		}
		if c.move != shift {
			nd := &s.nodes[s.at(0)]
			nd.sureHead, nd.sureLabel = sureness(c.lead, net.Nat()), sureness(c.labelLead, net.Nat())
		}
		s.do(c.move, c.label)
	}
}

// choice is what a network would do, and by how much that leads.
type choice struct {
	move            int
	label           int32
	lead, labelLead int32
}

func (s *state) choose(net *mlp.Model, sc *mlp.Scorer, labels int, g *guide) choice {
	c := choice{s.only(), none, math.MaxInt32, math.MaxInt32}
	if c.move < 0 || c.move == right {
		sc.Keys = s.keys(sc.Keys[:0])
		if g != nil {
			sc.Keys = g.keys(sc.Keys, s)
		}
		net.Activate(sc)
	}
	if c.move < 0 {
		net.Score(sc, 0, moves)
		c.move, c.lead = s.best(sc.Scores)
	}
	if lo, hi, ok := s.labelClasses(c.move, labels); ok {
		net.Score(sc, lo, hi)
		best := sc.Best(lo, hi)
		c.label = int32(best - lo)
		if g == nil { // nobody asks a guided reading how sure it is
			c.labelLead = sc.Lead(best, lo, hi)
		}
	}
	return c
}

// sureness is a coarse measure of a lead, where a nat is so many points.
func sureness(lead, nat int32) int32 {
	switch {
	case lead < nat:
		return 0
	case lead < 3*nat:
		return 1
	case lead < 6*nat:
		return 2
	}
	return sureMost
}

// sureMost is where nothing else is near, or possible.
const sureMost = 3

const rootLabel = "root"

// maxKept is the size of a sentence whose scratch memory is not worth keeping.
const maxKept = 1 << 14

// only is the one possible transition, or none where there is a choice.
func (s *state) only() int {
	found := none
	for move := range moves {
		if s.can(move) {
			if found >= 0 {
				return none
			}
			found = move
		}
	}
	return found
}

// best is the possible transition with the highest score, and its lead on the
// second best.
func (s *state) best(scores []int32) (best int, lead int32) {
	best, lead = none, math.MaxInt32
	for move := range moves {
		switch {
		case !s.can(move):
		case best < 0:
			best = move
		case scores[move] > scores[best]:
			best, lead = move, scores[move]-scores[best]
		default:
			lead = min(lead, scores[best]-scores[move])
		}
	}
	return best, lead
}

// labelClasses are the classes of the labels for the arc that a transition
// would make; ok is false where it is not possible, makes none or one to the
// root, whose label is known.
func (s *state) labelClasses(move, labels int) (lo, hi int, ok bool) {
	lo = leftLabels
	if move == right {
		lo = rightLabels(labels)
	}
	return lo, lo + labels, move != shift && s.can(move) && s.headOf(move) != s.n
}
