package serve

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
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
func (g figureGroup) Address() string {
	return "/figures?" + url.Values{"measure": {g.Measure}, "area": {g.Area}}.Encode()
}

// seriesChart is a series, drawn.
type seriesChart struct {
	Series
	Chart *drawing
}

// The bounds of what is listed and drawn.
const (
	maxFigureGroups = 200
	maxPoints       = 800
	maxSeries       = 8
	maxAlone        = 100
)

func (s *Server) figures(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if err := checkParams(v); err != nil {
		return err
	}
	p := figuresPage{Measure: v.Get("measure"), Area: v.Get("area")}
	if p.Area == "" {
		var err error
		if p.Groups, err = keep(r.Context(), s, "figures", s.figureGroups); err != nil {
			return err
		}
		return s.render(w, r, "figures", page{Title: "Figures", Active: "figures", Body: p})
	}
	if !slices.Contains(claim.ImpactMeasures, p.Measure) {
		return ledger.Errorf(ledger.Invalid, "There is no measure %q.", p.Measure)
	}
	var err error
	if p.Name, err = s.areaName(r.Context(), p.Area); err != nil {
		return err
	}
	entries, err := s.Ledger.Entries(r.Context(), ledger.EntryFilter{Types: []claim.Type{claim.Impact}, Action: p.Measure, Area: p.Area, Limit: maxPoints})
	if err != nil {
		return err
	}
	list := s.Views.Series(entries)
	slices.SortStableFunc(list, func(a, b Series) int { return cmp.Compare(len(b.Points), len(a.Points)) })
	var charts []*drawing
	for i, one := range list {
		switch {
		case len(one.Points) == 1:
			p.Alone = append(p.Alone, one.Points[0])
		case len(charts) == maxSeries:
			p.More++
		default:
			c := seriesChart{one, pointsChart("figures"+strconv.Itoa(i+1), one)}
			p.Series, charts = append(p.Series, c), append(charts, c.Chart)
		}
	}
	p.Alone = p.Alone[:min(len(p.Alone), maxAlone)]
	downloads(r, charts...)
	if d := askedFor(r, charts...); d != nil {
		return s.sendSVG(w, d)
	}
	return s.render(w, r, "figures", page{Title: strings.ReplaceAll(p.Measure, "_", " ") + ", " + p.Name, Active: "figures", Body: p})
}

func (s *Server) figureGroups(ctx context.Context) ([]figureGroup, error) {
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
		name, err := s.areaName(ctx, g.Key[1])
		if err != nil {
			return nil, err
		}
		list = append(list, figureGroup{g.Key[0], g.Key[1], name, g.Entries})
	}
	return list, nil
}

// areaName is the name to show for the key of an area.
func (s *Server) areaName(ctx context.Context, key string) (string, error) {
	name, err := s.partyName(ctx, key)
	if name == key {
		name = capital(key)
	}
	return name, err
}

