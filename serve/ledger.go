package serve

import (
	"net/http"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/phrase"
	"kiroku/value"
)

// perPage is how many entries a page of the ledger lists.
const perPage = 50

// listing is a page of the ledger.
type listing struct {
	Query     query
	Rows      []*row
	Count     int
	Reports   int // of all that match
	Origins   int
	Pages     int
	Totals    *totalsLine
	Narrowing string // the filters in words
	Formats   []Format
}

// column is a column of the ledger's table.
type column struct{ Name, Order, Class string }

// Columns are those of the table, in order.
func (listing) Columns() []column {
	return []column{{"When", "when", ""}, {"What", "type", ""}, {"Who", "who", ""}, {"How much", "amount", ""}, {"Reports", "reports", "num"}}
}

// Categories, Actions, Currencies and States are what the filters offer.
func (listing) Categories() []string { return claim.Categories }

func (l listing) Actions() []string {
	byType := map[claim.Type][]string{claim.Aid: claim.AidActions, claim.Sanction: claim.SanctionActions, claim.Impact: claim.ImpactMeasures,
		claim.Event: claim.EventKinds, claim.Statement: claim.Stances}
	if len(l.Query.Types) == 1 {
		return byType[l.Query.Types[0]]
	}
	var all []string
	for _, t := range claim.Types {
		all = append(all, byType[t]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (listing) Currencies() []string { return currencies }
func (listing) States() []string     { return []string{"open", "accepted", "rejected", "edited"} }

// totalsLine is what the aid of all matching entries adds up to.
type totalsLine struct {
	Sum         value.Number
	Currency    string
	Entries     int
	Unknown     int
	UpperBounds int
	Unconverted []string
	Rates       []string
}

func (s *Server) ledger(w http.ResponseWriter, r *http.Request) error {
	q, err := parseQuery(r.URL.Query())
	if err != nil {
		return err
	}
	snap, err := s.snapshot(r.Context())
	if err != nil {
		return err
	}
	rows := q.rows(snap)
	l := listing{Query: q, Count: len(rows), Pages: max(1, (len(rows)+perPage-1)/perPage), Narrowing: q.Said(), Formats: s.Formats}
	for _, row := range rows {
		l.Reports += row.Reports
		l.Origins += row.Origins
	}
	l.Totals = s.totals(snap, q, rows)
	start := min(len(rows), (q.Page-1)*perPage)
	l.Rows = rows[start:min(len(rows), start+perPage)]
	return s.render(w, r, "ledger", page{Title: "Ledger", Active: "ledger", Body: l})
}

// currencies are those offered for totals.
var currencies = []string{"USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NOK", "SEK", "DKK", "PLN", "CNY"}

// totals adds up the aid of rows, nil where there is none. What a query adds
// up to is kept while the ledger stays as it is.
func (s *Server) totals(snap *snapshot, q query, rows []*row) *totalsLine {
	q.Page, q.Sort = 1, ""
	key := q.Encode()
	if kept, ok := snap.derived.totals.Load(key); ok {
		return kept.(*totalsLine)
	}
	var aid []*row
	for _, row := range rows {
		if row.Type == claim.Aid {
			aid = append(aid, row)
		}
	}
	var line *totalsLine
	for _, t := range s.Views.Totals(entriesOf(aid), TotalsOptions{Currency: q.In, RateDay: q.rateDay}) {
		line = &totalsLine{Sum: t.Sum.Round(0), Currency: q.In, Entries: t.Entries, Unknown: t.Unknown, UpperBounds: t.UpperBounds, Rates: t.Rates}
		for currency, sum := range t.Unconverted {
			line.Unconverted = append(line.Unconverted, currency+" "+phrase.Number(sum))
		}
		slices.Sort(line.Unconverted)
	}
	snap.derived.totals.Store(key, line)
	return line
}

// Left says what did not go into the sum.
func (t *totalsLine) Left() string {
	var parts []string
	if t.Unknown > 0 {
		parts = append(parts, phrase.Plural(t.Unknown, "sum")+" not stated")
	}
	if len(t.Unconverted) > 0 {
		parts = append(parts, "not converted: "+strings.Join(t.Unconverted, ", "))
	}
	if t.UpperBounds > 0 {
		parts = append(parts, phrase.Plural(t.UpperBounds, "sum")+" stated as an upper bound")
	}
	return strings.Join(parts, "; ")
}
