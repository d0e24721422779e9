package segment

import (
	"unicode"
	"unicode/utf8"

	"kiroku/text"
)

// sentence copies the words of the next sentence of raw, from first on, to out
// and gives the index of the first word after it.
func (s *scanner) sentence(first int) int {
	last := s.sentenceEnd(first)
	s.out = append(s.out, s.raw[first:last]...)
	s.splitLastStop()
	return last
}

// sentenceEnd is the index behind the last word of the sentence that starts
// at first.
func (s *scanner) sentenceEnd(first int) int {
	limit := min(len(s.raw), first+MaxTokens)
	soft := limit
	for i := first; i < limit; i++ {
		if end := s.endAt(first, i); end > 0 {
			return min(end, limit)
		}
		if w := s.at(i); (w == ";" || w == "," || w == ":") && i+1-first > MaxTokens/2 {
			soft = i + 1
		}
	}
	if limit == len(s.raw) {
		return limit
	}
	return soft
}

func (s *scanner) at(i int) string {
	if i < 0 || i >= len(s.raw) {
		return ""
	}
	return s.raw[i].Of(s.t)
}

// endAt is the index behind the sentence whose last word or stop is i, closing
// quotes and brackets included, or 0 when no sentence ends there.
func (s *scanner) endAt(first, i int) int {
	w := s.at(i)
	if (w == ";" || w == ":") && s.bullet(i+1) {
		return i + 1
	}
	last := w[len(w)-1]
	if dateline := s.datelineEnd(first, i); dateline || smiley(w) && i > first {
		if i+1 >= len(s.raw) || s.start(i+1) == capital {
			return i + 1
		}
		return 0
	}
	if last != '.' && last != '!' && last != '?' && w != "…" && w != "。" && w != "？" && w != "！" {
		return 0
	}
	next := s.afterClosers(i + 1)
	if next >= len(s.raw) {
		return next
	}
	if s.ends(first, i, next) {
		return next
	}
	return 0
}

// bullet reports whether word i is the mark of the next item of a list that
// runs on in one line: "two trucks; - five tents".
func (s *scanner) bullet(i int) bool {
	if i == 0 || i+1 >= len(s.raw) || s.raw[i-1].End == s.raw[i].Start || s.raw[i].End == s.raw[i+1].Start {
		return false
	}
	w := s.at(i)
	return w == "-" || w == "•" || w == "*"
}

