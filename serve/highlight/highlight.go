// Package highlight cuts a text into pieces by the marks that lie over it, for a
// page to show. In go a text, a window of it and marks, which may overlap; out
// come pieces, once and in order, that name the marks over them.
package highlight

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/text"
)

// Mark is a stretch of a document's text and what it is.
type Mark struct {
	Span  text.Span
	Class string // of the style: "quote", "money"
	Label string // for people: "money"
	Ref   string // id of what it leads to, "" for nothing
}

// Piece is text that the same marks cover. All of a text is in its pieces,
// once and in order.
type Piece struct {
	Text  string
	Class string // space-separated; "" is unmarked
	Label string
	Refs  []string // of the marks, the innermost first
	Begin []string // refs of the marks that begin here
}

// Pieces cuts the window of a text at the ends of marks. Marks may overlap;
// what lies outside the window is left out, and so is a mark of no words.
func Pieces(t string, window text.Span, marks []Mark) []Piece {
	cuts := []int{window.Start, window.End}
	marks = slices.Clone(marks)
	marks = slices.DeleteFunc(marks, func(m Mark) bool { return m.Span.End <= m.Span.Start || !m.Span.Overlaps(window) })
	for i := range marks {
		marks[i].Span = text.Span{Start: max(marks[i].Span.Start, window.Start), End: min(marks[i].Span.End, window.End)}
		cuts = append(cuts, marks[i].Span.Start, marks[i].Span.End)
	}
	slices.SortStableFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []Piece
	var open []Mark
	next := 0
	for i := 1; i < len(cuts); i++ {
		sp := text.Span{Start: cuts[i-1], End: cuts[i]}
		open = slices.DeleteFunc(open, func(m Mark) bool { return m.Span.End <= sp.Start })
		p := Piece{Text: sp.Of(t)}
		for ; next < len(marks) && marks[next].Span.Start <= sp.Start; next++ {
			open = append(open, marks[next])
			if marks[next].Ref != "" {
				p.Begin = append(p.Begin, marks[next].Ref)
			}
		}
		p.cover(open)
		out = append(out, p)
	}
	return out
}

// maxCover bounds the marks that one piece names: a hostile text may have a
// thousand on one word.
const maxCover = 8

func (p *Piece) cover(open []Mark) {
	var classes, labels []string
	for i, m := range slices.Backward(open) {
		if len(open)-i > maxCover {
			break
		}
		if !slices.Contains(classes, m.Class) {
			classes = append(classes, m.Class)
		}
		if m.Label != "" && !slices.Contains(labels, m.Label) {
			labels = append(labels, m.Label)
		}
		if m.Ref != "" && !slices.Contains(p.Refs, m.Ref) {
			p.Refs = append(p.Refs, m.Ref)
		}
	}
	p.Class, p.Label = strings.Join(classes, " "), strings.Join(labels, ", ")
}

// contextBytes is how much of a paragraph before and after a quote is shown.
const contextBytes = 320

// Around is the window of a text about a claim: its words, those that its
// fields were read from, and what stands around them in the paragraph.
func Around(t string, c claim.Claim) (window text.Span, before, after bool) {
	core := c.Evidence.Span()
	for _, sp := range c.Spans {
		if near(sp, core) {
			core = core.Cover(sp)
		}
	}
	start, end := core.Start, core.End
	for start > 0 && core.Start-start < contextBytes && !paragraphBreak(t, start) {
		start--
	}
	for end < len(t) && end-core.End < contextBytes && !paragraphBreak(t, end) {
		end++
	}
	if start > 0 && !paragraphBreak(t, start) { // begin with a whole word
		before = true
		if i := strings.IndexAny(t[start:core.Start], " \n"); i >= 0 {
			start += i + 1
		} else {
			for start < core.Start && !utf8.RuneStart(t[start]) {
				start++
			}
		}
	}
	if end < len(t) && !paragraphBreak(t, end) {
		after = true
		if i := strings.LastIndexAny(t[core.End:end], " \n"); i >= 0 {
			end = core.End + i
		}
	}
	return text.Span{Start: start, End: end}, before, after
}

// near reports whether a field's words stand close enough to be shown with the
// quote; a name may have been read from far away.
func near(sp, quote text.Span) bool {
	return sp.Start >= quote.Start-contextBytes && sp.End <= quote.End+contextBytes
}

// paragraphBreak reports whether a paragraph ends or begins at offset i.
func paragraphBreak(t string, i int) bool {
	return i >= 2 && t[i-1] == '\n' && (t[i-2] == '\n' || t[i-2] == '\r') || strings.HasPrefix(t[i:], "\n\n") || strings.HasPrefix(t[i:], "\r\n\r\n")
}

// FieldName is a span's field without the number of its item: "items[1]" is
// "items".
func FieldName(key string) string {
	name, _, _ := strings.Cut(key, "[")
	return name
}

// FieldMarks are the words that a claim and its fields were read from.
func FieldMarks(c claim.Claim) []Mark {
	marks := []Mark{{Span: c.Evidence.Span(), Class: "quote", Label: ""}}
	for key, sp := range c.Spans {
		name := FieldName(key)
		marks = append(marks, Mark{Span: sp, Class: "field f-" + name, Label: strings.ReplaceAll(name, "_", " ")})
	}
	slices.SortFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.Class, b.Class))
	})
	return marks
}
