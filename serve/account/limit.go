package account

import (
	"sync"
	"time"
)

// Limit slows down those who guess: each key may fail a few times at once, and
// then once in a while. The zero Limit is not of use; see [NewLimit].
type Limit struct {
	mu    sync.Mutex
	burst int
	every time.Duration
	keys  map[string]*failures
}

type failures struct {
	left float64
	at   time.Time
}

// maxKeys bounds the keys that are remembered; past it, those that have
// recovered are forgotten, and if none has, all wait.
const maxKeys = 10000

// NewLimit allows burst failures at once, and one more every so often.
func NewLimit(burst int, every time.Duration) *Limit {
	return &Limit{burst: burst, every: every, keys: map[string]*failures{}}
}

// Try takes one try from each key. Where any has none left, it takes none and
// says how long to wait.
func (l *Limit) Try(now time.Time, keys ...string) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.keys) >= maxKeys {
		l.forget(now)
	}
	for _, key := range keys {
		f := l.keys[key]
		if f == nil {
			if len(l.keys) >= maxKeys {
				return l.every
			}
			f = &failures{left: float64(l.burst), at: now}
			l.keys[key] = f
		}
		f.recover(now, l)
		if f.left < 1 {
			wait = max(wait, time.Duration((1-f.left)*float64(l.every)))
		}
	}
	if wait > 0 {
		return wait
	}
	for _, key := range keys {
		l.keys[key].left--
	}
	return 0
}

// Succeed gives a key all of its tries back.
func (l *Limit) Succeed(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.keys, key)
}

func (f *failures) recover(now time.Time, l *Limit) {
	if passed := now.Sub(f.at); passed > 0 {
		f.left = min(float64(l.burst), f.left+float64(passed)/float64(l.every))
	}
	f.at = now
}

func (l *Limit) forget(now time.Time) {
	for key, f := range l.keys {
		if f.recover(now, l); f.left >= float64(l.burst) {
			delete(l.keys, key)
		}
	}
}
