package pipeline

import (
	"context"
	"iter"
	"runtime"
	"slices"

	"kiroku/extract"
	"kiroku/lang"
	"kiroku/source"
	"kiroku/text"
)

// thorough is for those who want the trees themselves. Claims are as good without,
// and sooner there.
var thorough = lang.Analyzer{Thorough: true}

// Analyze is the thorough analysis of a document, or the problem in its place.
func Analyze(doc *text.Document) (*lang.Analysis, *source.Problem) {
	return safely(doc, func() *lang.Analysis { return thorough.Analyze(doc) })
}

// Audit lists what no claim of a document uses, or the problem in its place.
func Audit(doc *text.Document) ([]extract.Unread, *source.Problem) {
	return safely(doc, func() (list []extract.Unread) {
		for a := range (lang.Analyzer{}).Parts(doc) {
			list = append(list, extract.Audit(a)...)
		}
		return list
	})
}

// Annotate runs the language stages over sentences of doc that are tokenised
// already, on several goroutines, and keeps their order.
func Annotate(ctx context.Context, doc *text.Document, sents []text.Sentence) iter.Seq2[[]lang.Sentence, *source.Problem] {
	type part struct {
		sents   []lang.Sentence
		problem *source.Problem
	}
	annotate := func(some []text.Sentence) (p part) {
		p.sents, p.problem = safely(doc, func() []lang.Sentence { return thorough.Annotate(doc, some) })
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

// Explained is how a claim came to be, and the analysis that it came from.
type Explained struct {
	extract.Explanation
	Analysis *lang.Analysis
	Found    bool // false where today's rules do not find the claim
}

// Explain reads a document again and explains one of its claims.
func Explain(doc *text.Document, id string) (Explained, *source.Problem) {
	return safely(doc, func() Explained {
		var e Explained
		for e.Analysis = range (lang.Analyzer{}).Parts(doc) {
			if e.Explanation, e.Found = extract.Explain(e.Analysis, id); e.Found {
				break
			}
		}
		return e
	})
}
