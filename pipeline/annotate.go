package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"kiroku/lang"
	"kiroku/source"
	"kiroku/text"
)

// Analyze is the analysis of a document, with a defect of a language stage
// turned into a problem of this one document, so that one hostile text cannot
// end a run over thousands.
func Analyze(doc *text.Document) (a *lang.Analysis, problem *source.Problem) {
	defer guard(doc, &problem)
	return lang.Analyze(doc), nil
}

// Annotate runs the language stages over sentences of doc that are tokenised
// already, on several goroutines, and keeps their order.
func Annotate(ctx context.Context, doc *text.Document, sents []text.Sentence) iter.Seq2[[]lang.Sentence, *source.Problem] {
	type part struct {
		sents   []lang.Sentence
		problem *source.Problem
	}
	annotate := func(some []text.Sentence) (p part) {
		defer guard(doc, &p.problem)
		p.sents = lang.Analyzer{}.Annotate(doc, some)
		return p
	}
	workers := runtime.GOMAXPROCS(0)
	return func(yield func([]lang.Sentence, *source.Problem) bool) {
		for p := range ordered(ctx, slices.Chunk(sents, 64), workers, window(workers), annotate) {
			if !yield(p.sents, p.problem) {
				return
			}
		}
	}
}

// guard turns a panic into a problem of the document.
func guard(doc *text.Document, problem **source.Problem) {
	if cause := recover(); cause != nil {
		*problem = &source.Problem{
			Ref:    doc.Ref,
			Reason: fmt.Sprintf("a defect of this program stopped the reading: %v", cause),
			Hint:   "please report it with the document",
		}
	}
}
