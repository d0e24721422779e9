package name

import (
	"fmt"
	"io"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// Gold is a marked document.
type Gold struct {
	Doc   *text.Document
	Sents []text.Sentence // tokenised; tagged, where hints need it
	Hints [][]Name        // as [Model.Find] will be given
	Names [][]Name        // of each sentence, in order and disjoint; First and Last count
	// Unclear are, for each sentence, token spans (first, last) whose words may
	// be part of names or not: nothing is learnt from them.
	Unclear [][][2]int
}

// Training says how to train; [Defaults] is how the embedded model was.
type Training struct {
	Hidden   int // units
	Epochs   int
	Frequent int // a feature must be seen this often to be learnt
	Batch    int // tokens that the network decides
	Rate     float32
	Drop     float32 // share of hidden units left out in a step
	DropRow  float32 // share of features left out in a step
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Defaults are the settings of the embedded model.
var Defaults = Training{Hidden: 32, Epochs: 12, Frequent: 2, Batch: 16, Rate: 0.1, Drop: 0.4, DropRow: 0.2, Seed: 6}

// Train learns a name tagger from marked documents.
func Train(golds []Gold, how Training) *Model {
	s := &school{how: how, right: make([]bool, labels), allowed: make([]bool, labels)}
	s.trainer = mlp.NewTrainer(how.Hidden, labels, s.frequent(golds), how.Seed)
	s.learner = s.trainer.NewLearner(how.Seed)
	s.learner.Drop, s.learner.DropRow = how.Drop, how.DropRow
	order := mlp.NewRand(how.Seed)
	total := float32(how.Epochs * len(golds))
	for epoch := range how.Epochs {
		for n, i := range order.Perm(len(golds)) {
			s.trainer.Rate = how.Rate * (1 - float32(epoch*len(golds)+n)/total)
			s.learner.Seed(how.Seed<<40 ^ uint64(epoch)<<32 ^ uint64(i))
			s.document(&golds[i])
		}
		s.apply()
		if how.Log != nil {
			fmt.Fprintf(how.Log, "name: epoch %d of %d: %d rows, loss %.4f, right %.2f %%\n", epoch+1, how.Epochs, s.trainer.Rows(), s.learner.Loss/float64(max(1, s.n)), 100*float64(s.ok)/float64(max(1, s.n)))
		}
		s.n, s.ok, s.learner.Loss = 0, 0, 0
	}
	return &Model{s.trainer.Model(mlp.Rounding{Levels: 15})}
}

// school is a training under way.
type school struct {
	how            Training
	trainer        *mlp.Trainer
	learner        *mlp.Learner
	keys           []mlp.Key
	right, allowed []bool
	pending        int // decisions since the last step
	n, ok          int
}

// frequent counts features, with gold labels for history.
func (s *school) frequent(golds []Gold) []mlp.Key {
	var count mlp.Counter
	for i := range golds {
		g := &golds[i]
		r := newReader(g.Doc.Text, g.Sents, g.Hints)
		for j := range g.Sents {
			r.sentence(j)
			want, _ := g.labels(j)
			for k, l := range want {
				if _, ok := r.certain(k); !ok {
					s.keys = r.keys(s.keys[:0], k)
					count.Add(s.keys)
				}
				r.decide(k, l)
			}
		}
	}
	return count.Frequent(s.how.Frequent)
}

// labels are the gold labels of sentence i, and which of them are unclear.
func (g *Gold) labels(i int) (want []int, unclear []bool) {
	n := len(g.Sents[i].Tokens)
	want, unclear = make([]int, n), make([]bool, n)
	for _, m := range g.Names[i] {
		for j := m.First; j <= m.Last; j++ {
			place := inside
			switch {
			case m.First == m.Last:
				place = unit
			case j == m.First:
				place = begin
			case j == m.Last:
				place = last
			}
			want[j] = label(m.Kind, place)
		}
	}
	for _, u := range g.Unclear[i] {
		for j := u[0]; j <= u[1]; j++ {
			unclear[j] = want[j] == 0
		}
	}
	return want, unclear
}

// document learns from one document, with the labels that the network itself
// gives as history, as it will be used. Where it has gone wrong so that the
// right label is not allowed, the best that is left is right.
func (s *school) document(g *Gold) {
	r := newReader(g.Doc.Text, g.Sents, g.Hints)
	for i := range g.Sents {
		r.sentence(i)
		want, unclear := g.labels(i)
		for j := range g.Sents[i].Tokens {
			if l, ok := r.certain(j); ok {
				r.decide(j, l)
				continue
			}
			r.decide(j, s.token(r, j, want, unclear[j]))
		}
		if s.pending >= s.how.Batch {
			s.apply()
		}
	}
}

// token learns the label of one token and gives the network's own.
func (s *school) token(r *reader, j int, want []int, unclear bool) int {
	s.keys = r.keys(s.keys[:0], j)
	s.learner.Forward(s.keys)
	may := r.allowed(j)
	guess := best(s.learner.Logits(0, labels), may)
	copy(s.allowed, may[:])
	right := reachable(want, j, r.given[0], may)
	clear(s.right)
	s.right[right] = true
	if unclear {
		copy(s.right, may[:])
	}
	if !unclear {
		s.learner.Learn(0, labels, s.allowed, s.right)
		s.learner.Commit()
		s.pending++
		s.n++
		if guess == right {
			s.ok++
		}
	}
	return guess
}

// reachable is the label that is right for token j after the label before it,
// which may have been wrong.
func reachable(want []int, j, before int, may *[labels]bool) int {
	w := want[j]
	if may[w] {
		return w
	}
	if open(before) { // a name that should not be open: go on with it while there is a name, then end it
		k := Kind((before - 1) / 4)
		if w > 0 && j+1 < len(want) && open(w) && may[label(k, inside)] {
			return label(k, inside)
		}
		return label(k, last)
	}
	k := Kind((w - 1) / 4) // the start of a name was missed: begin it here
	switch {
	case open(w) && may[label(k, begin)]:
		return label(k, begin)
	case !open(w) && may[label(k, unit)]:
		return label(k, unit)
	}
	return 0 // marked with its title
}

func (s *school) apply() {
	s.trainer.Apply([]*mlp.Learner{s.learner})
	s.pending = 0
}

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Model(m.net)
	return e.Bytes()
}
