package mlp

// every is after how many batches the network counts for the mean once more.
const every = 100

// mean is the sum of a network's weights at several times.
type mean struct {
	n     int
	parts [4][]float32
}

func weights(t *Trainer) [4][]float32 { return [...][]float32{t.rows, t.bias, t.out, t.outBias} }

func (m *mean) add(t *Trainer) {
	m.n++
	for k, w := range weights(t) {
		if m.parts[k] == nil {
			m.parts[k] = make([]float32, len(w))
		}
		for i, x := range w {
			m.parts[k][i] += x
		}
	}
}

// set gives the network the mean of its weights, if there is one.
func (m *mean) set(t *Trainer) {
	for k, w := range weights(t) {
		for i, x := range m.parts[k] {
			w[i] = x / float32(m.n)
		}
	}
}
