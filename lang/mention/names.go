package mention

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/gazetteer"
	"kiroku/text"
)

// Candidate is a span that a learnt tagger takes for a name of a kind.
type Candidate struct {
	Kind Kind
	Span text.Span
}

// Names finds the people, organizations, places and countries that a document
// names: one slice for each sentence, in order of start, none overlapping.
//
// It reads the gazetteer, the titles and head nouns around a capitalised run
// of words, and what the document itself has introduced: a later surname is
// the earlier full name, an acronym in brackets is the name before it. Tags
// are used where the tokens have them. learnt, where given, holds a tagger's
// candidates for each sentence; they add names that nothing else explains.
func Names(doc *text.Document, sents []text.Sentence, learnt ...[][]Candidate) [][]Mention {
	n := &namer{
		doc:    doc,
		words:  nameWords(),
		lines:  make([]line, len(sents)),
		lower:  map[string]bool{},
		votes:  map[string]int{},
		memory: map[string]Mention{},
		coined: map[string]bool{},
		heads:  map[string]Mention{},
		nobody: map[string]bool{},
		bodies: map[string]string{},
	}
	for i := range sents {
		n.lines[i] = n.read(&sents[i])
		for _, l := range learnt {
			if i < len(l) {
				n.lines[i].learnt = append(n.lines[i].learnt, l[i]...)
			}
		}
	}
	for i := range n.lines {
		n.scan(&n.lines[i])
	}
	n.longestForms()
	for i := range n.lines {
		n.introduce(&n.lines[i])
	}
	n.nationalOffices()
	n.rememberParts()
	n.rememberHeads()
	out := make([][]Mention, len(sents))
	for i := range n.lines {
		n.recall(&n.lines[i])
		out[i] = n.settle(&n.lines[i])
	}
	return out
}

// namer finds the names of one document.
type namer struct {
	doc    *text.Document
	words  *wordLists
	lines  []line
	lower  map[string]bool    // words that the document has in small letters
	votes  map[string]int     // how often each country is named beyond doubt
	memory map[string]Mention // what the document's own names mean: surnames, acronyms
	coined map[string]bool    // the acronyms that the document itself introduces
	bodies map[string]string  // by usual name: the country whose body it is here
	nobody map[string]bool    // words that name storms and the like
	heads  map[string]Mention // the organization that a head noun means
}

// line is a sentence while its names are found.
type line struct {
	toks    []piece
	match   []int // by token: 1 + index of the gazetteer's match that begins there
	matches []gazetteer.Match
	ends    []int         // by match: the token after it
	titles  map[int]title // by token: the title that announces a person there
	found   []Mention
	from    []int // by found: its first token
	learnt  []Candidate
	shout   bool // in capitals throughout
	head    bool // in capital initials throughout, as headlines are
}

// piece is a token as names see it.
type piece struct {
	span  text.Span
	word  string
	tag   string
	shape shape
}

// shape is how a word is written.
type shape uint8

const (
	mark    shape = iota // punctuation, figures
	small                // "army"
	capital              // "Army", "McDonald"
	caps                 // "NATO", "U.S."
	initial              // "J."
)

func (p piece) named() bool { return p.shape >= capital }

// hush reads a line in capitals as if its verbs and small words had none: "OLEH
// KIPER SAID" names Oleh Kiper.
func (ln *line) hush() {
	for i := range ln.toks {
		switch p := &ln.toks[i]; p.tag {
		case "", "PROPN", "NOUN", "ADJ", "X":
		default:
			if p.shape >= capital {
				p.word, p.shape = strings.ToLower(p.word), small
			}
		}
	}
}

// read makes a line of a sentence and takes in what it tells of the document.
func (n *namer) read(sent *text.Sentence) line {
	ln := line{toks: make([]piece, len(sent.Tokens)), match: make([]int, len(sent.Tokens)), titles: map[int]title{}}
	capitals, initials, smalls := 0, 0, 0
	for i, tok := range sent.Tokens {
		w := tok.Span.Of(n.doc.Text)
		p := piece{tok.Span, w, tok.Tag, shapeOf(w)}
		ln.toks[i] = p
		switch {
		case p.shape == small:
			n.lower[w] = true
			if len(w) > 3 {
				smalls++
			}
		case p.shape == caps && len(w) > 3:
			capitals++
		case p.shape == capital:
			initials++
		}
	}
	ln.shout = capitals >= 3 && capitals > 4*(smalls+initials)
	if ln.shout {
		ln.hush()
	}
	ln.head = !ln.shout && len(ln.toks) >= 4 && initials+capitals >= 3 && smalls <= (initials+capitals)/4 && !ln.stops()
	ln.matches = n.unarticled(gazetteer.Find(nil, sent.Span.Of(n.doc.Text)), sent.Span.Of(n.doc.Text))
	ln.ends = make([]int, len(ln.matches))
	n.place(&ln, sent.Span.Start)
	return ln
}

