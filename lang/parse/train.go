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
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Defaults are the settings of the embedded model.
var Defaults = Training{Hidden: 128, Epochs: 10, Frequent: 5, Batch: 8, Rate: 0.1, Drop: 0.2, DropRow: 0.1, Explore: 0.9, Seed: 1}

// Train learns a parser from sentences with gold heads and relations and with
// such tags as a tagger gives (not gold ones: the parser must learn to live
// with wrong tags). They point into t.
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
	return newModel(s.trainer.Model(), s.labels)
}

// school is a training under way.
type school struct {
	t       string
	gold    []text.Sentence
	how     Training
	labels  []string
	labelOf map[string]int32
	trainer *mlp.Trainer
	pupils  [2]*pupil
}

// pupil learns every second sentence of a batch.
type pupil struct {
	parser
	*mlp.Learner
	oracle  oracle
	keys    []mlp.Key
	right   []bool
	n, lost int
}

func newSchool(t string, gold []text.Sentence, how Training) *school {
	s := &school{t: t, gold: gold, how: how, labelOf: map[string]int32{}}
	for i := range gold {
		for _, tok := range gold[i].Tokens {
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
		s.pupils[k] = &pupil{Learner: l, right: make([]bool, len(s.labels))}
	}
	return s
}

// frequent counts the features on the way to the gold trees.
func (s *school) frequent() []mlp.Key {
	var count mlp.Counter
	var p pupil
	for i := range s.gold {
		p.begin(s, &s.gold[i])
		for !p.state.done() {
			p.keys = p.state.keys(p.keys[:0])
			count.Add(p.keys)
			costs := p.oracle.costs(&p.state)
			move := cheapest(costs)
			p.state.do(move, p.goldLabel(move))
		}
	}
	return count.Frequent(s.how.Frequent)
}

func cheapest(costs [moves]int) int {
	best := none
	for move, c := range costs {
		if c >= 0 && (best < 0 || c < costs[best]) {
			best = move
		}
	}
	return best
}

func (p *pupil) begin(s *school, sent *text.Sentence) {
	p.read(s.t, sent)
	p.oracle.heads, p.oracle.labels = p.oracle.heads[:0], p.oracle.labels[:0]
	for _, tok := range sent.Tokens {
		head := int32(tok.Head)
		if head < 0 {
			head = p.state.n
		}
		p.oracle.heads = append(p.oracle.heads, head)
		p.oracle.labels = append(p.oracle.labels, s.labelOf[tok.Rel])
	}
}

// goldLabel is the gold label of the word that a transition attaches.
func (p *pupil) goldLabel(move int) int32 {
	if move == shift {
		return none
	}
	return p.oracle.labels[p.state.at(0)]
}

// batch lets the pupils learn their shares at once, then applies what they
// learnt in order.
func (s *school) batch(batch []int, epoch int) {
	done := make(chan struct{})
	for k, p := range s.pupils {
		go func() {
			for at := k; at < len(batch); at += len(s.pupils) {
				p.Seed(s.how.Seed<<40 ^ uint64(epoch)<<32 ^ uint64(batch[at]))
				p.learn(s, &s.gold[batch[at]], epoch > 0)
			}
			done <- struct{}{}
		}()
	}
	learners := make([]*mlp.Learner, len(s.pupils))
	for range s.pupils {
		<-done
	}
	for k, p := range s.pupils {
		learners[k] = p.Learner
	}
	s.trainer.Apply(learners)
}

// learn parses a sentence and learns at each step which transitions lose
// nothing, and the labels of the right arcs.
func (p *pupil) learn(s *school, sent *text.Sentence, explore bool) {
	p.begin(s, sent)
	st := &p.state
	for !st.done() {
		p.keys = st.keys(p.keys[:0])
		p.Forward(p.keys)
		costs := p.oracle.costs(st)
		low := costs[cheapest(costs)]
		var allowed, right [moves]bool
		for move, c := range costs {
			allowed[move], right[move] = c >= 0, c == low
		}
		move := p.choose(right, allowed, explore && p.Rand().Float() < s.how.Explore)
		p.Learn(0, moves, allowed[:], right[:])
		label := p.learnLabels(s, move)
		p.Commit()
		p.n++
		p.lost += costs[move] - low
		st.do(move, label)
	}
}

// choose scores the transitions and picks the one to follow: the best of all
// when exploring, else the best right one.
func (p *pupil) choose(right, allowed [moves]bool, explore bool) int {
	best := none
	logits := p.Logits(0, moves)
	for move, x := range logits {
		if (explore && allowed[move] || right[move]) && (best < 0 || x > logits[best]) {
			best = move
		}
	}
	return best
}

// learnLabels learns the label of the gold arc that each transition would
// make, and gives the network's own for the move to be made.
func (p *pupil) learnLabels(s *school, move int) int32 {
	st, n := &p.state, len(s.labels)
	label := int32(none)
	for m, from := range [...]int{left: leftLabels, right: rightLabels(n)} {
		if m == shift || !st.can(m) || st.headOf(m) == st.n {
			continue
		}
		dep := st.at(0)
		isGold := p.oracle.heads[dep] == st.headOf(m)
		if !isGold && m != move {
			continue
		}
		logits := p.Logits(from, from+n)
		if m == move {
			best := 0
			for c, x := range logits {
				if x > logits[best] {
					best = c
				}
			}
			label = int32(best)
		}
		if isGold {
			gold := p.oracle.labels[dep]
			p.right[gold] = true
			p.Learn(from, from+n, nil, p.right)
			p.right[gold] = false
		}
	}
	return label
}

// headOf is the node that a transition would make the head of the top.
func (s *state) headOf(move int) int32 {
	if move == left {
		return s.front
	}
	return s.at(1)
}

func (s *school) report(epoch int) {
	n, lost, loss := 0, 0, 0.0
	for _, p := range s.pupils {
		n, lost, loss = n+p.n, lost+p.lost, loss+p.Loss
		p.n, p.lost, p.Loss = 0, 0, 0
	}
	if s.how.Log != nil {
		fmt.Fprintf(s.how.Log, "parse: epoch %d of %d: %d rows, loss %.4f, arcs lost %.2f %%\n", epoch+1, s.how.Epochs, s.trainer.Rows(), loss/float64(n), 200*float64(lost)/float64(n))
	}
}

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Strings(m.labels)
	e.Model(m.net)
	return e.Bytes()
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	labels := d.Strings()
	net := d.Model()
	if err := d.Err(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if net.Classes() != classes(len(labels)) || len(labels) == 0 {
		return nil, fmt.Errorf("load parser: %w", mlp.ErrFormat)
	}
	return newModel(net, labels), nil
}
