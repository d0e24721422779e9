package main

import (
	"context"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"kiroku/cmd/kiroku/cli"
	"kiroku/document"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/serve/site"
	"kiroku/serve/upload"
	"kiroku/source"
)

// pageReading reads what pages are given. Addresses of this network are
// refused by package source.
type pageReading struct{ store ledger.Store }

func (p pageReading) Read(ctx context.Context, in upload.Input, say func(site.Progress)) error {
	reader := pipeline.Reader{Store: p.store, Resolver: resolve.Rules{}, Now: time.Now, Tool: "kiroku " + cli.Version(),
		Progress: func(r pipeline.Report) { say(progressOf(r)) },
		Options:  document.Options{Source: in.Source, Published: in.Published}}
	paths := in.Files
	if in.Address != "" {
		paths = []string{in.Address}
	}
	items := source.Walker{Now: time.Now}.Walk(paths...)
	report, err := reader.Read(ctx, named(items, in.Folder))
	say(progressOf(report))
	return err
}

// named gives uploaded files the names that they were given under, instead of
// those of the folder that they are kept in for a while.
func named(items iter.Seq2[source.Raw, *source.Problem], folder string) iter.Seq2[source.Raw, *source.Problem] {
	own := func(ref string) string {
		rest, ok := strings.CutPrefix(ref, folder+string(filepath.Separator))
		if !ok {
			return ref
		}
		if _, name, nested := strings.Cut(rest, string(filepath.Separator)); nested {
			return name
		}
		return rest
	}
	return func(yield func(source.Raw, *source.Problem) bool) {
		for raw, problem := range items {
			raw.Ref = own(raw.Ref)
			if problem != nil {
				told := *problem
				told.Ref = own(told.Ref)
				problem = &told
			}
			if !yield(raw, problem) {
				return
			}
		}
	}
}

func progressOf(r pipeline.Report) site.Progress {
	list := func(problems []source.Problem) (out []site.FileProblem) {
		for _, p := range problems {
			reason := p.Reason
			if p.Hint != "" {
				reason += "; " + p.Hint
			}
			out = append(out, site.FileProblem{Where: p.Ref, Reason: reason})
		}
		return out
	}
	return site.Progress{New: r.New, Known: r.Known, Claims: r.Claims, Last: r.Ref, Problems: list(r.Problems), Warnings: list(r.Warnings)}
}
