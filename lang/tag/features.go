package tag

import (
	"strings"

	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
	"kiroku/text"
)

// word is what features know of a token.
type word struct {
	form   mlp.Atom // folded
	exact  mlp.Atom // with its capitals
	shape  mlp.Atom
	shaped mlp.Atom    // shape of at most 4 marks, no repeats
	suffix [4]mlp.Atom // last 1 to 4 bytes of the folded form
	prefix [3]mlp.Atom // first 1 to 3
	fine   mlp.Atom    // word class
	coarse mlp.Atom
	small  mlp.Atom // word class in small letters
	known  mlp.Atom // whether the text of the word classes has it in small letters, with a capital, both
	casing mlp.Atom // how often plain text writes it with a capital
	speech mlp.Atom // parts of speech that WordNet has it, or its base, under
	kind   mlp.Atom // kind of thing or of deed
}

// Words beyond the sentence's ends.
var outside = word{fine: mlp.Small(1 << 20), coarse: mlp.Small(1 << 20), form: mlp.Small(1 << 20), exact: mlp.Small(1 << 20), shape: mlp.Small(1 << 20), shaped: mlp.Small(1 << 20)}

// margin is how many outside words stand on either side of a sentence, so
// that features need no bounds.
const margin = 3

// read fills a.words with the sentence's tokens between margins.
func (a *analyser) read(t string, sent *text.Sentence) {
	a.words = append(a.words[:0], outside, outside, outside)
	flat := capitals(t, sent)
	for i := range sent.Tokens {
		form := sent.Form(t, i)
		if len(form) > maxForm {
			form = form[:maxForm]
		}
		if flat {
			a.words = append(a.words, a.look(form, flat))
		} else {
			a.words = append(a.words, a.recall(form))
		}
	}
	a.words = append(a.words, outside, outside, outside)
}

// maxLooks bounds the words that are remembered: most of a text is few words.
const maxLooks = 1 << 12

// recall looks at a word, or remembers what it saw.
func (a *analyser) recall(form string) word {
	if k, ok := a.seen[form]; ok {
		return a.looks[k]
	}
	if a.seen == nil {
		a.seen = make(map[string]int32)
	}
	if len(a.looks) == maxLooks {
		clear(a.seen)
		a.looks = a.looks[:0]
	}
	w := a.look(form, false)
	a.seen[strings.Clone(form)] = int32(len(a.looks)) // the text may go
	a.looks = append(a.looks, w)
	return w
}

// maxForm bounds how much of a word is looked at.
const maxForm = 64

func (a *analyser) look(form string, flat bool) word {
	a.fold = mlp.Fold(a.fold[:0], form)
	b := a.fold
	class := a.clusters.Of(form)
	w := word{form: mlp.Bytes(b), fine: mlp.Small(int(class.Fine)), coarse: mlp.Small(int(class.Coarse))}
	for k := range w.suffix {
		w.suffix[k] = mlp.Bytes(b[max(0, len(b)-k-1):])
	}
	for k := range w.prefix {
		w.prefix[k] = mlp.Bytes(b[:min(len(b), k+1)])
	}
	listed := a.wordnet.Of(b)
	w.speech = mlp.Small(int(listed.Word)<<10 + int(listed.Inflected))
	w.kind = mlp.Small(int(listed.Noun)<<8 + int(listed.Verb))
	small, capital := a.clusters.Both(form)
	w.small, w.known = mlp.Small(int(small.Fine)), mlp.Small(sides(small, capital))
	w.casing = mlp.Small(a.casing.Of(b))
	shape, marks := 0, 0
	last := byte(0)
	var full, short [5]byte
	for i := 0; i < len(form); i++ {
		m := mark(form[i])
		if flat && m == 'X' {
			m = 'x'
		}
		if m != last && marks < len(short) {
			short[marks] = m
			marks++
		}
		if shape < len(full) && (m != last || i < 3) {
			full[shape] = m
			shape++
		}
		last = m
	}
	w.shaped = mlp.Bytes(short[:marks])
	w.shape = mlp.Bytes(full[:shape])
	w.exact = w.form ^ w.shape
	return w
}

// sides says which of two classes of a word there are: 0 to 3.
func sides(small, capital cluster.Class) (n int) {
	if small.Fine != 0 {
		n++
	}
	if capital.Fine != 0 {
		n += 2
	}
	return n
}

// mark is the kind of a byte in a word's shape.
func mark(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z':
		return 'x'
	case 'A' <= c && c <= 'Z':
		return 'X'
	case '0' <= c && c <= '9':
		return '0'
	case c >= 0x80:
		return 'u'
	}
	return c
}

// capitals reports whether a sentence is written in capitals throughout, as
// headlines are: then they tell nothing.
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

