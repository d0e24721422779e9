package parse

import (
	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
)

// pupil learns its share of the sentences.
type pupil struct {
	*school
	parser
	part     []int   // numbers of the sentences to learn from
	guides   []guide // of all sentences; nil for the first reading
	backward bool
	oracle   oracle
	golds    []int32 // labels of the sentence at hand
	hash     []mlp.Key
	target   []float32
}

func (s *school) newPupil(part []int, guides []guide, backward bool) *pupil {
	return &pupil{
		school: s, parser: parser{clusters: cluster.English()}, part: part, guides: guides, backward: backward,
		target: make([]float32, classes(len(s.labels))),
	}
}

// begin takes up a sentence.
func (p *pupil) begin(example int) {
	i := p.part[example]
	toks := p.gold[i].Tokens
	p.read(p.t, &p.gold[i])
	p.state.start(p.words, p.backward)
	o, n := &p.oracle, int32(len(toks))
	o.heads, p.golds = o.heads[:0], p.golds[:0]
	for k := range toks {
		tok, head := &toks[k], int32(toks[k].Head)
		if p.backward {
			tok = &toks[len(toks)-1-k]
			head = n - 1 - int32(tok.Head)
		}
		if tok.Head < 0 {
			head = n
		}
		o.heads = append(o.heads, head)
		p.golds = append(p.golds, p.labelOf[tok.Rel])
	}
	o.start()
	if p.guides != nil {
		p.guide.opinion = p.guides[i].opinion
		p.guide.heads = p.guides[i].heads
		p.guide.start()
	}
}

// look hashes the features of the state.
func (p *pupil) look() {
	p.hash = p.state.keys(p.hash[:0])
	if p.guides != nil {
		p.hash = p.guide.keys(p.hash, &p.state)
	}
}

// do makes a transition.
func (p *pupil) do(move int, label int32) {
	p.oracle.note(&p.state, move)
	if p.guides != nil {
		p.guide.note(&p.state, move)
	}
	p.state.do(move, label)
}

// Count counts the features that are met on the way to the gold tree.
func (p *pupil) Count(c *mlp.Counter, example int) {
	p.begin(example)
	for st := &p.state; !st.done(); {
		p.look()
		c.Add(p.hash)
		move := cheapest(p.oracle.costs(st))
		label := int32(none)
		if move != shift {
			label = p.golds[st.at(0)]
		}
		p.do(move, label)
	}
}

// Learn parses a sentence and learns at each step which transitions lose
// nothing. When it explores, it mostly follows its own choice, and so learns to
// go on after mistakes.
func (p *pupil) Learn(l *mlp.Learner, i, epoch int) (steps, right int) {
	p.begin(i)
	st := &p.state
	for !st.done() {
		p.look()
		l.Forward(p.hash)
		allowed := st.allowed()
		l.Logits(0, moves)
		own := l.Softmax(0, moves, allowed[:])
		costs := p.oracle.costs(st)
		target := p.aim(own, costs)
		follow := target
		if epoch > 0 && l.Rand().Float() < p.explore {
			follow = own
		}
		move := mlp.Highest(follow)
		if steps++; costs[move] == costs[cheapest(costs)] {
			right++
		}
		l.Toward(0, moves, target)
		label := p.learnLabels(l, move)
		l.Commit()
		p.do(move, label)
	}
	return steps, right
}

// aim is what the probabilities of the transitions should be: of several that
// lose nothing any share is right.
func (p *pupil) aim(own []float32, costs [moves]int) []float32 {
	target := p.target[:moves]
	clear(target)
	low := costs[cheapest(costs)]
	var sum float32
	for move, c := range costs {
		if c == low {
			target[move] = max(own[move], 1e-6)
			sum += target[move]
		}
	}
	for move := range target {
		target[move] /= sum
	}
	return target
}

// learnLabels learns the label of the gold arc that each transition would
// make, and gives the network's own for the one that is made.
func (p *pupil) learnLabels(l *mlp.Learner, move int) int32 {
	st := &p.state
	label := int32(none)
	for m := left; m <= right; m++ {
		lo, hi, ok := st.labelClasses(m, len(p.labels))
		if !ok {
			continue
		}
		dep := st.at(0)
		isGold := p.oracle.heads[dep] == st.headOf(m)
		if !isGold && m != move {
			continue
		}
		l.Logits(lo, hi)
		own := l.Softmax(lo, hi, nil)
		if m == move {
			label = int32(mlp.Highest(own))
		}
		if isGold {
			target := p.target[lo:hi]
			clear(target)
			target[p.golds[dep]] = 1
			l.Toward(lo, hi, target)
		}
	}
	return label
}
