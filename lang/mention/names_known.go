package mention

import (
	"slices"
	"strings"

	"kiroku/gazetteer"
)

// known takes the gazetteer's match at a token: it chooses among the readings
// by what stands around it.
func (n *namer) known(ln *line, i int) int {
	m, end := ln.at(i)
	if ln.shout && !m.Caps && len(ln.toks[i].word) <= 4 && !strings.Contains(ln.toks[i].word, ".") && end == i+1 {
		return end // in capitals throughout, "US" and "WHO" may be words
	}
	switch {
	case has(m, gazetteer.Given) && n.callsPerson(ln, i, end):
		return n.person(ln, i, title{})
	case has(m, gazetteer.Person):
		return n.holder(ln, i, end, m, title{})
	case has(m, gazetteer.Office):
		return n.office(ln, i, end, m)
	case only(m, gazetteer.Given):
		if n.lone(ln, i, end) {
			return n.person(ln, i, title{})
		}
		return end
	case only(m, gazetteer.Other):
		return end
	}
	return n.thing(ln, i, end, m)
}

// callsPerson reports whether a given name begins a person's: a capitalised
// word that is no other thing's name follows.
func (n *namer) callsPerson(ln *line, i, end int) bool {
	if ln.shout || end >= len(ln.toks) || !ln.toks[end].named() || !n.joined(ln, end) {
		return false
	}
	m, _ := ln.at(end)
	if m != nil && !has(m, gazetteer.Given) {
		// "Victoria Nuland" has no match after it; "Georgia President" has.
		return only(m, gazetteer.Person) || ln.toks[end].shape == initial
	}
	w := ln.toks[end].word
	if n.words.common[w] && !(ln.toks[end].shape == initial && len(w) > 1) {
		return false
	}
	return !n.isHead(ln, end) && !(ln.head && n.lower[strings.ToLower(w)])
}

// lone reports whether a given name stands for a person by itself: inside a
// sentence, or before a verb of saying.
func (n *namer) lone(ln *line, i, end int) bool {
	if ln.head || ln.shout || n.lower[strings.ToLower(ln.word(i))] || end < len(ln.toks) && ln.isNamed(end) && n.joined(ln, end) || i > 0 && ln.isNamed(i-1) && n.joined(ln, i) {
		return false
	}
	if prev := strings.ToLower(ln.word(i - 1)); prev == "the" || prev == "a" || prev == "an" {
		return false
	}
	return i > 0 && ln.toks[i-1].shape != mark || n.words.say[ln.word(end)]
}

// joined reports that only blanks or a hyphen part a token from the one before.
func (n *namer) joined(ln *line, i int) bool {
	if i == 0 {
		return false
	}
	gap := n.doc.Text[ln.toks[i-1].span.End:ln.toks[i].span.Start]
	return len(gap) <= 2 && strings.Trim(gap, " \t\n\u00a0") == ""
}

func only(m *gazetteer.Match, kind gazetteer.Kind) bool {
	return !slices.ContainsFunc(m.Entries, func(e gazetteer.Entry) bool { return e.Kind != kind })
}

// thing takes a country, place or organization.
func (n *namer) thing(ln *line, i, end int, m *gazetteer.Match) int {
	if m.End < len(n.doc.Text) && n.doc.Text[m.End] == '$' {
		return end // "US$30 million" is money
	}
	e := n.choose(ln, i, end, m)
	span := ln.span(i, end)
	if m.Start > span.Start || m.End < span.End { // part of a longer token: "Anglo-French"
		span.Start, span.End = m.Start, m.End
	}
	if rest, ok := strings.CutPrefix(span.Of(n.doc.Text), "the "); ok && end > i+1 {
		span.Start, i = span.End-len(rest), i+1 // names are without their article
	} else if rest, ok := strings.CutPrefix(span.Of(n.doc.Text), "The "); ok && end > i+1 && slices.Contains(gazetteer.Lookup(rest), e) {
		span.Start, i = span.End-len(rest), i+1
	}
	out := Mention{Span: span, Name: e.Name}
	switch e.Kind {
	case gazetteer.Country:
		out.Kind, out.Code = Country, e.Code
		out.Adj = n.adjective(ln, end, m, e)
	case gazetteer.Place:
		out.Kind, out.Place = Place, e.Country
		if e.Form == gazetteer.Seat && (n.governs(ln, i, end) || sided(n.doc.Text[:m.Start])) {
			out.Code = e.Country
		}
		if stop, ok := n.placeHead(ln, end); ok {
			end, out.Span, out.Name, out.Code = stop, ln.span(i, stop), ln.span(i, stop).Of(n.doc.Text), ""
		}
	case gazetteer.Organization:
		out.Kind, out.Code, out.Place = Organization, e.Code, e.Country
		if side, ok := n.before(ln, i); ok && side.Kind == Country && n.words.society[span.Of(n.doc.Text)] {
			out.Name, out.Code, out.Place = span.Of(n.doc.Text), side.Code, side.Code // "the Sudanese Red Crescent"
		}
	case gazetteer.Body:
		out.Kind, out.Code, out.Place = Organization, e.Country, e.Country
		if side, ok := n.before(ln, i); ok && side.Kind == Country {
			n.bodies[e.Name] = side.Code // "the Philippine Senate"
		}
		if code, ok := n.bodies[e.Name]; ok {
			out.Code, out.Place = code, code
		}
	case gazetteer.Outlet:
		out.Kind, out.Place, out.Role = Organization, e.Country, outletRole(e.Class)
	default:
		return end
	}
	ln.add(out, i, end)
	return end
}

