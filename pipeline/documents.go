// Package pipeline runs the stages one after the other: sources become
// documents, documents become claims, claims go into the ledger. In go what a
// [source.Walker] finds and the store to fill; out come claims in the order of
// their documents, and a [Report] of what was read.
//
// It decides nothing about language or truth: it keeps order, uses the
// processors there are, holds a bounded number of documents in memory, passes
// over what cannot be read, and stops cleanly when told to. Storage and the
// clock are given to it.
package pipeline

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"kiroku/document"
	"kiroku/source"
	"kiroku/text"
)

// Documents decodes every item on several goroutines and yields the documents
// in order, problems in their places. A document that comes with a problem was
// read, and the problem is a warning. Files of many records are decoded record
// by record as they are asked for, however large they are.
func Documents(ctx context.Context, items iter.Seq2[source.Raw, *source.Problem], o document.Options) iter.Seq2[*text.Document, *source.Problem] {
	type item struct {
		raw     source.Raw
		problem *source.Problem
	}
	each := func(yield func(item) bool) {
		for raw, problem := range whole(items) {
			if !yield(item{raw, problem}) {
				return
			}
		}
	}
	workers := runtime.GOMAXPROCS(0)
	return func(yield func(*text.Document, *source.Problem) bool) {
		var open openFiles
		defer open.closeAll()
		decode := func(it item) *file {
			if it.problem != nil {
				return &file{first: Result{Problem: it.problem}, any: true}
			}
			return open.file(it.raw.Ref, document.Read(it.raw, o))
		}
		for f := range ordered(ctx, each, workers, window(workers), decode) {
			for doc, problem := range f.documents {
				if !yield(doc, problem) || ctx.Err() != nil {
					return
				}
			}
			open.close(f)
		}
	}
}

// whole gives the items; a panic of what finds them becomes a problem in the place
// of the rest.
func whole(items iter.Seq2[source.Raw, *source.Problem]) iter.Seq2[source.Raw, *source.Problem] {
	return func(yield func(source.Raw, *source.Problem) bool) {
		next, stop := iter.Pull2(items)
		defer stop()
		last := ""
		for {
			raw, problem, more := guarded(next, "what comes after "+last)
			if !more || !yield(raw, problem) {
				return
			}
			last = raw.Ref
		}
	}
}

// guarded asks for the next of a sequence. A panic becomes a problem with ref, and
// the sequence is at its end then: one hostile file cannot end a run over
// thousands.
func guarded[T any](next func() (T, *source.Problem, bool), ref string) (v T, problem *source.Problem, more bool) {
	defer func() {
		if cause := recover(); cause != nil {
			var none T
			v, problem, more = none, defect(ref, cause), true
		}
	}()
	return next()
}

// file is an item whose first document is decoded, which is all of the work
// for every format but those of many records.
type file struct {
	ref   string
	first Result
	any   bool // there is a first
	next  func() (*text.Document, *source.Problem, bool)
	stop  func()
}

// documents yields the first document and decodes the others.
func (f *file) documents(yield func(*text.Document, *source.Problem) bool) {
	if !f.any || !yield(f.first.Doc, f.first.Problem) || f.next == nil {
		return
	}
	for {
		doc, problem, more := guarded(f.next, f.ref)
		if !more || !yield(doc, problem) {
			return
		}
	}
}

// openFiles are those that may have more documents. All are closed at the end,
// also those that nobody came to ask for.
type openFiles struct {
	mu   sync.Mutex
	open map[*file]bool
}

func (o *openFiles) file(ref string, docs iter.Seq2[*text.Document, *source.Problem]) *file {
	f := &file{ref: ref}
	f.next, f.stop = iter.Pull2(docs)
	f.first.Doc, f.first.Problem, f.any = guarded(f.next, ref)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open == nil {
		o.open = map[*file]bool{}
	}
	o.open[f] = true
	return f
}

func (o *openFiles) close(f *file) {
	if f.stop == nil {
		return
	}
	f.stop()
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.open, f)
}

func (o *openFiles) closeAll() {
	for f := range o.open {
		f.stop()
	}
}
