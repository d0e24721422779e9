package ask

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/fx"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/query"
	"kiroku/serve/site"
	"kiroku/value"
)

// perPage is how many entries a page of the ledger lists.
const perPage = 50

// Listing is a page of the ledger.
type Listing struct {
	Query   query.Query
	Entries []ledger.Entry
	Count   int
	Pages   int
	Totals  *totals
	Said    string // the filters in words
	Formats []site.Format
	CanSave bool
	Kept    ledger.SavedView // what this listing is saved as
}

// column is a column of the ledger's table.
type column struct {
	Name  string
	Order ledger.Sort
	Class string
}

// Columns are those of the table, in order.
func (Listing) Columns() []column {
	return []column{{"When", ledger.ByNewest, ""}, {Name: "What"}, {"Who", ledger.ByActor, ""}, {"How much", ledger.ByAmount, ""}, {"Reports", ledger.ByReports, "num"}}
}

// Categories, Actions, Currencies, Reviews and Sorts are what the filters offer.
func (Listing) Categories() []string { return claim.Categories }

func (l Listing) Actions() []string {
	byType := map[claim.Type][]string{claim.Aid: claim.AidActions, claim.Sanction: slices.Concat(claim.SanctionActions, claim.SanctionMeasures),
		claim.Impact: claim.ImpactMeasures, claim.Event: claim.EventKinds, claim.Statement: claim.Stances}
	types := l.Query.Filter.Types
	if len(types) == 0 {
		types = claim.Types
	}
	var all []string
	for _, t := range types {
		all = append(all, byType[t]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (Listing) Currencies() []string     { return fx.Currencies() }
func (Listing) Reviews() []ledger.Review { return query.Reviews }
func (Listing) Sorts() []ledger.Sort     { return ledger.Sorts }

func (s Pages) ledger(w http.ResponseWriter, r *http.Request) error {
	q, err := query.Parse(r.URL)
	if err != nil {
		return err
	}
	l := Listing{Query: q, Said: q.Said(), Formats: s.Formats}
	if l.Entries, err = s.Ledger.Entries(r.Context(), q.Window(perPage)); err != nil {
		return err
	}
	if l.Count, err = s.Count(r.Context(), q); err != nil {
		return err
	}
	if l.Totals, err = s.totals(r.Context(), q); err != nil {
		return err
	}
	l.Pages, l.CanSave = query.Pages(l.Count, perPage), s.Shelf != nil && site.UserOf(r).Role.May(ledger.Reviews)
	for _, v := range s.Saved(r.Context()) {
		if v.Address() == q.At(1) {
			l.Kept = v
		}
	}
	return s.Render(w, r, "ledger", site.Page{Title: "Ledger", Active: "ledger", Body: l})
}

// Count is how many entries a query matches.
func (s Pages) Count(ctx context.Context, q query.Query) (int, error) {
	q.Page, q.Filter.Sort, q.In, q.Rates = 1, "", "USD", ""
	return site.Keep(ctx, s.Site, "count "+q.Encode(), func(ctx context.Context) (int, error) { return s.Ledger.Count(ctx, q.Filter) })
}

// totals is what the aid of all matching entries adds up to: each entry once,
// without what is denied, rejected, or held by another sum.
type totals struct {
	Sum         value.Number
	Currency    string
	Counted     int // entries
	Unknown     int // of them, without a stated sum
	Bounded     int // of them, of which an upper bound is stated
	Unconverted []string
	RateDay     value.Day
}

// totals adds up what a query matches, nil where nothing is to be added.
func (s Pages) totals(ctx context.Context, q query.Query) (*totals, error) {
	q.Page, q.Filter.Sort, q.Filter.Counted = 1, "", true
	return site.Keep(ctx, s.Site, "totals "+q.Encode(), func(ctx context.Context) (*totals, error) {
		groups, err := s.Ledger.Groups(ctx, q.Filter, ledger.Grouping{By: []ledger.Dimension{ledger.PerCurrency, ledger.PerDay}})
		if err != nil || len(groups) == 0 {
			return nil, err
		}
		return addUp(groups, q.In, q.RateDay), nil
	})
}

// addUp converts sums by currency and day at the rates of that day, or all of
// one, and adds them.
func addUp(groups []ledger.Group, currency string, rateDay value.Day) *totals {
	t := &totals{Sum: value.Int(0), Currency: currency, RateDay: rateDay}
	left := map[string]value.Number{}
	for _, g := range groups {
		t.Counted += g.Counted
		t.Bounded += g.Bounded
		from, day := g.Key[0], rateDay
		if day.IsZero() {
			day, _ = value.ParseDay(g.Key[1]) // an undated sum has no rate
		}
		sum, _, ok := fx.Convert(g.Stated, from, currency, day)
		switch {
		case from == "":
			t.Unknown += g.Counted
		case ok:
			t.Sum = t.Sum.Add(sum)
			t.Unknown += g.Unknown
		default:
			have, known := left[from]
			if !known {
				have = value.Int(0)
			}
			left[from] = have.Add(g.Stated)
		}
	}
	t.Sum = t.Sum.Round(0)
	for _, from := range slices.Sorted(maps.Keys(left)) {
		t.Unconverted = append(t.Unconverted, from+" "+phrase.Number(left[from]))
	}
	return t
}

// Left says what did not go into the sum.
func (t *totals) Left() string {
	var parts []string
	if t.Unknown > 0 {
		parts = append(parts, phrase.Plural(t.Unknown, "sum")+" not stated")
	}
	if t.Bounded > 0 {
		parts = append(parts, phrase.Plural(t.Bounded, "sum")+" stated as an upper bound")
	}
	if len(t.Unconverted) > 0 {
		parts = append(parts, "without a rate: "+strings.Join(t.Unconverted, ", "))
	}
	return strings.Join(parts, "; ")
}
