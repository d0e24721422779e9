package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a piece of text is to the readers of numbers and dates.
type kind uint8

const (
	Letters kind = iota // a run of letters, or an abbreviation: "U.S."
	Digits              // a number in digits with its separators: "1,200.50"
	Sign                // one other character: "$", "-", "%"
	Opaque              // an address of the web, whose digits mean nothing
)

// gap is what stands between a piece and the one before it.
type gap uint8

const (
	Glued  gap = iota // nothing
	Spaced            // white space within a paragraph
	Broken            // the start of the text, a blank line or a tab
)

// Piece is a word, number or sign. Pieces are finer than tokens: "155mm" is
// digits and letters, glued.
type Piece struct {
	Start, End int
	Kind       kind
	Gap        gap
	Cap        bool  // begins with a capital
	Upper      bool  // has no small letter
	Word       *word // what the word lists say of it, or nil
}

const maxTerm = 24 // bytes; no single word of the lists is longer

// Pieces appends the pieces of t[from:to] to buf.
func (lex *lexicon) Pieces(buf []Piece, t string, from, to int) []Piece {
	g := Broken
	for i := from; i < to; {
		c := t[i]
		switch {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			j, lines := i, 0
			for ; j < to && (t[j] == ' ' || t[j] == '\n' || t[j] == '\r' || t[j] == '\t'); j++ {
				if t[j] == '\n' {
					lines++
				}
			}
			if g != Broken {
				g = Spaced
			}
			if lines > 1 {
				g = Broken
			}
			i = j
			continue
		case c >= '0' && c <= '9':
			n := digitsLen(t[i:to])
			if i > from+1 && t[i-1] == ',' && IsDigit(t[i-2]) { // the rest of a list: 22,24,26
				n = DigitRun(t[i:to])
			}
			p := Piece{Start: i, End: i + n, Kind: Digits, Gap: g}
			buf, i = append(buf, p), p.End
		case isASCIILetter(c) || c >= utf8.RuneSelf:
			p, size := lex.wordPiece(t, i, to)
			if p.Kind == Sign && size == 0 { // a wide space
				if g != Broken {
					g = Spaced
				}
				i = p.End
				continue
			}
			p.Gap = g
			buf, i = append(buf, p), p.End
		default:
			p := Piece{Start: i, End: i + 1, Kind: Sign, Gap: g, Word: lex.Words[t[i:i+1]]}
			buf, i = append(buf, p), i+1
		}
		g = Glued
	}
	return buf
}

// wordPiece reads a run of letters, or one wide sign; size 0 means white space.
func (lex *lexicon) wordPiece(t string, i, to int) (p Piece, size int) {
	p = Piece{Start: i, Kind: Letters, Upper: true}
	var low [maxTerm]byte
	n, j := 0, i
	for j < to {
		c := t[j]
		if isASCIILetter(c) {
			if c >= 'a' {
				p.Upper = false
			} else if j == i {
				p.Cap = true
			}
			if n < maxTerm {
				low[n] = c | 0x20
			}
			n, j = n+1, j+1
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(t[j:to])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			if j == i {
				return lex.wideSign(t, i, size, r)
			}
			break
		}
		if j == i {
			p.Cap = unicode.IsUpper(r)
		}
		p.Upper = p.Upper && unicode.IsUpper(r)
		if isCJK(r) { // one sign each: 100元
			if j == i {
				return lex.wideSign(t, i, size, r)
			}
			break
		}
		for k := range size {
			if n < maxTerm {
				low[n] = t[j+k]
			}
			n++
		}
		j += size
	}
	if j-i == 1 {
		j = abbreviationEnd(t, i, to)
		for k := i + 1; k < j && n < maxTerm; k++ {
			low[n] = t[k]
			if isASCIILetter(t[k]) {
				low[n] |= 0x20
			}
			n++
		}
	}
	p.End = j
	if strings.HasPrefix(t[j:to], "://") || n == 3 && low[0] == 'w' && low[1] == 'w' && low[2] == 'w' && j < to && t[j] == '.' {
		for j < to && t[j] > ' ' {
			j++
		}
		p.End, p.Kind = j, Opaque
		return p, j - i
	}
	if n <= maxTerm {
		p.Word = lex.Words[string(low[:n])]
	}
	return p, j - i
}

