package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

type ledgerCommand struct {
	database
	Type      []claim.Type `enum:"aid,sanction,impact,event,statement" help:"Entries of this type: aid, sanction, impact, event, statement. Several may be given."`
	Party     string       `placeholder:"NAME" help:"Entries with this party in any role: a code (UKR, UNHCR) or words of a name."`
	Actor     string       `placeholder:"NAME" help:"Entries in which this party acts."`
	Recipient string       `placeholder:"NAME" help:"Entries in which this party is acted upon."`
	Since     string       `placeholder:"DATE" help:"Entries of this day, month or year and later: 2022-02-24, 2022-02, 2022."`
	Until     string       `placeholder:"DATE" help:"Entries of this day, month or year and earlier."`
	Category  string       `default:"" enum:",military,humanitarian,financial,asylum,personnel,unspecified" help:"Aid of this category: military, humanitarian, financial, asylum, personnel, unspecified."`
	Action    string       `placeholder:"WORD" help:"Entries with this action, measure, kind or stance, as docs/claims.md names them."`
	MinAmount string       `placeholder:"SUM" help:"Sums of at least this, in the entry's own currency."`
	MaxAmount string       `placeholder:"SUM" help:"Sums of at most this, in the entry's own currency."`
	Currency  string       `placeholder:"CODE" help:"Sums in this currency, by its ISO 4217 code."`
	Limit     int          `placeholder:"N" help:"At most this many entries; 0 is all."`
	JSON      bool         `name:"json" xor:"form" help:"Write JSON Lines."`
	CSV       bool         `name:"csv" xor:"form" help:"Write CSV, safe to open in a spreadsheet."`
}

func (ledgerCommand) Help() string {
	return `Lists the entries of the ledger, by date. All filters must hold.

Examples:

    kiroku ledger --type aid --recipient UKR --since 2022-02-24
    kiroku ledger --category military --min-amount 100000000 --currency USD
    kiroku ledger --party "Red Cross" --csv > red-cross.csv`
}

// Validate is called by the parser.
func (c ledgerCommand) Validate() error {
	_, err := c.filter()
	return err
}

func (c ledgerCommand) filter() (f ledger.EntryFilter, err error) {
	f = ledger.EntryFilter{Types: c.Type, Party: c.Party, Actor: c.Actor, Recipient: c.Recipient, Category: c.Category,
		Action: c.Action, Currency: strings.ToUpper(c.Currency), Limit: c.Limit}
	if c.Limit < 0 {
		return f, fmt.Errorf("--limit: %d is less than none", c.Limit)
	}
	if f.Period, err = periodOf(c.Since, c.Until); err != nil {
		return f, err
	}
	if f.MinAmount, err = amountOf("--min-amount", c.MinAmount); err != nil {
		return f, err
	}
	f.MaxAmount, err = amountOf("--max-amount", c.MaxAmount)
	return f, err
}

// periodOf is the interval from the first day of since to the last of until.
func periodOf(since, until string) (value.Date, error) {
	var period value.Date
	if since != "" {
		d, err := value.ParseDate(since)
		if err != nil {
			return period, fmt.Errorf("--since: %w", err)
		}
		period.From = d.From
	}
	if until != "" {
		d, err := value.ParseDate(until)
		if err != nil {
			return period, fmt.Errorf("--until: %w", err)
		}
		period.To = d.To
	}
	if !period.From.IsZero() && !period.To.IsZero() && period.To.Cmp(period.From) < 0 {
		return period, fmt.Errorf("--until %s is before --since %s", until, since)
	}
	return period, nil
}

func amountOf(flag, s string) (value.Number, error) {
	n, err := value.ParseNumber(strings.NewReplacer(",", "", "_", "").Replace(s))
	if err != nil {
		return n, fmt.Errorf("%s: %q is not a number like 20000000", flag, s)
	}
	return n, nil
}

func (c ledgerCommand) Run(ctx context.Context, con *console) error {
	filter, err := c.filter()
	if err != nil {
		return usageError(err.Error())
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	entries, err := st.Entries(ctx, filter)
	if err != nil {
		return err
	}
	switch {
	case c.JSON:
		return writeAll(con, entries)
	case c.CSV:
		return writeCSV(con, entries)
	case len(entries) == 0:
		con.say("No entry matches. What there is: kiroku ledger --db %s", c.path())
		return nil
	}
	writeEntries(con, entries)
	con.say("%s", plural(len(entries), "entry"))
	return nil
}

func writeAll[T any](con *console, list []T) error {
	out := newRecords(con)
	for _, record := range list {
		out.write(record)
	}
	return out.close()
}

var csvHeader = []string{"id", "type", "action", "category", "polarity", "modality", "actors", "actor_codes", "recipients", "recipient_codes",
	"amount", "amount_to", "currency", "bound", "basis", "items", "value", "value_to", "unit", "from", "to", "where", "reports", "confidence", "summary"}

func writeCSV(con *console, entries []ledger.Entry) error {
	w := csv.NewWriter(con.stdout)
	w.Write(csvHeader) // the writer keeps its first error
	for _, e := range entries {
		var m value.Money
		if e.Money != nil {
			m = *e.Money
		}
		bound := m.Bound
		if bound == "" {
			bound = e.Quantity.Bound
		}
		when := whenOf(e)
		cells := []string{e.ID, string(e.Type), e.Action, e.Category, string(e.Polarity), string(e.Modality),
			names(e.Actors), codes(e.Actors), names(e.Recipients), codes(e.Recipients),
			m.Amount.String(), m.AmountTo.String(), m.Currency, string(bound), string(m.Basis), items(e.Items),
			e.Quantity.Value.String(), e.Quantity.ValueTo.String(), e.Quantity.Unit, when.From.String(), when.To.String(), e.Where.Name,
			strconv.Itoa(len(e.Documents)), strconv.FormatFloat(e.Confidence, 'f', 2, 64), e.Summary}
		for i := range cells {
			cells[i] = formulaSafe(oneLine(cells[i]))
		}
		w.Write(cells)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// formulaSafe keeps a spreadsheet from running text as a formula (OWASP, CSV
// injection): a cell that begins like one is given an apostrophe. Numbers are
// left as they are.
func formulaSafe(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := value.ParseNumber(cell); err == nil {
		return cell
	}
	return "'" + cell
}

func codes(parties []claim.Party) string {
	var list []string
	for _, p := range parties {
		if p.Code != "" {
			list = append(list, p.Code)
		}
	}
	return strings.Join(list, ", ")
}
