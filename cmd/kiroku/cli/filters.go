package cli

import (
	"fmt"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// Filters narrow a listing of entries; all that are given must hold.
type Filters struct {
	Type      []claim.Type `enum:"aid,sanction,impact,event,statement" help:"Entries of this type: aid, sanction, impact, event, statement. Several may be given."`
	Party     string       `placeholder:"NAME" help:"Entries with this party in any role: a code (UKR, UNHCR) or words of a name."`
	Actor     string       `placeholder:"NAME" help:"Entries in which this party acts."`
	Recipient string       `placeholder:"NAME" help:"Entries in which this party is acted upon."`
	Since     string       `placeholder:"DATE" help:"Entries of this day, month or year and later: 2022-02-24, 2022-02, 2022."`
	Until     string       `placeholder:"DATE" help:"Entries of this day, month or year and earlier."`
	Category  string       `default:"" enum:",military,humanitarian,financial,asylum,personnel,unspecified" help:"Aid of this category: military, humanitarian, financial, asylum, personnel, unspecified."`
	Action    string       `placeholder:"WORD" help:"Entries with this action, measure, kind or stance, as docs/claims.md names them: pledge, asset_freeze; aid.request is one of that type."`
	MinAmount string       `placeholder:"SUM" help:"Sums of at least this, in the entry's own currency."`
	MaxAmount string       `placeholder:"SUM" help:"Sums of at most this, in the entry's own currency."`
	Currency  string       `placeholder:"CODE" help:"Sums in this currency, by its ISO 4217 code."`
	Review    string       `default:"" enum:",open,accepted,rejected,edited" help:"How far people have looked: open, accepted, rejected, edited."`
	All       bool         `help:"Also events and statements that are hardly likely (confidence under 0.3)."`
	Text      string       `placeholder:"WORDS" help:"Entries that hold every word, in summary, parties or things."`
}

// Validate is called by the parser.
func (f Filters) Validate() error {
	_, err := f.Filter()
	return err
}

// Filter is the filters as a ledger takes them.
func (f Filters) Filter() (ledger.EntryFilter, error) {
	out := ledger.EntryFilter{Types: f.Type, Party: f.Party, Actor: f.Actor, Recipient: f.Recipient, Category: f.Category,
		Action: f.Action, Currency: strings.ToUpper(f.Currency),
		Review: ledger.Review(f.Review), Text: f.Text, Likely: !f.All}
	var err error
	if out.Period, err = PeriodOf(f.Since, f.Until); err != nil {
		return out, err
	}
	if out.MinAmount, err = amountOf("--min-amount", f.MinAmount); err != nil {
		return out, err
	}
	out.MaxAmount, err = amountOf("--max-amount", f.MaxAmount)
	return out, err
}

// PeriodOf is the interval from the first day of since to the last of until.
func PeriodOf(since, until string) (value.Date, error) {
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
