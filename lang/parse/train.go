package parse

import (
	"slices"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// Defaults are the settings of the embedded model.
var Defaults = Training{
	First: mlp.Course{
		Hidden: 128, Epochs: 6, Frequent: 10, Whole: 3, Keep: 90000, Batch: 8, Rate: 0.02, Drop: 0.1, DropRow: 0.1,
		Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 2,
	},
	Forth: mlp.Course{
		Hidden: 256, Epochs: 8, Frequent: 10, Whole: 4, Keep: 110000, Batch: 8, Rate: 0.02, Drop: 0.2, DropRow: 0.2,
		Rounding: mlp.Rounding{Levels: 15, Least: 0.1}, Seed: 2,
	},
	Back: mlp.Course{
		Hidden: 256, Epochs: 8, Frequent: 10, Whole: 4, Keep: 110000, Batch: 8, Rate: 0.02, Drop: 0.2, DropRow: 0.2,
		Rounding: mlp.Rounding{Levels: 9, Least: 0.3}, Seed: 2, Anew: 3,
	},
	Explore: 0.9, Folds: 4,
}

// Training says how to train.
type Training struct {
	First, Forth, Back mlp.Course
	Explore            float32 // share of own, maybe wrong, transitions followed after the first epoch
	Folds              int     // parts of the sentences that are each drafted by a network which did not learn from them
}

// Train learns a parser from sentences with gold heads and relations, whose
// tokens point into the text t. Their tags should be such as a tagger gives,
// not gold ones: the parser must learn to live with wrong tags. The second result
// is the sentences with drafts by networks that did not learn from them.
func Train(t string, gold []text.Sentence, how Training) (m *Model, drafts []text.Sentence) {
	s := newSchool(t, gold, how)
	guides, drafts := s.guides(how)
	mirrors := make([]guide, len(guides))
	for i := range guides {
		mirrors[i] = guides[i].mirror()
	}
	all := mlp.Part(len(gold), 0, 1)
	first := s.train("parse, first", how.First, all, nil, true)
	forth := s.train("parse forth", how.Forth, all, guides, false)
	back := s.train("parse back", how.Back, all, mirrors, true)
	return newModel(first, forth, back, s.labels), drafts
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

// guides reads each sentence for the first time with a network that did not
// learn from it: so the others learn how far a guide can be trusted.
func (s *school) guides(how Training) ([]guide, []text.Sentence) {
	guides, drafts := make([]guide, len(s.gold)), slices.Clone(s.gold)
	mlp.Each(how.Folds, func(fold int) {
		net := s.train("parse, first, a part", how.First, mlp.Rest(len(s.gold), fold, how.Folds), nil, true)
		m := newModel(net, net, net, s.labels)
		p := m.pool.New().(*parser)
		for _, i := range mlp.Part(len(s.gold), fold, how.Folds) {
			drafts[i].Tokens = slices.Clone(s.gold[i].Tokens)
			m.draft(p, s.t, &s.gold[i])
			m.write(&drafts[i], &p.state)
			guides[i], p.guide = p.guide, guide{}
		}
	})
	return guides, drafts
}

// train trains a network on some of the sentences, with or without guides.
func (s *school) train(what string, how mlp.Course, part []int, guides []guide, backward bool) *mlp.Model {
	return how.Train(what, classes(len(s.labels)), len(part), func() mlp.Pupil { return s.newPupil(part, guides, backward) })
}
