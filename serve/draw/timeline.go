package draw

import (
	"context"
	"fmt"
	"net/http"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/ask"
	"kiroku/serve/chart"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// timelinePage is entries in order of time, with how many there are a month.
type timelinePage struct {
	ask.Listing
	Days  []timelineDay
	Chart *chart.Drawing
	Table []chart.Column
}

// timelineDay is the entries of one date.
type timelineDay struct {
	Date    string
	Entries []ledger.Entry
}

// monthTable is rows, and how many entries there are, undated ones too.
type monthTable struct {
	rows  []chart.Column
	count int
}

const timelineRows = 80

func (s pages) timeline(w http.ResponseWriter, r *http.Request) error {
	q, err := query.Parse(r.URL)
	if err != nil {
		return err
	}
	p := timelinePage{Listing: ask.Listing{Query: q, Said: q.Said()}}
	table, err := s.months(r.Context(), q)
	if err != nil {
		return err
	}
	p.Table, p.Count = table.rows, table.count
	p.Chart = chart.Columns("timeline", "Entries by "+p.unit(), p.Table)
	downloads(r, p.Chart)
	if d := askedFor(r, p.Chart); d != nil {
		return s.sendSVG(w, d)
	}
	if p.Entries, err = s.Ledger.Entries(r.Context(), q.Window(timelineRows)); err != nil {
		return err
	}
	p.Pages = query.Pages(p.Count, timelineRows)
	for _, e := range p.Entries {
		day := e.Dated().String()
		if n := len(p.Days); n == 0 || p.Days[n-1].Date != day {
			p.Days = append(p.Days, timelineDay{Date: day})
		}
		last := &p.Days[len(p.Days)-1]
		last.Entries = append(last.Entries, e)
	}
	return s.Render(w, r, "timeline", site.Page{Title: "Timeline", Active: "timeline", Body: p})
}

func (p timelinePage) unit() string {
	if len(p.Table) > 0 && len(p.Table[0].Name) == 4 {
		return "year"
	}
	return "month"
}

// maxMonths is how many columns a chart has room for; beyond, they are years.
const maxMonths = 60

// months counts the entries of a query by month and type, and by year where
// they reach over many months. A month without entries is a row of noughts.
func (s pages) months(ctx context.Context, q query.Query) (monthTable, error) {
	q.Page, q.Filter.Sort, q.In, q.Rates = 1, "", "USD", ""
	return site.Keep(ctx, s.Site, "months "+q.Encode(), func(ctx context.Context) (t monthTable, err error) {
		groups, err := s.Ledger.Groups(ctx, q.Filter, ledger.Grouping{By: []ledger.Dimension{ledger.PerMonth, ledger.PerType}})
		if err != nil {
			return t, err
		}
		for _, g := range groups {
			t.count += g.Entries
		}
		t.rows = monthRows(groups)
		return t, nil
	})
}

func monthRows(groups []ledger.Group) []chart.Column {
	var first, last string
	for _, g := range groups {
		if m := g.Key[0]; m != "" {
			if first == "" {
				first = m
			}
			last = m
		}
	}
	if first == "" {
		return nil
	}
	digits, next := 7, nextMonth
	if monthsBetween(first, last) > maxMonths {
		digits, next = 4, nextYear
	}
	var rows []chart.Column
	at := map[string]int{}
	for m := first[:digits]; m <= last[:digits] && len(rows) < 400; m = next(m) {
		at[m] = len(rows)
		rows = append(rows, chart.Column{Name: m, Counts: make([]int, len(claim.Types))})
	}
	for _, g := range groups {
		if g.Key[0] == "" {
			continue
		}
		i, ok := at[g.Key[0][:digits]]
		if !ok {
			continue
		}
		for t, typ := range claim.Types {
			if g.Key[1] == string(typ) {
				rows[i].Counts[t] += g.Entries
			}
		}
	}
	return rows
}

func monthsBetween(first, last string) int {
	var y1, m1, y2, m2 int
	fmt.Sscanf(first, "%d-%d", &y1, &m1) // keys of the store's own making
	fmt.Sscanf(last, "%d-%d", &y2, &m2)
	return (y2-y1)*12 + m2 - m1
}

func nextMonth(m string) string {
	var year, month int
	fmt.Sscanf(m, "%d-%d", &year, &month)
	if month++; month > 12 {
		year, month = year+1, 1
	}
	return fmt.Sprintf("%04d-%02d", year, month)
}

func nextYear(y string) string {
	var year int
	fmt.Sscanf(y, "%d", &year)
	return fmt.Sprintf("%04d", year+1)
}
