// Package tag gives every token of a sentence its part of speech, its features
// and its lemma, in the terms of Universal Dependencies, for English.
//
// What comes in is a text and a sentence whose tokens have spans; what goes
// out are Tag, XTag, Feats and Lemma of each token. Any bytes are tagged,
// spans outside the text as empty words; nothing is refused. The model is
// embedded and read once, when it is first needed; see docs/model.md.
package tag

import (
	_ "embed"
	"sync"

	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
	"kiroku/lang/wordnet"
	"kiroku/text"
)

//go:embed english.model
var english []byte

// embedded is the model that the program carries.
var embedded = sync.OnceValue(func() *Model {
	m, err := Load(english)
	if err != nil {
		panic("tag: the embedded model is damaged: " + err.Error()) // a build of broken parts
	}
	return m
})

// Tag tags the sentence with the embedded model.
func Tag(t string, sent *text.Sentence) { embedded().Tag(t, sent) }

// Model is a trained tagger, read-only and safe for many goroutines.
type Model struct {
	net     *mlp.Model
	classes []class
	atoms   []mlp.Atom // of each class, as history
	closed  []bool     // classes that no new words come into
	lexicon *lexicon
	revises bool // sentences have tags and a tree already
	pool    sync.Pool
}

// class is one pair of tags.
type class struct{ tag, xtag string }

// analyser is the scratch memory of one goroutine.
type analyser struct {
	clusters *cluster.Table
	casing   *cluster.Casing
	wordnet  *wordnet.Table
	plain    bool // without the features of word lists
	words    []word
	seen     map[string]int32 // places in looks
	looks    []word
	fold     []byte
	lemmas   map[string]string
	scorer   *mlp.Scorer
	drafts   []draft // of a sentence that is tagged again
}

// start is the history before the first token.
var start = mlp.Small(1 << 21)

func newAnalyser(scorer *mlp.Scorer) analyser {
	return analyser{clusters: cluster.English(), casing: cluster.EnglishCasing(), wordnet: wordnet.English(), scorer: scorer}
}

func newModel(net *mlp.Model, classes []class, lex *lexicon, plain bool) *Model {
	m := &Model{net: net, classes: classes, atoms: classAtoms(classes), lexicon: lex}
	for _, c := range classes {
		m.closed = append(m.closed, isClosed(c.tag))
	}
	m.pool.New = func() any {
		a := newAnalyser(net.NewScorer())
		a.plain = plain
		return &a
	}
	return m
}

func classAtoms(classes []class) []mlp.Atom {
	atoms := make([]mlp.Atom, len(classes))
	for i, c := range classes {
		atoms[i] = mlp.Bytes([]byte(c.tag + " " + c.xtag))
	}
	return atoms
}

// Tag tags the sentence.
func (m *Model) Tag(t string, sent *text.Sentence) {
	a := m.pool.Get().(*analyser)
	a.read(t, sent)
	if m.revises {
		a.readDraft(sent)
	}
	t1, t2 := start, start
	for i := range sent.Tokens {
		a.scorer.Keys = a.keys(a.scorer.Keys[:0], i, t1, t2)
		m.net.Activate(a.scorer)
		m.net.Score(a.scorer, 0, len(m.classes))
		c := m.best(a, i)
		tok := &sent.Tokens[i]
		tok.Tag, tok.XTag = m.classes[c].tag, m.classes[c].xtag
		m.lexicon.fill(a, tok, t, c)
		t1, t2 = m.atoms[c], t1
	}
	if cap(a.words) < maxKept {
		m.pool.Put(a)
	}
}

// best is the class with the highest score that token i may have: a word that
// was never seen in a closed class is in none.
func (m *Model) best(a *analyser, i int) int {
	c := a.scorer.Best(0, len(m.classes))
	if !m.closed[c] || m.lexicon.mayClose(a.words[margin+i].form) {
		return c
	}
	c = -1
	for other, score := range a.scorer.Scores[:len(m.classes)] {
		if !m.closed[other] && (c < 0 || score > a.scorer.Scores[c]) {
			c = other
		}
	}
	return max(c, 0)
}

// maxKept is the size of a sentence whose scratch memory is not worth keeping.
const maxKept = 1 << 14
