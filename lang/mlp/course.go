package mlp

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
)

// Course says how a network is trained.
type Course struct {
	Hidden   int // units
	Epochs   int
	Frequent int    // a feature must be seen this often to be learnt
	Whole    int    // epochs after which only Keep rows stay, those with most weight
	Keep     int    // 0 for all
	Anew     uint64 // if not 0, training begins again then, with those rows alone and this seed
	Batch    int    // examples
	Rate     float32
	Floor    float32 // share of the rate that is left at the end
	Average  int     // of so many last epochs the mean comes out, of what the network was along the way; 0 for what it is at the end
	Drop     float32 // share of hidden units left out in a step
	DropRow  float32 // share of features left out in a step
	Rounding Rounding
	Seed     uint64
	Log      io.Writer // progress, may be nil
}

// Pupil goes through whole examples, sentences for instance, whose numbers count
// from 0. What it draws by chance it must draw from its learner.
type Pupil interface {
	// Count counts the features that are met on the right way through an
	// example.
	Count(c *Counter, example int)
	// Learn learns from an example, and says of how many steps it consisted
	// and how many of them the network itself had right.
	Learn(l *Learner, example, epoch int) (steps, right int)
}

// Train trains a network on so many examples, for the features that are met
// often enough in them. The pupils that newPupil makes share them.
func (c Course) Train(what string, classes, examples int, newPupil func() Pupil) *Model {
	var count Counter
	first, second := newPupil(), newPupil()
	for i := range examples {
		first.Count(&count, i)
	}
	return c.run(what, classes, count.Frequent(c.Frequent), examples, first, second).Model(c.Rounding)
}

// run trains a network for the features with these keys. The pupils take their
// shares of each batch at once; what they learnt is applied in order, so that
// the result does not depend on the processors there are, only on the number of
// pupils.
func (c Course) run(what string, classes int, keys []Key, examples int, pupils ...Pupil) *Trainer {
	t := NewTrainer(c.Hidden, classes, keys, c.Seed)
	learners := make([]*Learner, len(pupils))
	for k := range learners {
		learners[k] = t.NewLearner(uint64(k))
		learners[k].Drop, learners[k].DropRow = c.Drop, c.DropRow
	}
	order := NewRand(c.Seed)
	mean := &mean{}
	total := float32(c.Epochs * examples)
	for epoch := range c.Epochs {
		if c.Keep > 0 && epoch == c.Whole {
			t.Prune(c.Keep)
			if again := c; c.Anew != 0 {
				again.Seed, again.Keep = c.Anew, 0
				return again.run(what+", anew", classes, t.keys, examples, pupils...)
			}
		}
		steps, right := 0, 0
		perm := order.Perm(examples)
		for at := 0; at < len(perm); at += c.Batch {
			t.Rate = c.Rate * (1 - (1-c.Floor)*float32(epoch*examples+at)/total)
			n, ok := c.batch(learners, pupils, perm[at:min(at+c.Batch, len(perm))], epoch)
			steps, right = steps+n, right+ok
			t.Apply(learners)
			if epoch >= c.Epochs-c.Average && at/c.Batch%every == every-1 {
				mean.add(t)
			}
		}
		c.report(what, t, learners, epoch, steps, right)
	}
	mean.set(t)
	return t
}

// batch lets every pupil learn its share of the examples.
func (c Course) batch(learners []*Learner, pupils []Pupil, examples []int, epoch int) (steps, right int) {
	type marks struct{ steps, right int }
	done := make(chan marks)
	for k, p := range pupils {
		go func() {
			var sum marks
			for at := k; at < len(examples); at += len(pupils) {
				learners[k].Seed(c.Seed<<40 ^ uint64(epoch)<<32 ^ uint64(examples[at]))
				n, ok := p.Learn(learners[k], examples[at], epoch)
				sum = marks{sum.steps + n, sum.right + ok}
			}
			done <- sum
		}()
	}
	for range pupils {
		m := <-done
		steps, right = steps+m.steps, right+m.right
	}
	return steps, right
}

func (c Course) report(what string, t *Trainer, learners []*Learner, epoch, steps, right int) {
	loss := 0.0
	for _, l := range learners {
		loss += l.Loss
		l.Loss = 0
	}
	if c.Log != nil {
		n := float64(max(1, steps))
		fmt.Fprintf(c.Log, "%s: epoch %d of %d: %d rows, loss %.4f, right %.2f %%\n", what, epoch+1, c.Epochs, t.Rows(), loss/n, 100*float64(right)/n)
	}
}

// Prune drops all rows but so many, those with most weight. What is left can
// then learn to do without them.
func (t *Trainer) Prune(keep int) {
	if keep >= len(t.keys) {
		return
	}
	n := t.hidden
	weight := make([]float64, len(t.keys))
	for i := range t.keys {
		for _, w := range t.rows[i*n:][:n] {
			weight[i] += float64(max(w, -w))
		}
	}
	least := slices.Sorted(slices.Values(weight))[len(weight)-keep]
	at := 0
	for i, k := range t.keys {
		if weight[i] < least {
			continue
		}
		t.keys[at] = k
		copy(t.rows[at*n:][:n], t.rows[i*n:][:n])
		copy(t.rowGrad[at*parts:][:parts], t.rowGrad[i*parts:][:parts])
		at++
	}
	t.keys, t.rows, t.rowGrad = t.keys[:at], t.rows[:at*n], t.rowGrad[:at*parts]
	t.table = newTable(t.keys, nil)
}

// block is how many examples stay together in a part, so that most documents
// do.
const block = 40

// Part gives the numbers of the examples in one of so many parts, Rest those of
// the others.
func Part(examples, part, parts int) []int {
	var list []int
	for i := range examples {
		if i/block%parts == part {
			list = append(list, i)
		}
	}
	return list
}

// Rest gives the numbers of the examples outside a part.
func Rest(examples, part, parts int) []int {
	var list []int
	for i := range examples {
		if i/block%parts != part {
			list = append(list, i)
		}
	}
	return list
}

// Each does something for each of the parts, two at a time: trainings of which
// none waits for another.
func Each(parts int, do func(part int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range 2 {
		wg.Go(func() {
			for part := int(next.Add(1)) - 1; part < parts; part = int(next.Add(1)) - 1 {
				do(part)
			}
		})
	}
	wg.Wait()
}
