package main

import (
	"context"
	"iter"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
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
