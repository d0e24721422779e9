package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// Printable makes text from outside safe to put on a terminal and in a table:
// one line, no control characters or escape sequences (CWE-150), nothing that
// reorders what stands beside it (Unicode TR 36, bidirectional text spoofing),
// nothing invisible. Emoji sequences keep their joiners.
func Printable(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\u00a0':
			b.WriteByte(' ')
		case r == '\u200d' || r == '\u200c': // joiners of emoji and of scripts that need them
			b.WriteRune(r)
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// OneLine is printable text with every run of white space made one space.
func OneLine(s string) string { return strings.Join(strings.Fields(Printable(s)), " ") }

// Cells is the number of terminal cells that printable text takes.
func Cells(s string) int { return runewidth.StringWidth(s) }

// Clip cuts text to a number of cells, saying with … that it did.
func Clip(s string, width int) string {
	if Cells(s) <= width {
		return s
	}
	return runewidth.Truncate(s, width, "…")
}

// Wrap breaks text into lines of at most width cells, at spaces where it can.
// Text without spaces (a long address, Chinese) is broken between characters.
func Wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		w := Cells(word)
		if used > 0 && used+1+w <= width {
			line, used = line+" "+word, used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for w > width {
			head := runewidth.Truncate(word, width, "")
			if head == "" { // one character wider than the column
				_, n := utf8.DecodeRuneInString(word)
				head = word[:n]
			}
			lines = append(lines, head)
			word = word[len(head):]
			w = Cells(word)
		}
		line, used = word, w
	}
	if used > 0 || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
