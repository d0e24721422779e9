package main

import (
	"context"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve"
	"kiroku/value"
)

type timelineCommand struct {
	asking
	filters
	JSON bool `name:"json" help:"Write JSON Lines."`
}

func (timelineCommand) Help() string {
	return `Lists entries as lines in order of time, those without a date last. All filters must hold.

Example:

    kiroku timeline --party UKR --since 2022-02`
}

func (c timelineCommand) Run(ctx context.Context, con *terminal.Console) error {
	entries, left, err := listEntries(ctx, c.asking, c.filters, ledger.ByDate, 0)
	if err != nil {
		return err
	}
	defer sayLeftOut(con, left)
	entries = resolve.Timeline(entries)
	if c.JSON {
		return writeAll(con, entries)
	}
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "ID", Style: terminal.Dim}, {Name: "WHEN", Least: 10}, {Name: "WHAT", Least: 30}, {Name: "REPORTS", Right: true}}}
	for _, e := range entries {
		t.Add(shortID(e.ID), phrase.Days(phrase.When(e)), e.Summary, phrase.Number(value.Int(int64(len(e.Documents)))))
	}
	if len(entries) == 0 {
		con.Say("No entry matches.")
		return nil
	}
	t.Write(con.Stdout, con)
	return nil
}
