package mlp

import "testing"

func BenchmarkTrain(b *testing.B) {
	const features, known = 100, 300000
	keys := make([]Key, known)
	rng := NewRand(1)
	for i := range keys {
		keys[i] = Key(rng.Uint64())
	}
	sortKeys(keys)
	tr := NewTrainer(128, 94, keys, 1)
	l := tr.NewLearner(1)
	l.Drop, l.DropRow = 0.2, 0.1
	gold := make([]float32, 94)
	gold[3] = 1
	fs := make([]Key, features)
	b.Run("step", func(b *testing.B) {
		for range b.N {
			for i := range fs {
				fs[i] = keys[rng.Uint64()%known*uint64(i+1)%known]
			}
			l.Forward(fs)
			l.Logits(0, 94)
			l.Softmax(0, 94, nil)
			l.Toward(0, 94, gold)
			l.Commit()
			tr.Apply([]*Learner{l})
		}
	})
}
