package tag

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
	Trust    float32 // weight of the teachers' opinion beside the gold tags
	Rounding mlp.Rounding
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Defaults are the settings of the embedded model.
var Defaults = Training{
	Hidden: 128, Epochs: 6, Frequent: 6, Batch: 16, Rate: 0.03, Drop: 0.15, DropRow: 0.1, Trust: 0.5,
	Rounding: mlp.Rounding{Levels: 15, Least: 0.25}, Seed: 1,
}

// Lesson is what there is to learn from: sentences with gold tags, lemmas and
// features and, if there are teachers, plain ones that the teachers tag.
type Lesson struct {
	Gold, Plain Treebank
	Teachers    []*Teacher
}

// Treebank is sentences whose tokens point into one text.
type Treebank struct {
	Text      string
	Sentences []text.Sentence
}

// Teacher is a trained tagger in full precision.
type Teacher struct {
	trainer *mlp.Trainer
	classes []class
	lexicon *lexicon
}

// Model is the teacher as a tagger.
func (c *Teacher) Model(how mlp.Rounding) *Model {
	return newModel(c.trainer.Model(how), c.classes, c.lexicon)
}

// Train learns a tagger.
func Train(lesson Lesson, how Training) *Model { return NewTeacher(lesson, how).Model(how.Rounding) }

// NewTeacher learns a tagger that is to teach another. All teachers of a
// lesson and its pupil must have the same gold sentences.
func NewTeacher(lesson Lesson, how Training) *Teacher {
	s := newSchool(lesson, how)
	s.run()
	return &Teacher{s.trainer, s.classes, newLexicon(lesson.Gold, s.classOf)}
}

// school is a training under way.
type school struct {
	lesson  Lesson
	how     Training
	classes []class
	classOf map[class]int
	atoms   []mlp.Atom
	trainer *mlp.Trainer
	pupils  [2]*pupil
}

func newSchool(lesson Lesson, how Training) *school {
	s := &school{lesson: lesson, how: how, classOf: map[class]int{}}
	for i := range lesson.Gold.Sentences {
		for _, tok := range lesson.Gold.Sentences[i].Tokens {
			c := class{tok.Tag, tok.XTag}
			if _, ok := s.classOf[c]; !ok {
				s.classOf[c] = len(s.classes)
				s.classes = append(s.classes, c)
			}
		}
	}
	s.atoms = classAtoms(s.classes)
	s.trainer = mlp.NewTrainer(how.Hidden, len(s.classes), s.frequent(), how.Seed)
	for k := range s.pupils {
		l := s.trainer.NewLearner(uint64(k))
		l.Drop, l.DropRow = how.Drop, how.DropRow
		s.pupils[k] = newPupil(s, l)
	}
	return s
}

// frequent counts the features of the gold tags, and of those that the
// teachers give to the plain sentences.
func (s *school) frequent() []mlp.Key {
	var count mlp.Counter
	p := newPupil(s, nil)
	for i := range s.sentences() {
		sent := p.begin(s, i)
		t1, t2 := start, start
		for j := range sent.Tokens {
			p.keys = p.analyser.keys(p.keys[:0], j, t1, t2)
			count.Add(p.keys)
			c := 0
			if p.gold {
				c = s.classOf[class{sent.Tokens[j].Tag, sent.Tokens[j].XTag}]
			} else {
				p.teachers.Forward(p.keys)
				c = mlp.Highest(p.teachers.Mean(0, len(s.classes), nil))
			}
			t1, t2 = s.atoms[c], t1
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
				p.learn(s, batch[at])
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
	n, ok, loss := 0, 0, 0.0
	for _, p := range s.pupils {
		n, ok, loss = n+p.n, ok+p.ok, loss+p.Loss
		p.n, p.ok, p.Loss = 0, 0, 0
	}
	if s.how.Log != nil {
		fmt.Fprintf(s.how.Log, "tag: epoch %d of %d: %d rows, loss %.4f, as the target has it %.2f %%\n",
			epoch+1, s.how.Epochs, s.trainer.Rows(), loss/float64(n), 100*float64(ok)/float64(n))
	}
}
