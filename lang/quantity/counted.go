package quantity

import (
	"strings"

	"kiroku/lang/quantity/number"
	"kiroku/lang/quantity/scan"
)

// measured reads a unit behind the number: "%", "tonnes", "-day".
func (s *reader) measured(a *sized) {
	j := a.Next
	if s.Hyphen(j) {
		j++
	}
	if s.At(j).Gap == scan.Broken {
		return
	}
	unit, k := s.Phrase(j, scan.UnitSense)
	if unit == nil || s.At(j).Kind == scan.Letters && s.At(j).Gap == scan.Glued && j > a.Next && s.At(k).Gap == scan.Glued && s.At(k).Kind == scan.Letters {
		return
	}
	if a.Low && s.Is(j, "m") {
		return
	}
	a.unit, a.to = unit.Unit, k
	switch {
	case s.Hyphen(k) && (s.Is(k+1, "old") || s.Is(k+1, "olds")), s.At(k).Gap == scan.Spaced && s.Is(k, "old"):
		a.unit += " old"
		a.to = k + 1
		if s.Hyphen(k) {
			a.to++
		}
	case s.Is(k, "of") && s.At(k).Gap == scan.Spaced && unit.Unit != "%":
		if noun, ok := s.noun(k+1, 1); ok && a.unit != "years" && a.unit != "months" {
			a.noun, a.to = noun, noun[1]
		}
	}
}

