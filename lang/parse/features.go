package parse

import (
	"slices"
	"strings"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// maxForm bounds how much of a word is looked at.
const maxForm = 64

var (
	rootAtom = mlp.Small(1 << 20)
	noAtom   = mlp.Small(1<<20 + 1)
)

// read looks at the words of a tagged sentence.
func (p *parser) read(t string, sent *text.Sentence) {
	p.words = p.words[:0]
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		form := sent.Form(t, i)
		if len(form) > maxForm {
			form = form[:maxForm]
		}
		nd := blank
		nd.look = p.look(form)
		p.fold = append(append(append(p.fold[:0], tok.Tag...), ' '), tok.XTag...)
		nd.tag = mlp.Bytes(p.fold)
		nd.coarse = mlp.Bytes(p.fold[:len(tok.Tag)])
		p.words = append(p.words, nd)
	}
}

// maxLooks bounds the words that are remembered.
const maxLooks = 4096

// look is what a word shows, whatever sentence it stands in. Words come again.
func (p *parser) look(form string) look {
	l, known := p.looks[form]
	if known {
		return l
	}
	switch {
	case p.looks == nil:
		p.looks = map[string]look{}
	case len(p.looks) == maxLooks:
		clear(p.looks)
	}
	p.fold = mlp.Fold(p.fold[:0], form)
	class := p.clusters.Of(form)
	l = look{mlp.Bytes(p.fold), mlp.Small(int(class.Fine)), mlp.Small(int(class.Coarse))}
	p.looks[strings.Clone(form)] = l // the text may go
	return l
}

// start makes the first state of a reading of the words, from the first to the
// last or, backward, from the last to the first.
func (s *state) start(words []node, backward bool) {
	s.n, s.backward = int32(len(words)), backward
	s.stack, s.front = s.stack[:0], 0
	s.nodes = append(s.nodes[:0], words...)
	if backward {
		slices.Reverse(s.nodes)
	}
	root, no := blank, blank
	root.form, root.tag, root.coarse, root.fine, root.class = rootAtom, rootAtom, rootAtom, rootAtom, rootAtom
	no.form, no.tag, no.coarse, no.fine, no.class = noAtom, noAtom, noAtom, noAtom, noAtom
	s.nodes = append(s.nodes, root, no)
}

var blank = node{head: none, label: none, left: none, left2: none, right: none, right2: none}

