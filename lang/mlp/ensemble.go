package mlp

// Ensemble asks several trained networks with the same classes for their
// opinion: slow and better than each of them, it teaches one that is fast.
type Ensemble struct {
	members []*Learner
	mean    []float32
}

// NewEnsemble makes one goroutine's view of the networks; nil for none.
func NewEnsemble(members []*Trainer) *Ensemble {
	if len(members) == 0 {
		return nil
	}
	e := &Ensemble{mean: make([]float32, members[0].classes)}
	for _, t := range members {
		e.members = append(e.members, t.NewLearner(0))
	}
	return e
}

// Forward computes the hidden layers for the features.
func (e *Ensemble) Forward(features []Key) {
	for _, l := range e.members {
		l.Forward(features)
	}
}

// Mean is the mean of the members' probabilities of the classes from lo to hi,
// of which allowed are possible (nil for all).
func (e *Ensemble) Mean(lo, hi int, allowed []bool) []float32 {
	mean := e.mean[lo:hi]
	clear(mean)
	share := 1 / float32(len(e.members))
	for _, l := range e.members {
		l.Logits(lo, hi)
		for i, p := range l.Softmax(lo, hi, allowed) {
			mean[i] += float32(p * share)
		}
	}
	return mean
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
