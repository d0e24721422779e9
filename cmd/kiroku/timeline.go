package main

import (
	"context"

	"kiroku/ledger"
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

func (c timelineCommand) Run(ctx context.Context, con *console) error {
	entries, left, err := listEntries(ctx, c.asking, c.filters, ledger.ByDate, 0)
	if err != nil {
		return err
	}
	defer sayLeftOut(con, left)
	entries = resolve.Timeline(entries)
	if c.JSON {
		return writeAll(con, entries)
	}
	t := table{Lines: 3, Columns: []column{{Name: "ID", Style: dim}, {Name: "WHEN", Least: 10}, {Name: "WHAT", Least: 30}, {Name: "REPORTS", Right: true}}}
	for _, e := range entries {
		t.Add(shortID(e.ID), days(whenOf(e)), e.Summary, number(value.Int(int64(len(e.Documents)))))
	}
	if len(entries) == 0 {
		con.Say("No entry matches.")
		return nil
	}
	t.Write(con.Stdout, con)
	return nil
}
