package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// alphanumeric emits the word or number that starts at the piece, with the
// marks that belong to it, and its clitics.
func (s *scanner) alphanumeric(p *pieces, from, to int) {
	at, end := p.from, p.to
	if digit(s.t[at]) {
		end = s.number(at, to)
		s.emit(at, end)
		p.skip(end)
		return
	}
	if r, _ := utf8.DecodeRuneInString(s.t[at:]); unicode.Is(unicode.Han, r) {
		end = s.han(at, to)
		s.emit(at, end)
		p.skip(end)
		return
	}
	end = s.cutInside(at, end)
	switch {
	case end == to:
	case s.t[end] == '.' && s.abbreviation(at, end) != notAbbreviation:
		end++
	case s.t[end] == '$' && end-at <= 2 && capitals(s.t[at:end]):
		end++
	case s.t[end] == '&' && end-at <= 4 && end+1 < to && upper(s.t[end+1]) && capitals(s.t[at:end]):
		end = s.handle(end+1, to)
	case s.t[end] == '-' && (at == from || s.t[at-1] != '-') && s.prefix(at, end, to):
		end = s.handle(end+1, to)
		if clitic := s.cliticAfter(end, to); clitic > 0 {
			end = clitic
		}
	}
	s.cutClitics(at, end)
	p.skip(end)
}

// han is the end of the run of Chinese characters that starts at: names in an
// English text, which is all that they are there, stay whole.
func (s *scanner) han(at, to int) int {
	for at < to {
		r, n := utf8.DecodeRuneInString(s.t[at:to])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		at += n
	}
	return at
}

// cutInside is the end of the first word within a UAX 29 word, which also
// joins over a stop, a colon and an underline: "assets.Japan", "TWO:Now".
func (s *scanner) cutInside(at, end int) int {
	for i := at; i < end; i++ {
		switch c := s.t[i]; {
		case c == ':' || c == ';' || c == ',':
			return max(i, at+1)
		case c == '_' && i+1 == end:
			return max(i, at+1)
		case c == '.' && s.missingSpace(at, i, end):
			return i
		case c == '.' && s.abbreviation(at, i) != notAbbreviation && upper(s.t[i+1]) && i+2 < end && !upper(s.t[i+2]) && s.t[i+2] != '.':
			return i // "Dr.Smith"; the stop is taken by the caller
		}
	}
	return end
}

// missingSpace reports whether the stop at dot ends a sentence in spite of the
// letter after it: a word in small letters before, a capitalised one behind.
func (s *scanner) missingSpace(at, dot, end int) bool {
	if dot-at < 2 || dot+2 >= end || s.abbreviation(at, dot) != notAbbreviation {
		return false
	}
	small := func(c byte) bool { return c >= 'a' && c <= 'z' }
	return small(s.t[dot-1]) && small(s.t[dot-2]) && upper(s.t[dot+1]) && (small(s.t[dot+2]) || s.t[dot+2] == '\'')
}

// maxAbbreviation bounds the length of abbreviations in bytes.
const maxAbbreviation = 24

// abbreviation reports whether the word from at to dot, where a stop stands, is
// an abbreviation that the stop belongs to, and what may follow it.
func (s *scanner) abbreviation(at, dot int) follow {
	word := s.t[at:dot]
	if len(word) > maxAbbreviation {
		return notAbbreviation
	}
	if strings.HasPrefix(s.t[dot:], "..") {
		return notAbbreviation
	}
	if strings.IndexByte(word, '.') > 0 {
		if f := s.lex.abbreviations[string(s.fold(word))]; f != notAbbreviation {
			return f
		}
		return dotted(word)
	}
	if r, n := utf8.DecodeRuneInString(word); n == len(word) && unicode.IsUpper(r) {
		if word == "I" && !initialBefore(s.t, at) {
			return notAbbreviation
		}
		return beforeName
	}
	f := s.lex.abbreviations[word]
	if f == notAbbreviation && upper(word[0]) {
		low := s.fold(word)
		if f = s.lex.abbreviations[string(low)]; f == notAbbreviation && len(low) > 1 {
			low[0] -= 'a' - 'A'
			f = s.lex.abbreviations[string(low)]
		}
	}
	if f == beforeNumber && !numberAfter(s.t, dot+1) {
		return notAbbreviation
	}
	return f
}

