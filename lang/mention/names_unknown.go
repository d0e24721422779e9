package mention

import (
	"strings"

	"kiroku/gazetteer"
)

// maxRun bounds the tokens of one organization's name.
const maxRun = 14

// headLen is the number of tokens of the head noun that begins at a token, 0
// for none, and whether the head acts for its country.
func (n *namer) headLen(ln *line, i int) (length int, acts bool) {
	if !ln.isNamed(i) {
		return 0, false
	}
	for length = 3; length > 0; length-- {
		if i+length > len(ln.toks) {
			continue
		}
		phrase := ln.span(i, i+length).Of(n.doc.Text)
		if n.words.acts[phrase] {
			return length, true
		}
		if n.words.org[phrase] || n.words.suffix[phrase] {
			return length, false
		}
	}
	return 0, false
}

// isHead reports whether a head noun of organizations begins at a token.
func (n *namer) isHead(ln *line, i int) bool {
	length, _ := n.headLen(ln, i)
	return length > 0
}

// organization takes an organization that its head noun tells: "Ministry of
// Health and Welfare", "Ukrainian Navy", "Asia Relief Foundation". known is
// where the gazetteer's own match at the token ends; a name that is no longer
// than that is left to it.
func (n *namer) organization(ln *line, i, known int) (int, bool) {
	if ln.shout || n.words.common[ln.toks[i].word] {
		return 0, false
	}
	head, end, acts, side := n.orgRun(ln, i)
	if head < 0 || end <= known || ln.head && end-i > 5 {
		return 0, false
	}
	if end-i == 1 && !acts || n.words.event[ln.toks[end-1].word] {
		return 0, false
	}
	if n.words.direction[ln.toks[i].word] && end-i == 1 {
		return 0, false
	}
	m, stop := ln.at(i)
	part := m != nil && stop < end && has(m, gazetteer.Organization)
	if part && ln.head {
		return 0, false
	}
	name := ln.span(i, end).Of(n.doc.Text)
	out := Mention{Kind: Organization, Name: name, Place: side}
	if part {
		out.Code = n.choose(ln, i, stop, m).Code // "NATO Trust Fund"
	}
	owner, owned := n.before(ln, i)
	if acts {
		switch {
		case side != "":
			out.Code = side
		case owned && owner.Kind == Country:
			out.Code, out.Place = owner.Code, owner.Code
		case owned && owner.Kind == Organization:
			out.Code = owner.Code
		case n.words.acts[name]:
			return 0, false // "the Government", "our Armed Forces": no name by itself
		}
	}
	if acts && out.Code != "" {
		for _, e := range gazetteer.Lookup(ln.span(head, end).Of(n.doc.Text)) {
			n.bodies[e.Name] = out.Code // "the Philippine Senate": here "the Senate" is that one
		}
	}
	ln.add(out, i, end)
	return end, true
}

// orgRun walks a run of capitalised words that holds a head noun: where the
// last head stands, where the name ends, whether it acts for a country, and
// the country that the run names.
func (n *namer) orgRun(ln *line, i int) (head, end int, acts bool, side string) {
	head = -1
	j := i
	of := false
	for j < len(ln.toks) && j-i < maxRun {
		if j > i && !n.joinedName(ln, j) {
			break
		}
		m, stop := ln.at(j)
		if ln.isNamed(j) {
			if m != nil && (only(m, gazetteer.Person) || has(m, gazetteer.Office) && head >= 0) {
				break
			}
			if j > i && n.words.common[ln.toks[j].word] && !ln.head && ln.toks[j].shape != initial {
				break
			}
			length, isActs := n.headLen(ln, j)
			switch {
			case length > 0 && !of:
				head, acts = j, isActs || acts && n.words.suffix[ln.toks[j].word]
				j += length
				end = j
				continue
			case m != nil:
				if c := countryOf(m); c != "" && (side == "" || of) {
					side = c
				}
				if head >= 0 && !of {
					return head, end, acts, side
				}
				j = stop
			default:
				if head >= 0 && !of {
					return head, end, acts, side
				}
				j++
			}
			if of {
				end = j
				if m != nil && countryOf(m) != "" && head >= 0 {
					return head, end, acts, side
				}
			}
			continue
		}
		k := n.connects(ln, j, head >= 0, of)
		if k == 0 {
			break
		}
		of = of || head >= 0
		j += k
	}
	return head, end, acts, side
}

