package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/gazetteer"
	"kiroku/lang/name"
	"kiroku/text"
)

// core takes the name out of a marked noun phrase: the capitalised words
// around its head (or at its end), without article, title, owner, and what
// follows a comma or a preposition. It is not ok where there is none.
func core(t string, sent *text.Sentence, m phrase, k name.Kind, others []phrase) (name.Name, bool) {
	w := func(i int) string { return sent.Tokens[i].Span.Of(t) }
	first, last := m.first, m.last
	var run [2]int
	found := false
	for i := first; i <= last; {
		if !capital(w(i)) || article(w(i)) && i == m.first {
			i++
			continue
		}
		end := runEnd(w, i, last)
		run, found = [2]int{i, end}, true
		if m.head >= i && m.head <= end || m.head < 0 && ended(w, end, last) {
			break
		}
		found = false
		i = end + 1
	}
	if m.head < 0 && found {
		found = proper(w, sent, m.first, run)
	}
	if !found {
		return name.Name{}, false
	}
	first, last = run[0], run[1]
	first = withoutOwner(w, first, last, others)
	if coordinated(w, first, last, others) {
		return name.Name{}, false
	}
	if k == name.Person && plural(sent.Tokens[last]) {
		return name.Name{}, false // "Democrats"
	}
	if k == name.Person {
		if first = withoutTitles(t, sent, first, last); first > last {
			return name.Name{}, false
		}
		if m.head < 0 && article(strings.ToLower(w(m.first))) && first == m.first+1 {
			return name.Name{}, false // "the Foreign Secretary"
		}
	}
	sp := text.Span{Start: sent.Tokens[first].Span.Start, End: sent.Tokens[last].Span.End}
	if k == name.Organization && isCountry(sp.Of(t)) {
		k = name.Place
	}
	if isAdjective(sp.Of(t)) {
		return name.Name{}, false
	}
	return name.Name{Kind: k, Span: sp, First: first, Last: last}, true
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func article(w string) bool {
	switch w {
	case "the", "The", "a", "A", "an", "An", "THE", "This", "Our", "His", "Her", "My", "Their", "Its", "That", "These":
		return true
	}
	return false
}

// proper reports whether the run of a phrase without a known head is a name:
// its ends are tagged so, and no preposition stands before it ("people of Mosul").
func proper(w func(int) string, sent *text.Sentence, first int, run [2]int) bool {
	for i := first; i < run[0]; i++ {
		if sent.Tokens[i].Tag == "ADP" || sent.Tokens[i].Tag == "SCONJ" || w(i) == "," {
			return false
		}
	}
	switch sent.Tokens[run[0]].Tag {
	case "PRON", "DET", "NOUN", "ADV", "VERB", "AUX":
		if run[0] == run[1] || sent.Tokens[run[0]].XTag == "NNS" {
			return false
		}
	}
	return sent.Tokens[run[1]].Tag == "PROPN" || sent.Tokens[run[1]].Tag == "NUM"
}

// plural reports whether the token is the plural of a name.
func plural(tok text.Token) bool { return tok.XTag == "NNPS" }

// runEnd is the last token of the run of capitalised words that starts at i;
// small words and marks stay inside where a capital follows.
func runEnd(w func(int) string, i, last int) int {
	end := i
	for j := i + 1; j <= last && j <= end+3; j++ {
		switch word := w(j); {
		case capital(word) || digits(word) && j == end+1:
			end = j
		case inner(word):
		default:
			return end
		}
	}
	return end
}

func digits(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// inner reports whether the word may stand inside a name.
func inner(w string) bool {
	switch w {
	case "of", "the", "and", "for", "&", "-", "–", "'s", "’s", "'", "’", "de", "del", "da", "dos", "al", "el", "la", "bin", "ibn", "van", "von", "der", "den", "du", "/", ".", "on", "to":
		return true
	}
	return false
}

// ended reports whether the phrase's name ends at token end: nothing follows
// but what stands after a comma or a preposition.
func ended(w func(int) string, end, last int) bool {
	if end == last {
		return true
	}
	switch w(end + 1) {
	case ",", "(", "–", "—", "in", "at", "from", "near", "on", "with", "by", "to", "who", "which", "that", "based", ":", ";":
		return true
	}
	return false
}

// withoutOwner is the start of the run after an owner that is marked itself:
// "Russia's Foreign Ministry".
func withoutOwner(w func(int) string, first, last int, others []phrase) int {
	for i := first + 1; i < last; i++ {
		if s := w(i); (s == "'s" || s == "’s") && slices.ContainsFunc(others, func(o phrase) bool { return o.first == first && (o.last == i-1 || o.last == i) }) {
			return i + 1
		}
	}
	return first
}

// coordinated reports whether the run is two marked names and "and".
func coordinated(w func(int) string, first, last int, others []phrase) bool {
	for i := first + 1; i < last; i++ {
		if s := w(i); s == "and" || s == "&" {
			before := slices.ContainsFunc(others, func(o phrase) bool { return o.last == i-1 && o.first >= first })
			after := slices.ContainsFunc(others, func(o phrase) bool { return o.first <= i+2 && o.first > i && o.last <= last })
			if before && after {
				return true
			}
		}
	}
	return false
}

// withoutTitles is the start of the run after titles: "Gen. J. Votel".
func withoutTitles(t string, sent *text.Sentence, first, last int) int {
	for first <= last {
		w := sent.Tokens[first].Span.Of(t)
		rest := t[sent.Tokens[first].Span.Start:sent.Tokens[last].Span.End]
		found := gazetteer.Find(nil, rest)
		switch {
		case len(found) > 0 && found[0].Start == 0 && onlyOffice(found[0]):
			end := sent.Tokens[first].Span.Start + found[0].End
			for first <= last && sent.Tokens[first].Span.Start < end {
				first++
			}
		case strings.HasSuffix(w, ".") && len(w) > 2 && len(w) <= 5 && !strings.Contains(w[:len(w)-1], "."):
			first++
		case w == "of" || w == "for" || w == "the" || w == "to" || w == "and":
			return last + 1 // an office, and what it is of
		default:
			return first
		}
	}
	return first
}

func onlyOffice(m gazetteer.Match) bool {
	return !slices.ContainsFunc(m.Entries, func(e gazetteer.Entry) bool { return e.Kind != gazetteer.Office })
}

func isCountry(w string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(w), func(e gazetteer.Entry) bool {
		return e.Kind == gazetteer.Country && (e.Form == gazetteer.Name)
	})
}

func isAdjective(w string) bool {
	found := gazetteer.Lookup(w)
	return len(found) > 0 && !slices.ContainsFunc(found, func(e gazetteer.Entry) bool {
		return e.Form != gazetteer.Adj && e.Form != gazetteer.People
	})
}

// outermost keeps names that lie in no other, in order.
func outermost(names []name.Name) []name.Name {
	slices.SortStableFunc(names, func(a, b name.Name) int {
		return cmp.Or(a.First-b.First, b.Last-a.Last)
	})
	var out []name.Name
	for _, n := range names {
		if len(out) == 0 || n.First > out[len(out)-1].Last {
			out = append(out, n)
		}
	}
	return out
}
