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
	table   *table

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
		hidden: hidden, classes: classes, keys: keys, table: newTable(keys), Rate: 0.05,
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
	for i := range t.bias {
		t.bias[i] = 0.2
	}
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
	Loss     float64
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
	for _, k := range features {
		row := t.table.find(k)
		if row < 0 || l.DropRow > 0 && l.rng.Float() < l.DropRow {
			continue
		}
		l.rows = append(l.rows, int32(row))
		h := l.hidden[:n]
		for i, w := range t.rows[row*n:][:n] {
			h[i] += w
		}
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

// Learn takes the gradient of the loss for the classes from lo to hi, after
// [Learner.Logits]: gold are the right ones, allowed the possible ones (nil
// for all). Where several are right the network may choose among them.
func (l *Learner) Learn(lo, hi int, allowed, gold []bool) {
	logits := l.logits[lo:hi]
	top := float32(math.Inf(-1))
	for i, x := range logits {
		if allowed == nil || allowed[i] {
			top = max(top, x)
		}
	}
	var sum, right float32
	for i, x := range logits {
		if allowed != nil && !allowed[i] {
			logits[i] = 0
			continue
		}
		p := exp32(x - top)
		logits[i] = p
		sum += p
		if gold[i] {
			right += p
		}
	}
	if right <= 0 {
		right = 1e-20
	}
	l.Loss -= math.Log(float64(right / sum))
	for i, p := range logits {
		g := p / sum
		if gold[i] {
			g -= p / right
		}
		l.back(lo+i, g)
	}
}

func (l *Learner) back(class int, g float32) {
	if g < 1e-4 && g > -1e-4 {
		return
	}
	l.allOut = append(l.allOut, outGrad{int32(class), g})
	n := l.t.hidden
	grad := l.grad[:n]
	for i, w := range l.t.out[class*n:][:n] {
		grad[i] += float32(g * w)
	}
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
		var norm float32
		for _, g := range grad {
			norm += float32(g * g)
		}
		norm /= float32(len(grad))
		if norm > 0 {
			for i, g := range grad {
				t.biasGrad[lo+i] += float32(g * g)
				t.bias[lo+i] -= t.Rate * g / sqrt32(t.biasGrad[lo+i])
			}
			for ; rowAt < st.rows; rowAt++ {
				row := int(l.allRows[rowAt])
				sq := &t.rowGrad[row*parts+part]
				*sq += norm
				rate := t.Rate / sqrt32(*sq)
				w := t.rows[row*n+lo : row*n+hi]
				for i, g := range grad {
					w[i] -= float32(rate * g)
				}
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
	w := t.out[c*t.hidden+lo : c*t.hidden+hi]
	sq := t.outGrad[c*t.hidden+lo : c*t.hidden+hi]
	for i, h := range units {
		if h == 0 {
			continue
		}
		d := float32(g * h)
		sq[i] += float32(d * d)
		w[i] -= t.Rate * d / sqrt32(sq[i])
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for i := 0; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	return (s0 + s1) + (s2 + s3)
}

// exp32 is e to the x for x ≤ 0: our own, because the library's differs in
// the last bit from one processor to the next.
func exp32(x float32) float32 {
	if x < -80 {
		return 0
	}
	n := math.Floor(float64(float64(x)*math.Log2E) + 0.5)
	r := float64(x) - float64(n*math.Ln2)
	p := 1.0
	for k := 9; k > 0; k-- {
		p = 1 + float64(float64(p*r)/float64(k))
	}
	return float32(math.Ldexp(p, int(n)))
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

// Rows is the number of features that are learnt.
func (t *Trainer) Rows() int { return len(t.keys) }