func (lex *lexicon) wideSign(t string, i, size int, r rune) (Piece, int) {
	p := Piece{Start: i, End: i + size, Kind: Sign}
	switch {
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return p, 0
	case r == '’':
		p.Word = lex.Words["'"]
	default:
		p.Word = lex.Words[t[i:i+size]]
	}
	return p, size
}

// abbreviationEnd is the end of "U.S." or "p.m." that begins at i, or of the one letter.
func abbreviationEnd(t string, i, to int) int {
	j := i + 1
	for j+1 < to && t[j] == '.' && isASCIILetter(t[j+1]) && (j+2 == to || !isASCIILetter(t[j+2])) {
		j += 2
	}
	if j > i+1 && j < to && t[j] == '.' {
		j++
	}
	return j
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// IsDigit reports an ASCII digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }
func isCJK(r rune) bool   { return unicode.In(r, unicode.Han) }

// separatorLen is the length of a thousands or decimal separator at the start of s, or 0.
func separatorLen(s string) int {
	for _, sep := range [...]string{",", ".", "'", "’", "\u00a0", "\u2009", "\u202f", "\u2007"} {
		if strings.HasPrefix(s, sep) {
			return len(sep)
		}
	}
	return 0
}

// digitsLen is the length of the number in digits that s begins with: all of a
// well-formed grouping, else the digits before the first separator.
func digitsLen(s string) int {
	const most = 40 // bytes of a grouped number
	end := DigitRun(s)
	first := end
	for end < most {
		n := separatorLen(s[end:])
		if n == 0 {
			break
		}
		d := DigitRun(s[end+n:])
		if d == 0 {
			break
		}
		end += n + d
	}
	if end > first && end < most {
		if _, ok := PlainDigits(s[:end]); ok {
			return end
		}
	}
	return first
}

// DigitRun is how many bytes at the start of s are digits.
func DigitRun(s string) int {
	n := 0
	for n < len(s) && IsDigit(s[n]) {
		n++
	}
	return n
}

// PlainDigits turns a number as written into plain decimal notation. It knows
// 1,200.5 and 1.200,5 and 1 200 and 1'200 and 12,34,567 and the decimal comma.
func PlainDigits(s string) (string, bool) {
	var groups []string
	var seps []string
	for rest := s; ; {
		n := DigitRun(rest)
		groups, rest = append(groups, rest[:n]), rest[n:]
		if rest == "" {
			break
		}
		n = separatorLen(rest)
		if n == 0 {
			return "", false
		}
		seps, rest = append(seps, rest[:n]), rest[n:]
	}
	if len(seps) == 0 {
		return s, true
	}
	last := len(seps) - 1
	decimal := ""
	switch {
	case len(seps) == 1 && seps[0] == "." && (len(groups[1]) != 3 || groups[1] != "000" || len(groups[0]) > 3 || groups[0] == "0"):
		return groups[0] + "." + groups[1], true
	case len(seps) == 1 && seps[0] == "," && (len(groups[1]) <= 2 || groups[0] == "0"):
		return groups[0] + "." + groups[1], true
	case len(seps) > 1 && seps[last] != seps[0] && (seps[last] == "." || seps[last] == ","):
		decimal = groups[last+1]
		groups, seps = groups[:last+1], seps[:last]
	}
	for _, sep := range seps {
		if sep != seps[0] {
			return "", false
		}
	}
	if !grouped(groups, seps[0] == ",") {
		return "", false
	}
	plain := strings.Join(groups, "")
	if decimal != "" {
		plain += "." + decimal
	}
	return plain, true
}

// grouped reports whether the groups are thousands, or lakhs and crores.
func grouped(groups []string, comma bool) bool {
	n := len(groups)
	if groups[0] == "" || len(groups[0]) > 3 || len(groups[n-1]) != 3 {
		return false
	}
	threes, twos := true, comma && len(groups[0]) <= 2
	for _, g := range groups[1 : n-1] {
		threes = threes && len(g) == 3
		twos = twos && len(g) == 2
	}
	return threes || twos
}