// pointsChart draws a series over time from nought. A bound is drawn as what
// it leaves open: an arrow up for "at least", down for "at most", a bar for a
// range, a hollow point for "about".
func pointsChart(key string, one Series) *drawing {
	const left, right, top, bottom, width, height = 64.0, 28.0, 18.0, 30.0, 860.0, 260.0
	d := &drawing{Key: key, Title: strings.ReplaceAll(one.Measure, "_", " ") + " in " + one.Area, Width: width, Height: height}
	first, last := dayNumber(one.Points[0]), dayNumber(one.Points[0])
	most := 0.0
	for _, e := range one.Points {
		if x := dayNumber(e); !math.IsNaN(x) {
			first, last = least(first, x), greatest(last, x)
		}
		most = max(most, e.Quantity.Value.Float(), e.Quantity.ValueTo.Float())
	}
	axis := ticks(most, 4)
	base := height - bottom
	yOf := func(v float64) float64 { return base - v*(base-top)/axis[len(axis)-1] }
	xOf := func(day float64) float64 {
		if math.IsNaN(day) || last <= first {
			return (left + width - right) / 2
		}
		return left + (day-first)*(width-left-right)/(last-first)
	}
	for _, v := range axis {
		d.line("grid", left, yOf(v), width-right, yOf(v))
		d.text("tick", "end", left-8, yOf(v)+4, shortNumber(v))
	}
	d.timeAxis(first, last, xOf, base)
	var path strings.Builder
	lead := ""
	for _, e := range one.Points {
		if day := e.Dated().From; !day.IsZero() && day.String() != lead {
			lead = day.String()
			top := leading(one.Points, day)
			verb := "L"
			if path.Len() == 0 {
				verb = "M"
			}
			fmt.Fprintf(&path, "%s%.1f %.1f", verb, xOf(dayNumber(top)), yOf(top.Quantity.Value.Float()))
		}
	}
	d.path("line", path.String(), "", "")
	for _, e := range one.Points {
		d.point(xOf(dayNumber(e)), yOf, e)
	}
	d.Words = fmt.Sprintf("%s over time from nought; the table below has the same figures.", phrase.Plural(len(one.Points), "figure"))
	return d
}

// leading is the point of a day that a line goes through: the one that most
// origins report, then the highest.
func leading(points []ledger.Entry, day value.Day) ledger.Entry {
	var best ledger.Entry
	for _, e := range points {
		if e.Dated().From == day && (best.ID == "" || cmp.Or(cmp.Compare(e.Origins, best.Origins), e.Quantity.Value.Cmp(best.Quantity.Value)) > 0) {
			best = e
		}
	}
	return best
}

// timeAxis writes the first and the last day, and some between.
func (d *drawing) timeAxis(first, last float64, xOf func(float64) float64, base float64) {
	if math.IsNaN(first) {
		d.text("tick", "middle", xOf(first), base+20, "undated")
		return
	}
	n := 5
	if last-first < 5 {
		n = int(last - first)
	}
	for i := 0; i <= n; i++ {
		day := first
		if n > 0 {
			day = math.Round(first + (last-first)*float64(i)/float64(n))
		}
		anchor := "middle"
		d.text("tick", anchor, xOf(day), base+20, value.NewDay(1970, 1, 1+int(day)).String())
		d.line("axis", xOf(day), base, xOf(day), base+4)
	}
}

func (d *drawing) point(x float64, yOf func(float64) float64, e ledger.Entry) {
	q := e.Quantity
	y := yOf(q.Value.Float())
	title := fmt.Sprintf("%s: %s, %s", phrase.Days(e.Dated()), phrase.Bounded(q.Bound, q.Value, q.ValueTo), authority(e))
	class := "point"
	switch q.Bound {
	case value.AtLeast, value.MoreThan:
		d.path("bound", fmt.Sprintf("M%.1f %.1fv-14m-4 5 4 -5 4 5", x, y-3), "", "")
	case value.AtMost, value.LessThan, value.UpTo:
		d.path("bound", fmt.Sprintf("M%.1f %.1fv14m-4 -5 4 5 4 -5", x, y+3), "", "")
	case value.Approximately:
		class = "open"
	}
	if q.ValueTo.Known() {
		d.line("bound", x, y, x, yOf(q.ValueTo.Float()))
	}
	d.circle(class, x, y, 4.5, title, "/entry/"+e.ID)
}

// authority is who counted, as far as the reports say.
func authority(e ledger.Entry) string {
	if len(e.Sources) == 0 {
		return phrase.Plural(len(e.Documents), "report")
	}
	var names []string
	for _, a := range e.Sources {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

func dayNumber(e ledger.Entry) float64 {
	day := e.Dated().From
	if day.IsZero() {
		return math.NaN()
	}
	return float64(day.Time().Unix() / (24 * 3600))
}

func least(a, b float64) float64 {
	if math.IsNaN(a) || b < a {
		return b
	}
	return a
}

func greatest(a, b float64) float64 {
	if math.IsNaN(a) || b > a {
		return b
	}
	return a
}
