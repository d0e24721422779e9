//go:build unix

// Command curve fills a ledger with generated reports and prints how the cost
// of adding a document and of asking grows with it, in processor time.
//
//	go run ./internal/scale/curve /tmp/scale.db 1000000 samples ../shared/corpora
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"kiroku/claim"
	"kiroku/document"
	"kiroku/internal/scale"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
)

// perStory is how many outlets report a story on average, and asked how often
// each question is asked.
const (
	perStory = 10
	asked    = 50
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "curve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 3 {
		return fmt.Errorf("want the ledger's file, how many claims it is to have, and the documents to tell again")
	}
	db, paths := args[0], args[2:]
	claims, err := strconv.Atoi(args[1])
	if err != nil {
		return fmt.Errorf("%q is no number of claims", args[1])
	}
	s, err := store.Open(ctx, db)
	if err != nil {
		return err
	}
	defer s.Close()
	size, err := s.Size(ctx)
	if err != nil {
		return err
	}
	if size.Claims < claims {
		if err := fill(ctx, s, db, size, claims, paths); err != nil {
			return err
		}
	}
	return ask(ctx, s, asked)
}

// fill adds reports until there are so many claims, after those that are there
// already, and prints a line at each step: a thousand, three thousand, ten
// thousand and so on.
func fill(ctx context.Context, s *store.SQLite, db string, have ledger.Size, claims int, paths []string) error {
	docs := pipeline.Documents(ctx, source.Walker{}.Walk(paths...), document.Options{})
	seeds := scale.Seeds(ctx, docs)
	if len(seeds) == 0 {
		return fmt.Errorf("no passage of %s makes enough claims", strings.Join(paths, ", "))
	}
	fmt.Printf("%d passages\n\n", len(seeds))
	fmt.Println("|  claims | documents | entries | add: median ms | 95 % | 99 % | most | heap MB | process MB | file MB |")
	fmt.Println("| ------: | --------: | ------: | -------------: | ---: | ---: | ---: | ------: | ---------: | ------: |")
	g := scale.New(seeds, 1, perStory)
	var times []time.Duration
	const window = 500 // documents, the last of which each line is about
	for range have.Documents {
		g.Next()
	}
	made, n, next := have.Claims, have.Documents, 1000
	for next <= made {
		next = after(next)
	}
	for made < claims {
		rep := g.Next()
		start := processor()
		if _, err := s.Add(ctx, rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
			return err
		}
		times = append(times, processor()-start)
		made += len(rep.Claims)
		n++
		if made < next && made < claims {
			continue
		}
		if err := line(ctx, s, db, times[max(0, len(times)-window):]); err != nil {
			return err
		}
		next = after(next)
	}
	return nil
}

// after is the next step: of 1000 it is 3000, of 3000 it is 10000.
func after(step int) int {
	if strings.HasPrefix(fmt.Sprint(step), "3") {
		return step / 3 * 10
	}
	return step * 3
}

func line(ctx context.Context, s *store.SQLite, db string, times []time.Duration) error {
	size, err := s.Size(ctx)
	if err != nil {
		return err
	}
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	var file int64
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(db + suffix); err == nil {
			file += info.Size()
		}
	}
	p := percentiles(times)
	fmt.Printf("| %7d | %9d | %7d | %14.1f | %4.1f | %4.1f | %4.0f | %7d | %10d | %7d |\n", size.Claims, size.Documents, size.Entries,
		p(50), p(95), p(99), p(100), mem.HeapAlloc>>20, resident(), file>>20)
	return nil
}

// percentiles gives percentiles of durations, in milliseconds.
func percentiles(times []time.Duration) func(p int) float64 {
	times = slices.Sorted(slices.Values(times))
	return func(p int) float64 { return float64(times[(len(times)-1)*p/100].Microseconds()) / 1000 }
}

// processor is the processor time that this process has had: it means the same
// on a busy machine. Nothing runs beside what is measured.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// resident is the process's memory in MB where the system tells it, 0
// elsewhere.
func resident() int {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var total, pages int
	fmt.Sscan(string(status), &total, &pages)
	return pages * os.Getpagesize() >> 20
}

// question is one that pages ask.
type question struct {
	name string
	ask  func(i int) error
}

// ask times what pages ask, and prints a line a question.
func ask(ctx context.Context, s *store.SQLite, times int) error {
	questions, err := questionsOf(ctx, s)
	if err != nil {
		return err
	}
	fmt.Println("\n| question | median ms | 95 % | most |")
	fmt.Println("| -------- | --------: | ---: | ---: |")
	for _, q := range questions {
		var took []time.Duration
		for i := range times {
			start := processor()
			if err := q.ask(i); err != nil {
				return fmt.Errorf("%s: %w", q.name, err)
			}
			took = append(took, processor()-start)
		}
		p := percentiles(took)
		fmt.Printf("| %s | %.1f | %.1f | %.1f |\n", q.name, p(50), p(95), p(100))
	}
	return nil
}

