// Package query is what a reader asks of the ledger, as the address of a page
// says it. In go addresses, out come filters, and addresses again: of another
// page, in another order. What cannot be read is refused as invalid.
package query

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// Query is what a reader asks of the ledger, as its address says it.
type Query struct {
	Filter   ledger.EntryFilter
	Since    string
	Until    string
	Min, Max string
	Page     int    // from 1
	In       string // currency of totals
	Rates    string // day of their rates; "" is each entry's own
	RateDay  value.Day

	path string // of the page that it narrows
}

// The bounds of what a reader may ask.
const (
	MaxParam = 200 // bytes in one field
	MaxPage  = 100_000
)

// Check refuses fields that no form of ours fills so.
func Check(v url.Values) error {
	for name, values := range v {
		for _, s := range values {
			if len(s) > MaxParam || strings.ContainsRune(s, 0) {
				return ledger.Errorf(ledger.Invalid, "%q is longer than %d characters.", name[:min(len(name), 20)], MaxParam)
			}
		}
	}
	return nil
}

// Parse reads an address's fields. What cannot be read is Invalid.
func Parse(u *url.URL) (q Query, err error) {
	v := u.Query()
	if err := Check(v); err != nil {
		return q, err
	}
	one := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	q = Query{Since: one("since"), Until: one("until"), Min: one("min"), Max: one("max"), In: strings.ToUpper(cmp.Or(one("in"), "USD")), Rates: one("rates"), path: u.Path}
	q.Filter = ledger.EntryFilter{Party: one("party"), Actor: one("actor"), Recipient: one("recipient"), Category: one("category"),
		Action: one("action"), Currency: strings.ToUpper(one("currency")), Review: ledger.Review(one("review")), Area: one("area"), Text: one("q"),
		Counted: one("counted") != "", Likely: one("all") == "", Sort: ledger.Sort(one("sort"))}
	for _, t := range v["type"] {
		if t == "" {
			continue
		}
		if !slices.Contains(claim.Types, claim.Type(t)) {
			return q, ledger.Errorf(ledger.Invalid, "There is no type %q; types are %v.", t, claim.Types)
		}
		q.Filter.Types = append(q.Filter.Types, claim.Type(t))
	}
	if q.Filter.Sort != "" && !slices.Contains(ledger.Sorts, q.Filter.Sort) {
		return q, ledger.Errorf(ledger.Invalid, "There is no order %q.", q.Filter.Sort)
	}
	if q.Filter.Review != "" && !slices.Contains(Reviews, q.Filter.Review) {
		return q, ledger.Errorf(ledger.Invalid, "There is no state of review %q.", q.Filter.Review)
	}
	if q.Filter.Period, err = Period(q.Since, q.Until); err != nil {
		return q, err
	}
	if q.Filter.MinAmount, err = amountOf(q.Min); err != nil {
		return q, err
	}
	if q.Filter.MaxAmount, err = amountOf(q.Max); err != nil {
		return q, err
	}
	if q.RateDay, err = value.ParseDay(q.Rates); err != nil {
		return q, ledger.Errorf(ledger.Invalid, "Rates are of a day like 2024-03-14, not %q.", q.Rates)
	}
	q.Page, err = PageOf(v)
	return q, err
}

// Reviews are the states of review that can be asked for.
var Reviews = []ledger.Review{ledger.Open, ledger.Accepted, ledger.Rejected, ledger.Edited}

// PageOf is the page that an address asks for, from 1.
func PageOf(v url.Values) (int, error) {
	p := v.Get("page")
	if p == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(p)
	if err != nil || n < 1 || n > MaxPage {
		return 0, ledger.Errorf(ledger.Invalid, "There is no page %q.", p)
	}
	return n, nil
}

// Period is the time from one date to another, either of which may be open.
func Period(since, until string) (d value.Date, err error) {
	first, err := value.ParseDate(since)
	if err != nil {
		return d, ledger.Errorf(ledger.Invalid, "%q is not a day, a month or a year like 2024-03-14, 2024-03 or 2024.", since)
	}
	last, err := value.ParseDate(until)
	if err != nil {
		return d, ledger.Errorf(ledger.Invalid, "%q is not a day, a month or a year like 2024-03-14, 2024-03 or 2024.", until)
	}
	d = value.Date{From: first.From, To: last.To}
	if !d.From.IsZero() && !d.To.IsZero() && d.To.Cmp(d.From) < 0 {
		return d, ledger.Errorf(ledger.Invalid, "The period ends (%s) before it begins (%s).", until, since)
	}
	return d, nil
}

