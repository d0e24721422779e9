package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kiroku/fx"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/value"
)

// TotalsBy says what a table of totals has a row for.
type TotalsBy string

// The rows of a table of totals.
const (
	ByDonor     TotalsBy = "donor"
	ByRecipient TotalsBy = "recipient"
	ByCategory  TotalsBy = "category"
	ByStage     TotalsBy = "stage"
	ByYear      TotalsBy = "year"
	ByMonth     TotalsBy = "month"
)

// TotalsOptions says how to add up.
type TotalsOptions struct {
	By       []TotalsBy
	Currency string    // ISO 4217, of the totals
	RateDay  value.Day // one day's rates for all; the zero Day is each entry's own day
}

// Total is a row: what its entries add up to.
type Total struct {
	Key         []string                `json:"key"`   // one for each of By
	Names       []string                `json:"names"` // the same as people write it, of the first of its entries
	Sum         value.Number            `json:"sum"`   // in the currency asked for, of all that could be converted
	Entries     int                     `json:"entries"`
	Unknown     int                     `json:"unknown,omitempty"`     // entries without a stated sum: not 0, but not known
	Unconverted map[string]value.Number `json:"unconverted,omitempty"` // sums for which no rate is known, by currency
	Rates       []string                `json:"rates,omitempty"`       // the rates used, with day and source
	UpperBounds int                     `json:"upper_bounds,omitempty"`
}

// Totals adds up the aid of entries, each entry once however many report it,
// at the furthest stage it reached. What is asked for, offered, refused or
// ended stays out; so do denials, rejected entries, and what holds money that is
// counted already, or is held: running totals and remainders, parts, payments
// from a promise, sums that were raised. Aid of several donors is one row,
// named together, and is not split.
func Totals(list []ledger.Entry, o TotalsOptions) []Total {
	rows := map[string]*Total{}
	rates := map[string]map[string]bool{}
	for _, e := range slices.SortedFunc(slices.Values(list), func(a, b ledger.Entry) int { return cmp.Compare(a.ID, b.ID) }) {
		if !e.Counted {
			continue
		}
		key, names := make([]string, len(o.By)), make([]string, len(o.By))
		for i, by := range o.By {
			key[i], names[i] = rowKey(e, by), rowName(e, by)
		}
		k := strings.Join(key, "\x00")
		if rows[k] == nil {
			rows[k] = &Total{Key: key, Names: names, Sum: value.Int(0)}
			rates[k] = map[string]bool{}
		}
		if rate := rows[k].add(e, o); rate != "" {
			rates[k][rate] = true
		}
	}
	var out []Total
	for _, k := range slices.Sorted(maps.Keys(rows)) {
		rows[k].Rates = slices.Sorted(maps.Keys(rates[k]))
		out = append(out, *rows[k])
	}
	return out
}

// add counts an entry in, and names the rate it took.
func (t *Total) add(e ledger.Entry, o TotalsOptions) string {
	t.Entries++
	if e.Money == nil || !e.Money.Amount.Known() || e.Money.Currency == "" {
		t.Unknown++
		return ""
	}
	switch e.Money.Bound {
	case value.UpTo, value.AtMost, value.LessThan:
		t.UpperBounds++
	}
	day := o.RateDay
	if day.IsZero() {
		day = e.Dated().From
	}
	sum, rate, ok := fx.Convert(e.Money.Amount, e.Money.Currency, o.Currency, day)
	if !ok {
		if t.Unconverted == nil {
			t.Unconverted = map[string]value.Number{}
		}
		c := e.Money.Currency
		if have, ok := t.Unconverted[c]; ok {
			t.Unconverted[c] = have.Add(e.Money.Amount)
		} else {
			t.Unconverted[c] = e.Money.Amount
		}
		return ""
	}
	t.Sum = t.Sum.Add(sum)
	if rate.From == rate.To {
		return ""
	}
	return rate.String()
}

func rowKey(e ledger.Entry, by TotalsBy) string {
	switch by {
	case ByDonor:
		return orUnknown(strings.Join(resolve.KeysOf(e.Actors), "+"))
	case ByRecipient:
		return orUnknown(strings.Join(resolve.KeysOf(e.Recipients), "+"))
	case ByCategory:
		return orUnknown(e.Category)
	case ByStage:
		return e.Action
	case ByYear, ByMonth:
		d := e.Dated().From
		if d.IsZero() {
			return orUnknown("")
		}
		if by == ByYear {
			return fmt.Sprintf("%04d", d.Year)
		}
		return d.String()[:7]
	}
	return ""
}

// rowName is a row's key in words: the names of parties, all else as it is.
func rowName(e ledger.Entry, by TotalsBy) string {
	ps := e.Actors
	switch by {
	case ByDonor:
	case ByRecipient:
		ps = e.Recipients
	default:
		return rowKey(e, by)
	}
	var names []string
	for _, p := range ps {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return orUnknown(strings.Join(names, ", "))
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
