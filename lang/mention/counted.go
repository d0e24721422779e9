package mention

import "strings"

// measured reads a unit behind the number: "%", "tonnes", "-day".
func (s *scan) measured(a *sized) {
	j := a.next
	if s.hyphen(j) {
		j++
	}
	if s.at(j).gap == broken {
		return
	}
	unit, k := s.phrase(j, unitSense)
	if unit == nil || s.at(j).kind == letters && s.at(j).gap == glued && j > a.next && s.at(k).gap == glued && s.at(k).kind == letters {
		return
	}
	if a.low && s.is(j, "m") {
		return
	}
	a.unit, a.to = unit.unit, k
	switch {
	case s.hyphen(k) && (s.is(k+1, "old") || s.is(k+1, "olds")), s.at(k).gap == spaced && s.is(k, "old"):
		a.unit += " old"
		a.to = k + 1
		if s.hyphen(k) {
			a.to++
		}
	case s.is(k, "of") && s.at(k).gap == spaced && unit.unit != "%":
		if noun, ok := s.noun(k+1, 1); ok && a.unit != "years" && a.unit != "months" {
			a.noun, a.to = noun, noun[1]
		}
	}
}

// counted reads the noun phrase that the number counts.
func (s *scan) counted(a *sized, end int) {
	j := end
	if a.low && s.is(j, "of") {
		j++
		if s.word(j).roles&article != 0 {
			j++
		}
	} else if s.hyphen(j) && s.at(j+1).kind == letters { // a six-person team
		if s.word(j+1).roles&(stop|verb) == 0 {
			a.noun, a.to = [2]int{j + 1, j + 2}, j+2
		}
		return
	}
	for s.word(j).roles&lead != 0 && s.at(j).gap == spaced {
		j++
	}
	if noun, ok := s.noun(j, 0); ok {
		a.noun, a.to = noun, noun[1]
		if s.is(a.to, "of") && s.at(a.to).gap == spaced && s.isPlural(a.to-1) {
			k := a.to + 1
			if more, ok := s.noun(k, 1); ok {
				a.noun[1], a.to = more[1], more[1]
			}
		}
	}
}

const maxNoun = 9 // pieces in a counted noun phrase

// noun reads a noun phrase without a tagger: words up to the first plural, or
// up to a word that cannot stand inside one. depth 1 is behind "of".
func (s *scan) noun(i, depth int) (span [2]int, ok bool) {
	end := 0 // behind the last word that can end the phrase
	for j := i; j < i+maxNoun; j++ {
		p, w := s.at(j), s.word(j)
		if p.gap == broken || j == i && p.gap != spaced || p.kind == opaque {
			break
		}
		switch {
		case p.kind == digits:
			if j == i || p.gap == spaced && !s.at(j-1).cap {
				return [2]int{i, end}, end > i
			}
			continue
		case p.kind == sign:
			if j > i && (s.hyphen(j) || (s.text(j) == "'" || s.text(j) == "’") && s.is(j+1, "s") && s.at(j+2).kind == letters && s.at(j+2).gap == spaced || s.text(j) == "/" && s.hyphenLike(j)) {
				continue
			}
			return [2]int{i, end}, end > i
		case p.gap == glued && j > i && (s.is(j, "s") || s.at(j-1).kind == sign || s.at(j-1).kind == digits):
			end = j + 1
			continue
		case w.roles&verb != 0:
			if end > i || !s.leadsNoun(j) {
				return [2]int{i, end}, end > i
			}
			continue
		case w.roles&stop != 0, w.month > 0 && p.cap && !s.isPlural(j), w.weekday > 0 && p.cap, w.class != noClass && w.class != ordinal && w.class != suffix && w.class != fraction:
			return [2]int{i, end}, end > i
		}
		end = j + 1
		if s.isPlural(j) && !s.dash(j+1) {
			if s.at(j+1).gap == spaced && s.at(j+1).kind == letters && s.isPlural(j+1) && s.word(j+1).roles&(stop|verb) == 0 {
				continue
			}
			return [2]int{i, end}, true
		}
	}
	return [2]int{i, end}, end > i && (depth == 0 || s.word(i).roles&(stop|verb) == 0)
}

// leadsNoun reports a participle that stands before its noun: "injured people".
func (s *scan) leadsNoun(j int) bool {
	for k := j + 1; k <= j+2; k++ {
		if s.at(k).gap != spaced || s.at(k).kind != letters || s.word(k).roles&stop != 0 {
			return false
		}
		if s.word(k).roles&verb == 0 && s.isPlural(k) {
			return true
		}
	}
	return false
}

