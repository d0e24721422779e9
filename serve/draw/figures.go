package draw

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/chart"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// figuresPage is the figures of harm: which there are, or those of one measure
// in one area, as they developed.
type figuresPage struct {
	Measure, Area string
	Name          string // of the area
	Groups        []figureGroup
	Series        []seriesChart
	Alone         []ledger.Entry // figures that stand in no series
	More          int            // series that are not shown
}

// figureGroup is a measure in an area.
type figureGroup struct {
	Measure, Area, Name string
	Figures             int
}

// Address is where the figures are shown.
func (g figureGroup) Address() string { return site.FiguresURL(g.Measure, g.Area) }

// seriesChart is a series, drawn.
type seriesChart struct {
	site.Series
	Chart *chart.Drawing
}

// The bounds of what is listed and drawn.
const (
	maxFigureGroups = 200
	maxPoints       = 800
	maxSeries       = 8
	maxAlone        = 100
)

func (s pages) figures(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if err := query.Check(v); err != nil {
		return err
	}
	p := figuresPage{Measure: v.Get("measure"), Area: v.Get("area")}
	if p.Area == "" {
		var err error
		if p.Groups, err = site.Keep(r.Context(), s.Site, "figures", s.figureGroups); err != nil {
			return err
		}
		return s.Render(w, r, "figures", site.Page{Title: "Figures", Active: "figures", Body: p})
	}
	if !slices.Contains(claim.ImpactMeasures, p.Measure) {
		return ledger.Errorf(ledger.Invalid, "There is no measure %q.", p.Measure)
	}
	var err error
	if p.Name, err = s.AreaName(r.Context(), p.Area); err != nil {
		return err
	}
	entries, err := s.Ledger.Entries(r.Context(), ledger.EntryFilter{Types: []claim.Type{claim.Impact}, Action: p.Measure, Area: p.Area, Limit: maxPoints})
	if err != nil {
		return err
	}
	list := s.Views.Series(entries)
	slices.SortStableFunc(list, func(a, b site.Series) int { return cmp.Compare(len(b.Points), len(a.Points)) })
	var charts []*chart.Drawing
	for i, one := range list {
		switch {
		case len(one.Points) == 1:
			p.Alone = append(p.Alone, one.Points[0])
		case len(charts) == maxSeries:
			p.More++
		default:
			c := seriesChart{one, chart.Points("figures"+strconv.Itoa(i+1), strings.ReplaceAll(one.Measure, "_", " ")+" in "+one.Area, one.Points, one.Line)}
			p.Series, charts = append(p.Series, c), append(charts, c.Chart)
		}
	}
	p.Alone = p.Alone[:min(len(p.Alone), maxAlone)]
	downloads(r, charts...)
	if d := askedFor(r, charts...); d != nil {
		return s.sendSVG(w, d)
	}
	return s.Render(w, r, "figures", site.Page{Title: strings.ReplaceAll(p.Measure, "_", " ") + ", " + p.Name, Active: "figures", Body: p})
}

func (s pages) figureGroups(ctx context.Context) ([]figureGroup, error) {
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{Types: []claim.Type{claim.Impact}},
		ledger.Grouping{By: []ledger.Dimension{ledger.PerAction, ledger.PerArea}, Order: ledger.ByEntries, Limit: maxFigureGroups})
	if err != nil {
		return nil, err
	}
	var list []figureGroup
	for _, g := range groups {
		if g.Key[1] == "" {
			continue
		}
		name, err := s.AreaName(ctx, g.Key[1])
		if err != nil {
			return nil, err
		}
		list = append(list, figureGroup{g.Key[0], g.Key[1], name, g.Entries})
	}
	return list, nil
}
