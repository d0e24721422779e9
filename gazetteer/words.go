package gazetteer

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a run of letters and digits in a text, and the mark between it and
// the word before.
type word struct {
	start, end int
	gap        byte
}

// gapBreak stands between words that no name joins.
const gapBreak = '|'

func (w word) ok() bool { return w.end > w.start }

// firstWord is the first word at or after an offset.
func firstWord(text string, at int) word {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if inWord(r) {
			return word{at, wordEnd(text, at, r), 0}
		}
		at += n
	}
	return word{}
}

// nextWord is the word after w. The gap is the kind of mark between the two:
// space for blanks and hyphens, '.' for a stop with or without a blank, or
// an apostrophe, comma or stroke; anything else breaks.
func nextWord(text string, w word) word {
	next := firstWord(text, w.end)
	next.gap = gapKind(text[w.end:max(w.end, next.start)])
	return next
}

func gapKind(gap string) byte {
	if gap == "" { // "&" and "+" stand directly at a word
		return ' '
	}
	if len(gap) > 12 || strings.Count(gap, "\n") > 1 {
		return gapBreak
	}
	kind := byte(' ')
	for i, r := range gap {
		c := gapBreak
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u202f', '\u2009':
			continue
		case '-', '\u2010', '\u2011', '\u2013':
			c = ' '
		case '.':
			c = '.'
		case ',':
			c = ','
		case '/':
			c = '/'
		case '\'', '\u2019', '\u2018', '\u02bc', '`', '\u00b4', '\u02bb':
			c = '\''
		}
		if c == gapBreak || kind != ' ' || c != ' ' && i > 0 {
			return gapBreak
		}
		kind = byte(c)
	}
	return kind
}

// inWord: letters, digits and combining marks; "&" and "+" are words too.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '&' || r == '+'
	}
	return unicode.IsLetter(r) && r != '\u02bc' && r != '\u02bb' || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func wordEnd(text string, at int, first rune) int {
	sign := first == '&' || first == '+'
	for i, r := range text[at:] {
		if !inWord(r) || i > 0 && (sign || r == '&' || r == '+') {
			return at + i
		}
	}
	return len(text)
}

// key appends the gap and the folded word to buf: small letters without marks
// over them. It fails for words too long to be a name's.
func (w word) key(buf []byte, text string) ([]byte, bool) {
	if w.end-w.start > maxWord-8 {
		return nil, false
	}
	if w.gap != 0 {
		buf = append(buf, w.gap)
	}
	for _, r := range text[w.start:w.end] {
		if len(buf)+utf8.UTFMax > maxWord {
			return nil, false
		}
		switch {
		case 'A' <= r && r <= 'Z':
			buf = append(buf, byte(r)+'a'-'A')
		case r == '&':
			buf = append(buf, "and"...)
		case r < utf8.RuneSelf:
			buf = append(buf, byte(r))
		case unicode.Is(unicode.Mn, r):
		case int(r) < foldRunes:
			buf = append(buf, foldTable()[r])
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
	}
	return buf, true
}

// foldRunes bounds the Latin letters that lose their marks.
const foldRunes = 0x250

// foldTable gives the plain small letter of each Latin letter with a mark.
var foldTable = sync.OnceValue(func() *[foldRunes]byte {
	var table [foldRunes]byte
	for r := rune(0); r < foldRunes; r++ {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		switch base {
		case 'ø':
			base = 'o'
		case 'ł':
			base = 'l'
		case 'đ', 'ð':
			base = 'd'
		case 'ı':
			base = 'i'
		case 'ə':
			base = 'e'
		case 'æ':
			base = 'a'
		case 'ß':
			base = 's'
		}
		if base >= utf8.RuneSelf {
			base = '?'
		}
		table[r] = byte(base)
	}
	return &table
})
