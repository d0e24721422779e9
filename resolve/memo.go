package resolve

import "sync"

// memo remembers what a pure function gave, for a thing told a thousand times
// is compared a thousand times. It is emptied when it holds its most, so that
// memory is bounded, and safe for concurrent use.
type memo[K comparable, V any] struct {
	f     func(K) V
	mu    sync.Mutex
	known map[K]V
}

// maxKnown is the most that a memo holds.
const maxKnown = 1 << 14

func remembering[K comparable, V any](f func(K) V) *memo[K, V] {
	return &memo[K, V]{f: f, known: map[K]V{}}
}

func (m *memo[K, V]) of(k K) V {
	m.mu.Lock()
	v, ok := m.known[k]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = m.f(k)
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known) >= maxKnown {
		clear(m.known)
	}
	m.known[k] = v
	return v
}
