package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"kiroku/claim"
	"kiroku/source"
	"kiroku/text"
)

// Result is what became of one document: its claims; or, where Doc is nil, the
// problem in its place. A problem beside a document is a warning about it.
type Result struct {
	Doc     *text.Document
	Claims  []claim.Claim
	Problem *source.Problem
}

// Extract reads the claims of every document on as many goroutines as the
// process may use, and yields them in the order of the documents. A problem
// among the documents stays in its place. Documents not in English have no
// claims: see [Reads].
func Extract(ctx context.Context, docs iter.Seq2[*text.Document, *source.Problem]) iter.Seq[Result] {
	workers := runtime.GOMAXPROCS(0)
	return ordered(ctx, zip(docs), workers, window(workers), func(r Result) Result {
		return claimsOf(r)
	})
}

// Reads reports whether claims can be read from documents in this language
// (BCP 47). Unknown is taken to be English.
func Reads(language string) bool {
	return language == "" || language == "en" || len(language) > 3 && language[:3] == "en-"
}

// claimsOf reads the claims of a result that has a document.
func claimsOf(r Result) Result {
	if r.Doc == nil || !Reads(r.Doc.Lang) {
		return r
	}
	found, problem := safely(r.Doc, func() *gathering { return gather(r.Doc, maxTime) })
	if problem != nil {
		return Result{Problem: problem}
	}
	r.Claims = found.claims
	if left := found.left(); left != "" {
		r.Problem = withDoubt(r.Doc, r.Problem, left)
	}
	return r
}

// safely runs a language stage over a document. A panic in it becomes a
// problem of this one document, so that one hostile text cannot end a run over
// thousands.
func safely[T any](doc *text.Document, stage func() T) (result T, problem *source.Problem) {
	defer func() {
		if cause := recover(); cause != nil {
			problem = defect(doc.Ref, cause)
		}
	}()
	return stage(), nil
}

func defect(ref string, cause any) *source.Problem {
	return &source.Problem{Ref: ref, Reason: fmt.Sprintf("could not be read: a defect of this program: %v", cause), Hint: "please report it with the document"}
}

// window is how many items may be under way at once: enough that a long
// document does not leave the other workers idle.
func window(workers int) int { return 4 * workers }

func zip(docs iter.Seq2[*text.Document, *source.Problem]) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		for doc, problem := range docs {
			if !yield(Result{Doc: doc, Problem: problem}) {
				return
			}
		}
	}
}
