package mention

import (
	"cmp"
	"strings"

	"kiroku/gazetteer"
	"kiroku/text"
)

// Party reads a noun phrase as a party to a claim: who it is that acts or is
// acted upon. names are the sentence's names from [Names], and sp covers the
// phrase, its article and what hangs on it included.
//
// A country stands for everything that acts for it: "Sweden's government",
// "the Swedish army", "the Swedish foreign minister" and "Stockholm" all give
// the country Sweden, with the office as Role. A named person or organization
// is itself; people ("some 4,000 Norwegian citizens") are a group, with the
// code of the country that they belong to. The zero Mention means that the
// phrase names nobody.
func Party(doc *text.Document, sent *text.Sentence, names []Mention, sp text.Span) Mention {
	p := phrase{doc: doc, sent: sent, words: nameWords()}
	p.read(names, sp)
	if p.end == p.first {
		return Mention{}
	}
	return p.party()
}

// phrase is a noun phrase being read as a party.
type phrase struct {
	doc        *text.Document
	sent       *text.Sentence
	words      *wordLists
	first, end int // its tokens
	core       int // the token after its head: where "of", "in", "who" begin
	inside     []Mention
}

// read finds the tokens of the phrase, its names, and where its core ends.
func (p *phrase) read(names []Mention, sp text.Span) {
	p.first, p.end = -1, -1
	for i, tok := range p.sent.Tokens {
		if tok.Span.Overlaps(sp) {
			if p.first < 0 {
				p.first = i
			}
			p.end = i + 1
		}
	}
	for _, m := range names {
		if sp.Contains(m.Span) && m.isName() {
			p.inside = append(p.inside, m)
		}
	}
	p.core = p.end
	for i := p.first; i >= 0 && i < p.end; i++ {
		if _, named := p.named(i); !named && i > p.first && p.words.hangs[strings.ToLower(p.word(i))] {
			p.core = i
			break
		}
	}
}

// isName reports whether a mention is a name and no value.
func (m Mention) isName() bool {
	switch m.Kind {
	case Person, Organization, Place, Country:
		return true
	}
	return false
}

// word is a token's text, "" outside the sentence.
func (p *phrase) word(i int) string {
	if i < 0 || i >= len(p.sent.Tokens) {
		return ""
	}
	return p.sent.Tokens[i].Span.Of(p.doc.Text)
}

// named is the name that covers a token.
func (p *phrase) named(i int) (Mention, bool) {
	for _, m := range p.inside {
		if m.Span.Overlaps(p.sent.Tokens[i].Span) {
			return m, true
		}
	}
	return Mention{}, false
}

// party tells who the phrase is from its head.
func (p *phrase) party() Mention {
	head := p.core - 1
	for head > p.first && shapeOf(p.word(head)) == mark && !p.counts(head) {
		head-- // possessives, and marks such as "Japan**"
	}
	if m, ok := p.named(head); ok {
		return p.name(m)
	}
	if m, ok := p.titleHead(head); ok {
		return m
	}
	owner, owned := p.owner(head)
	noun := strings.ToLower(p.word(head))
	two := strings.ToLower(p.word(head-1) + " " + p.word(head))
	switch {
	case !owned:
		return Mention{}
	case owner.Kind == Person && !p.words.acting[noun] && p.isOffice(head) == "" && noun != "office":
		return Mention{} // "Mori's critics", "Mori's speech"
	case owner.Kind == Person:
		m := p.side(owner)
		m.Span, m.Head = p.span(), head
		return m
	case p.words.people[noun] || p.words.people[two]:
		return p.group(owner, head)
	case p.words.acting[noun] || p.words.acting[two] || p.isOffice(head) != "":
		m := p.side(owner)
		if m.Kind == "" {
			return p.group(owner, head)
		}
		m.Role = cmp.Or(p.isOffice(head), m.Role)
		m.Span, m.Head = p.span(), head
		return m
	case p.words.body[noun] || p.words.body[two]:
		return Mention{Kind: Organization, Name: p.groupName(head), Place: cmp.Or(owner.Place, owner.Code), Span: p.span(), Head: head}
	case owner.Kind == Organization:
		m := p.state(owner) // "the UN agency", "EU countries", "Hamas fighters"
		m.Span, m.Head = p.span(), head
		return m
	}
	return Mention{}
}

// span is the phrase's own, without what hangs on its head.
func (p *phrase) span() text.Span {
	return text.Span{Start: p.sent.Tokens[p.first].Span.Start, End: p.sent.Tokens[p.core-1].Span.End}
}

// name turns a name at the phrase's head into a party: a capital at its head
// is its government, and people of a country are it.
func (p *phrase) name(m Mention) Mention {
	switch {
	case m.Kind == Organization:
		return p.state(m)
	case m.Kind == Place && m.Code != "":
		return p.side(m)
	case m.Kind == Country && m.Adj && p.counted():
		return p.group(m, m.Head)
	case m.Kind == Place:
		for _, e := range gazetteer.Lookup(m.Span.Of(p.doc.Text)) {
			if e.Form == gazetteer.Seat && e.Country == m.Place {
				return p.side(Mention{Kind: Country, Code: e.Country, Span: m.Span, Head: m.Head})
			}
		}
	}
	return m
}

// state makes a country's own body that country: "the Pentagon" acts for the
// United States. Its name stays.
func (p *phrase) state(m Mention) Mention {
	if e, ok := gazetteer.ByCode(m.Code); ok && e.Kind == gazetteer.Country {
		m.Kind = Country
	}
	return m
}

