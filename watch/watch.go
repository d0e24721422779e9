// Package watch asks feeds, sitemaps and pages again and again, and reads what
// is new or has changed into a ledger. In go a [Config], a fetcher, a reader
// and a [State] that outlives the process; out comes what a reader stores, and an
// [Event] for each turn of a source.
//
// It asks no more often than it is told, asks whether things have changed
// instead of getting them again, waits longer the more often a host fails and
// as long as a host asks, and follows lists only to pages. It stops between two
// addresses; what was fetched by then is read and stored first. Killed at any
// point, it asks again for what it had not recorded, and reads nothing twice.
package watch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/source"
)

// State is what is known of the addresses that are watched.
type State interface {
	Polls(ctx context.Context, f ledger.PollFilter) ([]ledger.Poll, error)
	SavePolls(ctx context.Context, polls ...ledger.Poll) error
	List(ctx context.Context, found ...ledger.Poll) (changed int, err error)
	ClearFailures(ctx context.Context, ref string) error
}

// Watcher watches the sources of a configuration.
type Watcher struct {
	Config Config
	State  State
	Web    *source.Fetcher
	Read   pipeline.Reader // copied for each turn
	Now    func() time.Time
	Tell   func(Event) // called by several goroutines, may be nil
}

// Event is what one turn of a source did.
type Event struct {
	Source    string
	Asked     int // addresses
	Unchanged int // of them
	Listed    int // addresses that lists named and that are new or changed
	New       int // documents stored
	Claims    int
	Problems  []source.Problem
}

const (
	atOnce  = 8                // sources that have their turn at the same time
	perTurn = 16               // addresses of one source in a turn, so that none waits long for the others
	nap     = 15 * time.Second // longest sleep of a source that has nothing due
)

