package name

import (
	"kiroku/lang/mlp"
	"kiroku/text"
)

// memory is what a document tells of a word elsewhere: a name is often clear in
// one sentence and bare in the next.
type memory struct {
	small  map[mlp.Atom]bool      // folded forms that the document has in small letters
	places map[mlp.Atom]occasions // neighbours of a capitalised word
	labels map[mlp.Atom]int       // what a word was last labelled before
}

// occasions are the neighbours of a word where it stands.
type occasions struct {
	before, after [3]mlp.Atom
	n             int
}

// read goes through the document once.
func (m *memory) read(r *reader) {
	m.small = map[mlp.Atom]bool{}
	m.places = map[mlp.Atom]occasions{}
	m.labels = map[mlp.Atom]int{}
	for i := range r.sents {
		m.readSentence(r, &r.sents[i])
	}
}

func (m *memory) readSentence(r *reader, sent *text.Sentence) {
	before := outside.form
	for j := range sent.Tokens {
		form := sent.Tokens[j].Span.Of(r.t)
		if len(form) > maxForm {
			form = form[:maxForm]
		}
		r.fold = mlp.Fold(r.fold[:0], form)
		at := mlp.Bytes(r.fold)
		switch {
		case form == "":
		case mark(form[0]) == 'x':
			m.small[at] = true
		case mark(form[0]) == 'X' || mark(form[0]) == 'u':
			if o := m.places[at]; o.n < len(o.before) {
				o.before[o.n] = before
				o.after[o.n] = outside.form
				if j+1 < len(sent.Tokens) {
					next := sent.Tokens[j+1].Span.Of(r.t)
					r.fold = mlp.Fold(r.fold[:0], next[:min(len(next), maxForm)])
					o.after[o.n] = mlp.Bytes(r.fold)
				}
				o.n++
				m.places[at] = o
			}
		}
		before = at
	}
}

// note takes in the label that a word was given.
func (m *memory) note(w *word, l int) {
	if w.named && l > 0 {
		m.labels[w.form] = l
	}
}
