package mention

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestForms names what the gazetteer knows by the longest form that the
// document itself uses. A country that it has as an adjective alone, or in
// capitals, keeps its usual name.
func (n *namer) longestForms() {
	longest := map[string]string{}
	for i := range n.lines {
		for _, m := range n.lines[i].found {
			words := m.Span.Of(n.doc.Text)
			if m.Adj || m.Kind == Person || n.lines[i].shout || strings.Contains(words, "\n") {
				continue
			}
			if len(words) > len(longest[m.Name]) {
				longest[m.Name] = words
			}
		}
	}
	for i := range n.lines {
		for k := range n.lines[i].found {
			m := &n.lines[i].found[k]
			if form := longest[m.Name]; form != "" && m.Kind != Person {
				m.Name = form
			}
		}
	}
}

// introduce ties an acronym in brackets to the name before it, and takes the
// names of a line into the document's memory.
func (n *namer) introduce(ln *line) {
	for k := 0; k < len(ln.found); k++ {
		m := ln.found[k]
		n.bracketed(ln, k)
		m = ln.found[k]
		if m.Kind == Person || m.Kind == Organization || m.Kind == Place {
			n.remember(m.Name, m)
		}
	}
}

// remember keeps what a name means; what more is known of it is kept with it.
func (n *namer) remember(name string, m Mention) {
	old, ok := n.memory[name]
	if ok && old.Kind != m.Kind {
		return
	}
	if ok {
		if len(old.Name) > len(m.Name) {
			m.Name = old.Name
		}
		m.Code, m.Role, m.Place = cmp.Or(old.Code, m.Code), cmp.Or(old.Role, m.Role), cmp.Or(old.Place, m.Place)
	}
	n.memory[name] = m
}

// bracketed reads "Self-Defense Forces (SDF)": the acronym's letters must be
// the initials of the name.
func (n *namer) bracketed(ln *line, k int) {
	m := &ln.found[k]
	at := m.Head + 1
	if ln.word(at) != "(" || ln.word(at+2) != ")" || ln.toks[at+1].shape != caps && ln.toks[at+1].shape != capital {
		return
	}
	acronym := strings.ReplaceAll(ln.toks[at+1].word, ".", "")
	if m.Kind != Organization || !abbreviates(acronym, m.Name) && !abbreviates(acronym, m.Span.Of(n.doc.Text)) {
		return
	}
	if m.Code == "" {
		m.Code = acronym
	}
	short := *m
	for _, w := range []string{ln.toks[at+1].word, acronym} {
		n.memory[w] = short
		n.coined[w] = true
	}
	for i := range ln.found {
		if ln.from[i] == at+1 {
			ln.found[i].Name, ln.found[i].Code, ln.found[i].Place, ln.found[i].Kind = m.Name, m.Code, m.Place, Organization
			return
		}
	}
	short.Span = ln.toks[at+1].span
	ln.add(short, at+1, at+2)
}

// abbreviates reports whether the acronym's letters are initials of the name's
// words, in order: words may be passed over, letters may not.
func abbreviates(acronym, name string) bool {
	letters := []rune(strings.ToUpper(acronym))
	if len(letters) < 2 {
		return false
	}
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		r, _ := utf8.DecodeRuneInString(w)
		if len(letters) > 0 && unicode.ToUpper(r) == letters[0] {
			letters = letters[1:]
		}
	}
	return len(letters) == 0
}

// rememberParts lets a person's surname stand for the full name, where no two
// full names of the document share it.
func (n *namer) rememberParts() {
	type owner struct {
		m    Mention
		many bool
	}
	parts := map[string]owner{}
	for i := range n.lines {
		for _, m := range n.lines[i].found {
			words := nameParts(m.Name)
			if m.Kind != Person || len(words) < 2 {
				continue
			}
			full := n.memory[m.Name]
			for _, w := range []string{words[len(words)-1], words[0]} {
				if w == words[0] && len(nameParts(w)) == 1 && isGiven(w) {
					continue
				}
				o, ok := parts[w]
				same := ok && sameOwner(o.m, full)
				if same && len(o.m.Name) > len(full.Name) {
					full.Name = o.m.Name
				}
				parts[w] = owner{full, o.many || ok && !same}
			}
		}
	}
	for w, o := range parts {
		if o.many {
			o.m = Mention{Kind: Person, Name: w}
		}
		n.remember(w, o.m)
	}
}