// afterClosers is the index of the first word from i on that does not close a
// quote or a bracket.
func (s *scanner) afterClosers(i int) int {
	for i < len(s.raw) {
		switch w := s.at(i); w {
		case ")", "]", "”", "’", "»", "''":
		case "[":
			after := s.afterReference(i)
			if after == i {
				return i
			}
			i = after - 1
		case "\"", "'":
			glued := s.raw[i-1].End == s.raw[i].Start
			opens := i+1 < len(s.raw) && s.raw[i].End == s.raw[i+1].Start
			if !glued || opens && w == "'" {
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}

// afterReference is the index behind the reference that the bracket at i opens
// ("[12]", "[citation needed]"), which belongs to the sentence before it, or i.
func (s *scanner) afterReference(i int) int {
	for j := i + 1; j < min(i+5, len(s.raw)); j++ {
		switch w := s.at(j); {
		case w == "]" && j > i+1:
			return j + 1
		case !digit(w[0]) && w != "citation" && w != "needed" && w != "source" && w != "better" && w != "note" && !(letter(w[0]) && len(w) == 1):
			return i
		}
	}
	return i
}

// ends decides whether the sentence ends at the stop i when next is the first
// word after it and its closers.
func (s *scanner) ends(first, i, next int) bool {
	w := s.at(i)
	start := s.start(next)
	spaced := s.raw[next-1].End < s.raw[next].Start
	switch {
	case start == joining || i == first:
		return false
	case len(w) > 1 && w[len(w)-1] == '.' && w[0] != '.':
		return s.endsAfterAbbreviation(i, next, start)
	case w == "." && !spaced:
		return start == capital && i > first && letterBefore(s.t, s.raw[i].Start)
	case w == "." && i == first+1 && s.listNumber(first):
		return false
	case w[0] == '.' && len(w) > 1 || w == "…":
		return start == capital
	case start == small:
		return next == i+1 && w != "!" && i > first+1
	}
	return true
}

// listNumber reports whether the word is the number of a list's item: "3.".
func (s *scanner) listNumber(i int) bool {
	w := s.at(i)
	return len(w) <= 3 && digit(w[0]) && digit(w[len(w)-1])
}

func letterBefore(t string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(t[:at])
	return unicode.IsLetter(r) || r == '”' || r == '"' || r == ')'
}

// opening says how the next word looks as the start of a sentence.
type opening int

const (
	joining opening = iota // a comma or the like: no sentence starts so
	small                  // a small letter
	number
	capital
)

// start looks at the word i, over opening quotes and brackets.
func (s *scanner) start(i int) opening {
	for limit := i + 3; i < len(s.raw) && i < limit; i++ {
		switch r, _ := utf8.DecodeRuneInString(s.at(i)); {
		case unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r):
			return capital
		case unicode.IsLower(r):
			return small
		case unicode.IsDigit(r) || unicode.IsSymbol(r):
			return number
		case r == '"' || r == '\'' || r == '“' || r == '‘' || r == '(' || r == '[' || r == '«' || r == '`':
		case r == '-' || r == '–' || r == '—' || r == '*' || r == '•' || r == '¿' || r == '¡' || r == '#' || r == '@' || r == '&' || r == '<':
			return number
		default:
			return joining
		}
	}
	return number
}

// endsAfterAbbreviation decides for the stop of an abbreviation at i.
func (s *scanner) endsAfterAbbreviation(i, next int, start opening) bool {
	sp := s.raw[i]
	switch s.abbreviation(sp.Start, sp.End-1) {
	case beforeNumber:
		return false
	case beforeName: // "by Colonel G. The", but "J. R. Marlow", "Mr. Will"
		w := s.at(next)
		return sp.Len() == 2 && start == capital && len(w) > 2 && s.lex.starters[string(s.fold(w))]
	case anywhere:
		if start != capital {
			return false
		}
		w := s.at(next)
		return w == "I" || next > i+1 || len(w) == 1 || s.at(i) == "etc." || s.lex.starters[string(s.fold(w))]
	}
	return start == capital // an address or file name with a stop
}

// maxDateline bounds the words of a dateline.
const maxDateline = 14

// datelineEnd reports whether word i is the dash that ends a dateline:
// "GENEVA, 4 March (Example News) -". It is a sentence of its own.
func (s *scanner) datelineEnd(first, i int) bool {
	if w := s.at(i); w != "-" && w != "--" && w != "–" && w != "—" || first > 0 || i == 0 || i >= maxDateline {
		return false
	}
	if i+1 < len(s.raw) {
		before, after := s.raw[i-1].End < s.raw[i].Start, s.raw[i].End < s.raw[i+1].Start
		if before != after || !before && s.raw[i].Len() == 1 {
			return false // "ABS-CBN"
		}
	}
	place := s.at(0)
	if len(place) < 3 || !capitals(place) {
		return s.at(i-1) == ")" && s.placeAndAgency(i)
	}
	for j := 1; j < i; j++ {
		if w := s.at(j); unicode.IsLower(rune(w[0])) {
			return false
		}
	}
	return true
}

// placeAndAgency reports whether the words before i are capitalised names and
// then one bracket: "Geneva (Example News)".
func (s *scanner) placeAndAgency(i int) bool {
	open := 0
	for j := range i {
		switch w := s.at(j); {
		case w == "(":
			open++
		case unicode.IsLower(rune(w[0])) || w == "\"":
			return false
		}
	}
	return open == 1 && s.at(0) != "("
}

// splitLastStop cuts the stop off an abbreviation that is the last word: there
// it is the sentence's own stop too.
func (s *scanner) splitLastStop() {
	i := len(s.out) - 1
	if i < 0 {
		return
	}
	sp := s.out[i]
	w := sp.Of(s.t)
	if len(w) < 2 || w[len(w)-1] != '.' || w[len(w)-2] == '.' {
		return
	}
	s.out[i].End--
	s.out = append(s.out, text.Span{Start: sp.End - 1, End: sp.End})
}
