package ask

import (
	"cmp"
	"context"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/text"
	"kiroku/value"
)

// Documents is `kiroku documents`.
type Documents struct {
	cli.Database
	Source string `placeholder:"NAME" help:"Documents of this outlet or author."`
	Since  string `placeholder:"DATE" help:"Documents published on this day, month or year and later."`
	Until  string `placeholder:"DATE" help:"Documents published on this day, month or year and earlier."`
	Limit  int    `placeholder:"N" help:"At most this many documents; 0 is all."`
	JSON   bool   `name:"json" help:"Write JSON Lines."`
}

func (Documents) Help() string {
	return `Lists the documents that the ledger was read from, by publication.

Examples:

    kiroku documents
    kiroku documents --since 2024-03 --json`
}

// Validate is called by the parser.
func (c Documents) Validate() error {
	_, err := cli.PeriodOf(c.Since, c.Until)
	return err
}

func (c Documents) Run(ctx context.Context, con *terminal.Console) error {
	period, err := cli.PeriodOf(c.Since, c.Until)
	if err != nil {
		return cli.UsageError(err.Error())
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	docs, err := st.Documents(ctx, ledger.DocumentFilter{Source: c.Source, Period: period, Limit: c.Limit})
	if err != nil {
		return err
	}
	if c.JSON {
		return cli.WriteAll(con, docs)
	}
	if len(docs) == 0 {
		con.Say("No document matches.")
		return nil
	}
	t := terminal.Table{Lines: 2, Columns: []terminal.Column{
		{Name: "ID", Style: terminal.Dim},
		{Name: "PUBLISHED"},
		{Name: "SOURCE", Least: 12},
		{Name: "TITLE", Least: 20, Style: terminal.Bold},
		{Name: "LANG"},
		{Name: "CLAIMS", Right: true},
		{Name: "FROM", Least: 12, Style: terminal.Dim},
	}}
	if con.Width < 120 {
		t.Columns = t.Columns[:6]
	}
	for _, d := range docs {
		cells := []string{cli.ShortID(d.ID), phrase.Days(d.Published), d.Source, d.Title, d.Lang, phrase.Number(value.Int(int64(d.Claims))), fileName(d.Ref)}
		t.Add(cells[:len(t.Columns)]...)
	}
	t.Write(con.Stdout, con)
	con.Say("%s", phrase.Plural(len(docs), "document"))
	return nil
}

// fileName is the last part of a path or address.
func fileName(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// documentName is what a person would call a document.
func documentName(doc *text.Document) string { return cmp.Or(doc.Source, fileName(doc.Ref)) }
