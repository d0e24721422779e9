package segment

import (
	"strings"
	"unicode/utf8"

	"kiroku/text"
)

// Paragraphs gives the document's own paragraphs, or finds them in its text,
// with the role of each. Where in doubt a paragraph is body: prose of the
// report must never be lost to a role that is not read.
func Paragraphs(doc *text.Document) []text.Paragraph {
	var paras []text.Paragraph
	if doc.Paragraphs == nil {
		for _, sp := range blocks(doc.Text, unfinished) {
			paras = append(paras, text.Paragraph{Span: sp})
		}
	} else {
		for _, p := range doc.Paragraphs {
			if !p.Span.In(len(doc.Text)) {
				continue
			}
			if p.Span = trim(doc.Text, p.Span); p.Span.Len() > 0 {
				paras = append(paras, p)
			}
		}
	}
	assignRoles(doc, paras)
	return paras
}

// Wrapped gives the paragraphs of a text whose lines were broken by width or not
// at all, without roles: no line is joined because of how it ends. Word classes
// are learnt from texts cut so.
func Wrapped(t string) []text.Paragraph {
	var paras []text.Paragraph
	for _, sp := range blocks(t, func(string, text.Span, int) bool { return false }) {
		paras = append(paras, text.Paragraph{Span: sp})
	}
	return paras
}

// blocks cuts the text at its line ends, but joins lines again where the text
// is one that was wrapped at a fixed width, and where goes tells that the line
// before end goes on.
func blocks(t string, goes func(t string, sp text.Span, end int) bool) []text.Span {
	width := wrapWidth(t)
	var out []text.Span
	open := false // whether the last span may go on
	for at := 0; at < len(t); {
		end := lineEnd(t, at)
		sp := trim(t, text.Span{Start: at, End: end})
		switch {
		case sp.Len() == 0:
			open = false
		case open && !bullet(sp.Of(t)):
			out[len(out)-1].End = sp.End
			open = true
		default:
			out = append(out, sp)
			open = true
		}
		if open {
			open = width > 0 && goesOn(t, sp, end, width) || goes(t, sp, end)
		}
		at = end + newline(t[end:])
	}
	return out
}

// lineEnd is the offset of the first line break from at on.
func lineEnd(t string, at int) int {
	for i := at; i < len(t); i++ {
		if newline(t[i:]) > 0 {
			return i
		}
	}
	return len(t)
}

// newline is the length of the line break at the start of t, or 0.
func newline(t string) int {
	switch {
	case t == "":
		return 0
	case t[0] == '\n' || t[0] == '\f' || t[0] == '\v':
		return 1
	case t[0] == '\r':
		if len(t) > 1 && t[1] == '\n' {
			return 2
		}
		return 1
	case strings.HasPrefix(t, "\u2028") || strings.HasPrefix(t, "\u2029"):
		return len("\u2028")
	case strings.HasPrefix(t, "\u0085"):
		return len("\u0085")
	}
	return 0
}

// trim takes blanks off both ends of the span.
func trim(t string, sp text.Span) text.Span {
	for sp.Start < sp.End {
		n := blank(t[sp.Start:sp.End])
		if n == 0 {
			break
		}
		sp.Start += n
	}
	for sp.Start < sp.End {
		_, n := utf8.DecodeLastRuneInString(t[sp.Start:sp.End])
		if blank(t[sp.End-n:sp.End]) == 0 {
			break
		}
		sp.End -= n
	}
	return sp
}

// Lines of wrapped text are at most maxWidth characters long; shorter ones
// than minWidth say nothing.
const (
	minWidth = 40
	maxWidth = 130
)

// wrapWidth is the width that the text was wrapped at, or 0 for text whose
// line breaks mean something. In wrapped text lines break in mid-sentence.
func wrapWidth(t string) int {
	width, breaks, inside := 0, 0, 0
	for at := 0; at < len(t); {
		end := lineEnd(t, at)
		n := utf8.RuneCountInString(t[at:end])
		if n > maxWidth {
			if strings.ContainsAny(t[at:end], " \t") {
				return 0
			}
			n = 0 // an address, which cannot be wrapped
		}
		width = max(width, n)
		at = end + newline(t[end:])
		if n >= minWidth && at < len(t) {
			breaks++
			if next := t[at]; next >= 'a' && next <= 'z' {
				inside++
			}
		}
	}
	if width < minWidth || inside < 2 || inside*4 < breaks {
		return 0
	}
	return width
}

// goesOn reports whether the wrapped line sp goes on in the one after end: the
// first word there would not have fitted here.
func goesOn(t string, sp text.Span, end, width int) bool {
	next := end + newline(t[end:])
	for next < len(t) && (t[next] == ' ' || t[next] == '\t') {
		next++
	}
	word := next
	for word < len(t) && blank(t[word:]) == 0 {
		word++
	}
	if word == next {
		return false
	}
	small := t[next] >= 'a' && t[next] <= 'z'
	n := utf8.RuneCountInString(sp.Of(t)) + 1 + utf8.RuneCountInString(t[next:word])
	return small || n > width*9/10
}

// unfinished reports whether the line sp breaks off in mid-sentence, in a text
// too short or too uneven to tell its width: it ends with a word such as "of",
// the next begins with one in small letters, or a comma stands before a small
// letter or a digit.
func unfinished(t string, sp text.Span, end int) bool {
	line := sp.Of(t)
	next := end + newline(t[end:])
	if next >= len(t) {
		return false
	}
	words := lists().unfinished
	last := line[strings.LastIndexAny(line, " \t")+1:]
	if words[strings.ToLower(last)] {
		first := t[next:]
		if n := strings.IndexAny(first, " \t\n,."); n >= 0 {
			first = first[:n]
		}
		return first == strings.ToLower(first) || !lists().starters[strings.ToLower(first)] // else the line was cut off
	}
	small, digit := t[next] >= 'a' && t[next] <= 'z', t[next] >= '0' && t[next] <= '9'
	if strings.HasSuffix(line, ",") {
		return small || digit && strings.Contains(line, " ")
	}
	stop := next
	for stop < len(t) && t[stop] >= 'a' && t[stop] <= 'z' {
		stop++
	}
	ended := line != "" && strings.ContainsAny(line[len(line)-1:], ".:;!?")
	return small && !ended && words[t[next:stop]] && stop < len(t) && t[stop] == ' '
}
