package site

import (
	"context"
	"sync"
	"time"
)

// kept are answers that were worked out in one state of the ledger: while the
// state lasts, they are given again.
type kept struct {
	mu      sync.Mutex
	state   string
	answers map[string]*answered
	slow    map[string]*slowAnswer
}

// maxKept bounds the answers of one state; a reader can ask for any number.
const maxKept = 2000

type answered struct {
	once  sync.Once
	value any
	err   error
}

// Keep gives the answer under key, working it out when it was not asked for in
// this state of the ledger before. Requests that ask at once wait for one.
func Keep[T any](ctx context.Context, s *Site, key string, work func(context.Context) (T, error)) (T, error) {
	var none T
	state, err := s.Ledger.State(ctx)
	if err != nil {
		return none, err
	}
	s.kept.mu.Lock()
	if s.kept.state != state || len(s.kept.answers) >= maxKept {
		s.kept.state, s.kept.answers = state, map[string]*answered{}
	}
	a := s.kept.answers[key]
	if a == nil {
		a = &answered{}
		s.kept.answers[key] = a
	}
	s.kept.mu.Unlock()
	a.once.Do(func() {
		a.value, a.err = work(context.WithoutCancel(ctx)) // others wait for it, too
	})
	if a.err != nil {
		s.kept.mu.Lock()
		delete(s.kept.answers, key) // the next one tries again
		s.kept.mu.Unlock()
		return none, a.err
	}
	return a.value.(T), nil
}

// slowAnswer is one that takes too long to wait for in a large ledger.
type slowAnswer struct {
	state   string
	value   any
	known   bool
	working bool
}

// patience is how long a request waits for a slow answer before it makes do
// with an older one, or with none.
const patience = 60 * time.Millisecond

// KeepSlow gives the newest answer under key that there is, and whether there
// is any. A newer one is worked out in the background when the ledger changed.
func KeepSlow[T any](ctx context.Context, s *Site, key string, work func(context.Context) (T, error)) (answer T, known bool, err error) {
	state, err := s.Ledger.State(ctx)
	if err != nil {
		return answer, false, err
	}
	k := &s.kept
	k.mu.Lock()
	a := k.slow[key]
	if a == nil {
		a = &slowAnswer{}
		if k.slow == nil {
			k.slow = map[string]*slowAnswer{}
		}
		k.slow[key] = a
	}
	done := make(chan struct{})
	if (!a.known || a.state != state) && !a.working {
		a.working = true
		s.Go(func(ctx context.Context) {
			defer close(done)
			value, err := work(ctx)
			k.mu.Lock()
			defer k.mu.Unlock()
			a.working = false
			if err != nil {
				s.Log.Error("work out "+key, "error", err)
				return
			}
			a.value, a.state, a.known = value, state, true
		})
	} else {
		close(done)
	}
	k.mu.Unlock()
	select {
	case <-done:
	case <-time.After(patience):
	case <-ctx.Done():
		return answer, false, ctx.Err()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if a.known {
		answer = a.value.(T)
	}
	return answer, a.known, nil
}
