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
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Defaults are the settings of the embedded model.
var Defaults = Training{Hidden: 128, Epochs: 8, Frequent: 3, Batch: 16, Rate: 0.1, Drop: 0.2, DropRow: 0.1, Seed: 1}

// Train learns a tagger from sentences whose tokens have gold tags, lemmas
// and features and point into t.
func Train(t string, gold []text.Sentence, how Training) *Model {
	s := newSchool(t, gold, how)
	order := mlp.NewRand(how.Seed)
	total := float32(how.Epochs * len(gold))
	done := 0
	for epoch := range how.Epochs {
		perm := order.Perm(len(gold))
		for at := 0; at < len(perm); at += how.Batch {
			s.trainer.Rate = how.Rate * (1 - float32(done)/total)
			batch := perm[at:min(at+how.Batch, len(perm))]
			s.batch(batch, epoch)
			done += len(batch)
		}
		s.report(epoch)
	}
	return newModel(s.trainer.Model(), s.classes, newLexicon(t, gold, s.classOf))
}

// school is a training under way.
type school struct {
	t       string
	gold    []text.Sentence
	how     Training
	classes []class
	classOf map[class]int
	atoms   []mlp.Atom
	trainer *mlp.Trainer
	pupils  [2]*pupil
}

// pupil learns every second sentence of a batch.
type pupil struct {
	analyser
	*mlp.Learner
	keys  []mlp.Key
	right []bool
	n, ok int
}

func newSchool(t string, gold []text.Sentence, how Training) *school {
	s := &school{t: t, gold: gold, how: how, classOf: map[class]int{}}
	for i := range gold {
		for j := range gold[i].Tokens {
			c := class{gold[i].Tokens[j].Tag, gold[i].Tokens[j].XTag}
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
		s.pupils[k] = &pupil{Learner: l, right: make([]bool, len(s.classes))}
	}
	return s
}

// frequent counts the features of the gold tags.
func (s *school) frequent() []mlp.Key {
	var count mlp.Counter
	var a analyser
	var keys []mlp.Key
	for i := range s.gold {
		sent := &s.gold[i]
		a.read(s.t, sent)
		t1, t2 := start, start
		for j := range sent.Tokens {
			keys = a.keys(keys[:0], j, t1, t2)
			count.Add(keys)
			t1, t2 = s.atoms[s.classOf[class{sent.Tokens[j].Tag, sent.Tokens[j].XTag}]], t1
		}
	}
	return count.Frequent(s.how.Frequent)
}

// batch lets the pupils learn their shares at once, then applies what they
// learnt in order.
func (s *school) batch(batch []int, epoch int) {
	done := make(chan struct{})
	for k, p := range s.pupils {
		go func() {
			for at := k; at < len(batch); at += len(s.pupils) {
				p.Seed(s.how.Seed<<40 ^ uint64(epoch)<<32 ^ uint64(batch[at]))
				p.learn(s, &s.gold[batch[at]])
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

// learn goes through a sentence with the tags that the network itself gives
// as history, as it will be used.
func (p *pupil) learn(s *school, sent *text.Sentence) {
	p.read(s.t, sent)
	t1, t2 := start, start
	for i := range sent.Tokens {
		p.keys = p.analyser.keys(p.keys[:0], i, t1, t2)
		p.Forward(p.keys)
		logits := p.Logits(0, len(s.classes))
		best := 0
		for c, x := range logits {
			if x > logits[best] {
				best = c
			}
		}
		gold := s.classOf[class{sent.Tokens[i].Tag, sent.Tokens[i].XTag}]
		p.right[gold] = true
		p.Learn(0, len(s.classes), nil, p.right)
		p.right[gold] = false
		p.Commit()
		p.n++
		if best == gold {
			p.ok++
		}
		t1, t2 = s.atoms[best], t1
	}
}

func (s *school) report(epoch int) {
	n, ok, loss := 0, 0, 0.0
	for _, p := range s.pupils {
		n, ok, loss = n+p.n, ok+p.ok, loss+p.Loss
		p.n, p.ok, p.Loss = 0, 0, 0
	}
	if s.how.Log != nil {
		fmt.Fprintf(s.how.Log, "tag: epoch %d of %d: %d rows, loss %.4f, right %.2f %%\n", epoch+1, s.how.Epochs, s.trainer.Rows(), loss/float64(n), 100*float64(ok)/float64(n))
	}
}

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Uint(uint64(len(m.classes)))
	for _, c := range m.classes {
		e.String(c.tag)
		e.String(c.xtag)
	}
	e.Model(m.net)
	m.lexicon.encode(e)
	return e.Bytes()
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	var classes []class
	for range d.Len(1 << 12) {
		classes = append(classes, class{d.String(), d.String()})
	}
	net := d.Model()
	lex := decodeLexicon(d)
	if err := d.Err(); err != nil {
		return nil, fmt.Errorf("load tagger: %w", err)
	}
	if net.Classes() != len(classes) || len(classes) == 0 {
		return nil, fmt.Errorf("load tagger: %w", mlp.ErrFormat)
	}
	return newModel(net, classes, lex), nil
}
