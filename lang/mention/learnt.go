package mention

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"kiroku/gazetteer"
	"kiroku/lang/name"
	"kiroku/text"
)

// Find finds all that the tagged sentences of a document name, in order of
// start: what [Names] finds, judged by the learnt tagger, which adds its own.
func Find(doc *text.Document, sents []text.Sentence) [][]Mention {
	known := Names(doc, sents)
	return Reconcile(doc, sents, known, name.Find(doc, sents, Hints(known)))
}

// Proper makes proper nouns of tokens that are the name of an organization and
// were tagged as the small word of the same letters: "WHO airlifted the kits".
func Proper(t string, sent *text.Sentence, names []Mention) {
	for _, m := range names {
		if m.Kind != Organization {
			continue
		}
		i, ok := slices.BinarySearchFunc(sent.Tokens, m.Span.Start, func(tok text.Token, at int) int { return cmp.Compare(tok.Span.Start, at) })
		if !ok || sent.Tokens[i].Span != m.Span || shapeOf(m.Span.Of(t)) != caps {
			continue
		}
		switch tok := &sent.Tokens[i]; tok.Tag {
		case "PRON", "DET", "ADP", "SCONJ", "AUX":
			tok.Tag, tok.XTag, tok.Feats, tok.Lemma = "PROPN", "NNP", "Number=Sing", tok.Span.Of(t)
		}
	}
}

// Join puts the values of a sentence among its names, in order of start, the
// longer of two first, and tells the head of each value. What looks like a name
// in a sum of money is part of the sum: "NOK 110m".
func Join(sent *text.Sentence, names, values []Mention) []Mention {
	for _, m := range values {
		if m.Kind == Money {
			names = slices.DeleteFunc(names, func(n Mention) bool { return m.Span.Contains(n.Span) })
		}
		m.Head = lastToken(sent, m.Span)
		names = append(names, m)
	}
	slices.SortStableFunc(names, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return names
}

// Hints gives the mentions that are names the form that the tagger reads.
// Adjectives and values are none.
func Hints(known [][]Mention) [][]name.Name {
	out := make([][]name.Name, len(known))
	for i, list := range known {
		for _, m := range list {
			n := name.Name{Span: m.Span, Kind: name.Place}
			switch m.Kind {
			case Person:
				n.Kind = name.Person
			case Organization:
				n.Kind = name.Organization
			case Place, Country:
			default:
				continue
			}
			if !m.Adj {
				out[i] = append(out[i], n)
			}
		}
	}
	return out
}

// kindOf is the kind of a mention for that of a learnt name.
var kindOf = [...]Kind{name.Person: Person, name.Organization: Organization, name.Place: Place}

// Reconcile settles what lists and rules found ([Names], without a tagger)
// with what a tagger that has seen their result makes of the same sentences.
//
// The tagger decides where names are and of what kind they are; the rules know
// more of a name: its code, office and full form, which stay. A mention that
// the tagger does not see stays only where the rules have such a reason for it.
func Reconcile(doc *text.Document, sents []text.Sentence, rules [][]Mention, learnt [][]name.Name) [][]Mention {
	out := make([][]Mention, len(sents))
	people := map[string]Mention{} // by last word, as the document introduces them
	for i := range sents {
		var known []Mention
		if i < len(rules) {
			known = rules[i]
		}
		if i < len(learnt) {
			out[i] = reconcile(doc.Text, &sents[i], known, learnt[i])
		} else {
			out[i] = slices.Clone(known)
		}
		for j := range out[i] {
			introduce(doc.Text, people, &out[i][j])
		}
	}
	return out
}

func reconcile(t string, sent *text.Sentence, rules []Mention, learnt []name.Name) []Mention {
	var out []Mention
	used := make([]bool, len(rules))
	for _, c := range learnt {
		if m, ok := settled(t, sent, rules, used, c); ok {
			out = append(out, m)
		}
	}
	for i, m := range rules {
		if !used[i] && grounded(t, m) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// settled is the mention that a candidate and the rules' mentions in the same
// place make, which are marked as used. It is not ok where theirs stand.
func settled(t string, sent *text.Sentence, rules []Mention, used []bool, c name.Name) (Mention, bool) {
	kind, explained := kindOf[c.Kind], false
	m := Mention{Kind: kind, Span: c.Span, Head: lastToken(sent, c.Span), Name: c.Span.Of(t)}
	for i, r := range rules {
		if !r.Span.Overlaps(c.Span) {
			continue
		}
		if r.Span.Contains(c.Span) && r.Span != c.Span && r.Kind != Country && grounded(t, r) {
			return m, false
		}
		used[i], explained = true, true
		if r.Kind == Person && kind == Person && r.Role != "" && r.Span.End == m.Span.End {
			m.Span = r.Span // its title is no part of a name
		}
		if r.Kind == kind || r.Kind == Country && kind == Place {
			m.Kind, m.Name, m.Code, m.Role, m.Place = r.Kind, r.Name, r.Code, r.Role, r.Place
			if len(m.Name) < m.Span.Len() {
				m.Name = m.Span.Of(t)
			}
		}
	}
	return m, explained || !happening(t, sent, m)
}

// happening reports whether the words are the name of a happening or a thing:
// "Abraham Accords", "Typhoon Phanfone", the "Foreign Assistance" of an Act.
func happening(t string, sent *text.Sentence, m Mention) bool {
	events := nameWords().event
	for i := range sent.Tokens {
		sp := sent.Tokens[i].Span
		edge := sp.Start == m.Span.Start || sp.End == m.Span.End || i > 0 && i == m.Head+1
		if edge && events[sp.Of(t)] {
			return true
		}
	}
	return false
}

// grounded reports whether the rules have a reason of their own for a mention:
// the gazetteer knows it, an office stands with it, or "province" or the like
// follows. An acronym that is its
// own code is none: "GDP" looks the same.
func grounded(t string, m Mention) bool {
	words := m.Span.Of(t)
	switch {
	case m.Kind == Country || m.Role != "" || m.Kind == Place && beforePlaceNoun(t, m.Span):
		return true
	case m.Code == "" && m.Place == "" || m.Code == words:
		return len(gazetteer.Lookup(words)) > 0 && !slices.ContainsFunc(gazetteer.Lookup(words), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Other })
	}
	return true
}

// beforePlaceNoun reports whether what follows is a small noun that tells a
// place: "Marenta province".
func beforePlaceNoun(t string, sp text.Span) bool {
	if sp.End < 0 || sp.End >= len(t) || t[sp.End] != ' ' {
		return false
	}
	word := t[sp.End+1 : min(len(t), sp.End+1+maxPlaceNoun)]
	if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = word[:end]
	}
	return nameWords().placeNoun[word]
}

// maxPlaceNoun bounds the bytes that are looked at for such a noun.
const maxPlaceNoun = 16

func lastToken(sent *text.Sentence, sp text.Span) int {
	head := 0
	for i := range sent.Tokens {
		if sent.Tokens[i].Span.Overlaps(sp) {
			head = i
		}
	}
	return head
}

// introduce remembers a person's full name, and gives it to a later mention of
// the last word alone.
func introduce(t string, people map[string]Mention, m *Mention) {
	if m.Kind != Person {
		return
	}
	words := m.Span.Of(t)
	if i := strings.LastIndexByte(words, ' '); i > 0 {
		people[words[i+1:]] = *m
		return
	}
	full, ok := people[words]
	if !ok || m.Name != words {
		return
	}
	m.Name = full.Name
	m.Code, m.Role = cmp.Or(m.Code, full.Code), cmp.Or(m.Role, full.Role)
}
