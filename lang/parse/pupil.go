package parse

import (
	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
)

// pupil learns every second sentence of a batch.
type pupil struct {
	parser
	*mlp.Learner
	teachers *mlp.Ensemble // nil where there are none
	oracle   oracle
	gold     bool // the sentence at hand has a gold tree
	keys     []mlp.Key
	target   []float32
	n, lost  int
}

func newPupil(s *school, l *mlp.Learner) *pupil {
	p := &pupil{parser: parser{clusters: cluster.English()}, Learner: l, target: make([]float32, classes(len(s.labels)))}
	var members []*mlp.Trainer
	for _, teacher := range s.lesson.Teachers {
		members = append(members, teacher.trainer)
	}
	p.teachers = mlp.NewEnsemble(members)
	return p
}

// begin takes up the sentence of that number.
func (p *pupil) begin(s *school, i int) {
	golds := s.lesson.Gold.Sentences
	if p.gold = i < len(golds); !p.gold {
		p.read(s.lesson.Plain.Text, &s.lesson.Plain.Sentences[i-len(golds)])
		return
	}
	p.read(s.lesson.Gold.Text, &golds[i])
	o := &p.oracle
	o.heads, o.labels = o.heads[:0], o.labels[:0]
	for _, tok := range golds[i].Tokens {
		head := int32(tok.Head)
		if head < 0 {
			head = p.state.n
		}
		o.heads = append(o.heads, head)
		o.labels = append(o.labels, s.labelOf[tok.Rel])
	}
}

// goldLabel is the gold label of the word that a transition attaches.
func (p *pupil) goldLabel(move int) int32 {
	if move == shift {
		return none
	}
	return p.oracle.labels[p.state.at(0)]
}

// learn parses a sentence and learns at each step: from the gold tree which
// transitions lose nothing, from the teachers what they would do. When it
// explores, it mostly follows its own choice, and so learns to go on after
// mistakes.
func (p *pupil) learn(s *school, i int, explore bool) {
	p.begin(s, i)
	st := &p.state
	for !st.done() {
		p.keys = st.keys(p.keys[:0])
		p.Forward(p.keys)
		if p.teachers != nil {
			p.teachers.Forward(p.keys)
		}
		allowed := st.allowed()
		p.Logits(0, moves)
		own := p.Softmax(0, moves, allowed[:])
		target := p.moveTarget(s, own, allowed)
		follow := target
		if explore && p.Rand().Float() < s.how.Explore {
			follow = own
		}
		move := mlp.Highest(follow)
		p.count(move)
		p.Toward(0, moves, target)
		label := p.learnLabels(s, move)
		p.Commit()
		st.do(move, label)
	}
}

// count counts the step, and the gold arcs that are lost by it.
func (p *pupil) count(move int) {
	p.n++
	if p.gold {
		costs := p.oracle.costs(&p.state)
		p.lost += costs[move] - costs[cheapest(costs)]
	}
}

// moveTarget is what the probabilities of the transitions should be.
func (p *pupil) moveTarget(s *school, own []float32, allowed [moves]bool) []float32 {
	target := p.target[:moves]
	trust := p.trust(s)
	clear(target)
	if p.gold {
		// Of several transitions that lose nothing any share is right.
		costs := p.oracle.costs(&p.state)
		low := costs[cheapest(costs)]
		var sum float32
		for move, c := range costs {
			if c == low {
				target[move] = max(own[move], 1e-6)
				sum += target[move]
			}
		}
		for move := range target {
			target[move] *= (1 - trust) / sum
		}
	}
	if p.teachers != nil {
		for move, q := range p.teachers.Mean(0, moves, allowed[:]) {
			target[move] += float32(q * trust)
		}
	}
	return target
}

// trust is the teachers' share of the targets.
func (p *pupil) trust(s *school) float32 {
	switch {
	case p.teachers == nil:
		return 0
	case !p.gold:
		return 1
	}
	return s.how.Trust
}

// learnLabels learns the label of the gold arc that each transition would
// make, or where only teachers know, of the arc that is made; and gives the
// network's own label for that one.
func (p *pupil) learnLabels(s *school, move int) int32 {
	st := &p.state
	label := int32(none)
	for m := left; m <= right; m++ {
		lo, hi, ok := st.labelClasses(m, len(s.labels))
		if !ok {
			continue
		}
		dep := st.at(0)
		isGold := p.gold && p.oracle.heads[dep] == st.headOf(m)
		if !isGold && m != move {
			continue
		}
		p.Logits(lo, hi)
		own := p.Softmax(lo, hi, nil)
		if m == move {
			label = int32(mlp.Highest(own))
		}
		if !isGold && p.gold {
			continue
		}
		target := p.target[lo:hi]
		clear(target)
		trust := p.trust(s)
		if p.teachers != nil {
			for c, q := range p.teachers.Mean(lo, hi, nil) {
				target[c] = float32(q * trust)
			}
		}
		if isGold {
			target[p.oracle.labels[dep]] += 1 - trust
		}
		p.Toward(lo, hi, target)
	}
	return label
}