// unarticled reads "The Australian government" at a sentence's start as the
// country's, not the newspaper's: an outlet of one word after its article must
// act as one.
func (n *namer) unarticled(found []gazetteer.Match, sent string) []gazetteer.Match {
	if len(found) == 0 || found[0].Start > 2 || !only(&found[0], gazetteer.Outlet) {
		return found
	}
	name, ok := strings.CutPrefix(sent[found[0].Start:found[0].End], "The ")
	if !ok || strings.Contains(name, " ") {
		return found
	}
	next, _, _ := strings.Cut(strings.TrimLeft(sent[found[0].End:], " ,"), " ")
	if n.words.say[next] || strings.HasPrefix(sent[found[0].End:], "'s") || strings.HasPrefix(sent[found[0].End:], "’s") {
		return found
	}
	inner := gazetteer.Find(nil, name)
	at := found[0].End - len(name)
	for i := range inner {
		inner[i].Start, inner[i].End = inner[i].Start+at, inner[i].End+at
	}
	return append(inner, found[1:]...)
}

// stops reports whether the line ends as sentences do.
func (ln *line) stops() bool {
	last := ln.word(len(ln.toks) - 1)
	return strings.ContainsAny(last, ".!?;:")
}

// place ties the gazetteer's matches to the tokens they begin and end in, and
// counts the countries that they name beyond doubt.
func (n *namer) place(ln *line, offset int) {
	k := 0
	for i := range ln.matches {
		m := &ln.matches[i]
		m.Start, m.End = m.Start+offset, m.End+offset
		for k < len(ln.toks) && ln.toks[k].span.End <= m.Start {
			k++
		}
		if k == len(ln.toks) {
			return
		}
		end := k + 1
		for end < len(ln.toks) && ln.toks[end].span.Start < m.End {
			end++
		}
		ln.ends[i] = end
		if ln.match[k] == 0 {
			ln.match[k] = i + 1
		}
		n.vote(m)
	}
}

// at is the gazetteer's match that begins at a token, and the token after it.
func (ln *line) at(i int) (m *gazetteer.Match, end int) {
	if i < len(ln.match) && ln.match[i] > 0 {
		return &ln.matches[ln.match[i]-1], ln.ends[ln.match[i]-1]
	}
	return nil, i
}

// has reports whether a match has a reading of the kind.
func has(m *gazetteer.Match, kind gazetteer.Kind) bool {
	return m != nil && slices.ContainsFunc(m.Entries, func(e gazetteer.Entry) bool { return e.Kind == kind })
}

// word is a token's text, "" outside the sentence.
func (ln *line) word(i int) string {
	if i < 0 || i >= len(ln.toks) {
		return ""
	}
	return ln.toks[i].word
}

func (ln *line) isNamed(i int) bool { return i >= 0 && i < len(ln.toks) && ln.toks[i].named() }

// span covers tokens i to end, not end itself.
func (ln *line) span(i, end int) text.Span {
	return text.Span{Start: ln.toks[i].span.Start, End: ln.toks[end-1].span.End}
}

// add puts a mention of tokens i to end among those found.
func (ln *line) add(m Mention, i, end int) {
	if m.Span.IsZero() {
		m.Span = ln.span(i, end)
	}
	m.Head = end - 1
	ln.found = append(ln.found, m)
	ln.from = append(ln.from, i)
}

// scan goes through a line and takes the name that begins at each token.
func (n *namer) scan(ln *line) {
	for i := 0; i < len(ln.toks); {
		i = max(n.take(ln, i), i+1)
	}
}

// take finds what begins at a token and returns the token after it.
func (n *namer) take(ln *line, i int) int {
	m, end := ln.at(i)
	if ln.isNamed(i) {
		if stop, ok := n.organization(ln, i, end); ok {
			return stop
		}
		if title, ok := ln.titles[i]; ok {
			if stop, ok := n.titled(ln, i, title); ok {
				return stop
			}
		}
	}
	if m != nil {
		return n.known(ln, i)
	}
	if ln.isNamed(i) && !ln.shout && !ln.head {
		return n.unknown(ln, i)
	}
	return i + 1
}

// settle gives a line's names in order, the longer where two overlap.
func (n *namer) settle(ln *line) []Mention {
	for _, c := range ln.learnt {
		n.addLearnt(ln, c)
	}
	slices.SortStableFunc(ln.found, func(a, b Mention) int {
		return cmp.Or(a.Span.Start-b.Span.Start, b.Span.Len()-a.Span.Len())
	})
	out := ln.found[:0]
	for _, m := range ln.found {
		if len(out) == 0 || !out[len(out)-1].Span.Overlaps(m.Span) {
			out = append(out, m)
		}
	}
	return out
}

// addLearnt adds a tagger's name where no other name stands. Where it holds
// one inside a longer organization or person, the longer is right.
func (n *namer) addLearnt(ln *line, c Candidate) {
	if c.Span.Len() <= 0 || !c.Span.In(len(n.doc.Text)) {
		return
	}
	first, last := -1, -1
	for i, p := range ln.toks {
		if p.span.Overlaps(c.Span) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	longer := c.Kind == Organization || c.Kind == Person
	for _, m := range ln.found {
		if m.Span.Overlaps(c.Span) && !(longer && c.Span.Contains(m.Span) && c.Span.Len() > m.Span.Len() && (m.Kind == Country || m.Kind == Place)) {
			return
		}
	}
	kept := ln.found[:0]
	for _, m := range ln.found {
		if !m.Span.Overlaps(c.Span) {
			kept = append(kept, m)
		}
	}
	ln.found = append(kept, Mention{Kind: c.Kind, Span: ln.span(first, last+1), Head: last, Name: ln.span(first, last+1).Of(n.doc.Text)})
}
