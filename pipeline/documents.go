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

	"kiroku/source"
	"kiroku/text"
)

// Documents decodes every item on several goroutines and yields the documents
// in order, problems in their places. Files of many records are decoded record
// by record as they are asked for, however large they are.
func Documents(ctx context.Context, items iter.Seq2[source.Raw, *source.Problem], o Options) iter.Seq2[*text.Document, *source.Problem] {
	type found struct {
		raw     source.Raw
		problem *source.Problem
	}
	each := func(yield func(found) bool) {
		for raw, problem := range items {
			if !yield(found{raw, problem}) {
				return
			}
		}
	}
	decode := func(f found) iter.Seq2[*text.Document, *source.Problem] {
		if f.problem != nil {
			return just(Result{Problem: f.problem})
		}
		return o.read(f.raw)
	}
	workers := runtime.GOMAXPROCS(0)
	return func(yield func(*text.Document, *source.Problem) bool) {
		for docs := range ordered(ctx, each, workers, window(workers), decode) {
			for doc, problem := range docs {
				if !yield(doc, problem) {
					return
				}
				if ctx.Err() != nil {
					return
				}
			}
		}
	}
}

func just(results ...Result) iter.Seq2[*text.Document, *source.Problem] {
	return func(yield func(*text.Document, *source.Problem) bool) {
		for _, r := range results {
			if !yield(r.Doc, r.Problem) {
				return
			}
		}
	}
}