func questionsOf(ctx context.Context, s *store.SQLite) ([]question, error) {
	some, err := s.Entries(ctx, ledger.EntryFilter{Sort: ledger.ByReports, Limit: 200})
	if err != nil {
		return nil, err
	}
	list := func(name string, f func(i int) ledger.EntryFilter) question {
		return question{"entries: " + name, func(i int) error {
			filter := f(i)
			filter.Limit = 50
			_, err := s.Entries(ctx, filter)
			return err
		}}
	}
	count := func(name string, f ledger.EntryFilter) question {
		return question{"count: " + name, func(int) error { _, err := s.Count(ctx, f); return err }}
	}
	groups := func(name string, f ledger.EntryFilter, g ledger.Grouping) question {
		return question{"groups: " + name, func(int) error { _, err := s.Groups(ctx, f, g); return err }}
	}
	aid := []claim.Type{claim.Aid}
	var qs []question
	for _, order := range ledger.Sorts {
		qs = append(qs, list("by "+string(order), func(i int) ledger.EntryFilter { return ledger.EntryFilter{Sort: order, Offset: 50 * i} }))
	}
	qs = append(qs,
		list("the last page", func(int) ledger.EntryFilter { return ledger.EntryFilter{Offset: 90_000} }),
		list("aid, newest", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Types: aid, Sort: ledger.ByNewest, Offset: 50 * i}
		}),
		list("aid by amount", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Types: aid, Sort: ledger.ByAmount, Offset: 50 * i}
		}),
		list("a party, newest", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Party: keyOf(some[i%len(some)]), Sort: ledger.ByNewest}
		}),
		list("a giver and a year", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Actor: keyOf(some[i%len(some)]), Period: some[i%len(some)].Dated(), Sort: ledger.ByAmount}
		}),
		list("words", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Text: strings.Join(strings.Fields(some[i%len(some)].Summary)[:1], " "), Sort: ledger.ByNewest}
		}),
		list("to review, by worth", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Review: ledger.Open, Sort: ledger.ByWorth, Offset: 50 * i}
		}),
		list("of a document", func(i int) ledger.EntryFilter {
			return ledger.EntryFilter{Document: some[i%len(some)].Documents[0]}
		}),
		count("all", ledger.EntryFilter{}), count("aid", ledger.EntryFilter{Types: aid}), count("open", ledger.EntryFilter{Review: ledger.Open}),
		count("a party", ledger.EntryFilter{Party: keyOf(some[0])}),
		count("a word", ledger.EntryFilter{Text: "aid"}),
		groups("by type", ledger.EntryFilter{}, ledger.Grouping{By: []ledger.Dimension{ledger.PerType}}),
		groups("by type and action", ledger.EntryFilter{}, ledger.Grouping{By: []ledger.Dimension{ledger.PerType, ledger.PerAction}}),
		groups("flows", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerRecipient}, Order: ledger.BySum, Limit: 200}),
		groups("givers", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor}, Order: ledger.BySum, Limit: 30}),
		groups("stages", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerAction}}),
		groups("months", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerMonth}}),
		groups("givers by stage", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerAction}, Order: ledger.BySum, Limit: 100}),
		groups("giver, currency, day", ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerCurrency, ledger.PerDay}}),
		groups("facets of a party", ledger.EntryFilter{Party: keyOf(some[0])}, ledger.Grouping{By: []ledger.Dimension{ledger.PerType, ledger.PerAction, ledger.PerStatus}}),
		question{"an entry with its claims and documents", func(i int) error { return whole(ctx, s, some[i%len(some)].ID) }},
		question{"a document", func(i int) error { _, err := s.Document(ctx, some[i%len(some)].Documents[0]); return err }},
		question{"documents, newest", func(i int) error {
			_, err := s.Documents(ctx, ledger.DocumentFilter{Newest: true, Limit: 50, Offset: 50 * i})
			return err
		}},
		question{"sources", func(int) error { _, err := s.Sources(ctx); return err }},
		question{"parties like a word", func(int) error { _, err := s.Parties(ctx, "ba", 20); return err }},
		question{"search", func(int) error { _, err := s.Search(ctx, "humanitarian assistance", 20); return err }},
		question{"size and state", func(int) error {
			if _, err := s.State(ctx); err != nil {
				return err
			}
			_, err := s.Size(ctx)
			return err
		}},
	)
	return qs, nil
}

// keyOf is who an entry is about.
func keyOf(e ledger.Entry) string {
	key, _, _ := strings.Cut(e.ActorKey+"+"+e.RecipientKey, "+")
	return key
}

// whole reads all that a page about an entry shows.
func whole(ctx context.Context, s *store.SQLite, id string) error {
	e, err := s.Entry(ctx, id)
	if err != nil {
		return err
	}
	for c, err := range s.Claims(ctx, ledger.ClaimFilter{Entry: e.ID, Limit: 50}) {
		if err != nil {
			return err
		}
		if _, err := s.Document(ctx, c.Document); err != nil {
			return err
		}
	}
	_, err = s.DecisionsOn(ctx, e.ID)
	return err
}
