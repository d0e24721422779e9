package cli

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

// Input is the documents that a command reads without a ledger.
type Input struct {
	Fetching
	Date   string   `placeholder:"YYYY-MM-DD" help:"Publication date of documents that do not state one."`
	Source string   `placeholder:"NAME" help:"Outlet or author of documents that do not name one."`
	JSONL  bool     `name:"jsonl" help:"Read JSON Lines, a document a line: {\"id\",\"text\",\"date\",\"source\",\"title\",\"url\"}."`
	Files  []string `arg:"" name:"file" help:"Files, folders (walked), patterns or addresses; - is standard input."`
}

// Validate is called by the parser.
func (in Input) Validate() error {
	_, err := value.ParseDay(in.Date)
	return err
}

// Published is the date of documents that state none.
func (in Input) Published() value.Date {
	day, _ := value.ParseDay(in.Date) // valid, see Validate
	if day.IsZero() {
		return value.Date{}
	}
	return value.OnDay(day)
}

// Options are how the documents are read.
func (in Input) Options() document.Options {
	o := document.Options{Published: in.Published(), Source: in.Source}
	if in.JSONL {
		o.Format = document.JSONLines
	}
	return o
}

// Walk gives the items.
func (in Input) Walk(ctx context.Context, con *terminal.Console) iter.Seq2[source.Raw, *source.Problem] {
	return source.Walker{Stdin: con.Stdin, Now: con.Now, Web: in.Web(), Context: ctx}.Walk(in.Files...)
}

// Documents reads them.
func (in Input) Documents(ctx context.Context, con *terminal.Console) iter.Seq2[*text.Document, *source.Problem] {
	return pipeline.Documents(ctx, in.Walk(ctx, con), in.Options())
}

// Fetching is the flag of commands that get addresses.
type Fetching struct {
	AllowPrivate bool `help:"Fetch from private and local addresses too, as on a network of your own."`
}

// Web fetches as the flags say.
func (f Fetching) Web() *source.Fetcher { return &source.Fetcher{AllowPrivate: f.AllowPrivate} }

// SayForeign names the languages that were met and not read.
func SayForeign(con *terminal.Console, foreign map[string]int) {
	for _, lang := range slices.Sorted(maps.Keys(foreign)) {
		con.Say("%s in %q: only English is read for claims", phrase.Plural(foreign[lang], "document"), lang)
	}
}
