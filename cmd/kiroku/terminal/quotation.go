package terminal

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kiroku/text"
)

// Quotation is text from a document with some words marked. While it is
// wrapped the marks are two private characters, which no printable text has.
type Quotation struct{ b strings.Builder }

const (
	markOn  = "\ue000"
	markOff = "\ue001"
)

// Add adds words, marked or not.
func (q *Quotation) Add(words string, mark bool) {
	words = Printable(words)
	if mark {
		words = markOn + words + markOff
	}
	q.b.WriteString(words)
}

// Write puts the quotation out, wrapped and indented. Marked words stand
// between « and » where there are no colours.
func (q *Quotation) Write(con *Console, indent string) {
	marking := false
	for _, line := range Wrap(q.b.String(), con.Width-Cells(indent)) {
		if !con.Colour {
			line = strings.NewReplacer(markOn, "«", markOff, "»").Replace(line)
			fmt.Fprintln(con.Stdout, indent+line)
			continue
		}
		fmt.Fprint(con.Stdout, indent)
		for line != "" {
			mark := markOn
			if marking {
				mark = markOff
			}
			words, rest, found := strings.Cut(line, mark)
			if marking {
				words = con.Paint(Marked, words)
			}
			fmt.Fprint(con.Stdout, words)
			line = rest
			marking = marking != found
		}
		fmt.Fprintln(con.Stdout)
	}
}

// contextBytes is how much of the text before and after a quote is shown.
const contextBytes = 240

// InContext is the words at sp of a text, marked, with what stands around
// them in their paragraph.
func InContext(t string, sp text.Span) *Quotation {
	var q Quotation
	start, end := sp.Start, sp.End
	for start > 0 && sp.Start-start < contextBytes && !paragraphBreak(t, start) {
		start--
	}
	for end < len(t) && end-sp.End < contextBytes && !paragraphBreak(t, end) {
		end++
	}
	before, after := t[start:sp.Start], t[sp.End:end]
	if start > 0 && !paragraphBreak(t, start) { // begin with a whole word
		if i := strings.IndexAny(before, " \n"); i >= 0 {
			before = "…" + before[i:]
		} else {
			before = strings.TrimLeftFunc(before, func(r rune) bool { return r == utf8.RuneError })
		}
	}
	if end < len(t) && !paragraphBreak(t, end) {
		if i := strings.LastIndexAny(after, " \n"); i >= 0 {
			after = after[:i] + " …"
		}
	}
	q.Add(before, false)
	q.Add(sp.Of(t), true)
	q.Add(after, false)
	return &q
}

// paragraphBreak reports whether a paragraph ends or begins at offset i.
func paragraphBreak(t string, i int) bool {
	return i >= 2 && t[i-1] == '\n' && (t[i-2] == '\n' || t[i-2] == '\r') || strings.HasPrefix(t[i:], "\n\n") || strings.HasPrefix(t[i:], "\r\n\r\n")
}