// keys appends the features of token i, given the classes of the two tokens
// before it.
func (a *analyser) keys(dst []mlp.Key, i int, t1, t2 mlp.Atom) []mlp.Key {
	at := a.words[i : i+2*margin+1]
	w, l1, l2, l3, r1, r2, r3 := &at[3], &at[2], &at[1], &at[0], &at[4], &at[5], &at[6]
	first := mlp.Small(0)
	if i == 0 {
		first = mlp.Small(1)
	}
	dst = append(dst,
		mlp.Join1(0, w.form), mlp.Join1(1, w.exact), mlp.Join2(2, w.shape, first), mlp.Join1(3, w.shaped),
		mlp.Join1(4, w.suffix[0]), mlp.Join1(5, w.suffix[1]), mlp.Join1(6, w.suffix[2]), mlp.Join1(7, w.suffix[3]),
		mlp.Join1(8, w.prefix[0]), mlp.Join1(9, w.prefix[1]), mlp.Join1(10, w.prefix[2]),
		mlp.Join1(11, l1.form), mlp.Join1(12, l2.form), mlp.Join1(13, l3.form),
		mlp.Join1(14, r1.form), mlp.Join1(15, r2.form), mlp.Join1(16, r3.form),
		mlp.Join2(17, l1.form, w.form), mlp.Join2(18, w.form, r1.form), mlp.Join2(19, l1.form, r1.form),
		mlp.Join2(20, l2.form, l1.form), mlp.Join2(21, r1.form, r2.form),
		mlp.Join1(22, l1.suffix[2]), mlp.Join1(23, r1.suffix[2]), mlp.Join1(24, r2.suffix[2]), mlp.Join1(25, r1.suffix[1]),
		mlp.Join1(26, l1.shape), mlp.Join1(27, r1.shape), mlp.Join1(28, r2.shape), mlp.Join1(29, l2.suffix[2]),
		mlp.Join1(30, t1), mlp.Join2(31, t1, t2), mlp.Join2(32, t1, w.form), mlp.Join2(33, t1, r1.form),
		mlp.Join3(34, t1, t2, w.form), mlp.Join2(35, t1, w.suffix[2]), mlp.Join3(36, t1, w.suffix[1], r1.suffix[1]),
		mlp.Join2(37, w.suffix[2], r1.suffix[2]), mlp.Join2(38, t2, w.form), mlp.Join2(39, t1, w.shape),
		mlp.Join2(40, w.suffix[2], w.shape), mlp.Join3(41, l1.form, w.form, r1.form), mlp.Join2(42, t1, r1.suffix[2]),
		mlp.Join3(43, w.shape, l1.shape, r1.shape),
		mlp.Join1(44, w.fine), mlp.Join1(45, w.coarse), mlp.Join1(46, l1.fine), mlp.Join1(47, r1.fine),
		mlp.Join1(48, l2.fine), mlp.Join1(49, r2.fine), mlp.Join2(50, l1.fine, w.fine), mlp.Join2(51, w.fine, r1.fine),
		mlp.Join3(52, l1.coarse, w.coarse, r1.coarse), mlp.Join2(53, w.fine, w.suffix[2]), mlp.Join2(54, t1, w.fine),
		mlp.Join3(55, t1, w.coarse, r1.coarse), mlp.Join3(56, w.coarse, r1.coarse, r2.coarse), mlp.Join3(57, l2.coarse, l1.coarse, w.coarse),
		mlp.Join2(58, w.fine, w.shape), mlp.Join2(59, l1.fine, r1.fine), mlp.Join2(60, w.form, r1.coarse), mlp.Join2(61, l1.coarse, w.form),
	)
	if a.plain {
		return dst
	}
	dst = a.listed(dst, i, t1, first)
	if len(a.drafts) > 0 {
		dst = a.drafted(dst, i, t1)
	}
	return dst
}

// listed appends the features of token i that word lists know: WordNet, and
// how plain text writes the word.
func (a *analyser) listed(dst []mlp.Key, i int, t1, first mlp.Atom) []mlp.Key {
	at := a.words[i+margin-1 : i+margin+3]
	l1, w, r1, r2 := &at[0], &at[1], &at[2], &at[3]
	return append(dst,
		mlp.Join1(62, w.speech), mlp.Join2(63, w.speech, w.shaped), mlp.Join2(64, w.speech, w.suffix[1]), mlp.Join2(65, t1, w.speech), mlp.Join3(66, t1, w.speech, r1.speech),
		mlp.Join1(67, l1.speech), mlp.Join1(68, r1.speech), mlp.Join2(69, r1.speech, r2.speech), mlp.Join2(70, w.speech, w.kind),
		mlp.Join2(71, w.known, w.shaped), mlp.Join3(72, w.known, w.shaped, first), mlp.Join2(73, w.small, w.shaped),
		mlp.Join3(76, w.casing, w.shaped, first), mlp.Join2(77, w.casing, w.shape), mlp.Join3(78, w.casing, w.shaped, w.speech),
		mlp.Join3(79, l1.casing, l1.shaped, w.shaped), mlp.Join3(80, r1.casing, r1.shaped, w.shaped),
	)
}
