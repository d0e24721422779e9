package draw

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/ask"
	"kiroku/serve/chart"
	"kiroku/serve/query"
	"kiroku/serve/site"
	"kiroku/serve/world"
	"kiroku/value"
)

// mapPage is flows of aid, or figures of harm, on a map.
type mapPage struct {
	Layer        string // "received", "given", or a measure of harm
	Layers       []string
	Since, Until string
	Chart        *chart.Drawing
	Rows         []mapRow
	Flows        []mapFlow
	Off          int // rows that the map has no place for
	Aid          bool
}

// mapRow is a party or an area and its amount.
type mapRow struct {
	Key, Name string
	Amount    value.Number
	Unknown   int // sums not stated
	Counted   int // of aid: entries
	Level     int
	OnMap     bool
	Href      string
}

// AllUnknown reports whether no sum of the row is stated.
func (r mapRow) AllUnknown() bool { return r.Counted > 0 && r.Unknown == r.Counted }

// mapFlow is aid from one country to another.
type mapFlow struct {
	From, To ask.Flow
	ask.Sum
}

// The bounds of what is drawn and listed.
const (
	maxMapRows  = 60
	maxMapFlows = 30
	maxHarm     = 3000
)

func (s pages) worldMap(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if err := query.Check(v); err != nil {
		return err
	}
	p := &mapPage{Layer: cmp.Or(v.Get("layer"), "received"), Since: strings.TrimSpace(v.Get("since")), Until: strings.TrimSpace(v.Get("until"))}
	p.Layers = append([]string{"received", "given"}, claim.ImpactMeasures...)
	if !slices.Contains(p.Layers, p.Layer) {
		return ledger.Errorf(ledger.Invalid, "There is no map of %q.", p.Layer)
	}
	period, err := query.Period(p.Since, p.Until)
	if err != nil {
		return err
	}
	p.Aid = p.Layer == "received" || p.Layer == "given"
	kept, err := site.Keep(r.Context(), s.Site, "map "+p.Layer+" "+period.String(), func(ctx context.Context) (*mapPage, error) {
		p := *p
		return &p, s.fillMap(ctx, &p, period)
	})
	if err != nil {
		return err
	}
	shown := *kept
	shown.Since, shown.Until = p.Since, p.Until
	chart := *shown.Chart
	shown.Chart = &chart
	downloads(r, shown.Chart)
	if d := askedFor(r, shown.Chart); d != nil {
		return s.sendSVG(w, d)
	}
	return s.Render(w, r, "map", site.Page{Title: "Map", Active: "map", Body: shown})
}

func (s pages) fillMap(ctx context.Context, p *mapPage, period value.Date) (err error) {
	if p.Aid {
		err = s.aidRows(ctx, p, period)
	} else {
		p.Rows, err = s.harmRows(ctx, p.Layer, period)
	}
	if err != nil {
		return err
	}
	_, at := world.Countries()
	most := 0.0
	for _, row := range p.Rows {
		most = max(most, row.Amount.Float())
	}
	for i := range p.Rows {
		row := &p.Rows[i]
		if _, row.OnMap = at[row.Key]; !row.OnMap {
			p.Off++
		}
		if row.Amount.Sign() > 0 {
			row.Level = levelOf(row.Amount.Float(), most)
		}
	}
	p.Chart = s.drawMap(p)
	p.Rows = p.Rows[:min(len(p.Rows), maxMapRows)]
	return nil
}

// aidRows are counted aid by who receives or gives it, and between whom.
func (s pages) aidRows(ctx context.Context, p *mapPage, period value.Date) error {
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{Counted: true, Period: period},
		ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerRecipient}, Order: ledger.BySum, Limit: matrixGroups})
	if err != nil {
		return err
	}
	side, role := 1, "recipient"
	if p.Layer == "given" {
		side, role = 0, "actor"
	}
	_, at := world.Countries()
	sums := map[string]ask.Sum{}
	for _, g := range groups {
		one := ask.SumOf(g)
		if key := g.Key[side]; key != "" {
			sums[key] = sums[key].Add(one)
		}
		_, from := at[g.Key[0]]
		_, to := at[g.Key[1]]
		if from && to && g.Key[0] != g.Key[1] && len(p.Flows) < maxMapFlows {
			p.Flows = append(p.Flows, mapFlow{ask.Flow{Key: g.Key[0], Name: s.Place(g.Key[0])}, ask.Flow{Key: g.Key[1], Name: s.Place(g.Key[1])}, one})
		}
	}
	for key, sum := range sums {
		p.Rows = append(p.Rows, mapRow{Key: key, Name: s.Place(key), Amount: sum.USD, Unknown: sum.Unknown, Counted: sum.Counted,
			Href: "/ledger?" + url.Values{"type": {"aid"}, "counted": {"1"}, role: {site.FirstKey(key)}}.Encode()})
	}
	sortRows(p.Rows)
	for i := range p.Rows[:min(len(p.Rows), maxMapRows)] { // the table names these alone
		if p.Rows[i].Name, err = s.PartyName(ctx, p.Rows[i].Key); err != nil {
			return err
		}
	}
	return nil
}

