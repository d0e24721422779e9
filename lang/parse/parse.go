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

// Parse parses the tagged sentence with the embedded model.
func Parse(t string, sent *text.Sentence) { embedded().Parse(t, sent) }

// Model is a trained parser, read-only and safe for many goroutines.
type Model struct {
	net    *mlp.Model
	labels []string
	pool   sync.Pool
}

// parser is the scratch memory of one goroutine.
type parser struct {
	clusters *cluster.Table
	state    state
	fold     []byte
	scorer   *mlp.Scorer
}

// Classes of the network: transitions, then the labels of left arcs, then
// those of right arcs; each group starts at an even place.
const leftLabels = moves + moves%2

func rightLabels(labels int) int { return leftLabels + labels + labels%2 }

func classes(labels int) int { return rightLabels(labels) + labels }

func newModel(net *mlp.Model, labels []string) *Model {
	m := &Model{net: net, labels: labels}
	m.pool.New = func() any { return &parser{clusters: cluster.English(), scorer: net.NewScorer()} }
	return m
}

// Parse parses the tagged sentence.
func (m *Model) Parse(t string, sent *text.Sentence) {
	if len(sent.Tokens) == 0 {
		return
	}
	p := m.pool.Get().(*parser)
	p.read(t, sent)
	s, sc := &p.state, p.scorer
	for !s.done() {
		move := s.only()
		if move < 0 || move == right {
			sc.Keys = s.keys(sc.Keys[:0])
			m.net.Activate(sc)
		}
		if move < 0 {
			m.net.Score(sc, 0, moves)
			move = s.best(sc.Scores)
		}
		label := int32(none)
		if lo, hi, ok := s.labelClasses(move, len(m.labels)); ok {
			m.net.Score(sc, lo, hi)
			label = int32(sc.Best(lo, hi) - lo)
		}
		s.do(move, label)
	}
	for i := range sent.Tokens {
		tok, nd := &sent.Tokens[i], &s.nodes[i]
		tok.Head, tok.Rel = none, rootLabel
		if nd.head != s.n {
			tok.Head, tok.Rel = int(nd.head), m.labels[nd.label]
		}
	}
	if len(s.nodes) < maxKept {
		m.pool.Put(p)
	}
}

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

// best is the possible transition with the highest score.
func (s *state) best(scores []int32) int {
	best := none
	for move := range moves {
		if s.can(move) && (best < 0 || scores[move] > scores[best]) {
			best = move
		}
	}
	return best
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
