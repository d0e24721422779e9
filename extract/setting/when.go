package setting

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/lang/quantity"
	"kiroku/text"
	"kiroku/value"
)

// When is the date that the clause of token v states: one that hangs on the
// verb or its objects, else one on the verb of saying or announcing above it; else
// the day that its words point to, "that night".
func (s *Setting) When(t *syntax.Tree, v int) (claim.When, text.Span) {
	best, bestDist := -1, 99
	for k, m := range t.Sentence.Mentions {
		if m.Kind != mention.Date {
			continue
		}
		h := t.HeadOf(m.Span)
		if h < 0 || titled(t, h, m.Span) {
			continue
		}
		if d := distance(t, h, v); d >= 0 && d < bestDist {
			best, bestDist = k, d
		}
	}
	if best >= 0 {
		if w := s.whenOf(t, &t.Sentence.Mentions[best]); !w.Date.IsZero() {
			return w, t.Sentence.Mentions[best].Span
		}
	}
	if w, sp := s.dayMeant(t, v); !w.Date.IsZero() || best < 0 {
		return w, sp
	}
	m := &t.Sentence.Mentions[best]
	return claim.When{Text: t.Words(m.Span)}, m.Span
}

// titled reports whether a bare year belongs to a title: "the Refugees Act of 1961",
// "the 2021 Halden Summit".
func titled(t *syntax.Tree, h int, sp text.Span) bool {
	of := t.Head(h)
	return sp.Len() == len("1961") && t.Tokens[h].Tag == "NUM" && of >= 0 && t.Tokens[of].Tag == "PROPN" && t.Is(h, "nmod", "compound", "nummod", "nmod:unmarked")
}

// whenOf is a date as a claim has it. In a text without a date of its own, a day of
// a month is of the year that the text told of last.
func (s *Setting) whenOf(t *syntax.Tree, m *mention.Mention) claim.When {
	w := claim.When{Text: t.Words(m.Span), Date: m.Date}
	if w.Date.IsZero() && !s.anchor.IsZero() {
		if found := quantity.Find(s.Doc.Text, m.Span, s.anchor); len(found) == 1 && found[0].Kind == mention.Date {
			w.Date = found[0].Date
		}
	}
	return w
}

// dayMeant is the day that a clause's words of time point to: that of the document
// ("this morning", "I hereby decide"), or the day told of last ("that night", "the
// day before", "at 7:45 p.m.").
func (s *Setting) dayMeant(t *syntax.Tree, v int) (claim.When, text.Span) {
	for k := range t.Tokens {
		today, off, ok := s.pointer(t, k)
		if !ok || distance(t, k, v) < 0 {
			continue
		}
		day := s.Doc.Published
		if !today {
			day = s.lastDay(t, k)
		}
		if day.IsZero() || day.From != day.To {
			continue
		}
		sp := t.Phrase(k)
		if t.IsVerb(k) { // "we are talking": the verb alone says that it is now
			sp = t.Tokens[k].Span
		}
		return claim.When{Text: t.Words(sp), Date: value.OnDay(day.From.Add(0, 0, off))}, sp
	}
	return claim.When{}, text.Span{}
}

// pointer reads a word that points to a day: whether to the document's own, and how
// many days off.
func (s *Setting) pointer(t *syntax.Tree, k int) (today bool, off int, ok bool) {
	word := t.Lower[k]
	if s.Lex.Performing[word] && t.Is(k, "advmod") || ownNow(t, k) {
		return true, 0, true
	}
	if isClock(word) {
		return false, 0, true
	}
	if off, ok := daysOff(t, k); ok {
		return false, off, true
	}
	part := s.Lex.TimesOfDay[t.Lemma(k)]
	if !part && t.Lemma(k) != "day" || !t.IsNoun(k) || t.ValueAt(k) != nil && !t.ValueAt(k).Date.IsZero() {
		return false, 0, false
	}
	return dayPointed(t, k, part)
}

// dayPointed reads the words around a day, or a part of one, that point to another.
func dayPointed(t *syntax.Tree, k int, part bool) (today bool, off int, ok bool) {
	if t.Child(k, "nummod") >= 0 {
		return false, 0, false // "two days later": nobody counts from when
	}
	around := t.Kids[k]
	if k+1 < len(t.Tokens) { // trees hang "before" of "the day before" on the verb
		around = append(slices.Clone(around), k+1)
	}
	for _, d := range around {
		switch t.Lower[d] {
		case "this":
			return true, 0, part
		case "last":
			return true, -1, part
		case "that", "same":
			return false, 0, true
		case "previous":
			return false, -1, true
		case "next", "following":
			return false, 1, true
		case "before", "earlier", "prior":
			return false, -1, !part
		case "later", "after":
			return false, 1, !part && t.Child(d, "nmod", "obl", "obj") < 0 && !t.Is(d, "case", "mark")
		}
	}
	d := t.Child(k, "det")
	return false, 0, part && d >= 0 && t.Lower[d] == "the" && t.Child(k, "nmod", "compound", "amod") < 0 // "later in the evening"
}

// maxDaysOff is how many days from the one told of last a count of days may lead: a
// longer count is seldom of days.
const maxDaysOff = 60