// harmRows are the highest figure of a measure that was reported of each
// country. Figures of a country and its parts are not added up: they overlap.
func (s pages) harmRows(ctx context.Context, measure string, period value.Date) ([]mapRow, error) {
	entries, err := s.Ledger.Entries(ctx, ledger.EntryFilter{Types: []claim.Type{claim.Impact}, Action: measure, Period: period, Sort: ledger.ByReports, Limit: maxHarm})
	if err != nil {
		return nil, err
	}
	highest := map[string]mapRow{}
	for _, e := range entries {
		if e.Status == "rejected" || e.Polarity == claim.Negated || !e.Quantity.Value.Known() || e.Where.Name == "" || e.Modality == claim.Possibility {
			continue
		}
		key := cmp.Or(e.Where.Code, claim.FoldName(e.Where.Name))
		if have, ok := highest[key]; ok && e.Quantity.Value.Cmp(have.Amount) <= 0 {
			continue
		}
		highest[key] = mapRow{Key: key, Name: cmp.Or(s.Place(e.Where.Code), e.Where.Name), Amount: e.Quantity.Value, Href: "/entry/" + e.ID}
	}
	rows := slices.Collect(maps.Values(highest))
	sortRows(rows)
	return rows, nil
}

func sortRows(rows []mapRow) {
	slices.SortFunc(rows, func(a, b mapRow) int { return cmp.Or(b.Amount.Cmp(a.Amount), cmp.Compare(a.Key, b.Key)) })
}

// drawMap shades the countries and draws the flows over them.
func (s pages) drawMap(p *mapPage) *chart.Drawing {
	countries, at := world.Countries()
	d := &chart.Drawing{Key: "map", Title: "Map: " + p.Title(), Width: 1035, Height: 425,
		Words: "Countries shaded by amount; the table beside it has the same figures. Borders are the map data’s."}
	rows := map[string]mapRow{}
	for _, row := range p.Rows {
		rows[row.Key] = row
	}
	for _, c := range countries {
		row, ok := rows[c.Code]
		if !ok || row.Level == 0 && row.Unknown == 0 {
			d.Path("land", c.Outline, c.Name, "")
			continue
		}
		title := row.Name + ": " + phrase.Number(row.Amount)
		if row.Unknown > 0 {
			title += fmt.Sprintf(" and %s not stated", phrase.Plural(row.Unknown, "sum"))
		}
		d.Path("land m"+strconv.Itoa(max(row.Level, 1)), c.Outline, title, row.Href)
	}
	most := 0.0
	for _, f := range p.Flows {
		most = max(most, f.USD.Float())
	}
	for _, f := range slices.Backward(p.Flows) {
		a, b := countries[at[f.From.Key]], countries[at[f.To.Key]]
		width := 0.8
		if most > 0 {
			width += 5 * math.Sqrt(f.USD.Float()/most)
		}
		d.Shapes = append(d.Shapes, chart.Shape{Kind: "path", Class: "flow", D: arc(a.X, a.Y, b.X, b.Y), W: width,
			Title: f.From.Name + " to " + f.To.Name + ": " + dollarsOf(f.Sum)})
		d.Circle("a1", b.X, b.Y, 2.5, "", "")
	}
	return d
}

// arc bends upwards from one place to another.
func arc(x1, y1, x2, y2 float64) string {
	dx, dy := x2-x1, y2-y1
	lift := 0.22 * math.Hypot(dx, dy)
	return fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f", x1, y1, x1+dx/2, y1+dy/2-lift, x2, y2)
}

// dollarsOf is a sum in words, with what is not stated.
func dollarsOf(s ask.Sum) string {
	switch {
	case s.Unknown == s.Counted:
		return "sum not stated"
	case s.Unknown > 0:
		return fmt.Sprintf("USD %s and %s not stated", chart.ShortSum(s.USD), phrase.Plural(s.Unknown, "sum"))
	}
	return "USD " + chart.ShortSum(s.USD)
}

// Title says what the map shows.
func (p mapPage) Title() string {
	switch p.Layer {
	case "received":
		return "aid received"
	case "given":
		return "aid given"
	}
	return strings.ReplaceAll(p.Layer, "_", " ")
}
