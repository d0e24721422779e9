package mention

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/gazetteer"
)

// title is an office or rank that announces a person.
type title struct {
	class string // of the gazetteer
	role  string // "foreign minister"; "" for "Mr." and the like
	code  string // country or organization that it acts for
	place string // country of a local office: "the mayor of Kyiv"
}

// office takes a title at a token: whom it acts for, and where the person that
// it announces begins.
func (n *namer) office(ln *line, i, end int, m *gazetteer.Match) int {
	e := m.Entries[0]
	t := title{class: e.Class, role: e.Name, code: e.Country}
	if e.Class == "honorific" || e.Name == "doctor" {
		t.role = ""
	}
	if prev, ok := ln.titles[i]; ok && (rank(prev.class) > rank(t.class) || rank(prev.class) == rank(t.class) && ln.word(i-1) == "and") {
		t.role, t.class, t.code = prev.role, prev.class, prev.code // "Defense Minister Gen."
	}
	n.apposed(ln, i, end, t)
	if side, ok := n.before(ln, i); ok {
		t.from(side)
	}
	at := end
	if next, stop, ok := n.ofSide(ln, end); ok {
		t.from(next)
		at = stop
	}
	if ln.word(at) == "," || ln.word(at) == "and" {
		at++
	}
	if at == end && isPossessive(ln.word(at)) {
		return end
	}
	if _, again := ln.titles[at]; !again {
		ln.titles[at] = t
	}
	return end
}

// rank orders classes of titles by how much they say of whom one acts for.
func rank(class string) int {
	switch class {
	case "head of state", "head of government", "minister", "international", "monarchy":
		return 3
	case "diplomat", "spokesperson", "legislator", "local", "law":
		return 2
	case "honorific", "academic", "role", "military rank":
		return 0
	}
	return 1
}

// from takes over whom a title acts for from the country, organization or
// place that it stands with.
func (t *title) from(side Mention) {
	switch {
	case t.class == "local":
		t.place = cmp.Or(side.Code, side.Place)
	case t.class == "role":
	case side.Kind == Place && side.Code == "":
		t.place = side.Place
	default:
		t.code = cmp.Or(side.Code, t.code)
	}
}

// ofSide reads "of Japan", "for the Pentagon" after a title.
func (n *namer) ofSide(ln *line, i int) (Mention, int, bool) {
	if w := ln.word(i); w != "of" && w != "for" && w != "to" {
		return Mention{}, 0, false
	}
	i++
	if ln.word(i) == "the" {
		i++
	}
	m, end := ln.at(i)
	if m == nil || has(m, gazetteer.Given) && len(m.Entries) == 1 {
		return Mention{}, 0, false
	}
	switch e := n.choose(ln, i, end, m); e.Kind {
	case gazetteer.Country, gazetteer.Body, gazetteer.Organization:
		code := e.Code
		if e.Kind == gazetteer.Body {
			code = e.Country
		}
		return Mention{Kind: Organization, Code: code}, end, true
	case gazetteer.Place:
		return Mention{Kind: Place, Place: e.Country}, end, true
	}
	return Mention{}, 0, false
}

// apposed gives a title that follows a name to that person: "Dmytro Kuleba,
// Ukraine's foreign minister", "Jens Stoltenberg, the secretary-general of
// NATO".
func (n *namer) apposed(ln *line, i, end int, t title) {
	k := len(ln.found) - 1
	side, owned := n.before(ln, i)
	if owned {
		k--
	}
	if k < 0 || ln.found[k].Kind != Person || ln.found[k].Role != "" || end < len(ln.toks) && ln.isNamed(end) && !owned && rank(t.class) == 0 {
		return
	}
	j := i - 1
	if owned {
		j = ln.from[len(ln.found)-1] - 1
	}
	for range 3 {
		if j > ln.found[k].Head+1 && (ln.toks[j].shape == small && ln.toks[j].tag != "VERB") {
			j--
		}
	}
	if j != ln.found[k].Head+1 || ln.word(j) != "," {
		return
	}
	if ln.isNamed(end) {
		if m, _ := ln.at(end); m == nil || has(m, gazetteer.Given) || has(m, gazetteer.Person) {
			return // the title is of the name that follows: "Biden, President Macron"
		}
	}
	if owned {
		t.from(side)
	}
	if next, _, ok := n.ofSide(ln, end); ok {
		t.from(next)
	}
	p := &ln.found[k]
	p.Role, p.Place = t.role, cmp.Or(p.Place, t.place)
	if t.code != "" {
		p.Code = t.code
	}
}

// titled takes the person whom a title announces at a token.
func (n *namer) titled(ln *line, i int, t title) (int, bool) {
	m, end := ln.at(i)
	switch {
	case m != nil && has(m, gazetteer.Person):
		return n.holder(ln, i, end, m, t), true
	case m != nil && has(m, gazetteer.Given):
		if end < len(ln.toks) && ln.isNamed(end) || rank(t.class) != 1 {
			return n.person(ln, i, t), true
		}
		return 0, false
	case m != nil:
		return 0, false
	}
	w := ln.toks[i].word
	if n.words.common[w] || ln.shout || n.isHead(ln, i) {
		return 0, false
	}
	if n.lower[strings.ToLower(w)] && (ln.head || rank(t.class) == 1 || t.class == "role") {
		return 0, false
	}
	inCaps := ln.toks[i].shape == caps && (i == 0 || ln.toks[i-1].shape != caps) // "MS. TANAKA:" is one
	if prev := ln.word(i - 1); prev == "," || prev == "and" || inCaps {
		// Past a comma only a whole name is the title's: "the minister, Taro Endo".
		if !ln.isNamed(i+1) || !n.joined(ln, i+1) || prev == "and" {
			return 0, false
		}
	}
	return n.person(ln, i, t), true
}