// Run watches until ctx ends, which is no error; once, it ends when nothing is
// due any more.
func (w *Watcher) Run(ctx context.Context, once bool) error {
	if err := w.enter(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	turns := make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for i := range w.Config.Sources {
		all.Go(func() {
			if err := w.keep(ctx, &w.Config.Sources[i], turns, once); err != nil {
				stop(fmt.Errorf("watch %s: %w", w.Config.Sources[i].Name, err))
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// enter makes the sources' own addresses known. One whose address or schedule
// was changed in the file is asked as the file says now.
func (w *Watcher) enter(ctx context.Context) error {
	known := map[string]ledger.Poll{}
	for _, kind := range []string{ledger.PollFeed, ledger.PollSitemap, ledger.PollPage} {
		list, err := w.State.Polls(ctx, ledger.PollFilter{Kind: kind})
		if err != nil {
			return err
		}
		for _, p := range list {
			known[p.Address] = p
		}
	}
	now := w.Now()
	var roots []ledger.Poll
	for i := range w.Config.Sources {
		s := &w.Config.Sources[i]
		address, kind := s.root()
		p, there := known[address]
		if !there || p.Kind != kind {
			p = ledger.Poll{Address: address, Added: now, Due: now}
		}
		p.Source, p.Kind = s.Name, kind
		if p.Failures == 0 && !p.Succeeded.IsZero() {
			p.Due = p.Succeeded.Add(time.Duration(s.Every))
		}
		roots = append(roots, p)
	}
	return w.State.SavePolls(ctx, roots...)
}

// keep gives a source its turns.
func (w *Watcher) keep(ctx context.Context, s *Source, turns chan struct{}, once bool) error {
	for ctx.Err() == nil {
		select {
		case turns <- struct{}{}:
		case <-ctx.Done():
			return nil
		}
		worked, err := w.turn(ctx, s)
		<-turns
		switch {
		case err != nil && ctx.Err() != nil:
			return nil
		case err != nil:
			return err
		case worked:
			continue
		case once:
			return nil
		}
		select {
		case <-time.After(nap):
		case <-ctx.Done():
		}
	}
	return nil
}

// asked is an address with what became of asking it.
type asked struct {
	poll    ledger.Poll
	got     source.Answer
	problem *source.Problem
	done    bool // it was asked
}

// turn asks some of a source's addresses that are due, and reads what came.
func (w *Watcher) turn(ctx context.Context, s *Source) (worked bool, err error) {
	due, err := w.State.Polls(ctx, ledger.PollFilter{Due: w.Now(), Source: s.Name, Limit: perTurn})
	if err != nil || len(due) == 0 {
		return false, err
	}
	list := make([]asked, len(due))
	for i, p := range due {
		list[i].poll = p
	}
	event := Event{Source: s.Name}
	keep := context.WithoutCancel(ctx) // what is fetched is read
	var listing error
	reader := w.Read
	reader.Watched = s.Name
	report, err := reader.Read(keep, w.fetch(ctx, s, list, &event, &listing))
	if err := errors.Join(err, listing); err != nil {
		return false, err
	}
	event.New, event.Claims, event.Problems = report.New, report.Claims, report.Problems
	if err := w.record(keep, s, list); err != nil {
		return false, err
	}
	if w.Tell != nil && event.Asked > 0 {
		w.Tell(event)
	}
	return event.Asked > 0, nil
}

// fetch asks the addresses one after the other as their items are wanted.
// Lists are taken apart here; everything else is for the reader.
func (w *Watcher) fetch(ctx context.Context, s *Source, list []asked, event *Event, failed *error) iter.Seq2[source.Raw, *source.Problem] {
	return func(yield func(source.Raw, *source.Problem) bool) {
		for i := range list {
			a := &list[i]
			a.got, a.problem = w.Web.FetchIf(ctx, a.poll.Address, source.Known{ETag: a.poll.ETag, Modified: a.poll.Modified})
			if ctx.Err() != nil {
				return // it was we who stopped, not the host that failed
			}
			a.done = true
			event.Asked++
			if a.problem == nil && !a.got.Same && s.lists(a.poll.Kind) {
				var n int
				n, a.problem, *failed = w.list(context.WithoutCancel(ctx), s, a)
				event.Listed += n
				if *failed != nil {
					return
				}
			}
			switch {
			case a.problem != nil:
				if !yield(source.Raw{}, a.problem) {
					return
				}
			case a.got.Same:
				event.Unchanged++
			case !s.lists(a.poll.Kind):
				a.got.Raw.Retrieved = w.Now()
				for raw, problem := range (source.Walker{Now: w.Now}).Expand(a.got.Raw) {
					if !yield(raw, problem) {
						return
					}
				}
			}
		}
	}
}

// record writes down how asking went, and when to ask again.
func (w *Watcher) record(ctx context.Context, s *Source, list []asked) error {
	now := w.Now()
	var polls []ledger.Poll
	for _, a := range list {
		if !a.done {
			continue
		}
		p := a.poll
		p.Tried = now
		if a.problem != nil {
			p.Failures++
			p.Error = a.problem.Reason
			p.Due = s.again(p, now, *a.problem)
		} else {
			if p.Failures > 0 {
				if err := w.State.ClearFailures(ctx, p.Address); err != nil {
					return err
				}
			}
			p.Succeeded, p.Failures, p.Error = now, 0, ""
			p.ETag, p.Modified = a.got.Known.ETag, a.got.Known.Modified
			p.Due = s.next(p, now)
		}
		polls = append(polls, p)
	}
	return w.State.SavePolls(ctx, polls...)
}

// How long after it was met a page is asked whether it has changed: ever more
// seldom, and in the end no more.
const (
	firstLook = 6 * time.Hour
	lastLook  = 30 * 24 * time.Hour
)

// next is when to ask again what was had.
func (s *Source) next(p ledger.Poll, now time.Time) time.Time {
	age := now.Sub(p.Added)
	switch {
	case p.Kind == ledger.PollItem && age >= lastLook:
		return time.Time{}
	case p.Kind == ledger.PollItem:
		return now.Add(max(firstLook, age))
	case p.Kind == ledger.PollMap && !p.Listed.IsZero():
		return time.Time{} // its index says when it has changed
	case p.Kind == ledger.PollMap:
		return now.Add(max(time.Duration(s.Every), 24*time.Hour))
	}
	return now.Add(time.Duration(s.Every))
}

// Back-off: twice as long after each failure, up to a day.
const (
	firstRetry = 10 * time.Minute
	longest    = 24 * time.Hour
	giveUp     = 8 // failures of a page in a row; what a person named is never given up
	giveUpGone = 3 // of one that the host says is not there
)

// again is when to ask again what was not had.
func (s *Source) again(p ledger.Poll, now time.Time, why source.Problem) time.Time {
	listed := p.Kind == ledger.PollItem || p.Kind == ledger.PollMap
	if listed && (p.Failures >= giveUp || why.Gone() && p.Failures >= giveUpGone) {
		return time.Time{}
	}
	wait := firstRetry
	if !listed {
		wait = time.Duration(s.Every)
	}
	for range min(p.Failures-1, 10) {
		wait *= 2
	}
	return now.Add(max(min(wait, max(longest, time.Duration(s.Every))), why.Later))
}