// nameEnd reports where a number that is no count ends: a code, a model, a
// section, a telephone number, a time of day. It gives i for a real number.
func (s *scan) nameEnd(i int) int {
	p := s.at(i)
	if p.kind != digits {
		return i
	}
	text := s.text(i)
	next := s.at(i + 1)
	prev, before := s.at(i-1), s.word(i-1)
	switch {
	case s.clockEnd(i) > i:
		return s.clockEnd(i)
	case next.kind == letters && next.gap == glued && s.power(i+1) == 0 && s.gluedName(i):
		return i + 2
	case i > 0 && p.gap == glued && prev.kind == letters:
		if cur, k := s.currency(i-1, false); cur != nil && k == i || s.currencyEndsAt(i) {
			return i
		}
		return i + 1
	case i > 1 && p.gap == glued && prev.gap == glued && strings.Contains("-–./:_#&", s.text(i-1)) && s.at(i-2).kind != sign && s.at(i-2).kind != opaque:
		w := s.word(i - 2)
		if w.part > 0 || w.month > 0 || w.open != "" || s.currencyEndsAt(i-1) || len(w.phrases) > 0 && s.at(i-2).kind == letters {
			return i
		}
		return i + 1
	case i > 0 && p.gap == glued && (s.is(i-1, "#") || s.is(i-1, "№") || s.is(i-1, "@")):
		return i + 1
	case p.gap == spaced && before.roles&(label|maker) != 0 && s.labels(i):
		return i + 1
	case p.gap != broken && s.is(i-1, ".") && s.at(i-1).gap == glued && s.word(i-2).roles&label != 0 && len(s.text(i-2)) <= 4 && !strings.Contains(text, ","):
		return i + 1
	case len(text) > 1 && text[0] == '0' && isDigit(text[1]), s.is(i+1, "/") && (text == "24" || text == "9") && s.hyphenLike(i+1) && (s.is(i+2, "7") || s.is(i+2, "11")):
		return i + 1
	case (p.gap == broken || i == 0) && len(text) <= 2 && next.gap == glued && (s.is(i+1, ".") || s.is(i+1, ")")) && s.at(i+2).gap == spaced && s.at(i+2).cap:
		return i + 1
	case s.is(i-1, "(") && s.is(i+1, ")") && p.gap == glued && next.gap == glued && len(text) <= 2: // an item's number
		return i + 1
	case s.serialEnd(i) > i:
		return s.serialEnd(i)
	case s.is(i-1, ",") && s.is(i+1, ",") && len(text) == 2 && s.at(i-2).cap && s.at(i-2).kind == letters && s.at(i-3).cap && s.at(i+2).kind != digits:
		return i + 1 // an age behind a name
	case p.gap == spaced && prev.kind == letters && prev.cap && prev.w == nil && i > 1 && s.at(i-1).gap != broken && s.nameNumber(i):
		return i + 1
	}
	return i
}

// labels reports whether the number behind a label word is a name and not a
// count: "Article 5" and "level 3" are, "aid 20 million" is not.
func (s *scan) labels(i int) bool {
	next := s.at(i + 1)
	if s.word(i-1).roles&maker != 0 {
		return true
	}
	if s.word(i+1).class == scale || s.is(i+1, "%") || strings.Contains(s.text(i), ",") {
		return false
	}
	if cur, _ := s.currency(i+1, true); cur != nil {
		return false
	}
	return !(next.kind == letters && next.gap == spaced && !next.cap && s.isPlural(i+1))
}

// nameNumber reports whether a number behind an unknown name belongs to it:
// "Leopard 2", "Flight 370", unless it goes on as a count.
func (s *scan) nameNumber(i int) bool {
	if len(s.text(i)) > 4 {
		return false
	}
	next, w := s.at(i+1), s.word(i+1)
	if next.gap == broken || next.kind == sign {
		return !s.is(i+1, "%") && !s.is(i+1, "-") && s.word(i+1).phrases == nil
	}
	if w.class != noClass || next.kind == digits {
		return false
	}
	if cur, _ := s.currency(i+1, true); cur != nil {
		return false
	}
	if u, _ := s.phrase(i+1, unitSense); u != nil {
		return false
	}
	return w.roles&(stop|verb) != 0
}

// currencyEndsAt reports a currency just before piece i, as in "US$30" or "EUR500".
func (s *scan) currencyEndsAt(i int) bool {
	for k := i - 1; k >= i-3 && k >= 0; k-- {
		if cur, end := s.currency(k, false); cur != nil && end == i {
			return true
		}
	}
	_, factor := s.millionCode(i - 1)
	return factor.Known()
}

// gluedName reports letters behind the digits that make them a name: "3D",
// "155mm", "747s", "5G". Suffixes, units, currencies and ordinals do not.
func (s *scan) gluedName(i int) bool {
	if s.is(i+1, "mm") && !s.currencyEndsAt(i) {
		return true // a calibre
	}
	if s.word(i+1).class == suffix {
		return false
	}
	if cur, _ := s.currency(i+1, true); cur != nil {
		return false
	}
	if c, _ := s.millionCode(i + 1); c != nil {
		return false
	}
	u, _ := s.phrase(i+1, unitSense)
	return u == nil
}

// clockEnd reads a time of day: "10:30", "5 p.m.", "10.30am", "0900 GMT".
func (s *scan) clockEnd(i int) int {
	j := i + 1
	for s.is(j, ":") && s.at(j).gap == glued && s.at(j+1).kind == digits && s.at(j+1).gap == glued {
		j += 2
	}
	if w := s.word(j); w.roles&clock != 0 && s.at(j).gap != broken && len(s.text(i)) <= 5 {
		if s.is(j, "am") && s.at(j).gap == spaced && !s.is(j+1, ".") && s.is(j-1, "I") {
			return i
		}
		if s.is(j, "o") && !s.is(j+2, "clock") {
			return max(i, j-1)
		}
		return j + 1
	}
	if j > i+1 {
		return j
	}
	return i
}

// serialEnd reads three or more glued groups of digits: telephone numbers,
// addresses of networks, numbered sections.
func (s *scan) serialEnd(i int) int {
	j, groups := i+1, 1
	for j < i+24 {
		sep := s.text(j)
		if len(sep) != 1 || !strings.Contains("-./:", sep) || s.at(j).gap != glued || s.at(j+1).kind != digits || s.at(j+1).gap != glued {
			break
		}
		j, groups = j+2, groups+1
	}
	if groups >= 3 || groups == 2 && s.is(i-1, ")") {
		return j
	}
	return i
}
