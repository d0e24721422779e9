package name

import (
	"unicode"
	"unicode/utf8"

	"kiroku/gazetteer"
	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
	"kiroku/text"
)

// word is what features know of a token.
type word struct {
	form   mlp.Atom // folded
	exact  mlp.Atom // with its capitals
	shape  mlp.Atom
	fine   mlp.Atom // word classes
	coarse mlp.Atom
	listed mlp.Atom // what the gazetteer says
	hint   mlp.Atom // what the hints say
	suffix [3]mlp.Atom
	prefix [3]mlp.Atom
	named  bool // may stand at a name's start
	office bool // part of an office or title and of nothing else
	people bool // an adjective or people of a country and nothing else
	links  bool // a small word that begins no name and stands in none of people
	joins  bool // punctuation that names have inside: "-", "'"
}

// margin is how many words stand outside a sentence on either side.
const margin = 3

var outside = word{form: mlp.Small(1 << 20), exact: mlp.Small(1 << 20), shape: mlp.Small(1 << 20)}

// reader walks over a document's sentences and makes features.
type reader struct {
	t       string
	sents   []text.Sentence
	hints   [][]Name
	classes *cluster.Table

	words   []word // of the sentence at hand, between margins
	count   int    // of its tokens
	given   [2]int // labels of the last two tokens
	memory  memory
	fold    []byte
	matches []gazetteer.Match
	may     [labels]bool
}

func newReader(t string, sents []text.Sentence, hints [][]Name) *reader {
	r := &reader{t: t, sents: sents, hints: hints, classes: cluster.English()}
	r.memory.read(r)
	return r
}

// sentence turns to sentence i.
func (r *reader) sentence(i int) {
	sent := &r.sents[i]
	r.words = append(r.words[:0], outside, outside, outside)
	r.count = len(sent.Tokens)
	flat := capitals(r.t, sent)
	for j := range sent.Tokens {
		r.words = append(r.words, r.look(&sent.Tokens[j], flat))
	}
	r.words = append(r.words, outside, outside, outside)
	r.list(sent)
	if i < len(r.hints) {
		r.hint(sent, r.hints[i])
	}
	r.given = [2]int{}
}

// maxForm bounds how much of a word is looked at.
const maxForm = 64

func (r *reader) look(tok *text.Token, flat bool) word {
	form := tok.Span.Of(r.t)
	if len(form) > maxForm {
		form = form[:maxForm]
	}
	r.fold = mlp.Fold(r.fold[:0], form)
	b := r.fold
	w := word{form: mlp.Bytes(b), shape: shape(form, flat)}
	w.exact = w.form ^ w.shape
	for k := range w.suffix {
		w.suffix[k] = mlp.Bytes(b[max(0, len(b)-k-2):])
		w.prefix[k] = mlp.Bytes(b[:min(len(b), k+2)])
	}
	c := r.classes.Of(form)
	w.fine, w.coarse = mlp.Small(int(c.Fine)), mlp.Small(int(c.Coarse)+1<<16)
	first, _ := utf8.DecodeRuneInString(form)
	w.named = unicode.IsUpper(first) || unicode.IsTitle(first) || unicode.Is(unicode.Lo, first)
	w.links = form == "of" || form == "for" || form == "and" || form == "the" || form == "at" || form == "in"
	w.joins = form == "-" || form == "'" || form == "’" || form == "&" || form == "/"
	return w
}

// shape is the kinds of marks in a word, runs of one kind cut short.
func shape(form string, flat bool) mlp.Atom {
	var marks [6]byte
	n, run := 0, 0
	var lastMark byte
	for i := 0; i < len(form) && n < len(marks); i++ {
		m := mark(form[i])
		if flat && m == 'X' && i > 0 {
			m = 'x'
		}
		if m != lastMark {
			run = 0
		}
		if run++; run <= 2 {
			marks[n] = m
			n++
		}
		lastMark = m
	}
	return mlp.Bytes(marks[:n])
}

func mark(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z':
		return 'x'
	case 'A' <= c && c <= 'Z':
		return 'X'
	case '0' <= c && c <= '9':
		return '0'
	case c >= utf8.RuneSelf:
		return 'u'
	}
	return c
}

