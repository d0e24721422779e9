package pipeline

import (
	"context"
	"iter"
	"runtime"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/source"
	"kiroku/text"
)

// Result is what became of one document: its claims, or the problem in its
// place.
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
		if r.Problem != nil {
			return r
		}
		return claimsOf(r.Doc)
	})
}

// Reads reports whether claims can be read from documents in this language
// (BCP 47). Unknown is taken to be English.
func Reads(language string) bool {
	return language == "" || language == "en" || len(language) > 3 && language[:3] == "en-"
}

func claimsOf(doc *text.Document) (r Result) {
	r.Doc = doc
	if !Reads(doc.Lang) {
		return r
	}
	defer guard(doc, &r.Problem)
	r.Claims = extract.Claims(lang.Analyze(doc))
	return r
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
