package tag

import (
	"slices"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// Defaults are the settings of the embedded model.
var Defaults = mlp.Course{
	Hidden: 128, Epochs: 10, Frequent: 4, Whole: 5, Keep: 120000, Batch: 16, Rate: 0.03, Floor: 0.1, Average: 3, Drop: 0.25, DropRow: 0.25,
	Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 1,
}

// Helpers are the settings of the taggers that [Retag] trains.
var Helpers = mlp.Course{
	Hidden: 128, Epochs: 10, Frequent: 4, Whole: 5, Keep: 120000, Batch: 16, Rate: 0.03, Drop: 0.25, DropRow: 0.25,
	Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 1,
}

// Train learns a tagger from sentences with gold tags, lemmas and features,
// whose tokens point into the text t.
func Train(t string, gold []text.Sentence, how mlp.Course) *Model {
	s := newSchool(t, gold)
	net := s.train("tag", how, mlp.Part(len(gold), 0, 1))
	return newModel(net, s.classes, newLexicon(t, gold, s.classOf), false)
}

// Retag gives the sentences with tags as wrong as a tagger's will be on texts
// that it never saw: those of each part by a tagger that learnt from the others,
// without word lists. A parser that learnt from slightly worse tags is no worse
// on better ones; docs/model.md has the figures.
func Retag(t string, gold []text.Sentence, how mlp.Course, folds int) []text.Sentence {
	s := newSchool(t, gold)
	s.plain = true
	tagged := slices.Clone(gold)
	mlp.Each(folds, func(fold int) {
		m := newModel(s.train("tag, a part", how, mlp.Rest(len(gold), fold, folds)), s.classes, &lexicon{}, true)
		for _, i := range mlp.Part(len(gold), fold, folds) {
			tagged[i].Tokens = slices.Clone(gold[i].Tokens)
			m.Tag(t, &tagged[i])
		}
	})
	return tagged
}

// school is a training under way.
type school struct {
	t       string
	gold    []text.Sentence
	classes []class
	classOf map[class]int
	atoms   []mlp.Atom
	drafts  []text.Sentence // where the network tags again
	plain   bool            // without the features of word lists
}

func newSchool(t string, gold []text.Sentence) *school {
	s := &school{t: t, gold: gold, classOf: map[class]int{}}
	for i := range gold {
		for _, tok := range gold[i].Tokens {
			c := class{tok.Tag, tok.XTag}
			if _, ok := s.classOf[c]; !ok {
				s.classOf[c] = len(s.classes)
				s.classes = append(s.classes, c)
			}
		}
	}
	s.atoms = classAtoms(s.classes)
	return s
}

// train trains a network on some of the sentences.
func (s *school) train(what string, how mlp.Course, part []int) *mlp.Model {
	return how.Train(what, len(s.classes), len(part), func() mlp.Pupil { return s.newPupil(part) })
}

// pupil learns its share of the sentences.
type pupil struct {
	*school
	analyser
	part   []int // numbers of the sentences to learn from
	golds  []int // classes of the sentence at hand
	hash   []mlp.Key
	target []float32
}

func (s *school) newPupil(part []int) *pupil {
	p := &pupil{school: s, analyser: newAnalyser(nil), part: part, target: make([]float32, len(s.classes))}
	p.analyser.plain = s.plain
	return p
}

// begin takes up a sentence.
func (p *pupil) begin(example int) {
	sent := &p.gold[p.part[example]]
	p.read(p.t, sent)
	if p.school.drafts != nil {
		p.readDraft(&p.school.drafts[p.part[example]])
	}
	p.golds = p.golds[:0]
	for _, tok := range sent.Tokens {
		p.golds = append(p.golds, p.classOf[class{tok.Tag, tok.XTag}])
	}
}

// Count counts the features that gold tags have.
func (p *pupil) Count(c *mlp.Counter, example int) {
	p.begin(example)
	t1, t2 := start, start
	for j, gold := range p.golds {
		p.hash = p.keys(p.hash[:0], j, t1, t2)
		c.Add(p.hash)
		t1, t2 = p.atoms[gold], t1
	}
}

// Learn goes through a sentence with the tags that the network itself gives
// as history, as it will be used.
func (p *pupil) Learn(l *mlp.Learner, example, _ int) (steps, right int) {
	p.begin(example)
	n := len(p.classes)
	t1, t2 := start, start
	for j, gold := range p.golds {
		p.hash = p.keys(p.hash[:0], j, t1, t2)
		l.Forward(p.hash)
		l.Logits(0, n)
		own := mlp.Highest(l.Softmax(0, n, nil))
		clear(p.target)
		p.target[gold] = 1
		l.Toward(0, n, p.target)
		l.Commit()
		if own == gold {
			right++
		}
		t1, t2 = p.atoms[own], t1
	}
	return len(p.golds), right
}
