package main

import (
	"io"
	"strings"
)

// column is one column of a table. A table narrower than its text wraps the
// columns that may be narrower, widest first, down to their least width.
type column struct {
	name  string
	least int  // cells it never goes under; 0 keeps it as wide as its text
	early bool // gives way before the columns that are not
	right bool // figures: aligned to the right
	style style
}

// table lays rows out in the width of a terminal. Cells are made printable
// here, so that no document can draw on the screen.
type table struct {
	columns []column
	rows    [][]string
	lines   int  // lines that one row may take; what does not fit ends in …
	bare    bool // no heading

	sections []section
}

const gap = "  "

// section begins a part of the table under its own heading.
func (t *table) section(title string) {
	t.sections = append(t.sections, section{len(t.rows), title})
}

type section struct {
	row   int // the one it stands before
	title string
}

func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = oneLine(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// write draws the table for the console's width.
func (t *table) write(w io.Writer, con *console) {
	widths := t.fit(con.width)
	if !t.bare {
		t.heading(w, con, widths)
	}
	sections := t.sections
	for i, cells := range t.rows {
		if len(sections) > 0 && sections[0].row == i {
			if i > 0 {
				io.WriteString(w, "\n")
			}
			io.WriteString(w, con.paint(yellow, sections[0].title)+"\n")
			sections = sections[1:]
		}
		t.row(w, con, widths, cells, plain)
	}
}

func (t *table) heading(w io.Writer, con *console, widths []int) {
	head := make([]string, len(t.columns))
	for i, col := range t.columns {
		head[i] = col.name
	}
	t.row(w, con, widths, head, bold)
	var rule []string
	for _, n := range widths {
		rule = append(rule, strings.Repeat("─", n))
	}
	io.WriteString(w, con.paint(dim, strings.Join(rule, gap))+"\n")
}

// fit gives each column its width: as wide as its text where all of it fits,
// and otherwise cell by cell narrower, the widest first.
func (t *table) fit(width int) []int {
	widths := make([]int, len(t.columns))
	total := len(gap) * (len(t.columns) - 1)
	for i, col := range t.columns {
		widths[i] = columns(col.name)
		for _, cells := range t.rows {
			widths[i] = max(widths[i], columns(cells[i]))
		}
		total += widths[i]
	}
	for total > width {
		i := t.widest(widths, true)
		if i < 0 {
			i = t.widest(widths, false)
		}
		if i < 0 {
			break // nothing can give way: lines run over rather than lose text
		}
		widths[i]--
		total--
	}
	return widths
}

// widest is the widest column that can give way, -1 for none.
func (t *table) widest(widths []int, early bool) int {
	widest := -1
	for i, col := range t.columns {
		if col.early == early && col.least > 0 && widths[i] > col.least && (widest < 0 || widths[i] > widths[widest]) {
			widest = i
		}
	}
	return widest
}

// row draws one row, as many lines as its tallest cell needs.
func (t *table) row(w io.Writer, con *console, widths []int, cells []string, all style) {
	wrapped := make([][]string, len(cells))
	height := 1
	for i, cell := range cells {
		wrapped[i] = wrap(cell, widths[i])
		if t.lines > 0 && len(wrapped[i]) > t.lines {
			rest := strings.Join(wrapped[i][t.lines-1:], " ")
			wrapped[i] = append(wrapped[i][:t.lines-1], clip(rest, widths[i]))
		}
		height = max(height, len(wrapped[i]))
	}
	for n := range height {
		var line strings.Builder
		for i, col := range t.columns {
			cell := ""
			if n < len(wrapped[i]) {
				cell = wrapped[i][n]
			}
			st := col.style
			if all != plain {
				st = all
			}
			pad := strings.Repeat(" ", max(0, widths[i]-columns(cell)))
			if col.right {
				line.WriteString(pad + con.paint(st, cell))
			} else {
				line.WriteString(con.paint(st, cell) + pad)
			}
			if i < len(t.columns)-1 {
				line.WriteString(gap)
			}
		}
		io.WriteString(w, strings.TrimRight(line.String(), " ")+"\n")
	}
}