func amountOf(typed string) (value.Number, error) {
	n, err := value.ParseNumber(strings.NewReplacer(",", "", "_", "", " ", "").Replace(typed))
	if err != nil {
		return n, ledger.Errorf(ledger.Invalid, "%q is not a number like 20000000.", typed)
	}
	return n, nil
}

// values is the query as an address says it, without what is not set.
func (q Query) values() url.Values {
	v, f := url.Values{}, q.Filter
	for _, t := range f.Types {
		v.Add("type", string(t))
	}
	for name, s := range map[string]string{"party": f.Party, "actor": f.Actor, "recipient": f.Recipient, "category": f.Category, "action": f.Action,
		"since": q.Since, "until": q.Until, "min": q.Min, "max": q.Max, "currency": f.Currency, "review": string(f.Review), "area": f.Area, "q": f.Text,
		"sort": string(f.Sort), "rates": q.Rates} {
		if s != "" {
			v.Set(name, s)
		}
	}
	if f.Counted {
		v.Set("counted", "1")
	}
	if !f.Likely {
		v.Set("all", "1")
	}
	if q.In != "USD" {
		v.Set("in", q.In)
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return v
}

// Encode is the query as the part of an address after "?".
func (q Query) Encode() string { return q.values().Encode() }

// On is the same question asked of another page.
func (q Query) On(path string) Query {
	q.path = path
	return q
}

// At is the address of another page of the same answer.
func (q Query) At(page int) string {
	q.Page = page
	return q.address()
}

func (q Query) address() string {
	if e := q.Encode(); e != "" {
		return q.path + "?" + e
	}
	return q.path
}

// By is the address of the same answer in another order. Dates, asked for
// again, are turned round.
func (q Query) By(order ledger.Sort) string {
	q.Page = 1
	if order == ledger.ByNewest && q.order() == ledger.ByNewest {
		order = ledger.ByDate
	}
	q.Filter.Sort = order
	if order == ledger.ByNewest {
		q.Filter.Sort = ""
	}
	return q.address()
}

func (q Query) order() ledger.Sort { return cmp.Or(q.Filter.Sort, ledger.ByNewest) }

// Order is the aria-sort of the column of an order.
func (q Query) Order(order ledger.Sort) string {
	switch at := q.order(); {
	case order == ledger.ByNewest && at == ledger.ByDate, order == at && (at == ledger.ByActor || at == ledger.ByRecipient || at == ledger.ByConfidence):
		return "ascending"
	case order == at:
		return "descending"
	}
	return "none"
}

// Narrow reports whether anything is filtered.
func (q Query) Narrow() bool {
	q.Filter.Sort, q.In, q.Rates, q.Page = "", "USD", "", 1
	return len(q.values()) > 0
}

// Further reports whether a filter of the second row is set.
func (q Query) Further() bool {
	f := q.Filter
	return f.Actor != "" || f.Recipient != "" || f.Category != "" || f.Action != "" || q.Min != "" || q.Max != "" || f.Currency != "" ||
		f.Review != "" || f.Area != "" || q.Rates != "" || q.In != "USD"
}

// HasType reports whether the query names that type.
func (q Query) HasType(t claim.Type) bool { return slices.Contains(q.Filter.Types, t) }

// Window narrows the filter to the page asked for.
func (q Query) Window(size int) ledger.EntryFilter {
	f := q.Filter
	f.Sort, f.Limit, f.Offset = q.order(), size, (q.Page-1)*size
	return f
}

// Said puts the filters into words, for headings and saved views.
func (q Query) Said() string {
	var parts []string
	add := func(format, s string) {
		if s != "" {
			parts = append(parts, fmt.Sprintf(format, s))
		}
	}
	f := q.Filter
	var types []string
	for _, t := range f.Types {
		types = append(types, string(t))
	}
	add("%s", strings.Join(types, " or "))
	add("%s", f.Category)
	add("%s", strings.ReplaceAll(f.Action, "_", " "))
	add("with %s", f.Party)
	add("by %s", f.Actor)
	add("to %s", f.Recipient)
	add("in %s", f.Area)
	add("since %s", q.Since)
	add("until %s", q.Until)
	add("from %s", q.Min)
	add("up to %s", q.Max)
	add("in %s", f.Currency)
	add("%s", string(f.Review))
	add("“%s”", f.Text)
	if f.Counted {
		add("%s", "counted in totals")
	}
	if !f.Likely {
		add("%s", "hardly likely ones too")
	}
	return strings.Join(parts, ", ")
}

// Pages is how many pages n things fill.
func Pages(n, size int) int { return max(1, (n+size-1)/size) }
