package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve/view"
	"kiroku/value"
)

// Totals is `kiroku totals`.
type Totals struct {
	cli.Asking
	cli.Filters
	By      []view.TotalsBy `enum:"donor,recipient,category,stage,year,month" default:"donor" help:"What a row is: donor, recipient, category, stage, year, month. Several may be given."`
	In      string          `name:"in" default:"USD" placeholder:"CODE" help:"Currency of the totals, by its ISO 4217 code; USD."`
	RatesOf string          `placeholder:"DAY" help:"Use the exchange rates of this one day for all, instead of each entry's own."`
	JSON    bool            `name:"json" help:"Write JSON Lines."`
}

func (Totals) Help() string {
	return `Adds up aid: each entry once, however many report it, at the furthest stage that it reached. Running totals and what remains of them are left out, as they hold money that is counted already. A sum that was not stated is counted as unknown and never as 0.

Examples:

    kiroku totals --recipient UKR
    kiroku totals --by donor --by category --in EUR --rates-of 2022-03-01`
}

func (c Totals) Run(ctx context.Context, con *terminal.Console) error {
	day, err := value.ParseDay(c.RatesOf)
	if err != nil {
		return cli.UsageError("--rates-of: " + err.Error())
	}
	entries, _, err := listEntries(ctx, c.Asking, c.Filters, ledger.ByDate, 0)
	if err != nil {
		return err
	}
	options := view.TotalsOptions{By: c.By, Currency: strings.ToUpper(c.In), RateDay: day}
	rows := view.Totals(entries, options)
	if c.JSON {
		return cli.WriteAll(con, rows)
	}
	if len(rows) == 0 {
		con.Say("No aid to add up.")
		return nil
	}
	t := terminal.Table{Lines: 3}
	for _, by := range c.By {
		t.Columns = append(t.Columns, terminal.Column{Name: strings.ToUpper(string(by)), Least: 10, Style: terminal.Bold})
	}
	t.Columns = append(t.Columns, terminal.Column{Name: options.Currency, Right: true}, terminal.Column{Name: "ENTRIES", Right: true},
		terminal.Column{Name: "SUM UNKNOWN", Right: true}, terminal.Column{Name: "NOT CONVERTED", Least: 14})
	rates := map[string]bool{}
	for _, row := range rows {
		var left []string
		for _, currency := range sortedKeys(row.Unconverted) {
			left = append(left, currency+" "+phrase.Number(row.Unconverted[currency]))
		}
		t.Add(append(slices.Clone(row.Names), phrase.Thousands(row.Sum.Round(0).String()), fmt.Sprint(row.Entries), fmt.Sprint(row.Unknown), strings.Join(left, ", "))...)
		for _, rate := range row.Rates {
			rates[rate] = true
		}
	}
	t.Write(con.Stdout, con)
	for _, rate := range sortedKeys(rates) {
		con.Say("rate: %s", rate)
	}
	return nil
}
