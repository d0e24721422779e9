package mlp

import (
	"math"
	"slices"
	"sync"
)

func sortKeys(keys []Key) { slices.Sort(keys) }

// Trainer learns a network. Everything it does is a function of its inputs:
// sums are taken in a fixed order however many learners work at once, and no
// product is fused with a sum, so that every machine learns the same weights.
type Trainer struct {
	hidden  int
	classes int
	keys    []Key
	table   table

	rows     []float32 // len(keys) × hidden
	rowGrad  []float32 // squared gradients of each row, one sum for each part
	bias     []float32
	biasGrad []float32
	out      []float32 // classes × hidden
	outGrad  []float32
	outBias  []float32
	outBGrad []float32
	Rate     float32 // step size, changed by the caller as training goes on
}

// parts is the number of shares that hidden units are split into when
// gradients are applied, each with its own step sizes.
const parts = 2

// NewTrainer starts a network of so many hidden units (a multiple of 16) for
// the features with these keys, sorted.
func NewTrainer(hidden, classes int, keys []Key, seed uint64) *Trainer {
	t := &Trainer{
		hidden: hidden, classes: classes, keys: keys, table: newTable(keys, nil), Rate: 0.05,
		rows: make([]float32, len(keys)*hidden), rowGrad: make([]float32, len(keys)*parts),
		bias: make([]float32, hidden), biasGrad: make([]float32, hidden),
		out: make([]float32, classes*hidden), outGrad: make([]float32, classes*hidden),
		outBias: make([]float32, classes), outBGrad: make([]float32, classes),
	}
	rng := NewRand(seed)
	scale := float32(math.Sqrt(6 / float64(hidden+classes)))
	for i := range t.out {
		t.out[i] = float32((rng.Float()*2 - 1) * scale)
	}
	fill(t.bias, 0.2)
	fill(t.rowGrad, 0.01)
	fill(t.biasGrad, 0.01)
	fill(t.outGrad, 0.01)
	fill(t.outBGrad, 0.01)
	return t
}

func fill(v []float32, x float32) {
	for i := range v {
		v[i] = x
	}
}

// Learner is one worker's view of a trainer: it computes gradients, which the
// trainer applies at the end of a batch.
type Learner struct {
	t       *Trainer
	rng     *Rand
	Drop    float32 // share of hidden units, DropRow of features, left out of each step
	DropRow float32

	rows   []int32
	hidden []float32
	grad   []float32
	logits []float32

	steps    []step
	allRows  []int32
	allGrads []float32
	allUnits []float32
	allOut   []outGrad
	Loss     float64 // sum of what the targets lacked
}

type step struct{ rows, outs int } // ends of its share of allRows, allOut

type outGrad struct {
	class int32
	grad  float32
}

// NewLearner makes a worker with its own source of chance.
func (t *Trainer) NewLearner(seed uint64) *Learner {
	return &Learner{t: t, rng: NewRand(seed), hidden: make([]float32, t.hidden), grad: make([]float32, t.hidden), logits: make([]float32, t.classes)}
}

// Seed restarts the worker's source of chance, so that what it draws depends
// on the example and not on which worker got it.
func (l *Learner) Seed(seed uint64) { *l.rng = *NewRand(seed) }

// Rand is the worker's source of chance.
func (l *Learner) Rand() *Rand { return l.rng }

// Forward computes the hidden layer for the features.
func (l *Learner) Forward(features []Key) {
	t, n := l.t, l.t.hidden
	copy(l.hidden, t.bias)
	l.rows = l.rows[:0]
	for _, k := range features { // sums come after, so that looks overlap their waits for memory
		row, _, ok := t.table.find(k)
		if !ok || l.DropRow > 0 && l.rng.Float() < l.DropRow {
			continue
		}
		l.rows = append(l.rows, int32(row))
	}
	for _, row := range l.rows {
		add(l.hidden, t.rows[int(row)*n:][:n])
	}
	keep := 1 / (1 - l.Drop)
	for i, h := range l.hidden {
		switch {
		case h < 0, l.Drop > 0 && l.rng.Float() < l.Drop:
			l.hidden[i] = 0
		default:
			l.hidden[i] = float32(h * keep)
		}
		l.grad[i] = 0
	}
}

// Logits scores the classes from lo to hi. The result lives until the next
// call.
func (l *Learner) Logits(lo, hi int) []float32 {
	n := l.t.hidden
	for c := lo; c < hi; c++ {
		l.logits[c] = l.t.outBias[c] + dot(l.hidden, l.t.out[c*n:][:n])
	}
	return l.logits[lo:hi]
}