// countryOf is the country that a match names or lies in, where it is one
// thing's name.
func countryOf(m *gazetteer.Match) string {
	for _, e := range m.Entries {
		if e.Kind == gazetteer.Country || e.Kind == gazetteer.Place {
			return e.Country
		}
	}
	return ""
}

// connects is how many small words at a token carry an organization's name on:
// "of", "of the", "for", "on", "and" before a capitalised word.
func (n *namer) connects(ln *line, j int, hasHead, of bool) int {
	switch w := ln.word(j); w {
	case "of", "for", "on", "against", "de", "del", "des", "du", "to":
		if !hasHead || w != "of" && of {
			return 0
		}
		if ln.isNamed(j + 1) {
			if _, isCode := ln.titles[j+1]; !isCode && (w != "to" && w != "on" && w != "against" || !n.isCountry(ln, j+1)) {
				return 1
			}
			return 0
		}
		if ln.word(j+1) == "the" && ln.isNamed(j+2) && w != "to" {
			return 2
		}
	case "and", "&", ",":
		if !ln.isNamed(j+1) || n.isCountry(ln, j+1) && of || n.words.common[ln.word(j+1)] {
			return 0
		}
		if hasHead {
			if m, _ := ln.at(j + 1); !of || m != nil || n.isHead(ln, j+1) || w == "," && !n.listGoesOn(ln, j+1) {
				return 0
			}
			return 1
		}
		if w == "," || n.isCountry(ln, j-1) || n.isCountry(ln, j+1) {
			return 0
		}
		for k := j + 1; k < j+4 && ln.isNamed(k); k++ {
			if n.isHead(ln, k) {
				return 1
			}
		}
	}
	return 0
}

