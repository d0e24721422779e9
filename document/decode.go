package document

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kiroku/document/charset"
	"kiroku/source"
)

// decode gives the text of the bytes, which is the bytes themselves where they
// are UTF-8, and the name of the character set where they are not. Its problem
// stands in place of the text where that is "", else it is a warning.
func decode(b []byte, raw source.Raw, format Format) (t, set string, bad *source.Problem) {
	problem := func(reason, hint string) *source.Problem {
		return &source.Problem{Ref: raw.Ref, Reason: reason, Hint: hint}
	}
	t, set, sure := charset.UTF8(b, raw.ContentType, format == HTML)
	if blank(t) {
		return "", "", problem("holds nothing but white space", "nothing to do unless it should hold text")
	}
	if format != HTML && charset.LooksBinary(t) {
		return "", "", problem("is binary data, not text", "give its text as a text, HTML or JSON Lines file")
	}
	switch broken := strings.Index(t, "\ufffd"); {
	case broken >= 0 && set == "" && !utf8.Valid(b):
		line := 1 + strings.Count(t[:broken], "\n")
		bad = problem(fmt.Sprintf("has bytes that are not UTF-8, the first in line %d; they are read as \ufffd", line), "save it again as UTF-8")
		if charset.CutShort(b) {
			bad = problem("ends in the middle of a character; it may be cut short", "get the whole file")
		}
	case !sure:
		bad = problem("names no character set; read as "+set, "save it as UTF-8 if names look garbled")
	case charset.Garbled(t):
		bad = problem("looks garbled (\u00e2\u20ac\u2122 for \u2019): it was decoded with the wrong character set before it was saved", "get it again from where it came")
	}
	return t, set, bad
}
