package chart

import (
	"fmt"

	"kiroku/claim"
)

// Column is a column of a chart: how many things there are of each type of
// claim, in the order of claim.Types.
type Column struct {
	Name   string
	Counts []int
}

// Sum is how many there are.
func (c Column) Sum() (n int) {
	for _, k := range c.Counts {
		n += k
	}
	return n
}

// Columns draws rows as columns of stacked types over an axis from nought.
func Columns(key, title string, rows []Column) *Drawing {
	if len(rows) == 0 {
		return nil
	}
	const left, right, top, bottom = 46.0, 8.0, 14.0, 26.0
	d := &Drawing{Key: key, Title: title, Width: 960, Height: 190, Words: fmt.Sprintf("Columns from %s to %s; the table below has the same figures.", rows[0].Name, rows[len(rows)-1].Name)}
	most := 0
	for _, r := range rows {
		most = max(most, r.Sum())
	}
	axis := Ticks(float64(most), 4)
	base := d.Height - bottom
	scale := (base - top) / axis[len(axis)-1]
	for _, v := range axis {
		y := base - v*scale
		d.Line("grid", left, y, d.Width-right, y)
		d.Text("tick", "end", left-8, y+4, ShortNumber(v))
	}
	step := (d.Width - left - right) / float64(len(rows))
	every := 1 + len(rows)/16
	for i, r := range rows {
		x, y := left+step*float64(i), base
		for t, typ := range claim.Types {
			h := float64(r.Counts[t]) * scale
			if h == 0 {
				continue
			}
			y -= h
			d.Rect("t-"+string(typ), x+step*0.1, y, step*0.8, h, fmt.Sprintf("%s: %d %s", r.Name, r.Counts[t], typ), "")
		}
		if i%every == 0 {
			d.Text("tick", "middle", x+step/2, d.Height-8, r.Name)
		}
	}
	return d
}
