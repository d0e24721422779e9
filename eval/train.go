package eval

import (
	"math"
	"slices"

	"kiroku/extract/judge"
)

// Example is one training case: features, and the classes that count as right
// (one, or the alternatives that the gold allows).
type Example struct {
	Features []string
	Right    []string
	Weight   float64 // 0 is 1
}

// How strongly training generalises, chosen by cross-validation on the training
// documents and a look at the development articles; docs/decisions/0040 says
// why rare features have no weight.
const (
	trainEpochs = 20
	trainRate   = 0.05
	trainL2     = 0.2
	minFeature  = 10 // a feature seen in fewer examples has no weight
)

// strength is the regularisation of tasks that differ from trainL2: whether
// something is aid at all is easily overfitted, as its features are many and
// its examples few; stances show in few features, which words of opinion make.
var strength = map[string]float64{"keep.aid": 1, "statement.stance": 0.03}

// TrainTask fits the task of that name to its examples.
func TrainTask(name string, examples []Example) *judge.Task {
	l2, ok := strength[name]
	if !ok {
		l2 = trainL2
	}
	return fit(examples, l2)
}

// Train fits a softmax to the examples by AdaGrad, in a fixed order, so that
// the same examples give the same weights. An example with several right
// classes adds up their probabilities.
func Train(examples []Example) *judge.Task { return fit(examples, trainL2) }

func fit(examples []Example, l2 float64) *judge.Task {
	classes, seen := vocabulary(examples)
	t := &judge.Task{Classes: classes, Weights: map[string][]float32{}}
	weights := map[string][]float64{}
	squares := map[string][]float64{}
	for f := range seen {
		weights[f] = make([]float64, len(classes))
		squares[f] = make([]float64, len(classes))
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rng := uint64(1)
	for range trainEpochs {
		shuffle(order, &rng)
		for _, i := range order {
			step(examples[i], classes, l2, weights, squares)
		}
	}
	for f, w := range weights {
		row := make([]float32, len(w))
		keep := false
		for i, x := range w {
			row[i] = float32(math.Round(x*1000) / 1000)
			keep = keep || math.Abs(x) >= 0.01
		}
		if keep {
			t.Weights[f] = row
		}
	}
	return t
}

// vocabulary lists the classes in order and the features seen often enough.
func vocabulary(examples []Example) (classes []string, features map[string]bool) {
	n := map[string]int{}
	for _, e := range examples {
		for _, c := range e.Right {
			if !slices.Contains(classes, c) {
				classes = append(classes, c)
			}
		}
		for _, f := range e.Features {
			n[f]++
		}
	}
	slices.Sort(classes)
	features = map[string]bool{}
	for f, k := range n {
		if k >= minFeature {
			features[f] = true
		}
	}
	return classes, features
}

// step moves the weights along the gradient of one example's log-likelihood.
func step(e Example, classes []string, l2 float64, weights, squares map[string][]float64) {
	scores := make([]float64, len(classes))
	for _, f := range e.Features {
		for i, w := range weights[f] {
			scores[i] += w
		}
	}
	p := normalise(scores)
	right := 0.0
	for i, c := range classes {
		if slices.Contains(e.Right, c) {
			right += p[i]
		}
	}
	weight := e.Weight
	if weight == 0 {
		weight = 1
	}
	for i, c := range classes {
		g := -p[i]
		if slices.Contains(e.Right, c) {
			g += p[i] / math.Max(right, 1e-12)
		}
		g *= weight
		for _, f := range e.Features {
			w, ok := weights[f]
			if !ok {
				continue
			}
			d := g - l2*w[i]
			squares[f][i] += d * d
			w[i] += trainRate * d / (1e-6 + math.Sqrt(squares[f][i]))
		}
	}
}

func normalise(scores []float64) []float64 {
	top := slices.Max(scores)
	sum := 0.0
	for i := range scores {
		scores[i] = math.Exp(scores[i] - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
	return scores
}

// shuffle permutes by a 64-bit linear congruential generator, the same on
// every machine.
func shuffle(order []int, state *uint64) {
	for i := len(order) - 1; i > 0; i-- {
		*state = *state*6364136223846793005 + 1442695040888963407
		j := int((*state >> 33) % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}