// rememberHeads lets "the Coalition" or "the Department" stand for the one
// organization of the document that has the word for its head noun.
func (n *namer) rememberHeads() {
	heads := map[string]Mention{}
	many := map[string]bool{}
	for i := range n.lines {
		for _, m := range n.lines[i].found {
			if m.Kind != Organization {
				continue
			}
			for _, w := range strings.Fields(m.Span.Of(n.doc.Text)) {
				if !n.words.org[w] && !n.words.acts[w] || !strings.Contains(m.Name, " ") {
					continue
				}
				if old, ok := heads[w]; ok && old.Name != m.Name {
					many[w] = true
				}
				heads[w] = m
			}
		}
	}
	for w, m := range heads {
		if !many[w] {
			n.heads[w] = m
		}
	}
}

// sameOwner reports whether two full names may be one person's: one has all
// the words of the other, or they act for the same country in the same office.
func sameOwner(a, b Mention) bool {
	aw, bw := nameParts(a.Name), nameParts(b.Name)
	if len(aw) > len(bw) {
		aw, bw = bw, aw
	}
	k := 0
	for _, w := range bw {
		if k < len(aw) && w == aw[k] {
			k++
		}
	}
	return k == len(aw) || aw[0][0] == bw[0][0] && a.Code == b.Code && a.Code != ""
}

// nameParts is a name's words without "Jr." and the like.
func nameParts(name string) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	for len(words) > 1 && nameWords().suffixName[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// recall names what the document has introduced elsewhere: surnames, acronyms
// and whole names that nothing in the sentence itself announces.
func (n *namer) recall(ln *line) {
	covered := make([]bool, len(ln.toks))
	for k := range ln.found {
		m := &ln.found[k]
		for i := ln.from[k]; i <= m.Head; i++ {
			covered[i] = true
		}
		if w := m.Span.Of(n.doc.Text); n.coined[w] {
			coined := n.memory[w]
			coined.Span, coined.Head = m.Span, m.Head
			*m = coined
		}
		n.complete(m)
	}
	if ln.shout {
		return
	}
	for i := 0; i < len(ln.toks); i++ {
		if covered[i] || !ln.isNamed(i) || ln.toks[i].shape == initial {
			continue
		}
		m, end := n.recalled(ln, i, covered)
		if head, ok := n.heads[ln.toks[i].word]; ok && end == 0 && ln.word(i-1) == "the" && !ln.isNamed(i+1) {
			m, end = head, i+1
		}
		if end == 0 {
			continue
		}
		m.Span = ln.span(i, end)
		m.Adj = false
		ln.add(m, i, end)
		i = end - 1
	}
}

// recalled is the longest name of the memory at a token, up to four words.
func (n *namer) recalled(ln *line, i int, covered []bool) (Mention, int) {
	for length := 4; length > 0; length-- {
		end := i + length
		if end > len(ln.toks) || covered[end-1] || !ln.isNamed(end-1) {
			continue
		}
		m, ok := n.memory[ln.span(i, end).Of(n.doc.Text)]
		if !ok || length == 1 && i == 0 && n.lower[strings.ToLower(ln.toks[i].word)] || length == 1 && n.words.common[ln.toks[i].word] {
			continue
		}
		if _, gazetted := ln.at(i); gazetted > end {
			continue
		}
		return m, end
	}
	return Mention{}, 0
}

// complete gives a mention what the document says elsewhere of the same name.
func (n *namer) complete(m *Mention) {
	full, ok := n.memory[m.Name]
	if !ok || full.Kind != m.Kind {
		return
	}
	m.Name = full.Name
	if m.Kind == Person && !strings.Contains(full.Name, " ") {
		return
	}
	m.Role, m.Place = cmp.Or(m.Role, full.Role), cmp.Or(m.Place, full.Place)
	if m.Kind == Person || m.Code == "" {
		m.Code = cmp.Or(m.Code, full.Code)
	}
}
