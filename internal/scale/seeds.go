// Package scale makes ledgers of any size out of real extraction. In come
// documents; their passages that make claims are read once, and then told
// again and again: as other stories, with other parties, sums and days, and
// each story by several outlets. What comes out is grounded like anything
// read: every claim has its words in its text. The same documents and seed
// give the same reports. It is test support and names nothing that happened.
package scale

import (
	"context"
	"iter"
	"slices"

	"kiroku/claim"
	"kiroku/lang/segment"
	"kiroku/pipeline"
	"kiroku/source"
	"kiroku/text"
)

// Report is a document with its claims.
type Report struct {
	Doc    *text.Document
	Claims []claim.Claim
}

// The passages that are worth telling again.
const (
	maxPassage   = 2500 // bytes
	leastClaims  = 3
	mostClaims   = 24
	mostPassages = 400
)

// Seeds reads the passages of documents that make some claims, one of them at
// least of aid, a sanction or harm: up to a few hundred, in order.
func Seeds(ctx context.Context, docs iter.Seq2[*text.Document, *source.Problem]) []Report {
	passages := func(yield func(*text.Document, *source.Problem) bool) {
		for doc, problem := range docs {
			if problem != nil || doc == nil || !pipeline.Reads(doc.Lang) {
				continue
			}
			for _, p := range cut(doc) {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
	var seeds []Report
	for r := range pipeline.Extract(ctx, passages) {
		if r.Problem != nil || len(r.Claims) < leastClaims || len(r.Claims) > mostClaims || !slices.ContainsFunc(r.Claims, counted) {
			continue
		}
		if seeds = append(seeds, Report{r.Doc, r.Claims}); len(seeds) == mostPassages {
			break
		}
	}
	return seeds
}

func counted(c claim.Claim) bool {
	return c.Type == claim.Aid || c.Type == claim.Sanction || c.Type == claim.Impact
}

// cut parts a document into passages of whole paragraphs.
func cut(doc *text.Document) []*text.Document {
	var list []*text.Document
	start, end := 0, 0
	flush := func() {
		if end > start {
			list = append(list, &text.Document{Source: doc.Source, Title: doc.Title, Lang: "en", Published: doc.Published, Text: doc.Text[start:end]})
		}
	}
	paragraphs := doc.Paragraphs
	if len(paragraphs) == 0 {
		paragraphs = segment.Paragraphs(doc)
	}
	for _, p := range paragraphs {
		if p.Span.Start < end || !p.Span.In(len(doc.Text)) {
			continue
		}
		if p.Span.End-start > maxPassage {
			flush()
			start = p.Span.Start
		}
		end = p.Span.End
	}
	flush()
	return list
}
