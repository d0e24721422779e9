package main

import (
	"context"
	"iter"
	"maps"
	"slices"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
	"kiroku/phrase"
	"kiroku/pipeline"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

// input is the documents that a command reads without a ledger.
type input struct {
	fetching
	Date   string   `placeholder:"YYYY-MM-DD" help:"Publication date of documents that do not state one."`
	Source string   `placeholder:"NAME" help:"Outlet or author of documents that do not name one."`
	JSONL  bool     `name:"jsonl" help:"Read JSON Lines, a document a line: {\"id\",\"text\",\"date\",\"source\",\"title\",\"url\"}."`
	Files  []string `arg:"" name:"file" help:"Files, folders (walked), patterns or addresses; - is standard input."`
}

// Validate is called by the parser.
func (in input) Validate() error {
	_, err := value.ParseDay(in.Date)
	return err
}

func (in input) published() value.Date {
	day, _ := value.ParseDay(in.Date) // valid, see Validate
	if day.IsZero() {
		return value.Date{}
	}
	return value.OnDay(day)
}

func (in input) options() document.Options {
	o := document.Options{Published: in.published(), Source: in.Source}
	if in.JSONL {
		o.Format = document.JSONLines
	}
	return o
}

func (in input) walk(con *terminal.Console) iter.Seq2[source.Raw, *source.Problem] {
	return source.Walker{Stdin: con.Stdin, Now: con.Now, Web: in.web()}.Walk(in.Files...)
}

func (in input) documents(ctx context.Context, con *terminal.Console) iter.Seq2[*text.Document, *source.Problem] {
	return pipeline.Documents(ctx, in.walk(con), in.options())
}

// fetching is the flag of commands that get addresses.
type fetching struct {
	AllowPrivate bool `help:"Fetch from private and local addresses too, as on a network of your own."`
}

func (f fetching) web() *source.Fetcher { return &source.Fetcher{AllowPrivate: f.AllowPrivate} }

// sayForeign names the languages that were met and not read.
func sayForeign(con *terminal.Console, foreign map[string]int) {
	for _, lang := range slices.Sorted(maps.Keys(foreign)) {
		con.Say("%s in %q: only English is read for claims", phrase.Plural(foreign[lang], "document"), lang)
	}
}