// Softmax turns the scores of the classes from lo to hi, after
// [Learner.Logits], into probabilities; allowed are the possible ones (nil for
// all), the others get none.
func (l *Learner) Softmax(lo, hi int, allowed []bool) []float32 {
	p := l.logits[lo:hi]
	top := float32(math.Inf(-1))
	for i, x := range p {
		if allowed == nil || allowed[i] {
			top = max(top, x)
		}
	}
	var sum float32
	for i, x := range p {
		if allowed != nil && !allowed[i] {
			p[i] = 0
			continue
		}
		p[i] = exp32(x - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// Toward takes the gradient of the loss for the classes from lo to hi, after
// [Learner.Softmax], where the probabilities should have been target.
func (l *Learner) Toward(lo, hi int, target []float32) {
	var agree float32
	for i, p := range l.logits[lo:hi] {
		agree += float32(min(p, target[i]))
		l.back(lo+i, p-target[i])
	}
	l.Loss += float64(1 - agree)
}

// Learn takes the gradient of the loss for the classes from lo to hi, after
// [Learner.Logits], where gold are the right ones of those allowed (nil for
// all). Where several are right, the network may choose among them.
func (l *Learner) Learn(lo, hi int, allowed, gold []bool) {
	p := l.Softmax(lo, hi, allowed)
	target := make([]float32, len(p))
	var sum float32
	for i, g := range gold {
		if g && (allowed == nil || allowed[i]) {
			target[i] = max(p[i], 1e-9)
			sum += target[i]
		}
	}
	for i := range target {
		target[i] /= sum
	}
	l.Toward(lo, hi, target)
}

func (l *Learner) back(class int, g float32) {
	if g < 1e-4 && g > -1e-4 {
		return
	}
	l.allOut = append(l.allOut, outGrad{int32(class), g})
	n := l.t.hidden
	axpy(l.grad, g, l.t.out[class*n:][:n])
}

// Commit ends the example: its gradients wait for the trainer's Apply.
func (l *Learner) Commit() {
	if len(l.steps) > 0 && l.steps[len(l.steps)-1].outs == len(l.allOut) || len(l.allOut) == 0 {
		return
	}
	keep := 1 / (1 - l.Drop)
	for i, h := range l.hidden {
		if h <= 0 {
			l.grad[i] = 0
		} else if l.Drop > 0 {
			l.grad[i] *= keep
		}
	}
	l.allRows = append(l.allRows, l.rows...)
	l.allGrads = append(l.allGrads, l.grad...)
	l.allUnits = append(l.allUnits, l.hidden...)
	l.steps = append(l.steps, step{len(l.allRows), len(l.allOut)})
}

// Apply applies the learners' gradients in their order and empties them. The
// parts of the hidden layer are independent, so they may go at once.
func (t *Trainer) Apply(learners []*Learner) {
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() {
			for _, l := range learners {
				t.apply(l, p)
			}
		})
	}
	wg.Wait()
	for _, l := range learners {
		l.steps, l.allRows, l.allGrads, l.allUnits, l.allOut = l.steps[:0], l.allRows[:0], l.allGrads[:0], l.allUnits[:0], l.allOut[:0]
	}
}

func (t *Trainer) apply(l *Learner, part int) {
	n := t.hidden
	lo, hi := part*n/parts, (part+1)*n/parts
	rowAt, outAt := 0, 0
	for s, st := range l.steps {
		grad := l.allGrads[s*n+lo : s*n+hi]
		units := l.allUnits[s*n+lo : s*n+hi]
		for ; outAt < st.outs; outAt++ {
			t.applyOut(l.allOut[outAt], units, lo, hi, part == 0)
		}
		if norm := dot(grad, grad) / float32(len(grad)); norm > 0 {
			adagrad(t.bias[lo:hi], t.biasGrad[lo:hi], grad, 1, t.Rate)
			for ; rowAt < st.rows; rowAt++ {
				row := int(l.allRows[rowAt])
				sq := &t.rowGrad[row*parts+part]
				*sq += norm
				axpy(t.rows[row*n+lo:row*n+hi], -t.Rate/sqrt32(*sq), grad)
			}
		}
		rowAt = st.rows
	}
}

func (t *Trainer) applyOut(o outGrad, units []float32, lo, hi int, first bool) {
	c, g := int(o.class), o.grad
	if first {
		t.outBGrad[c] += float32(g * g)
		t.outBias[c] -= t.Rate * g / sqrt32(t.outBGrad[c])
	}
	at := c*t.hidden + lo
	adagrad(t.out[at:at+hi-lo], t.outGrad[at:at+hi-lo], units, g, t.Rate)
}

// Rand is a small source of chance (splitmix64) whose stream never changes.
type Rand struct{ state uint64 }

// NewRand starts a stream.
func NewRand(seed uint64) *Rand { return &Rand{mix(seed*prime1 + prime3)} }

// Uint64 draws 64 bits.
func (r *Rand) Uint64() uint64 {
	r.state += prime1
	z := r.state
	z = (z ^ z>>30) * prime2
	z = (z ^ z>>27) * prime3
	return z ^ z>>31
}

// Float draws a number from 0 up to 1.
func (r *Rand) Float() float32 { return float32(r.Uint64()>>40) / (1 << 24) }

// Perm draws an order of n things.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := int(r.Uint64() % uint64(i+1))
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Highest is the place of the largest number, the first of equals.
func Highest(list []float32) int {
	best := 0
	for i, x := range list {
		if x > list[best] {
			best = i
		}
	}
	return best
}

// Rows is the number of features that are learnt.
func (t *Trainer) Rows() int { return len(t.keys) }
