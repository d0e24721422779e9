package terminal

import (
	"io"
	"strings"
)

// Column is one column of a table. A table narrower than its text wraps the
// columns that may be narrower, widest first, down to their least width.
type Column struct {
	Name  string
	Least int  // cells it never goes under; 0 keeps it as wide as its text
	Early bool // gives way before the columns that are not
	Right bool // figures: aligned to the right
	Style Style
}

// Table lays rows out in the width of a terminal. Cells are made printable
// here, so that no document can draw on the screen.
type Table struct {
	Columns []Column
	Rows    [][]string
	Lines   int  // lines that one row may take; what does not fit ends in …
	Bare    bool // no heading

	sections []section
}

const gap = "  "

// Section begins a part of the table under its own heading.
func (t *Table) Section(title string) {
	t.sections = append(t.sections, section{len(t.Rows), title})
}

type section struct {
	row   int // the one it stands before
	title string
}

// Add adds a row, a cell a column.
func (t *Table) Add(cells ...string) {
	for i := range cells {
		cells[i] = OneLine(cells[i])
	}
	t.Rows = append(t.Rows, cells)
}

// Write draws the table for the console's width.
func (t *Table) Write(w io.Writer, con *Console) {
	widths := t.fit(con.Width)
	if !t.Bare {
		t.heading(w, con, widths)
	}
	sections := t.sections
	for i, cells := range t.Rows {
		if len(sections) > 0 && sections[0].row == i {
			if i > 0 {
				io.WriteString(w, "\n")
			}
			io.WriteString(w, con.Paint(Yellow, sections[0].title)+"\n")
			sections = sections[1:]
		}
		t.row(w, con, widths, cells, Plain)
	}
}

func (t *Table) heading(w io.Writer, con *Console, widths []int) {
	head := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		head[i] = col.Name
	}
	t.row(w, con, widths, head, Bold)
	var rule []string
	for _, n := range widths {
		rule = append(rule, strings.Repeat("─", n))
	}
	io.WriteString(w, con.Paint(Dim, strings.Join(rule, gap))+"\n")
}

// fit gives each column its width: as wide as its text where all of it fits,
// and otherwise cell by cell narrower, the widest first.
func (t *Table) fit(width int) []int {
	widths := make([]int, len(t.Columns))
	total := len(gap) * (len(t.Columns) - 1)
	for i, col := range t.Columns {
		widths[i] = Cells(col.Name)
		for _, cells := range t.Rows {
			widths[i] = max(widths[i], Cells(cells[i]))
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
func (t *Table) widest(widths []int, early bool) int {
	widest := -1
	for i, col := range t.Columns {
		if col.Early == early && col.Least > 0 && widths[i] > col.Least && (widest < 0 || widths[i] > widths[widest]) {
			widest = i
		}
	}
	return widest
}

// row draws one row, as many lines as its tallest cell needs.
func (t *Table) row(w io.Writer, con *Console, widths []int, cells []string, all Style) {
	wrapped := make([][]string, len(cells))
	height := 1
	for i, cell := range cells {
		wrapped[i] = Wrap(cell, widths[i])
		if t.Lines > 0 && len(wrapped[i]) > t.Lines {
			rest := strings.Join(wrapped[i][t.Lines-1:], " ")
			wrapped[i] = append(wrapped[i][:t.Lines-1], Clip(rest, widths[i]))
		}
		height = max(height, len(wrapped[i]))
	}
	for n := range height {
		var line strings.Builder
		for i, col := range t.Columns {
			cell := ""
			if n < len(wrapped[i]) {
				cell = wrapped[i][n]
			}
			st := col.Style
			if all != Plain {
				st = all
			}
			pad := strings.Repeat(" ", max(0, widths[i]-Cells(cell)))
			if col.Right {
				line.WriteString(pad + con.Paint(st, cell))
			} else {
				line.WriteString(con.Paint(st, cell) + pad)
			}
			if i < len(t.Columns)-1 {
				line.WriteString(gap)
			}
		}
		io.WriteString(w, strings.TrimRight(line.String(), " ")+"\n")
	}
}