// counts reports whether a token is a figure.
func (p *phrase) counts(i int) bool {
	return strings.ContainsAny(p.word(i), "0123456789")
}

// counted reports whether a number stands in the phrase: "two Americans".
func (p *phrase) counted() bool {
	for i := p.first; i < p.core; i++ {
		w := p.word(i)
		if p.sent.Tokens[i].Tag == "NUM" || p.counts(i) {
			return true
		}
		if p.words.count[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// titleHead: where the head is a title or people and whose they are hangs on
// it: "the president of Ukraine", "citizens of Japan", "a spokesman for Prime
// Minister Mori", "police in Lagos".
func (p *phrase) titleHead(head int) (Mention, bool) {
	noun := strings.ToLower(p.word(head))
	office := p.isOffice(head)
	acts, people := office != "" || p.words.acting[noun], p.words.people[noun]
	m, ok := p.hung()
	link := strings.ToLower(p.word(p.core))
	switch {
	case !ok || link != "of" && link != "for" && link != "in" || !acts && !people:
		return Mention{}, false
	case link == "in" && acts && !p.words.local[noun], m.Kind == Person && !acts:
		return Mention{}, false
	}
	if _, owned := p.owner(head); owned {
		return Mention{}, false
	}
	to := text.Span{Start: p.sent.Tokens[p.first].Span.Start, End: m.Span.End}
	if m.Adj {
		to.End = p.sent.Tokens[p.end-1].Span.End // "members of the Norwegian parliament"
	}
	if !acts {
		g := p.group(m, head)
		g.Code, g.Span = cmp.Or(m.Code, m.Place), to
		g.Name = text.Span{Start: p.sent.Tokens[head].Span.Start, End: to.End}.Of(p.doc.Text)
		return g, true
	}
	if link == "in" && m.Kind == Place {
		m.Code = m.Place
	}
	side := p.side(m)
	side.Role, side.Span, side.Head = cmp.Or(office, side.Role), to, head
	return side, side.Kind != ""
}

// hung is the name that hangs on the head: the first after the core's end,
// titles aside.
func (p *phrase) hung() (Mention, bool) {
	for i := p.core + 1; i < p.end; i++ {
		if m, ok := p.named(i); ok {
			next := p.after(i, m)
			return m, m.Kind != Country || !m.Adj || next == "" || p.words.acting[next]
		}
		if w := p.word(i); w != "the" && w != "a" && !p.inOffice(i) {
			break
		}
	}
	return Mention{}, false
}

// after is the small word of the phrase right after a name, "" for none: an
// adjective before another word is no name by itself.
func (p *phrase) after(i int, m Mention) string {
	for i < p.end && p.sent.Tokens[i].Span.End <= m.Span.End {
		i++
	}
	if i == p.end || shapeOf(p.word(i)) == mark {
		return ""
	}
	return strings.ToLower(p.word(i))
}

// inOffice reports whether a token is a word of a title.
func (p *phrase) inOffice(i int) bool {
	return len(gazetteer.Lookup(p.word(i))) > 0 || shapeOf(p.word(i)) >= capital
}

// owner is the country or organization before the head that it belongs to.
func (p *phrase) owner(head int) (Mention, bool) {
	for k := len(p.inside) - 1; k >= 0; k-- {
		m := p.inside[k]
		if m.Head < head && (m.Kind != Person || m.Code != "" && isPossessive(p.word(m.Head+1))) {
			return m, true
		}
	}
	return Mention{}, false
}

// side is the country or organization that a name acts for; a place that is
// no seat of government has none.
func (p *phrase) side(m Mention) Mention {
	switch {
	case m.Kind == Organization:
		return p.state(m)
	case m.Code == "" && m.Kind == Place:
		for _, e := range gazetteer.Lookup(m.Span.Of(p.doc.Text)) {
			if e.Form == gazetteer.Seat {
				m.Code = e.Country
			}
		}
	}
	if m.Code == "" {
		return Mention{}
	}
	out := Mention{Kind: Country, Code: m.Code, Span: m.Span, Head: m.Head}
	if e, ok := gazetteer.ByCode(m.Code); ok {
		out.Name = e.Name
	}
	return out
}

// group is a number of people, by the words that name them.
func (p *phrase) group(owner Mention, head int) Mention {
	return Mention{Kind: Group, Code: owner.Code, Place: owner.Place, Span: p.span(), Head: head, Name: p.groupName(head)}
}

// groupName is the phrase from its name or noun on, without article and count.
func (p *phrase) groupName(head int) string {
	first := head
	for first > p.first {
		if _, ok := p.named(first - 1); !ok {
			break
		}
		first--
	}
	if first == head {
		for i := p.first; i < head; i++ {
			if _, ok := p.named(i); ok {
				first = i
				break
			}
		}
	}
	return text.Span{Start: p.sent.Tokens[first].Span.Start, End: p.sent.Tokens[head].Span.End}.Of(p.doc.Text)
}

// isOffice is the usual name of the office whose last word is a token, "" for
// none.
func (p *phrase) isOffice(head int) string {
	for length := 4; length > 0; length-- {
		from := head - length + 1
		if from < p.first {
			continue
		}
		words := text.Span{Start: p.sent.Tokens[from].Span.Start, End: p.sent.Tokens[head].Span.End}.Of(p.doc.Text)
		for _, e := range gazetteer.Lookup(words) {
			if e.Kind == gazetteer.Office && rank(e.Class) > 0 {
				return e.Name
			}
		}
	}
	return ""
}
