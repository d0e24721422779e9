package chart

import (
	"fmt"
	"math"
	"strings"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

// Points draws figures over time from nought, and a line through some of them. A bound is drawn as what
// it leaves open: an arrow up for "at least", down for "at most", a bar for a
// range, a hollow point for "about".
func Points(key, title string, points, line []ledger.Entry) *Drawing {
	const left, right, top, bottom, width, height = 64.0, 28.0, 18.0, 30.0, 860.0, 260.0
	d := &Drawing{Key: key, Title: title, Width: width, Height: height}
	first, last := dayNumber(points[0]), dayNumber(points[0])
	most := 0.0
	for _, e := range points {
		if x := dayNumber(e); !math.IsNaN(x) {
			first, last = least(first, x), greatest(last, x)
		}
		most = max(most, e.Quantity.Value.Float(), e.Quantity.ValueTo.Float())
	}
	axis := Ticks(most, 4)
	base := height - bottom
	yOf := func(v float64) float64 { return base - v*(base-top)/axis[len(axis)-1] }
	xOf := func(day float64) float64 {
		if math.IsNaN(day) || last <= first {
			return (left + width - right) / 2
		}
		return left + (day-first)*(width-left-right)/(last-first)
	}
	for _, v := range axis {
		d.Line("grid", left, yOf(v), width-right, yOf(v))
		d.Text("tick", "end", left-8, yOf(v)+4, ShortNumber(v))
	}
	d.timeAxis(first, last, xOf, base)
	var path strings.Builder
	for i, e := range line {
		verb := "L"
		if i == 0 {
			verb = "M"
		}
		fmt.Fprintf(&path, "%s%.1f %.1f", verb, xOf(dayNumber(e)), yOf(e.Quantity.Value.Float()))
	}
	d.Path("line", path.String(), "", "")
	for _, e := range points {
		d.point(xOf(dayNumber(e)), yOf, e)
	}
	d.Words = fmt.Sprintf("%s over time from nought; the table below has the same figures.", phrase.Plural(len(points), "figure"))
	return d
}

// timeAxis writes the first and the last day, and some between.
func (d *Drawing) timeAxis(first, last float64, xOf func(float64) float64, base float64) {
	if math.IsNaN(first) {
		d.Text("tick", "middle", xOf(first), base+20, "undated")
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
		if n > 0 && i == n { // else the last day's words are cut off
			anchor = "end"
		}
		d.Text("tick", anchor, xOf(day), base+20, value.NewDay(1970, 1, 1+int(day)).String())
		d.Line("axis", xOf(day), base, xOf(day), base+4)
	}
}

func (d *Drawing) point(x float64, yOf func(float64) float64, e ledger.Entry) {
	q := e.Quantity
	y := yOf(q.Value.Float())
	title := fmt.Sprintf("%s: %s, %s", phrase.Days(e.Dated()), phrase.Bounded(q.Bound, q.Value, q.ValueTo), phrase.Authority(e))
	class := "point"
	switch q.Bound {
	case value.AtLeast, value.MoreThan:
		d.Path("bound", fmt.Sprintf("M%.1f %.1fv-14m-4 5 4 -5 4 5", x, y-3), "", "")
	case value.AtMost, value.LessThan, value.UpTo:
		d.Path("bound", fmt.Sprintf("M%.1f %.1fv14m-4 -5 4 5 4 -5", x, y+3), "", "")
	case value.Approximately:
		class = "open"
	}
	if q.ValueTo.Known() {
		d.Line("bound", x, y, x, yOf(q.ValueTo.Float()))
	}
	d.Circle(class, x, y, 4.5, title, "/entry/"+e.ID)
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