// holder takes somebody whom the gazetteer knows.
func (n *namer) holder(ln *line, i, end int, m *gazetteer.Match, t title) int {
	e := n.inOffice(m.Entries, t.role)
	out := Mention{Kind: Person, Name: ln.span(i, end).Of(n.doc.Text), Role: t.role, Code: cmp.Or(t.code, e.Country, e.Code), Place: t.place}
	if end < len(ln.toks) && n.words.suffixName[ln.toks[end].word] {
		end++
	}
	ln.add(out, i, end)
	return end
}

// inOffice picks the reading of a person that fits the role and the document's
// date: the office then held, else the last one.
func (n *namer) inOffice(entries []gazetteer.Entry, role string) gazetteer.Entry {
	day := n.doc.Published.From.String()
	var best gazetteer.Entry
	most := -1
	for _, e := range entries {
		if e.Kind != gazetteer.Person {
			continue
		}
		score := 0
		if role != "" && e.Office == role {
			score += 4
		}
		if day != "" && (e.From == "" || e.From <= day) && (e.To == "" || e.To >= day) {
			score += 2
		}
		if score >= most {
			best, most = e, score
		}
	}
	return best
}

// maxName bounds the tokens of a person's name.
const maxName = 9

// person takes a person's name from a token on: capitalised words, initials
// and the small particles between them.
func (n *namer) person(ln *line, i int, t title) int {
	end := i + 1
	for end < len(ln.toks) && end-i < maxName && n.joinedName(ln, end) && n.goesOn(ln, end) {
		end++
	}
	for end > i+1 && (n.words.particle[ln.toks[end-1].word] || ln.toks[end-1].shape == mark) {
		end--
	}
	if end < len(ln.toks)-1 && ln.word(end) == "," && n.words.suffixName[ln.toks[end+1].word] {
		end += 2
	}
	name := ln.span(i, end).Of(n.doc.Text)
	out := Mention{Kind: Person, Name: name, Role: t.role, Code: t.code, Place: t.place}
	if end == i+1 && !(t.code != "" && n.mayAct(name, t)) {
		out.Code = cmp.Or(n.surnameSide(name, t), out.Code)
	}
	if side, ok := n.before(ln, i); ok && out.Code == "" && t.class != "local" && isPossessive(ln.word(i-1)) {
		out.Code = side.Code // "UNICEF's Marta Olsen"
	}
	if t.role != "" && out.Code == "" && out.Place == "" && ln.word(end) == "of" {
		if side, _, ok := n.ofSide(ln, end); ok { // "Prime Minister Taro Endo of Japan"
			t.from(side)
			out.Code, out.Place = t.code, t.place
		}
	}
	ln.add(out, i, end)
	return end
}

// goesOn reports whether a token carries a person's name on.
func (n *namer) goesOn(ln *line, k int) bool {
	p := ln.toks[k]
	switch {
	case p.shape == initial:
		return true
	case p.named():
		if m, _ := ln.at(k); m != nil && !has(m, gazetteer.Given) && !has(m, gazetteer.Person) {
			return false
		}
		return !n.words.common[p.word] && !(ln.head && n.lower[strings.ToLower(p.word)])
	case n.words.particle[p.word]:
		return ln.isNamed(k+1) && n.joinedName(ln, k+1)
	case p.word == "-":
		return ln.isNamed(k-1) && k+1 < len(ln.toks) && ln.toks[k+1].shape >= small
	case p.shape == small:
		return ln.word(k-1) == "-" && len(p.word) > 1 || strings.HasPrefix(p.word, "al-") || strings.HasPrefix(p.word, "el-")
	}
	return false
}

// mayAct reports whether somebody of the surname held the title's office for
// the side that the words give it.
func (n *namer) mayAct(surname string, t title) bool {
	return slices.ContainsFunc(gazetteer.Surname(surname), func(e gazetteer.Entry) bool {
		return e.Country+e.Code == t.code
	})
}

// surnameSide is the country of the office-holder whom a surname alone means:
// all in office at the document's date agree, and so does the title.
func (n *namer) surnameSide(surname string, t title) string {
	day := n.doc.Published.From.String()
	side := ""
	for _, e := range gazetteer.Surname(surname) {
		if t.role != "" && e.Office != t.role && !strings.Contains(e.Office, t.role) {
			continue
		}
		if day != "" && (e.From > day || e.To != "" && e.To < day) && t.role == "" {
			continue
		}
		s := cmp.Or(e.Country, e.Code)
		if side != "" && side != s {
			return ""
		}
		side = s
	}
	return side
}

// joinedName reports whether a token may go on a name: a blank or a hyphen, or
// nothing, parts it from the one before.
func (n *namer) joinedName(ln *line, i int) bool {
	gap := n.doc.Text[ln.toks[i-1].span.End:ln.toks[i].span.Start]
	return gap == "" || n.joined(ln, i)
}
