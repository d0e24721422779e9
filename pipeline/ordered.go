package pipeline

import (
	"context"
	"iter"
	"sync"
)

// ordered applies f to every item of seq on several goroutines and yields the
// results in the order of the items. No more than window items are between
// seq and the reader of the results at any time, so that memory does not grow
// with the input. When ctx ends, no further item is taken; those already taken
// are finished and yielded.
func ordered[I, O any](ctx context.Context, seq iter.Seq[I], workers, window int, f func(I) O) iter.Seq[O] {
	return func(yield func(O) bool) {
		type job struct {
			item I
			done chan O
		}
		ctx, stop := context.WithCancel(ctx)
		jobs := make(chan job)
		// Two more are outside the queue: the one that is awaited and the one at its door.
		queue := make(chan chan O, max(window-2, 0))
		var running sync.WaitGroup
		defer running.Wait()
		defer stop()

		running.Go(func() {
			defer close(jobs)
			defer close(queue)
			for item := range seq {
				j := job{item, make(chan O, 1)}
				// The queue comes first: whoever is in it will be worked on.
				select {
				case queue <- j.done:
				case <-ctx.Done():
					return
				}
				jobs <- j
			}
		})
		for range workers {
			running.Go(func() {
				for j := range jobs {
					j.done <- f(j.item)
				}
			})
		}
		for done := range queue {
			if !yield(<-done) {
				stop()
				for range queue { // let the producer see that it is over
				}
				return
			}
		}
	}
}