// capitals reports whether a sentence is written in capitals throughout.
func capitals(t string, sent *text.Sentence) bool {
	upper := 0
	for i := range sent.Tokens {
		form := sent.Tokens[i].Span.Of(t)
		for j := 0; j < min(len(form), maxForm); j++ {
			switch mark(form[j]) {
			case 'x':
				return false
			case 'X':
				upper++
			}
		}
	}
	return upper >= 8
}

// list writes what the gazetteer says of the sentence's words.
func (r *reader) list(sent *text.Sentence) {
	if !sent.Span.In(len(r.t)) {
		return
	}
	r.matches = gazetteer.Find(r.matches[:0], sent.Span.Of(r.t))
	tok := 0
	for _, m := range r.matches {
		var kinds byte
		for _, e := range m.Entries {
			kinds |= kindBit(e)
		}
		start, end := m.Start+sent.Span.Start, m.End+sent.Span.Start
		for place := 0; tok < len(sent.Tokens) && sent.Tokens[tok].Span.Start < end; tok++ {
			if sp := sent.Tokens[tok].Span; sp.Start >= start {
				if sp.End >= end {
					place += 2 // its last word
				}
				r.words[margin+tok].listed = mlp.Small(1<<18 + int(kinds)<<3 + place)
				r.words[margin+tok].office = kinds == officeBit
				r.words[margin+tok].people = kinds == peopleBit
				place = 1
			}
		}
	}
}

// hint writes what the hints say of the sentence's words.
func (r *reader) hint(sent *text.Sentence, hints []Name) {
	tok := 0
	for _, h := range hints {
		for ; tok < len(sent.Tokens) && sent.Tokens[tok].Span.Start < h.Span.End; tok++ {
			if sp := sent.Tokens[tok].Span; sp.Overlaps(h.Span) {
				place := inside
				if sp.Start <= h.Span.Start {
					place = begin
				}
				if sp.End >= h.Span.End {
					place += last - inside
				}
				r.words[margin+tok].hint = mlp.Small(1<<19 + label(h.Kind, place))
			}
		}
	}
}

const peopleBit, officeBit = 1, 64

// kindBit is the bit of a reading's kind.
func kindBit(e gazetteer.Entry) byte {
	switch e.Kind {
	case gazetteer.Country:
		if e.Form == gazetteer.Adj || e.Form == gazetteer.People {
			return peopleBit
		}
		return 2
	case gazetteer.Place:
		return 4
	case gazetteer.Organization, gazetteer.Outlet:
		return 8
	case gazetteer.Body:
		return 16
	case gazetteer.Person:
		return 32
	case gazetteer.Office:
		return officeBit
	case gazetteer.Given:
		return 128
	}
	return 0
}

// certain gives the label of a token that needs no network: a word in small
// letters or a mark where no name can begin or go on.
func (r *reader) certain(i int) (label int, ok bool) {
	w := &r.words[margin+i]
	if w.named || open(r.given[0]) {
		return 0, false
	}
	if w.links {
		return 0, true
	}
	next := &r.words[margin+i+1]
	return 0, !next.named && !(next.joins && r.words[margin+i+2].named)
}

// allowed are the labels that may follow those given: names end where they are
// begun, and before the sentence does; a person's does not begin with
// a title or a nation and has no "of" inside.
func (r *reader) allowed(i int) *[labels]bool {
	r.may = [labels]bool{}
	end := i+1 == r.count
	linked := r.words[margin+i+1].links
	if l := r.given[0]; open(l) {
		k := Kind((l - 1) / 4)
		r.may[label(k, inside)] = !end && !(k == Person && linked)
		r.may[label(k, last)] = true
		return &r.may
	}
	r.may[0] = true
	for k := range kinds {
		r.may[label(k, begin)] = !end
		r.may[label(k, unit)] = true
	}
	if r.words[margin+i].office { // a title stands before a person's name
		r.may[label(Person, begin)], r.may[label(Person, unit)] = false, false
	}
	if r.words[margin+i].people || linked { // "Norwegian President ..."
		r.may[label(Person, begin)] = false
	}
	return &r.may
}

// decide takes the label of token i as given.
func (r *reader) decide(i, l int) {
	r.given[1], r.given[0] = r.given[0], l
	r.memory.note(&r.words[margin+i], l)
}