func outletRole(class string) string {
	if class == "wire" {
		return "news agency"
	}
	return class
}

// choose picks among readings of a country, place or organization.
func (n *namer) choose(ln *line, i, end int, m *gazetteer.Match) gazetteer.Entry {
	var best gazetteer.Entry
	most := -1
	for _, e := range m.Entries {
		if e.Kind == gazetteer.Given || e.Kind == gazetteer.Other || e.Kind == gazetteer.Office || e.Kind == gazetteer.Person {
			continue
		}
		score := 2 * n.votes[e.Country]
		switch {
		case e.Kind == gazetteer.Country && e.Form == gazetteer.Name:
			score += 3
		case e.Kind == gazetteer.Country:
			score += 2
		case e.Form == gazetteer.Seat:
			score += 2
		case e.Class == "region" && n.besideRegion(ln, i):
			score += 50 // "Atlanta, Georgia"
		}
		if score > most {
			best, most = e, score
		}
	}
	return best
}

// besideRegion reports whether a place and a comma stand before: "Dalton, Georgia".
func (n *namer) besideRegion(ln *line, i int) bool {
	return ln.word(i-1) == "," && ln.isNamed(i-2) && len(ln.found) > 0 &&
		ln.found[len(ln.found)-1].Kind == Place && ln.found[len(ln.found)-1].Head == i-2
}

// adjective reports whether a country's name is used as an adjective or for
// its people. "U.S." may be both; a noun after it decides.
func (n *namer) adjective(ln *line, end int, m *gazetteer.Match, e gazetteer.Entry) bool {
	bare, adj := false, false
	for _, o := range m.Entries {
		if o.Code == e.Code {
			bare = bare || o.Form == gazetteer.Name
			adj = adj || o.Form != gazetteer.Name
		}
	}
	if !bare || !adj {
		return adj
	}
	if end >= len(ln.toks) {
		return false
	}
	next := ln.toks[end]
	switch next.tag {
	case "NOUN", "ADJ", "PROPN":
		return true
	case "":
		if strings.HasPrefix(m.Entries[0].Name, n.doc.Text[m.Start:m.End]) || strings.HasSuffix(next.word, "ed") {
			return n.words.acting[next.word] || n.words.people[next.word] || n.words.body[next.word]
		}
		return next.shape == small && !n.words.verb[next.word] && !n.words.say[next.word] && !n.words.function[next.word] || next.named()
	}
	return false
}

// governs reports whether a capital stands for its government: it acts or is
// acted with ("Tokyo said", "between Kyiv and Warsaw", "Moscow's invasion"),
// and is not where something is.
func (n *namer) governs(ln *line, i, end int) bool {
	prev, next := strings.ToLower(ln.word(i-1)), ln.word(end)
	k := len(ln.found) - 1
	switch {
	case n.words.seatPlace[prev]:
		return false
	case isPossessive(next) || n.words.verb[next]:
		return true
	case end < len(ln.toks) && (ln.toks[end].tag == "VERB" || ln.toks[end].tag == "AUX"):
		return true
	case prev == "and" && k >= 0 && ln.found[k].Head == i-2 && ln.found[k].Kind == Place && ln.found[k].Code != "":
		return true // "Kyiv and Warsaw"
	}
	return n.words.seatParty[prev] && (next == "" || n.words.seatEnd[next])
}

// sided reports that the text ends in "pro-" or "anti-".
func sided(t string) bool {
	t = strings.ToLower(t[max(0, len(t)-5):])
	return strings.HasSuffix(t, "pro-") || strings.HasSuffix(t, "anti-")
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

// placeHead extends a place by a head noun: "Ishikawa" + "Prefecture".
func (n *namer) placeHead(ln *line, end int) (int, bool) {
	if end < len(ln.toks) && n.words.placeHead[ln.toks[end].word] && n.joined(ln, end) && !ln.head {
		if m, _ := ln.at(end); m == nil {
			return end + 1, true
		}
	}
	return end, false
}

// before is the country or organization that stands right before a token and
// owns it: "Japanese |", "Ukraine's |", "State Department |", small adjectives
// between aside.
func (n *namer) before(ln *line, i int) (Mention, bool) {
	if len(ln.found) == 0 {
		return Mention{}, false
	}
	last := ln.found[len(ln.found)-1]
	j := i - 1
	for range 3 {
		if j > last.Head && j >= 0 && ln.toks[j].shape == small && !n.words.function[ln.toks[j].word] && ln.toks[j].tag != "VERB" && ln.toks[j].tag != "AUX" && ln.word(j) != "the" && ln.word(j) != "a" {
			j--
		}
	}
	if j > last.Head && isPossessive(ln.word(j)) {
		j--
	}
	if j != last.Head || last.Kind == Person {
		return Mention{}, false
	}
	return last, true
}