// counted reads the noun phrase that the number counts.
func (s *reader) counted(a *sized, end int) {
	j := end
	if a.Low && s.Is(j, "of") {
		j++
		if s.Word(j).Roles&scan.Article != 0 {
			j++
		}
	} else if s.Hyphen(j) && s.At(j+1).Kind == scan.Letters { // a six-person team
		if s.Word(j+1).Roles&(scan.Stop|scan.Verb) == 0 {
			a.noun, a.to = [2]int{j + 1, j + 2}, j+2
		}
		return
	}
	for s.Word(j).Roles&scan.Lead != 0 && s.At(j).Gap == scan.Spaced {
		j++
	}
	if noun, ok := s.noun(j, 0); ok {
		a.noun, a.to = noun, noun[1]
		if s.Is(a.to, "of") && s.At(a.to).Gap == scan.Spaced && s.IsPlural(a.to-1) {
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
func (s *reader) noun(i, depth int) (span [2]int, ok bool) {
	end := 0 // behind the last word that can end the phrase
	for j := i; j < i+maxNoun; j++ {
		p, w := s.At(j), s.Word(j)
		if p.Gap == scan.Broken || j == i && p.Gap != scan.Spaced || p.Kind == scan.Opaque {
			break
		}
		switch {
		case p.Kind == scan.Digits:
			if j == i || p.Gap == scan.Spaced && !s.At(j-1).Cap {
				return [2]int{i, end}, end > i
			}
			continue
		case p.Kind == scan.Sign:
			if j > i && (s.Hyphen(j) || (s.Text(j) == "'" || s.Text(j) == "’") && s.Is(j+1, "s") && s.At(j+2).Kind == scan.Letters && s.At(j+2).Gap == scan.Spaced || s.Text(j) == "/" && s.HyphenLike(j)) {
				continue
			}
			return [2]int{i, end}, end > i
		case p.Gap == scan.Glued && j > i && (s.Is(j, "s") || s.At(j-1).Kind == scan.Sign || s.At(j-1).Kind == scan.Digits):
			end = j + 1
			continue
		case w.Roles&scan.Verb != 0:
			if end > i || !s.leadsNoun(j) {
				return [2]int{i, end}, end > i
			}
			continue
		case w.Roles&scan.Stop != 0, w.Month > 0 && p.Cap && !s.IsPlural(j), w.Weekday > 0 && p.Cap, w.Class != scan.NoClass && w.Class != scan.Ordinal && w.Class != scan.Suffix && w.Class != scan.Fraction:
			return [2]int{i, end}, end > i
		}
		end = j + 1
		if s.IsPlural(j) && !s.Dash(j+1) {
			if s.At(j+1).Gap == scan.Spaced && s.At(j+1).Kind == scan.Letters && s.IsPlural(j+1) && s.Word(j+1).Roles&(scan.Stop|scan.Verb) == 0 {
				continue
			}
			return [2]int{i, end}, true
		}
	}
	return [2]int{i, end}, end > i && (depth == 0 || s.Word(i).Roles&(scan.Stop|scan.Verb) == 0)
}

// leadsNoun reports a participle that stands before its noun: "injured people".
func (s *reader) leadsNoun(j int) bool {
	for k := j + 1; k <= j+2; k++ {
		if s.At(k).Gap != scan.Spaced || s.At(k).Kind != scan.Letters || s.Word(k).Roles&scan.Stop != 0 {
			return false
		}
		if s.Word(k).Roles&scan.Verb == 0 && s.IsPlural(k) {
			return true
		}
	}
	return false
}

// nameEnd reports where a number that is no count ends: a code, a model, a
// section, a telephone number, a time of day. It gives i for a real number.
func (s *reader) nameEnd(i int) int {
	p := s.At(i)
	if p.Kind != scan.Digits {
		return i
	}
	text := s.Text(i)
	next := s.At(i + 1)
	prev, before := s.At(i-1), s.Word(i-1)
	switch {
	case s.clockEnd(i) > i:
		return s.clockEnd(i)
	case next.Kind == scan.Letters && next.Gap == scan.Glued && number.Power(s.Scanner, i+1) == 0 && s.gluedName(i):
		return i + 2
	case i > 0 && p.Gap == scan.Glued && prev.Kind == scan.Letters:
		if s.currencyEndsAt(i) {
			return i
		}
		return i + 1
	case i > 1 && p.Gap == scan.Glued && prev.Gap == scan.Glued && strings.Contains("-–./:_#&", s.Text(i-1)) && s.At(i-2).Kind != scan.Sign && s.At(i-2).Kind != scan.Opaque:
		w := s.Word(i - 2)
		if w.Part > 0 || w.Month > 0 || w.Open != "" || s.currencyEndsAt(i-1) || len(w.Phrases) > 0 && s.At(i-2).Kind == scan.Letters && len(s.Text(i-2)) > 1 {
			return i
		}
		return i + 1
	case i > 0 && p.Gap == scan.Glued && (s.Is(i-1, "#") || s.Is(i-1, "№") || s.Is(i-1, "@")):
		return i + 1
	case p.Gap == scan.Spaced && before.Roles&(scan.Label|scan.Maker) != 0 && s.labels(i):
		return i + 1
	case p.Gap != scan.Broken && s.Is(i-1, ".") && s.At(i-1).Gap == scan.Glued && s.Word(i-2).Roles&scan.Label != 0 && len(s.Text(i-2)) <= 4 && !strings.Contains(text, ","):
		return i + 1
	case len(text) > 1 && text[0] == '0' && scan.IsDigit(text[1]), s.Is(i+1, "/") && (text == "24" || text == "9") && s.HyphenLike(i+1) && (s.Is(i+2, "7") || s.Is(i+2, "11")):
		return i + 1
	case (p.Gap == scan.Broken || i == 0) && len(text) <= 2 && next.Gap == scan.Glued && (s.Is(i+1, ".") || s.Is(i+1, ")")) && s.At(i+2).Gap == scan.Spaced && s.At(i+2).Cap:
		return i + 1
	case s.Is(i-1, "(") && s.Is(i+1, ")") && p.Gap == scan.Glued && next.Gap == scan.Glued && len(text) <= 2: // an item's number
		return i + 1
	case s.serialEnd(i) > i:
		return s.serialEnd(i)
	case s.Is(i-1, ",") && s.Is(i+1, ",") && len(text) == 2 && s.At(i-2).Cap && s.At(i-2).Kind == scan.Letters && s.At(i-3).Cap && s.At(i+2).Kind != scan.Digits:
		return i + 1 // an age behind a name
	case p.Gap == scan.Spaced && prev.Kind == scan.Letters && prev.Cap && prev.Word == nil && i > 1 && s.At(i-1).Gap != scan.Broken && s.nameNumber(i):
		return i + 1
	}
	return i
}

// labels reports whether the number behind a label word is a name and not a
// count: "Article 5" and "level 3" are, "aid 20 million" is not.
func (s *reader) labels(i int) bool {
	next := s.At(i + 1)
	if s.Word(i-1).Roles&scan.Maker != 0 {
		return true
	}
	if s.Word(i+1).Class == scan.Scale || s.Is(i+1, "%") || strings.Contains(s.Text(i), ",") {
		return false
	}
	if cur, _ := s.Currency(i+1, true); cur != nil {
		return false
	}
	return !(next.Kind == scan.Letters && next.Gap == scan.Spaced && !next.Cap && s.IsPlural(i+1))
}

// nameNumber reports whether a number behind an unknown name belongs to it:
// "Leopard 2", "Flight 370", unless it goes on as a count.
func (s *reader) nameNumber(i int) bool {
	if len(s.Text(i)) > 4 {
		return false
	}
	next, w := s.At(i+1), s.Word(i+1)
	if next.Gap == scan.Broken || next.Kind == scan.Sign {
		return !s.Is(i+1, "%") && !s.Is(i+1, "-") && s.Word(i+1).Phrases == nil
	}
	if w.Class != scan.NoClass || next.Kind == scan.Digits {
		return false
	}
	if cur, _ := s.Currency(i+1, true); cur != nil {
		return false
	}
	if u, _ := s.Phrase(i+1, scan.UnitSense); u != nil {
		return false
	}
	return w.Roles&(scan.Stop|scan.Verb) != 0
}

// currencyEndsAt reports a currency just before piece i, as in "US$30" or "EUR500".
func (s *reader) currencyEndsAt(i int) bool {
	for k := i - 1; k >= i-3 && k >= 0; k-- {
		if cur, end := s.Currency(k, false); cur != nil && end == i && !cur.Letter {
			return true
		}
	}
	_, factor := s.millionCode(i - 1)
	return factor.Known()
}

// gluedName reports letters behind the digits that make them a name: "3D",
// "155mm", "747s", "5G". Suffixes, units, currencies and ordinals do not.
func (s *reader) gluedName(i int) bool {
	if s.Is(i+1, "mm") && !s.currencyEndsAt(i) {
		return true // a calibre
	}
	if s.Word(i+1).Class == scan.Suffix {
		return false
	}
	if cur, _ := s.Currency(i+1, true); cur != nil {
		return false
	}
	if c, _ := s.millionCode(i + 1); c != nil {
		return false
	}
	u, _ := s.Phrase(i+1, scan.UnitSense)
	return u == nil
}

// clockEnd reads a time of day: "10:30", "5 p.m.", "10.30am", "0900 GMT".
func (s *reader) clockEnd(i int) int {
	j := i + 1
	for s.Is(j, ":") && s.At(j).Gap == scan.Glued && s.At(j+1).Kind == scan.Digits && s.At(j+1).Gap == scan.Glued {
		j += 2
	}
	if w := s.Word(j); w.Roles&scan.Clock != 0 && s.At(j).Gap != scan.Broken && len(s.Text(i)) <= 5 {
		if s.Is(j, "am") && s.At(j).Gap == scan.Spaced && !s.Is(j+1, ".") && s.Is(j-1, "I") {
			return i
		}
		if s.Is(j, "o") && !s.Is(j+2, "clock") {
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
func (s *reader) serialEnd(i int) int {
	j, groups := i+1, 1
	for j < i+24 {
		sep := s.Text(j)
		if len(sep) != 1 || !strings.Contains("-./:", sep) || s.At(j).Gap != scan.Glued || s.At(j+1).Kind != scan.Digits || s.At(j+1).Gap != scan.Glued {
			break
		}
		j, groups = j+2, groups+1
	}
	if groups >= 3 || groups == 2 && s.Is(i-1, ")") {
		return j
	}
	return i
}