// initialBefore reports whether another initial stands before at: "J. I. Smith".
func initialBefore(t string, at int) bool {
	return at >= 3 && t[at-1] == ' ' && t[at-2] == '.' && upper(t[at-3])
}

// numberAfter reports whether a digit is the first thing after at, blanks aside.
func numberAfter(t string, at int) bool {
	for limit := at + 4; at < len(t) && at < limit; {
		n := blank(t[at:])
		if n == 0 {
			return digit(t[at])
		}
		at += n
	}
	return false
}

// dotted tells "U.S", "a.m" and "D.Sc" from words with a missing space.
func dotted(word string) follow {
	for part := range strings.SplitSeq(word, ".") {
		if len(part) > 2 || part == "" || !letter(part[0]) {
			return notAbbreviation
		}
	}
	return anywhere
}

func capitals(word string) bool {
	for i := 0; i < len(word); i++ {
		if !upper(word[i]) {
			return false
		}
	}
	return true
}

// prefix reports whether the word is a prefix that stays with the next one.
func (s *scanner) prefix(at, hyphen, to int) bool {
	if hyphen+1 >= to || !letter(s.t[hyphen+1]) && s.t[hyphen+1] < utf8.RuneSelf {
		return false
	}
	return s.lex.prefixes[string(s.fold(s.t[at:hyphen]))]
}

// cliticAfter is the end of the clitic that an apostrophe at end begins, or 0.
func (s *scanner) cliticAfter(end, to int) int {
	n := apostropheAt(s.t[end:to])
	if n == 0 {
		return 0
	}
	last := s.handle(end+n, to)
	if cliticLetters(s.t[end+n : last]) {
		return last
	}
	return 0
}

// apostropheAt is the length of the apostrophe at the start of t, or 0.
func apostropheAt(t string) int {
	r, n := utf8.DecodeRuneInString(t)
	switch r {
	case '\'', '’', '`', '‘', 'ʼ', '´', '＇':
		return n
	}
	return 0
}

// cliticLetters reports whether w is what stands after a clitic's apostrophe.
func cliticLetters(w string) bool {
	switch w {
	case "s", "S", "m", "M", "d", "D", "re", "RE", "ve", "VE", "ll", "LL":
		return true
	}
	return false
}

// cutClitics emits the word, its clitics apart: "do|n't", "Ukraine|'s",
// "would|n't|'ve".
func (s *scanner) cutClitics(at, end int) {
	last := s.cliticStart(at, end)
	first := s.cliticStart(at, last)
	s.word(at, first)
	s.emit(first, last)
	s.emit(last, end)
}

// cliticStart is where the clitic at the word's end starts, or end.
func (s *scanner) cliticStart(at, end int) int {
	for i := max(at+1, end-len("’re")); i < end; i++ {
		n := apostropheAt(s.t[i:end])
		switch tail := s.t[i+n : end]; {
		case n == 0:
		case cliticLetters(tail):
			return i
		case (tail == "t" || tail == "T") && i >= at+2 && s.t[i-1]|0x20 == 'n':
			return i - 1
		}
	}
	return end
}

// number is the end of the number that starts at: "1,234.5", "5:00",
// "11/28/2000", "713-853-3989", "20th". A unit is left for the next word.
func (s *scanner) number(at, to int) int {
	end := digits(s.t, at, to)
	for end+1 < to && digit(s.t[end+1]) && strings.IndexByte(".,:/", s.t[end]) >= 0 {
		end = digits(s.t, end+1, to)
	}
	if hyphened := s.hyphenedNumber(at, to); hyphened > end {
		return hyphened
	}
	tail := s.handle(end, to)
	if tail > end && s.lex.units[s.t[end:tail]] {
		return end
	}
	return tail
}

func digits(t string, at, to int) int {
	for at < to && digit(t[at]) {
		at++
	}
	return at
}

// hyphenedNumber is the end of a telephone number or a date in digits, which
// keep their hyphens, or 0: a range ("5-10") is three tokens.
func (s *scanner) hyphenedNumber(at, to int) int {
	var shape [4]byte
	n := 0
	for n < len(shape) {
		end := digits(s.t, at, min(to, at+5))
		shape[n] = byte('0' + end - at)
		n++
		at = end
		if at+1 >= to || s.t[at] != '-' || !digit(s.t[at+1]) {
			break
		}
		at++
	}
	switch string(shape[:n]) {
	case "34", "334", "1334", "422", "224", "124", "214", "114":
		return at
	}
	return 0
}