// daysOff reads "three days later", "a week earlier": how far from the day told of last.
func daysOff(t *syntax.Tree, k int) (off int, ok bool) {
	unit := map[string]int{"day": 1, "week": 7, "fortnight": 14}[t.Lemma(k)]
	if unit == 0 || k+1 >= len(t.Tokens) {
		return 0, false
	}
	n := 1
	if m := t.CountOf(k); m != nil && m.Quantity.Bound == "" && m.Quantity.Value.IsWhole() && m.Quantity.Value.Cmp(value.Int(maxDaysOff)) <= 0 {
		n = int(m.Quantity.Value.Int64())
	} else if m != nil || k == 0 || t.Lower[k-1] != "a" && t.Lower[k-1] != "one" {
		return 0, false
	}
	switch t.Lower[k+1] {
	case "earlier":
		return -n * unit, n*unit <= maxDaysOff
	case "later":
		return n * unit, n*unit <= maxDaysOff
	}
	return 0, false
}

// ownNow reports whether a speaker says at word k what he does as he speaks: "I am
// continuing the emergency", "my government is sending"; or did right before: "I just
// spoke with".
func ownNow(t *syntax.Tree, k int) bool {
	v := k
	switch {
	case t.IsVerb(k) && t.Tense(k) == syntax.Progressive:
	case t.Lower[k] == "just" && t.Is(k, "advmod"):
		v = t.Head(k)
	default:
		return false
	}
	if v < 0 || !t.IsVerb(v) {
		return false
	}
	sub := t.Nominative(v)
	if sub < 0 {
		return false
	}
	own := t.Child(sub, "nmod:poss")
	return firstPerson[t.Lower[sub]] || own >= 0 && firstPerson[t.Lower[own]]
}

// firstPerson are a speaker's pronouns.
var firstPerson = map[string]bool{"i": true, "we": true, "my": true, "our": true}

// isClock reports whether a word is a time of day: "p.m.", "14:00".
func isClock(word string) bool {
	switch word {
	case "a.m.", "p.m.", "a.m", "p.m":
		return true
	}
	hour, minute, ok := strings.Cut(word, ":")
	return ok && len(hour) <= 2 && len(minute) == 2 && strings.Trim(hour+minute, "0123456789") == "" && hour != ""
}

// lastDay is the day that the text told of last before a word.
func (s *Setting) lastDay(t *syntax.Tree, before int) value.Date {
	last := s.LastDate.When.Date
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Span.End <= t.Tokens[before].Span.Start && s.pastDay(m) {
			last = m.Date
		}
	}
	return last
}

// pastDay reports whether a mention is a single day not after the document's.
func (s *Setting) pastDay(m *mention.Mention) bool {
	return m.Kind == mention.Date && !m.Date.IsZero() && m.Date.From == m.Date.To &&
		(s.Doc.Published.IsZero() || s.Doc.Published.To.Cmp(m.Date.To) >= 0)
}

// KeepDate keeps the last single day that the report's past is dated to, and in a
// text without a date of its own the last date that needs none.
func (s *Setting) KeepDate(t *syntax.Tree) {
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind == mention.Date && !m.Date.From.IsZero() && s.Doc.Published.IsZero() {
			s.anchor = m.Date
		}
		if s.pastDay(m) {
			s.LastDate = Dated{When: claim.When{Text: t.Words(m.Span), Date: m.Date}, Span: m.Span}
		}
	}
}

// distance is how far a date's head stands from the clause of v: the steps up
// from the date to v, or to a verb above v plus a step for each clause
// between; -1 when the date belongs to another clause.
func distance(t *syntax.Tree, date, v int) int {
	up := 0
	for at := date; at >= 0 && up < 8; at, up = t.Head(at), up+1 {
		if t.Within(v, at) {
			below := 0
			for k := v; k != at; k = t.Head(k) {
				if t.IsVerb(k) {
					below += 2
				}
				below++
			}
			if below > 8 {
				return -1
			}
			return up + below
		}
		if at != date && t.IsVerb(at) {
			if t.Is(at, "acl") && t.Head(at) == v && !t.IsVerb(v) || t.Is(at, "conj") && t.Head(at) == v && t.Child(at, "cc") >= 0 && !ownSubject(t, at) {
				return up + 2 // "the treaty signed on 2 May", "a quake that struck on Monday", "came and left on Monday"
			}
			return -1
		}
	}
	return -1
}

// ownSubject reports whether a verb has a subject of its own.
func ownSubject(t *syntax.Tree, v int) bool { return t.Child(v, "nsubj", "nsubj:pass", "expl") >= 0 }

// PastDay is the day that the paragraph told of last, for what its next sentences
// tell of the past without a date.
func (s *Setting) PastDay(t *syntax.Tree) (claim.When, text.Span) {
	d := s.LastDate
	if d.Span.IsZero() || d.Span.Start > t.Sentence.Span.Start || strings.Contains(s.Doc.Text[d.Span.End:t.Sentence.Span.Start], "\n") {
		return claim.When{}, text.Span{}
	}
	return d.When, d.Span
}

// OnlyDate is the sentence's date where it gives just one.
func OnlyDate(t *syntax.Tree) (claim.When, text.Span) {
	var only *mention.Mention
	for k := range t.Sentence.Mentions {
		if m := &t.Sentence.Mentions[k]; m.Kind == mention.Date && !m.Date.IsZero() {
			if only != nil {
				return claim.When{}, text.Span{}
			}
			only = m
		}
	}
	if only == nil {
		return claim.When{}, text.Span{}
	}
	return claim.When{Text: t.Words(only.Span), Date: only.Date}, only.Span
}

// Dated is a date of the document with its words.
type Dated struct {
	When claim.When
	Span text.Span
}
