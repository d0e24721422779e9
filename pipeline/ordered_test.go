package pipeline

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "items")
		workers := rapid.IntRange(1, 8).Draw(t, "workers")
		window := rapid.IntRange(1, 20).Draw(t, "window")
		slow := func(i int) int {
			time.Sleep(time.Duration(i*7919%5) * 10 * time.Microsecond)
			return i * i
		}
		want := 0
		for got := range ordered(context.Background(), count(n), workers, window, slow) {
			if got != want*want {
				t.Fatalf("result %d is %d", want, got)
			}
			want++
		}
		if want != n {
			t.Fatalf("%d results of %d items", want, n)
		}
	})
}

func TestOrderedHoldsAWindowOnly(t *testing.T) {
	const workers, window = 3, 8
	var taken, given, most atomic.Int64
	seq := func(yield func(int) bool) {
		for i := range 200 {
			if inside := taken.Add(1) - given.Load(); inside > most.Load() {
				most.Store(inside)
			}
			if !yield(i) {
				return
			}
		}
	}
	for range ordered(context.Background(), seq, workers, window, func(i int) int { return i }) {
		time.Sleep(50 * time.Microsecond)
		given.Add(1)
	}
	// One more stands at the door: the item that seq has made and the queue has not.
	if most.Load() > window+1 {
		t.Errorf("%d items were held at once, more than %d", most.Load(), window)
	}
}

func TestOrderedStops(t *testing.T) {
	defer goleak.VerifyNone(t)
	for range ordered(context.Background(), count(1000), 4, 8, func(i int) int { return i }) {
		break // the reader goes away
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var got []int
	for i := range ordered(ctx, count(1000), 2, 6, func(i int) int { return i }) {
		if got = append(got, i); i == 10 {
			cancel()
		}
	}
	if len(got) < 11 || len(got) > 20 {
		t.Errorf("%d results around a stop at the eleventh", len(got))
	}
	if !slices.IsSorted(got) {
		t.Error("results out of order after a stop")
	}
}