// listGoesOn reports whether an "and" closes the list that a comma goes on:
// "Ministry of Land, Infrastructure and Transport".
func (n *namer) listGoesOn(ln *line, j int) bool {
	for k := j; k < j+8; k++ {
		switch {
		case ln.word(k) == "and":
			return ln.isNamed(k+1) && !n.isCountry(ln, k+1)
		case ln.isNamed(k) || ln.word(k) == ",":
			if n.isCountry(ln, k) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// isCountry reports whether a country, person or organization that the
// gazetteer knows begins at a token.
func (n *namer) isCountry(ln *line, i int) bool {
	m, _ := ln.at(i)
	return m != nil && !only(m, gazetteer.Other) && !only(m, gazetteer.Given) && !only(m, gazetteer.Office)
}

// unknown takes a run of capitalised words that nothing else explains, where
// what stands around it tells its kind.
func (n *namer) unknown(ln *line, i int) int {
	end := i + 1
	for end < len(ln.toks) && end-i < 5 && ln.isNamed(end) && n.joined(ln, end) {
		if m, _ := ln.at(end); m != nil && !has(m, gazetteer.Given) || n.words.common[ln.toks[end].word] {
			break
		}
		end++
	}
	first := ln.toks[i]
	if n.words.common[first.word] || n.words.direction[first.word] && end == i+1 {
		return i + 1
	}
	starts := i == 0 || ln.word(i-1) == "“" || ln.word(i-1) == "\"" || ln.word(i-1) == ":"
	if starts && end == i+1 && (n.lower[strings.ToLower(first.word)] || first.tag != "" && first.tag != "PROPN" && first.shape != caps) {
		return end
	}
	if n.event(ln, i, end) {
		return end
	}
	kind, code := n.guess(ln, i, end, starts)
	if kind == "" {
		return end
	}
	out := Mention{Kind: kind, Name: ln.span(i, end).Of(n.doc.Text), Code: code}
	if kind == Place && ln.word(end) == "," && n.countryFollows(ln, end+1) {
		m, _ := ln.at(end + 1)
		out.Place = m.Entries[0].Code
	}
	ln.add(out, i, end)
	return end
}

// event reports whether a run names a happening or a thing ("Typhoon Haima",
// "Horizon Treaty"); its other words are then nobody's name in the document.
func (n *namer) event(ln *line, i, end int) bool {
	named := false
	for k := i; k < end; k++ {
		named = named || n.words.event[ln.toks[k].word]
	}
	for k := i + 1; n.words.event[ln.toks[i].word] && k < end; k++ {
		n.nobody[ln.toks[k].word] = true
	}
	return named || end == i+1 && n.nobody[ln.toks[i].word]
}

// guess tells the kind of an unknown run of capitalised words.
func (n *namer) guess(ln *line, i, end int, starts bool) (Kind, string) {
	prev, next := ln.word(i-1), ln.word(end)
	single := end == i+1
	last := ln.toks[end-1]
	switch {
	case single && last.shape == caps:
		if bare := strings.ReplaceAll(last.word, ".", ""); len(bare) > 6 || len(bare) < 3 || strings.ContainsAny(last.word, "0123456789-") || n.figureFollows(ln, end) || n.lower[strings.ToLower(last.word)] {
			return "", ""
		}
		return Organization, strings.ReplaceAll(last.word, ".", "")
	case n.words.placeFront[ln.toks[i].word] && !single:
		return Place, ""
	case n.words.placeHead[last.word] && !single:
		return Place, ""
	case n.words.placeHead[next] || n.words.placeNoun[next]:
		return Place, ""
	case n.said(ln, i, end) && end-i <= 4 && !(starts && single) && !n.hasHead(ln, i, end):
		return Person, n.alone(ln, i, end)
	case next == "," && (n.words.locative[prev] || prev == "to" || prev == "of") && n.countryFollows(ln, end+1):
		return Place, ""
	case !single && end-i <= 4 && n.described(ln, end):
		return Person, ""
	case n.words.locative[prev] && prev != "at" && prev != "from" && end-i <= 2 && n.stands(ln, i, end):
		return Place, ""
	case single && prev == "of" && n.words.placeNoun[ln.word(i-2)]:
		return Place, ""
	case single && !starts:
		if code := n.alone(ln, i, end); code != "" {
			return Person, code
		}
	case single && starts:
		if code := n.alone(ln, i, end); code != "" && !n.lower[strings.ToLower(last.word)] {
			return Person, code
		}
	}
	return "", ""
}

// alone is the country of the office-holder whom a surname means unannounced.
func (n *namer) alone(ln *line, i, end int) string {
	w := ln.toks[end-1].word
	if end != i+1 || n.words.notAlone[w] {
		return ""
	}
	return n.surnameSide(w, title{})
}

// stands reports whether a run stands by itself after a preposition: no noun
// follows ("in Rural areas"), and the document has no such word in small letters.
func (n *namer) stands(ln *line, i, end int) bool {
	for k := i; k < end; k++ {
		if n.lower[strings.ToLower(ln.toks[k].word)] {
			return false
		}
	}
	if end >= len(ln.toks) {
		return true
	}
	next := ln.toks[end]
	return next.shape == mark && next.word != "-" || n.words.function[next.word] || n.words.verb[next.word]
}

// countryFollows reports whether a country's name stands at a token.
func (n *namer) countryFollows(ln *line, i int) bool {
	m, _ := ln.at(i)
	return has(m, gazetteer.Country) && m.Entries[0].Form == gazetteer.Name
}

// described reports whether a title in small letters follows a comma: "Ines
// Duarte, a spokeswoman for the fund".
func (n *namer) described(ln *line, end int) bool {
	if ln.word(end) != "," {
		return false
	}
	for k := end + 1; k < end+6 && k < len(ln.toks); k++ {
		m, _ := ln.at(k)
		switch {
		case has(m, gazetteer.Office):
			return ln.toks[k].shape == small || k > end+1
		case ln.word(k) == "," || ln.toks[k].tag == "VERB" || n.words.verb[ln.word(k)]:
			return false
		}
	}
	return false
}

// figureFollows: "AK-47", "F-16", "M2A2" are no organizations.
func (n *namer) figureFollows(ln *line, end int) bool {
	return end < len(ln.toks) && ln.toks[end].shape == mark && n.joinedName(ln, end) && ln.toks[end-1].span.End == ln.toks[end].span.Start &&
		strings.ContainsAny(ln.word(end)[:1], "-0123456789/")
}

// hasHead reports whether a word of the run is an organization's head noun.
func (n *namer) hasHead(ln *line, i, end int) bool {
	for ; i < end; i++ {
		if n.isHead(ln, i) {
			return true
		}
	}
	return false
}

// said reports whether the run speaks: "Kuleba said", "said Kuleba".
func (n *namer) said(ln *line, i, end int) bool {
	if n.words.say[ln.word(end)] {
		return true
	}
	switch ln.word(i - 1) {
	case "said", "says", "added", "explained", "replied":
		return !n.words.pronoun[strings.ToLower(ln.word(i-2))]
	}
	return false
}
