// Package chart draws charts on the server, as shapes that a page or a file
// shows. In go figures, out come drawings; every axis begins at nought, and what
// is a bound or not stated is drawn as that. Nothing is rounded away: the page
// has a table beside it.
package chart

import (
	"fmt"
	"math"
	"strings"

	"kiroku/phrase"
	"kiroku/value"
)

// Drawing is a chart as shapes in its own units, made on the server. Colours
// come from classes: the page's style, or the one that a downloaded file
// carries.
type Drawing struct {
	Key           string // names the chart in its address: "?svg=key"
	Title         string
	Words         string // what it shows, for those who do not see it
	Width, Height float64
	Shapes        []Shape
	Download      string // address of the chart as a file
}

// Shape is a rectangle, a line, a circle, a path or some words. Coordinates
// are of the Drawing.
type Shape struct {
	Kind   string // "rect", "line", "circle", "path", "text"
	Class  string
	Title  string
	Href   string
	Text   string
	Anchor string // of text: "start", "middle", "end"
	D      string // of a path
	X, Y   float64
	W, H   float64 // of a rectangle; the other end of a line; radius of a circle in W; width of a path's stroke in W
}

// Rect draws a rectangle.
func (d *Drawing) Rect(class string, x, y, w, h float64, title, href string) {
	d.Shapes = append(d.Shapes, Shape{Kind: "rect", Class: class, X: x, Y: y, W: max(w, 0), H: max(h, 0), Title: title, Href: href})
}

// Line draws a line.
func (d *Drawing) Line(class string, x1, y1, x2, y2 float64) {
	d.Shapes = append(d.Shapes, Shape{Kind: "line", Class: class, X: x1, Y: y1, W: x2, H: y2})
}

// Text writes words.
func (d *Drawing) Text(class, anchor string, x, y float64, words string) {
	d.Shapes = append(d.Shapes, Shape{Kind: "text", Class: class, Anchor: anchor, X: x, Y: y, Text: words})
}

// Circle draws a circle.
func (d *Drawing) Circle(class string, x, y, r float64, title, href string) {
	d.Shapes = append(d.Shapes, Shape{Kind: "circle", Class: class, X: x, Y: y, W: r, Title: title, Href: href})
}

// Path draws a path of SVG's notation.
func (d *Drawing) Path(class, path, title, href string) {
	d.Shapes = append(d.Shapes, Shape{Kind: "path", Class: class, D: path, Title: title, Href: href})
}

// Ticks are round values from nought to at least most, about n of them.
func Ticks(most float64, n int) []float64 {
	if most <= 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return []float64{0, 1}
	}
	step := math.Pow(10, math.Floor(math.Log10(most/float64(n))))
	for _, m := range []float64{1, 2, 5, 10} {
		if most/(step*m) <= float64(n) {
			step *= m
			break
		}
	}
	list := []float64{0}
	for v := step; ; v += step {
		list = append(list, v)
		if v >= most {
			return list
		}
	}
}

// ShortNumber is a number in three figures at most: "48.6 m", "1.23 bn".
func ShortNumber(f float64) string {
	for _, s := range []struct {
		unit float64
		name string
	}{{1e12, " tn"}, {1e9, " bn"}, {1e6, " m"}, {1e4, " k"}} {
		unit := s.unit
		if s.name == " k" {
			unit = 1e3
		}
		if math.Abs(f) >= s.unit*0.9995 {
			return figures(f/unit) + s.name
		}
	}
	return phrase.Thousands(fmt.Sprintf("%.0f", f))
}

func figures(f float64) string {
	places := 2 - int(math.Floor(math.Log10(math.Abs(f))+1e-9))
	s := fmt.Sprintf("%.*f", max(places, 0), f)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// ShortSum is a sum in dollars for a cell or a bar.
func ShortSum(n value.Number) string { return ShortNumber(n.Float()) }

// Bar is a line of a chart of bars: parts that stand behind each other, from
// nought.
type Bar struct {
	Name  string
	Href  string
	Parts []Part
	Note  string // what could not be drawn: "3 sums not stated"
}

// Part is a piece of a bar.
type Part struct {
	Class string
	Name  string
	Value float64
}

// Bars draws horizontal bars over an axis that begins at nought.
func Bars(key, title, unit string, list []Bar) *Drawing {
	const left, right, top, step, thick = 190.0, 130.0, 30.0, 30.0, 18.0
	d := &Drawing{Key: key, Title: title, Width: 800, Height: top + step*float64(len(list)) + 8}
	most := 0.0
	for _, b := range list {
		sum := 0.0
		for _, p := range b.Parts {
			sum += p.Value
		}
		most = max(most, sum)
	}
	axis := Ticks(most, 5)
	scale := (d.Width - left - right) / axis[len(axis)-1]
	for _, v := range axis {
		x := left + v*scale
		d.Line("grid", x, top-6, x, d.Height-8)
		d.Text("tick", "middle", x, top-12, ShortNumber(v))
	}
	d.Text("tick", "end", left-10, top-12, unit)
	for i, b := range list {
		y := top + step*float64(i)
		d.Shapes = append(d.Shapes, Shape{Kind: "text", Class: "name", Anchor: "end", X: left - 10, Y: y + thick/2 + 4, Text: Clip(b.Name, 26), Href: b.Href, Title: b.Name})
		x, sum := left, 0.0
		for _, p := range b.Parts {
			w := p.Value * scale
			d.Rect(p.Class, x, y, w, thick, b.Name+", "+p.Name+": "+ShortNumber(p.Value), b.Href)
			x, sum = x+w, sum+p.Value
		}
		words := b.Note
		if sum > 0 {
			words = strings.TrimSpace(ShortNumber(sum) + "  " + b.Note)
		}
		d.Text("note", "start", x+6, y+thick/2+4, words)
	}
	d.Words = fmt.Sprintf("%s: bars of %d rows from nought; the table beside it has the same figures.", title, len(list))
	return d
}

// Clip is a name short enough for a label.
func Clip(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

// Style colours a chart that stands in a file of its own.
const Style = `text{font:12px system-ui,sans-serif;fill:#1f1c18}.tick,.note{fill:#5f5850}.grid{stroke:#e3dccf}.axis{stroke:#8d8477}
.s-pledge{fill:#cfe7dc;stroke:#17694f}.s-approve{fill:#8fc7ae}.s-send{fill:#45997a}.s-deliver{fill:#17694f}
.t-aid{fill:#17694f}.t-sanction{fill:#6a3ba3}.t-impact{fill:#b02323}.t-event{fill:#1c5c9e}.t-statement{fill:#a98212}
.line{fill:none;stroke:#b02323;stroke-width:2}.point{fill:#b02323}.open{fill:#fff;stroke:#b02323;stroke-width:2}.bound{stroke:#b02323;stroke-width:2}
.land{fill:#ece6da;stroke:#faf8f4;stroke-width:.5}.m1{fill:#fbe3d8}.m2{fill:#f5bfa9}.m3{fill:#e58f74}.m4{fill:#cb5b40}.m5{fill:#a5301c}
.flow{fill:none;stroke:#1c5c9e;stroke-opacity:.65}.a1{stroke:#1c5c9e;fill:#1c5c9e}`
