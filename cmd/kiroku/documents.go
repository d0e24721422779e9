package main

import (
	"cmp"
	"context"
	"strings"

	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

type documentsCommand struct {
	database
	Source string `placeholder:"NAME" help:"Documents of this outlet or author."`
	Since  string `placeholder:"DATE" help:"Documents published on this day, month or year and later."`
	Until  string `placeholder:"DATE" help:"Documents published on this day, month or year and earlier."`
	Limit  int    `placeholder:"N" help:"At most this many documents; 0 is all."`
	JSON   bool   `name:"json" help:"Write JSON Lines."`
}

func (documentsCommand) Help() string {
	return `Lists the documents that the ledger was read from, by publication.

Examples:

    kiroku documents
    kiroku documents --since 2024-03 --json`
}

// Validate is called by the parser.
func (c documentsCommand) Validate() error {
	_, err := periodOf(c.Since, c.Until)
	return err
}

func (c documentsCommand) Run(ctx context.Context, con *console) error {
	period, err := periodOf(c.Since, c.Until)
	if err != nil {
		return usageError(err.Error())
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	docs, err := st.Documents(ctx, ledger.DocumentFilter{Source: c.Source, Period: period, Limit: c.Limit})
	if err != nil {
		return err
	}
	if c.JSON {
		return writeAll(con, docs)
	}
	if len(docs) == 0 {
		con.say("No document matches.")
		return nil
	}
	t := table{lines: 2, columns: []column{
		{name: "ID", style: dim},
		{name: "PUBLISHED"},
		{name: "SOURCE", least: 12},
		{name: "TITLE", least: 20, style: bold},
		{name: "LANG"},
		{name: "CLAIMS", right: true},
		{name: "FROM", least: 12, style: dim},
	}}
	if con.width < 120 {
		t.columns = t.columns[:6]
	}
	for _, d := range docs {
		cells := []string{shortID(d.ID), days(d.Published), d.Source, d.Title, d.Lang, number(value.Int(int64(d.Claims))), fileName(d.Ref)}
		t.add(cells[:len(t.columns)]...)
	}
	t.write(con.stdout, con)
	con.say("%s", plural(len(docs), "document"))
	return nil
}

// fileName is the last part of a path or address.
func fileName(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// documentName is what a person would call a document.
func documentName(doc *text.Document) string { return cmp.Or(doc.Source, fileName(doc.Ref)) }
