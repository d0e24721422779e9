package judge

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Model is a set of small linear classifiers over named features, one a task:
// whether a candidate is a claim, at which stage aid stands, which stance a
// saying shows. It is text, so that a change of training shows in a diff.
//
// The format is one row a line, tab-separated: "task", its name and its
// classes; then for each feature its name and a weight a class. Rows are in
// order of name.
type Model struct {
	Tasks   map[string]*Task
	keepAll bool // weigh candidates, drop none
}

// Lenient is the model that weighs every candidate and drops none.
func (m *Model) Lenient() *Model { return &Model{Tasks: m.Tasks, keepAll: true} }

// Task is one classifier: a softmax over classes of summed feature weights.
type Task struct {
	Classes []string
	Weights map[string][]float32
}

// maxModelLine bounds a line of a model file, in bytes.
const maxModelLine = 1 << 16

// ReadModel reads the text form.
func ReadModel(raw []byte) (*Model, error) {
	m := &Model{Tasks: map[string]*Task{}}
	var task *Task
	sc := bufio.NewScanner(bytes.NewReader(raw))
	sc.Buffer(nil, maxModelLine)
	for line := 1; sc.Scan(); line++ {
		cells := strings.Split(sc.Text(), "\t")
		switch {
		case sc.Text() == "" || strings.HasPrefix(sc.Text(), "#"):
		case cells[0] == "task" && len(cells) > 3:
			task = &Task{Classes: cells[2:], Weights: map[string][]float32{}}
			m.Tasks[cells[1]] = task
		case task == nil || len(cells) != len(task.Classes)+1:
			return nil, fmt.Errorf("read model: line %d has %d cells", line, len(cells))
		default:
			w := make([]float32, len(task.Classes))
			for i, c := range cells[1:] {
				f, err := strconv.ParseFloat(c, 32)
				if err != nil {
					return nil, fmt.Errorf("read model: line %d: %q is no weight", line, c)
				}
				w[i] = float32(f)
			}
			task.Weights[cells[0]] = w
		}
	}
	return m, sc.Err()
}

// NewModel makes a model of trained tasks.
func NewModel(tasks map[string]*Task) *Model { return &Model{Tasks: tasks} }

// Bytes is the text form; the same model gives the same bytes.
func (m *Model) Bytes() []byte {
	var b bytes.Buffer
	for _, name := range sortedKeys(m.Tasks) {
		t := m.Tasks[name]
		fmt.Fprintf(&b, "task\t%s\t%s\n", name, strings.Join(t.Classes, "\t"))
		for _, f := range sortedKeys(t.Weights) {
			b.WriteString(f)
			for _, w := range t.Weights[f] {
				fmt.Fprintf(&b, "\t%s", strconv.FormatFloat(float64(w), 'f', -1, 32))
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Probabilities are the classes' probabilities given the features, in the
// order of Classes.
func (t *Task) Probabilities(features []string) []float64 {
	scores := make([]float64, len(t.Classes))
	for _, f := range features {
		for i, w := range t.Weights[f] {
			scores[i] += float64(w)
		}
	}
	return softmax(scores)
}

func softmax(scores []float64) []float64 {
	top := slices.Max(scores)
	sum := 0.0
	for i, s := range scores {
		scores[i] = math.Exp(s - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
	return scores
}

// choose is the likeliest class of a task and its probability; ok is false
// when the model has no such task.
func (m *Model) choose(task string, features []string) (class string, p float64, ok bool) {
	t, ok := m.Tasks[task]
	if !ok {
		return "", 0, false
	}
	ps := t.Probabilities(features)
	best := 0
	for i := range ps {
		if ps[i] > ps[best] {
			best = i
		}
	}
	return t.Classes[best], ps[best], true
}

// Chance is the probability of one class.
func (m *Model) Chance(task, class string, features []string) (float64, bool) {
	t, ok := m.Tasks[task]
	if !ok {
		return 0, false
	}
	i := slices.Index(t.Classes, class)
	if i < 0 {
		return 0, false
	}
	return t.Probabilities(features)[i], true
}

//go:embed model.tsv
var weights []byte

// Embedded is the model that the program carries.
var Embedded = sync.OnceValue(func() *Model {
	m, err := ReadModel(weights)
	if err != nil {
		panic(err) // embedded and tested
	}
	return m
})