// keys appends the features of the state.
func (s *state) keys(dst []mlp.Key) []mlp.Key {
	i0, i1, i2, j0 := s.at(0), s.at(1), s.at(2), s.ahead(0)
	s0, s1, s2 := &s.nodes[i0], &s.nodes[i1], &s.nodes[i2]
	b0, b1, b2, b3 := &s.nodes[j0], &s.nodes[s.ahead(1)], &s.nodes[s.ahead(2)], &s.nodes[s.ahead(3)]
	s0l, s0r, s1l, s1r, b0l := s.or(s0.left), s.or(s0.right), s.or(s1.left), s.or(s1.right), s.or(b0.left)
	s0l2, s0r2, b0l2, s1r2 := s.or(s0.left2), s.or(s0.right2), s.or(b0.left2), s.or(s1.right2)
	before0, after0 := s.beside(i0, -1), s.beside(i0, 1)
	after1, beforeB := s.beside(i1, 1), s.beside(j0, -1)
	far0, far1 := distance(i0, j0), distance(i1, i0)
	join1, join2, join3 := mlp.Join1, mlp.Join2, mlp.Join3
	return append(dst,
		join1(0, s0.form), join1(1, s0.tag), join1(2, s1.form), join1(3, s1.tag),
		join1(4, b0.form), join1(5, b0.tag), join1(6, b1.form), join1(7, b1.tag),
		join1(8, b2.tag), join1(9, s2.form), join1(10, s2.tag), join1(11, b3.tag), join1(12, b2.form),

		join2(13, s0.form, b0.form), join2(14, s0.form, b0.tag), join2(15, s0.tag, b0.form), join2(16, s0.tag, b0.tag),
		join2(17, s1.form, s0.form), join2(18, s1.form, s0.tag), join2(19, s1.tag, s0.form), join2(20, s1.tag, s0.tag),
		join2(21, b0.form, b1.form), join2(22, b0.tag, b1.tag), join2(23, s0.form, s0.tag), join2(24, b0.form, b0.tag),
		join2(25, s1.form, b0.form), join2(26, s1.tag, b0.tag), join2(27, s1.form, s1.tag),

		join3(28, s0.tag, b0.tag, b1.tag), join3(29, s1.tag, s0.tag, b0.tag), join3(30, s2.tag, s1.tag, s0.tag),
		join3(31, b0.tag, b1.tag, b2.tag), join3(32, s0.tag, s0l.tag, b0.tag), join3(33, s0.tag, s0r.tag, b0.tag),
		join3(34, s0.tag, b0.tag, b0l.tag), join3(35, s1.tag, s1l.tag, s0.tag), join3(36, s1.tag, s1r.tag, s0.tag),
		join3(37, s1.tag, s0.tag, s0l.tag), join3(38, s1.tag, s0.tag, s0r.tag),

		// The preposition or marker that a stack's top has taken, with what
		// it might attach to.
		join3(39, s1.form, s0l.form, s0.tag), join3(40, s1.tag, s0l.form, s0.form), join3(41, s0l.form, s0.tag, s1.tag),
		join3(42, s2.tag, s1.tag, s0l.form), join3(43, s0.tag, b0.tag, b0l.form), join3(44, s0.form, b0l.form, b0.tag),

		join2(45, s0l.tag, labelAtom(s0l)), join2(46, s0r.tag, labelAtom(s0r)), join2(47, s1l.tag, labelAtom(s1l)),
		join2(48, s1r.tag, labelAtom(s1r)), join2(49, b0l.tag, labelAtom(b0l)),
		join1(50, s0l.form), join1(51, s0r.form), join1(52, s1r.form), join1(53, b0l.form), join1(54, s1l.form),
		join2(55, labelAtom(s0l2), s0l2.tag), join2(56, labelAtom(s0r2), s0r2.tag), join2(57, labelAtom(b0l2), b0l2.tag), join2(58, labelAtom(s1r2), s1r2.tag),
		join2(59, s0.tag, mlp.Atom(s0.leftSet)), join2(60, s0.tag, mlp.Atom(s0.rightSet)), join2(61, s1.tag, mlp.Atom(s1.rightSet)),
		join2(62, b0.tag, mlp.Atom(b0.leftSet)), join2(63, s1.tag, mlp.Atom(s1.leftSet)),
		join3(64, s0.form, valency(s0), b0.coarse), join3(65, s1.form, valency(s1), s0.coarse),

		join3(66, s0.tag, b0.tag, far0), join3(67, s1.tag, s0.tag, far1), join2(68, s0.form, far0), join2(69, b0.form, far0),
		join2(70, s1.form, far1), join2(71, far0, far1),

		join2(72, before0.tag, s0.tag), join2(73, s0.tag, after0.tag), join2(74, s1.tag, after1.tag), join2(75, beforeB.tag, b0.tag),
		join1(76, after0.form), join1(77, beforeB.form), join1(78, before0.form),
		join1(81, s0.fine), join1(82, s1.fine), join1(83, b0.fine), join1(84, b1.fine), join2(85, s0.fine, b0.fine),
		join2(86, s1.fine, s0.fine), join2(87, s1.fine, s0.tag), join2(88, s1.tag, s0.fine), join2(89, s0.fine, b0.tag), join2(90, s0.tag, b0.fine),
		join3(91, s1.fine, s0l.form, s0.tag), join3(92, s1.fine, s0l.form, s0.class), join3(93, s0.class, s0.tag, b0.fine), join2(94, s1.class, s0.fine),
		join1(95, s0l.fine), join1(96, s0r.fine), join1(97, b0l.fine), join3(98, s1.class, s0.class, b0.tag), join3(99, s0.class, b0.class, b1.tag),

		join3(79, s0.coarse, b0.coarse, s.between(i0, j0)), join3(80, s1.coarse, s0.coarse, s.between(i1, i0)),
	)
}

// beside is the word next to a node in the sentence.
func (s *state) beside(i, step int32) *node {
	if i += step; i < 0 || i >= s.n {
		i = s.n + 1
	}
	return &s.nodes[i]
}

func labelAtom(nd *node) mlp.Atom { return mlp.Small(int(nd.label) + 2) }

func valency(nd *node) mlp.Atom { return mlp.Small(int(min(nd.nLeft, 3)*4 + min(nd.nRight, 3))) }

// distance is a coarse measure of how far two nodes lie apart.
func distance(i, j int32) mlp.Atom {
	d := j - i
	switch {
	case d < 5:
	case d < 8:
		d = 5
	case d < 12:
		d = 6
	default:
		d = 7
	}
	return mlp.Small(int(d))
}

// maxBetween bounds how far between looks.
const maxBetween = 12

// between says which of the tags that part clauses stand between two nodes.
func (s *state) between(i, j int32) mlp.Atom {
	seen := 0
	for k := i + 1; k < min(j, i+maxBetween, s.n); k++ {
		switch s.nodes[k].coarse {
		case verbAtom:
			seen |= 1
		case punctAtom:
			seen |= 2
		case conjAtom:
			seen |= 4
		case subAtom:
			seen |= 8
		}
	}
	return mlp.Small(seen)
}

var (
	verbAtom  = mlp.Bytes([]byte("VERB"))
	punctAtom = mlp.Bytes([]byte("PUNCT"))
	conjAtom  = mlp.Bytes([]byte("CCONJ"))
	subAtom   = mlp.Bytes([]byte("SCONJ"))
)
