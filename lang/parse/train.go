package parse

import (
	"fmt"
	"io"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// Training says how to train; [Defaults] is how the embedded model was.
type Training struct {
	Hidden   int // units
	Epochs   int
	Frequent int // a feature must be seen this often to be learnt
	Batch    int // sentences
	Rate     float32
	Drop     float32 // share of hidden units left out in a step
	DropRow  float32 // share of features left out in a step
	Explore  float32 // share of own, maybe wrong, transitions followed after the first epoch
	Trust    float32 // weight of the teachers' opinion beside the gold trees
	Rounding mlp.Rounding
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Defaults are the settings of the embedded model.
var Defaults = Training{
	Hidden: 128, Epochs: 6, Frequent: 10, Batch: 8, Rate: 0.02, Drop: 0.1, DropRow: 0.1, Explore: 0.9, Trust: 0.7,
	Rounding: mlp.Rounding{Levels: 15, Least: 0.4}, Seed: 2,
}

// Lesson is what there is to learn from: sentences with gold heads and
// relations and, if there are teachers, plain ones that the teachers parse.
// Both have such tags as a tagger gives, not gold ones: the parser must learn
// to live with wrong tags.
type Lesson struct {
	Gold, Plain Treebank
	Teachers    []*Teacher
}

// Treebank is sentences whose tokens point into one text.
type Treebank struct {
	Text      string
	Sentences []text.Sentence
}

// Teacher is a trained parser in full precision.
type Teacher struct {
	trainer *mlp.Trainer
	labels  []string
}

// Train learns a parser.
func Train(lesson Lesson, how Training) *Model {
	return NewTeacher(lesson, how).Model(how.Rounding)
}

// NewTeacher learns a parser that is to teach another. All teachers of a
// lesson and its pupil must have the same gold sentences.
func NewTeacher(lesson Lesson, how Training) *Teacher {
	s := newSchool(lesson, how)
	s.run()
	return &Teacher{s.trainer, s.labels}
}

// Model is the teacher as a parser.
func (c *Teacher) Model(how mlp.Rounding) *Model { return newModel(c.trainer.Model(how), c.labels) }

// school is a training under way.
type school struct {
	lesson  Lesson
	how     Training
	labels  []string
	labelOf map[string]int32
	trainer *mlp.Trainer
	pupils  [2]*pupil
}

func newSchool(lesson Lesson, how Training) *school {
	s := &school{lesson: lesson, how: how, labelOf: map[string]int32{}}
	for i := range lesson.Gold.Sentences {
		for _, tok := range lesson.Gold.Sentences[i].Tokens {
			if _, ok := s.labelOf[tok.Rel]; !ok && tok.Rel != rootLabel {
				s.labelOf[tok.Rel] = int32(len(s.labels))
				s.labels = append(s.labels, tok.Rel)
			}
		}
	}
	s.trainer = mlp.NewTrainer(how.Hidden, classes(len(s.labels)), s.frequent(), how.Seed)
	for k := range s.pupils {
		l := s.trainer.NewLearner(uint64(k))
		l.Drop, l.DropRow = how.Drop, how.DropRow
		s.pupils[k] = newPupil(s, l)
	}
	return s
}

// frequent counts the features on the way to the gold trees, and to the trees
// that the teachers give to the plain sentences.
func (s *school) frequent() []mlp.Key {
	var count mlp.Counter
	p := newPupil(s, nil)
	for i := range s.sentences() {
		p.begin(s, i)
		for st := &p.state; !st.done(); {
			p.keys = st.keys(p.keys[:0])
			count.Add(p.keys)
			if p.gold {
				move := cheapest(p.oracle.costs(st))
				st.do(move, p.goldLabel(move))
				continue
			}
			p.teachers.Forward(p.keys)
			allowed := st.allowed()
			move := mlp.Highest(p.teachers.Mean(0, moves, allowed[:]))
			label := int32(none)
			if lo, hi, ok := st.labelClasses(move, len(s.labels)); ok {
				label = int32(mlp.Highest(p.teachers.Mean(lo, hi, nil)))
			}
			st.do(move, label)
		}
	}
	return count.Frequent(s.how.Frequent)
}

// sentences is the number of all sentences, the gold ones first.
func (s *school) sentences() int {
	return len(s.lesson.Gold.Sentences) + len(s.lesson.Plain.Sentences)
}

func (s *school) run() {
	order := mlp.NewRand(s.how.Seed)
	total := float32(s.how.Epochs * s.sentences())
	done := 0
	for epoch := range s.how.Epochs {
		perm := order.Perm(s.sentences())
		for at := 0; at < len(perm); at += s.how.Batch {
			s.trainer.Rate = s.how.Rate * (1 - float32(done)/total)
			batch := perm[at:min(at+s.how.Batch, len(perm))]
			s.batch(batch, epoch)
			done += len(batch)
		}
		s.report(epoch)
	}
}

// batch lets the pupils learn their shares at once, then applies what they
// learnt in order.
func (s *school) batch(batch []int, epoch int) {
	done := make(chan struct{})
	for k, p := range s.pupils {
		go func() {
			for at := k; at < len(batch); at += len(s.pupils) {
				p.Seed(s.how.Seed<<40 ^ uint64(epoch)<<32 ^ uint64(batch[at]))
				p.learn(s, batch[at], epoch > 0)
			}
			done <- struct{}{}
		}()
	}
	learners := make([]*mlp.Learner, len(s.pupils))
	for k, p := range s.pupils {
		<-done
		learners[k] = p.Learner
	}
	s.trainer.Apply(learners)
}

func (s *school) report(epoch int) {
	n, lost, loss := 0, 0, 0.0
	for _, p := range s.pupils {
		n, lost, loss = n+p.n, lost+p.lost, loss+p.Loss
		p.n, p.lost, p.Loss = 0, 0, 0
	}
	if s.how.Log != nil {
		fmt.Fprintf(s.how.Log, "parse: epoch %d of %d: %d rows, loss %.4f, gold arcs lost %.2f %% of steps\n",
			epoch+1, s.how.Epochs, s.trainer.Rows(), loss/float64(n), 100*float64(lost)/float64(n))
	}
}
