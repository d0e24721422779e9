package ask

import (
	"context"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve/view"
	"kiroku/value"
)

// Timeline is `kiroku timeline`.
type Timeline struct {
	cli.Asking
	cli.Filters
	JSON bool `name:"json" help:"Write JSON Lines."`
}

func (Timeline) Help() string {
	return `Lists entries as lines in order of time, those without a date last. All filters must hold.

Example:

    kiroku timeline --party UKR --since 2022-02`
}

func (c Timeline) Run(ctx context.Context, con *terminal.Console) error {
	entries, left, err := listEntries(ctx, c.Asking, c.Filters, ledger.ByDate, 0)
	if err != nil {
		return err
	}
	defer sayLeftOut(con, left)
	entries = view.Timeline(entries)
	if c.JSON {
		return cli.WriteAll(con, entries)
	}
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "ID", Style: terminal.Dim}, {Name: "WHEN", Least: 10}, {Name: "WHAT", Least: 30}, {Name: "REPORTS", Right: true}}}
	for _, e := range entries {
		t.Add(cli.ShortID(e.ID), phrase.Days(phrase.When(e)), e.Summary, phrase.Number(value.Int(int64(len(e.Documents)))))
	}
	if len(entries) == 0 {
		con.Say("No entry matches.")
		return nil
	}
	t.Write(con.Stdout, con)
	return nil
}
