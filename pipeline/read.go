package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime"
	"time"

	"kiroku/document"
	"kiroku/ledger"
	"kiroku/source"
	"kiroku/text"
)

// Reader reads documents into a ledger.
type Reader struct {
	Store    ledger.Store
	Resolver ledger.Resolver
	Now      func() time.Time // stamps failures
	Progress func(Report)     // called after every document, may be nil
	Touched  func([]string)   // told the ids of the entries that a document made or changed, may be nil
	Tool     string           // the program and its version, for the evidence
	Watched  string           // the watched source that the documents are of, "" for none
	Bare     bool             // keep no evidence: the hash of what was read alone
	Options  document.Options // how documents are read

	failed map[place]ledger.Failure // what failed before
}

// place is what a failure is recorded against.
type place struct {
	ref  string
	line int
}

// Report is what reading has come to.
type Report struct {
	Ref      string           // what was read last
	New      int              // documents stored
	Known    int              // documents that were there already
	Claims   int              // claims stored
	Foreign  map[string]int   // documents stored without claims, by language
	Problems []source.Problem // what could not be read
	Warnings []source.Problem // what was read, but not wholly or not surely
}

// Changed reports whether the ledger is another one than before.
func (r Report) Changed() bool { return r.New > 0 }

// Read reads every document that items lead to, in their order: decoded and
// analysed on several goroutines, stored one after the other, each with its
// claims in a transaction of its own. What could not be read is recorded as a
// failure and passed over. When ctx ends, no further document is begun; those
// under way are finished and stored, and the error says that it stopped.
func (r *Reader) Read(ctx context.Context, items iter.Seq2[source.Raw, *source.Problem]) (Report, error) {
	report := Report{Foreign: map[string]int{}}
	keep := context.WithoutCancel(ctx) // what is under way is finished
	var forgetting error
	items, err := r.forgetFailures(keep, items, &forgetting)
	if err != nil {
		return report, err
	}
	workers := runtime.GOMAXPROCS(0)
	read := func(res Result) reading { return r.read(keep, res) }
	docs := Documents(ctx, items, r.Options)
	for res := range ordered(ctx, zip(docs), workers, window(workers), read) {
		if err := r.store(keep, res, &report); err != nil {
			return report, err
		}
		if r.Progress != nil {
			r.Progress(report)
		}
	}
	if forgetting != nil {
		return report, forgetting
	}
	if err := ctx.Err(); err != nil {
		return report, fmt.Errorf("stopped before the end: %w", err)
	}
	return report, nil
}

// forgetFailures takes back what is recorded against an item before it is read
// again, so that what has been mended is no longer listed. An error ends the
// items and is left in failed.
func (r *Reader) forgetFailures(ctx context.Context, items iter.Seq2[source.Raw, *source.Problem], failed *error) (iter.Seq2[source.Raw, *source.Problem], error) {
	failures, err := r.Store.Failures(ctx)
	if err != nil {
		return nil, fmt.Errorf("list what failed before: %w", err)
	}
	recorded := map[string]bool{}
	r.failed = map[place]ledger.Failure{}
	for _, f := range failures {
		recorded[f.Ref] = true
		r.failed[place{f.Ref, f.Line}] = f
	}
	return func(yield func(source.Raw, *source.Problem) bool) {
		for raw, problem := range items {
			for _, ref := range append(source.Containers(raw.Ref), raw.Ref) {
				if problem != nil || !recorded[ref] {
					continue
				}
				delete(recorded, ref)
				if *failed = r.Store.ClearFailures(ctx, ref); *failed != nil {
					return
				}
			}
			if !yield(raw, problem) {
				return
			}
		}
	}, nil
}

// reading is a result on its way into the store.
type reading struct {
	Result
	known bool  // the same bytes were read in full before
	err   error // the store could not say
}

func (r *Reader) read(ctx context.Context, res Result) reading {
	if res.Doc == nil {
		return reading{Result: res}
	}
	known, err := r.Store.HasRaw(ctx, res.Doc.RawHash)
	if known || err != nil {
		res.Problem = cmp.Or(res.Problem, r.doubted(res.Doc))
		return reading{res, known, err}
	}
	return reading{Result: claimsOf(res)}
}

// doubted is what was wrong with a document when the same bytes were read
// before, nil for nothing: it is not read again, so that it would be forgotten.
func (r *Reader) doubted(doc *text.Document) *source.Problem {
	f, again := r.failed[place{ref: doc.Ref}]
	if !again || f.RawHash != doc.RawHash {
		return nil
	}
	return &source.Problem{Ref: f.Ref, Reason: f.Reason}
}

// store puts a result into the store and into the report.
func (r *Reader) store(ctx context.Context, res reading, report *Report) error {
	if res.err != nil {
		return fmt.Errorf("look up %s: %w", res.Doc.Ref, res.err)
	}
	if res.Doc != nil {
		r.label(res.Doc)
		report.Ref = res.Doc.Ref
		err := r.add(ctx, res, report)
		switch {
		case ledger.CodeOf(err) == ledger.Invalid: // the document's own fault: the others can be stored
			res.Doc, res.Problem = nil, &source.Problem{Ref: res.Doc.Ref, Reason: err.Error(), Err: err}
		case err != nil:
			return fmt.Errorf("store %s: %w", res.Doc.Ref, err)
		}
	}
	if res.Problem == nil {
		return nil
	}
	if res.Doc == nil {
		report.Ref = res.Problem.Ref
		report.Problems = append(report.Problems, *res.Problem)
	} else {
		report.Warnings = append(report.Warnings, *res.Problem)
	}
	return r.fail(ctx, *res.Problem, res.Doc)
}

// label says for which watched source a document was read, and by which program
// its evidence was taken.
func (r *Reader) label(doc *text.Document) {
	doc.Watched = r.Watched
	if r.Bare || doc.Raw == nil {
		doc.Raw = nil
		return
	}
	raw := *doc.Raw // which the entries of a feed share
	raw.Tool = r.Tool
	doc.Raw = &raw
}

func (r *Reader) add(ctx context.Context, res reading, report *Report) error {
	if res.known {
		report.Known++
		return r.Store.Seen(ctx, res.Doc, r.Resolver)
	}
	added, err := r.Store.Add(ctx, res.Doc, res.Claims, r.Resolver)
	if err != nil {
		return err
	}
	if !added.New {
		report.Known++
		return nil
	}
	report.New++
	report.Claims += added.Claims
	if r.Touched != nil {
		r.Touched(added.Entries)
	}
	if !Reads(res.Doc.Lang) {
		report.Foreign[res.Doc.Lang]++
	}
	return nil
}

// fail records a problem; of a document that was read in spite of it, with
// the hash of the bytes that it was read from.
func (r *Reader) fail(ctx context.Context, p source.Problem, doc *text.Document) error {
	f := ledger.Failure{Ref: p.Ref, Line: p.Line, Reason: p.Reason, At: r.Now()}
	if doc != nil {
		f.RawHash = doc.RawHash
	}
	if p.Hint != "" {
		f.Reason += "; " + p.Hint
	}
	if before, again := r.failed[place{f.Ref, f.Line}]; again {
		f.Since, f.Tries = before.Since, before.Tries+1
	}
	if err := r.Store.AddFailure(ctx, f); err != nil {
		return fmt.Errorf("record that %s could not be read: %w", p.Ref, err)
	}
	return nil
}
