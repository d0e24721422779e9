package ask

import (
	"context"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
)

// Ledger is `kiroku ledger`.
type Ledger struct {
	cli.Asking
	cli.Filters
	Limit int         `placeholder:"N" help:"At most this many entries; 0 is all."`
	Sort  ledger.Sort `default:"" enum:",date,newest,amount,reports,confidence,change,worth,actor,recipient" help:"Order: date, newest, amount, reports, confidence, change, worth, actor, recipient."`
	JSON  bool        `name:"json" xor:"form" help:"Write JSON Lines."`
	CSV   bool        `name:"csv" xor:"form" help:"Write CSV, safe to open in a spreadsheet."`
}

func (Ledger) Help() string {
	return `Lists the entries of the ledger: a table by type, JSON and CSV by date. All filters must hold.

Examples:

    kiroku ledger --type aid --recipient UKR --since 2022-02-24
    kiroku ledger --category military --min-amount 100000000 --currency USD
    kiroku ledger --review open --sort worth --limit 20
    kiroku ledger --party "Red Cross" --csv > red-cross.csv`
}

func (c Ledger) Run(ctx context.Context, con *terminal.Console) error {
	if c.Limit < 0 {
		return cli.UsageError("--limit is less than none")
	}
	entries, left, err := listEntries(ctx, c.Asking, c.Filters, c.Sort, c.Limit)
	if err != nil {
		return err
	}
	defer sayLeftOut(con, left)
	switch {
	case c.JSON:
		return cli.WriteAll(con, entries)
	case c.CSV:
		return cli.WriteCSV(con, entries)
	case len(entries) == 0:
		con.Say("No entry matches. What there is: kiroku ledger --db %s", c.Path())
		return nil
	}
	cli.WriteEntries(con, entries, c.Sort == "")
	con.Say("%s", phrase.Plural(len(entries), "entry"))
	return nil
}

// listEntries opens the ledger and gives the entries that pass the filters, in
// order, and how many more are left out as hardly likely; limit 0 is all.
func listEntries(ctx context.Context, a cli.Asking, f cli.Filters, order ledger.Sort, limit int) (entries []ledger.Entry, left int, err error) {
	filter, err := f.Filter()
	if err != nil {
		return nil, 0, cli.UsageError(err.Error())
	}
	filter.Sort, filter.Limit = order, limit
	st, err := a.Open(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer st.Close()
	if entries, err = st.Entries(ctx, filter); err != nil {
		return nil, 0, err
	}
	left, err = leftOut(ctx, st, filter)
	return entries, left, err
}

// leftOut is how many entries a filter drops only because they are hardly
// likely.
func leftOut(ctx context.Context, st ledger.Reader, filter ledger.EntryFilter) (int, error) {
	likely, err := st.Count(ctx, filter)
	if err != nil || !filter.Likely {
		return 0, err
	}
	filter.Likely = false
	all, err := st.Count(ctx, filter)
	return all - likely, err
}

func sayLeftOut(con *terminal.Console, n int) {
	if n > 0 {
		con.Say("%s left out as hardly likely: --all shows them.", phrase.Plural(n, "entry"))
	}
}
