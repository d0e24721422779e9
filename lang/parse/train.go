package parse

import (
	"kiroku/lang/mlp"
	"kiroku/text"
)

// Defaults are the settings of the embedded model.
var Defaults = Training{
	Back: mlp.Course{
		Hidden: 128, Epochs: 6, Frequent: 10, Whole: 3, Keep: 90000, Batch: 8, Rate: 0.02, Drop: 0.1, DropRow: 0.1,
		Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 2,
	},
	Forth: mlp.Course{
		Hidden: 256, Epochs: 8, Frequent: 10, Whole: 4, Keep: 110000, Batch: 8, Rate: 0.02, Drop: 0.2, DropRow: 0.2,
		Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 2,
	},
	Explore: 0.9, Folds: 4,
}

// Training says how to train.
type Training struct {
	Back, Forth mlp.Course
	Explore     float32 // share of own, maybe wrong, transitions followed after the first epoch
	Folds       int     // parts of the sentences that are each read backward by a network which did not learn from them
}

// Train learns a parser from sentences with gold heads and relations, whose
// tokens point into the text t. Their tags should be such as a tagger gives,
// not gold ones: the parser must learn to live with wrong tags.
func Train(t string, gold []text.Sentence, how Training) *Model {
	s := newSchool(t, gold, how)
	guides := s.guides(how)
	all := mlp.Part(len(gold), 0, 1)
	back := s.train("parse backward", how.Back, all, nil)
	forth := s.train("parse", how.Forth, all, guides)
	return newModel(back, forth, s.labels)
}

func newSchool(t string, gold []text.Sentence, how Training) *school {
	s := &school{t: t, gold: gold, explore: how.Explore, labelOf: map[string]int32{}}
	for i := range gold {
		for _, tok := range gold[i].Tokens {
			if _, ok := s.labelOf[tok.Rel]; !ok && tok.Rel != rootLabel {
				s.labelOf[tok.Rel] = int32(len(s.labels))
				s.labels = append(s.labels, tok.Rel)
			}
		}
	}
	return s
}

// school is a training under way.
type school struct {
	t       string
	gold    []text.Sentence
	labels  []string
	labelOf map[string]int32
	explore float32
}

// guides reads each sentence backward with a network that did not learn from
// it: so the forward network learns how far a guide can be trusted.
func (s *school) guides(how Training) []guide {
	guides := make([]guide, len(s.gold))
	mlp.Each(how.Folds, func(fold int) {
		net := s.train("parse backward, a part", how.Back, mlp.Rest(len(s.gold), fold, how.Folds), nil)
		p, sc := s.newPupil(nil, nil), net.NewScorer()
		for _, i := range mlp.Part(len(s.gold), fold, how.Folds) {
			p.read(s.t, &s.gold[i])
			p.state.start(p.words, true)
			p.state.run(net, sc, len(s.labels), nil)
			guides[i].take(&p.state)
		}
	})
	return guides
}

// train trains a network on some of the sentences: one that reads backward or,
// given guides, one that reads forward.
func (s *school) train(what string, how mlp.Course, part []int, guides []guide) *mlp.Model {
	return how.Train(what, classes(len(s.labels)), len(part), func() mlp.Pupil { return s.newPupil(part, guides) })
}
