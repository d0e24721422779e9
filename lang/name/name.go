// Package name finds the names of people, organizations and places that no
// list holds, with a network learnt from marked text.
//
// What comes in is a document and its tokenised sentences; what goes out is,
// for each sentence, the names found in it, in order and disjoint. A name is
// given without the title before it and without an article; adjectives such as
// "Norwegian" are none. Any bytes give an answer. The model is embedded and
// read once, when it is first needed; see docs/model.md.
package name

import (
	_ "embed"
	"fmt"
	"sync"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// Kind is what a name names.
type Kind uint8

// The kinds. A country is a place.
const (
	Person Kind = iota
	Organization
	Place
	kinds
)

func (k Kind) String() string {
	return [...]string{"person", "organization", "place"}[k]
}

// Name is one name in a text.
type Name struct {
	Kind  Kind
	Span  text.Span
	First int // index of its first token in the sentence
	Last  int // index of its last
}

// A token's label: outside, or a place in a name of a kind, as 1 + 4*Kind + one
// of these.
const (
	begin = iota
	inside
	last
	unit
	labels = 1 + 4*int(kinds)
)

func label(k Kind, place int) int { return 1 + 4*int(k) + place }

// open reports whether a name goes on after the label.
func open(label int) bool {
	return label > 0 && ((label-1)%4 == begin || (label-1)%4 == inside)
}

//go:embed english.model
var english []byte

var embedded = sync.OnceValue(func() *Model {
	m, err := Load(english)
	if err != nil {
		panic("name: the embedded model is damaged: " + err.Error()) // a build of broken parts
	}
	return m
})

// Find finds names with the embedded model.
func Find(doc *text.Document, sents []text.Sentence, hints [][]Name) [][]Name {
	return embedded().Find(doc, sents, hints)
}

// Model is a trained name tagger, read-only and safe for many goroutines.
type Model struct {
	net *mlp.Model
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	net := d.Model()
	if err := d.Err(); err != nil {
		return nil, fmt.Errorf("load name tagger: %w", err)
	}
	if net.Classes() != labels {
		return nil, fmt.Errorf("load name tagger: %w", mlp.ErrFormat)
	}
	return &Model{net}, nil
}

// Find finds the names of the sentences, which are those of one document in
// order: what is found in one helps in the next. The hints are what lists and
// rules say, for each sentence in order of start; the model has learnt how far
// to trust them.
func (m *Model) Find(doc *text.Document, sents []text.Sentence, hints [][]Name) [][]Name {
	r := newReader(doc.Text, sents, hints)
	scorer := m.net.NewScorer()
	out := make([][]Name, len(sents))
	var given []int
	for i := range sents {
		r.sentence(i)
		given = given[:0]
		for j := range sents[i].Tokens {
			if l, ok := r.certain(j); ok {
				given = append(given, l)
				r.decide(j, l)
				continue
			}
			scorer.Keys = r.keys(scorer.Keys[:0], j)
			m.net.Activate(scorer)
			m.net.Score(scorer, 0, labels)
			l := best(scorer.Scores[:labels], r.allowed(j))
			given = append(given, l)
			r.decide(j, l)
		}
		out[i] = namesOf(&sents[i], given)
	}
	return out
}

// best is the allowed label with the highest score, the first of equals.
func best[N int32 | float32](scores []N, allowed *[labels]bool) int {
	best := -1
	for l, score := range scores {
		if allowed[l] && (best < 0 || score > scores[best]) {
			best = l
		}
	}
	return best
}

// namesOf reads names from the labels of a sentence.
func namesOf(sent *text.Sentence, given []int) []Name {
	var names []Name
	first := 0
	for i, l := range given {
		if l == 0 {
			continue
		}
		k, place := Kind((l-1)/4), (l-1)%4
		if place == begin || place == unit {
			first = i
		}
		if place == last || place == unit {
			names = append(names, Name{k, text.Span{Start: sent.Tokens[first].Span.Start, End: sent.Tokens[i].Span.End}, first, i})
		}
	}
	return names
}
