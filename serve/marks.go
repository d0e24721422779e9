package serve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/text"
)

// mark is a stretch of a document's text and what it is.
type mark struct {
	span  text.Span
	class string // of the style: "quote", "money"
	label string // for people: "money"
	ref   string // id of what it leads to, "" for nothing
}

// piece is text that the same marks cover. All of a text is in its pieces,
// once and in order.
type piece struct {
	Text  string
	Class string // space-separated; "" is unmarked
	Label string
	Refs  []string // of the marks, the innermost first
	Begin []string // refs of the marks that begin here
}

// pieces cuts the window of a text at the ends of marks. Marks may overlap;
// what lies outside the window is left out.
func pieces(t string, window text.Span, marks []mark) []piece {
	cuts := []int{window.Start, window.End}
	marks = slices.Clone(marks)
	marks = slices.DeleteFunc(marks, func(m mark) bool { return !m.span.Overlaps(window) })
	for i := range marks {
		marks[i].span = text.Span{Start: max(marks[i].span.Start, window.Start), End: min(marks[i].span.End, window.End)}
		cuts = append(cuts, marks[i].span.Start, marks[i].span.End)
	}
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	var open []mark
	next := 0
	for i := 1; i < len(cuts); i++ {
		sp := text.Span{Start: cuts[i-1], End: cuts[i]}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.span.End <= sp.Start })
		p := piece{Text: sp.Of(t)}
		for ; next < len(marks) && marks[next].span.Start <= sp.Start; next++ {
			open = append(open, marks[next])
			if marks[next].ref != "" {
				p.Begin = append(p.Begin, marks[next].ref)
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

func (p *piece) cover(open []mark) {
	var classes, labels []string
	for i, m := range slices.Backward(open) {
		if len(open)-i > maxCover {
			break
		}
		if !slices.Contains(classes, m.class) {
			classes = append(classes, m.class)
		}
		if m.label != "" && !slices.Contains(labels, m.label) {
			labels = append(labels, m.label)
		}
		if m.ref != "" && !slices.Contains(p.Refs, m.ref) {
			p.Refs = append(p.Refs, m.ref)
		}
	}
	p.Class, p.Label = strings.Join(classes, " "), strings.Join(labels, ", ")
}

// contextBytes is how much of a paragraph before and after a quote is shown.
const contextBytes = 320

// around is the window of a text about a claim: its words, those that its
// fields were read from, and what stands around them in the paragraph.
func around(t string, c claim.Claim) (window text.Span, before, after bool) {
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

// fieldName is a span's field without the number of its item: "items[1]" is
// "items".
func fieldName(key string) string {
	name, _, _ := strings.Cut(key, "[")
	return name
}

// fieldMarks are the words that a claim and its fields were read from.
func fieldMarks(c claim.Claim) []mark {
	marks := []mark{{span: c.Evidence.Span(), class: "quote", label: ""}}
	for key, sp := range c.Spans {
		name := fieldName(key)
		marks = append(marks, mark{span: sp, class: "field f-" + name, label: strings.ReplaceAll(name, "_", " ")})
	}
	slices.SortFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End), cmp.Compare(a.class, b.class))
	})
	return marks
}
