package tag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// A lexicon gives lemma and features of a word whose tags are known. Both are
// looked up by the folded word and its class, then by ever shorter endings;
// what an entry holds is how to make a lemma from the word, not the lemma.
type lexicon struct {
	scripts []script
	feats   []string
	script  map[mlp.Key]uint16
	feat    map[mlp.Key]uint16
	closed  []mlp.Key // sorted: the words that stand in closed classes
}

// isClosed tells the parts of speech that no new words come into.
func isClosed(tag string) bool {
	switch tag {
	case "ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ":
		return true
	}
	return false
}

// mayClose reports whether a word, by its form's atom, is one of the few of the
// closed classes. A lexicon without them allows any.
func (l *lexicon) mayClose(form mlp.Atom) bool {
	_, ok := slices.BinarySearch(l.closed, mlp.Join1(closedWord, form))
	return ok || len(l.closed) == 0
}

// script makes a lemma: keep the word's letters but for the last cut bytes,
// append add. In an exact script add is the whole lemma.
type script struct {
	cut   int
	add   string
	exact bool
	fold  bool // lower case first
}

// maxEnding is the longest ending that is looked up.
const maxEnding = 5

const (
	wholeWord = 100 // templates of lexicon keys
	ending    = 101 // + length

	closedWord = 120
)

// apply appends the lemma of a form to dst; ok is false where the form is too
// short for the script.
func (s script) apply(dst []byte, form string) (lemma []byte, ok bool) {
	if s.exact {
		return append(dst, s.add...), true
	}
	if s.cut > len(form) || s.cut == len(form) && s.add == "" {
		return dst, false
	}
	if at := len(form) - s.cut; at < len(form) && !utf8.RuneStart(form[at]) {
		// The script was learnt from a word with a plain apostrophe: "n't".
		form = strings.ReplaceAll(form, "’", "'")
		if s.cut > len(form) || !utf8.RuneStart(form[len(form)-s.cut]) {
			return dst, false
		}
	}
	form = form[:len(form)-s.cut]
	if !s.fold {
		return append(append(dst, form...), s.add...), true
	}
	for _, r := range form {
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return append(dst, s.add...), true
}

// scriptFor finds the simplest script that makes the lemma from the form: in
// small letters, unless the lemma begins with the form's capital.
func scriptFor(form, lemma string) script {
	base, fold := strings.ToLower(form), true
	if len(base) != len(form) || !utf8.ValidString(form) || lemma[0] != base[0] && lemma[0] == form[0] {
		base, fold = form, false
	}
	n := 0
	for n < len(base) && n < len(lemma) && base[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(lemma) && !utf8.RuneStart(lemma[n]) || n < len(base) && !utf8.RuneStart(base[n])) {
		n--
	}
	if n == 0 || len(base)-n > 4 {
		return script{add: lemma, exact: true}
	}
	return script{cut: len(base) - n, add: lemma[n:], fold: fold}
}

// fill sets lemma and features of a token of class c; a.fold is scratch.
func (l *lexicon) fill(a *analyser, tok *text.Token, t string, c int) {
	form := tok.Span.Of(t)
	tok.Lemma, tok.Feats = form, ""
	if len(form) > maxForm {
		return
	}
	a.fold = mlp.Fold(a.fold[:0], form)
	if id, _, ok := lookUp(l.feat, a.fold, c); ok {
		tok.Feats = l.feats[id]
	}
	id, whole, ok := lookUp(l.script, a.fold, c)
	if !ok {
		return
	}
	if !whole {
		if lemma, ok := verbOf(a.fold, tok.XTag); ok {
			tok.Lemma = lemma
			return
		}
	}
	if a.fold, ok = l.scripts[id].apply(a.fold[:0], form); ok && string(a.fold) != form {
		tok.Lemma = a.intern(a.fold)
	}
	if !whole && tok.XTag == "NNS" && isPlural(form) && strings.EqualFold(tok.Lemma, form) {
		// An ending learnt from "contents" says nothing of "tents".
		tok.Feats = "Number=Plur"
		if stem, ok := strings.CutSuffix(tok.Lemma, "ies"); ok && len(stem) > 2 {
			tok.Lemma = a.intern(append(append(a.fold[:0], stem...), 'y')) // "supplies"
		} else {
			tok.Lemma = tok.Lemma[:len(tok.Lemma)-1]
		}
	}
}

// isPlural reports whether a word never seen has the plural's ending.
func isPlural(form string) bool {
	return len(form) > 3 && strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss") && !strings.HasSuffix(form, "us")
}

// maxLemmas bounds the lemmas that are remembered to be given out again.
const maxLemmas = 1 << 13

// intern gives the lemma as a string, the same one as before if it can.
func (a *analyser) intern(lemma []byte) string {
	if s, ok := a.lemmas[string(lemma)]; ok {
		return s
	}
	if a.lemmas == nil {
		a.lemmas = make(map[string]string)
	}
	if len(a.lemmas) >= maxLemmas {
		clear(a.lemmas)
	}
	s := string(lemma)
	a.lemmas[s] = s
	return s
}

// lookUp finds what is held of a word, or of its longest ending; whole tells
// which.
func lookUp(m map[mlp.Key]uint16, word []byte, c int) (v uint16, whole, ok bool) {
	at := mlp.Small(c)
	if v, ok := m[mlp.Join2(wholeWord, at, mlp.Bytes(word))]; ok {
		return v, true, true
	}
	for n := min(maxEnding, len(word)); n >= 0; n-- {
		if v, ok := m[mlp.Join2(ending+n, at, mlp.Bytes(word[len(word)-n:]))]; ok {
			return v, false, true
		}
	}
	return 0, false, false
}

// votes counts, for every key, how often each value was right.
type votes map[mlp.Key]map[uint16]int

func (v votes) add(word []byte, c int, value uint16) {
	at := mlp.Small(c)
	v.one(mlp.Join2(wholeWord, at, mlp.Bytes(word)), value)
	for n := min(maxEnding, len(word)); n >= 0; n-- {
		v.one(mlp.Join2(ending+n, at, mlp.Bytes(word[len(word)-n:])), value)
	}
}

func (v votes) one(k mlp.Key, value uint16) {
	if v[k] == nil {
		v[k] = map[uint16]int{}
	}
	v[k][value]++
}

// winner is the value with most votes, the lowest of equals.
func (v votes) winner(k mlp.Key) (best uint16, ok bool) {
	most := 0
	for value, n := range v[k] {
		if n > most || n == most && value < best {
			best, most = value, n
		}
	}
	return best, most > 0
}

// settle keeps the winners that say other than the next shorter ending does.
func (v votes) settle(words []seen) map[mlp.Key]uint16 {
	kept := map[mlp.Key]uint16{}
	for n := -1; n <= maxEnding; n++ { // shortest first; -1 stands for whole words, which come last
		size := n
		if n == -1 {
			continue
		}
		for _, w := range words {
			if size <= len(w.word) {
				v.keep(kept, w, size)
			}
		}
	}
	for _, w := range words {
		v.keep(kept, w, -1)
	}
	return kept
}

// seen is a distinct pair of folded word and class, in order of first sight.
type seen struct {
	word  string
	class int
}

func (v votes) keep(kept map[mlp.Key]uint16, w seen, size int) {
	at := mlp.Small(w.class)
	word := []byte(w.word)
	k := mlp.Join2(wholeWord, at, mlp.Bytes(word))
	shorter := min(maxEnding, len(word))
	if size >= 0 {
		k = mlp.Join2(ending+size, at, mlp.Bytes(word[len(word)-size:]))
		shorter = size - 1
	}
	value, ok := v.winner(k)
	if !ok {
		return
	}
	for n := shorter; n >= 0; n-- {
		if fallback, ok := kept[mlp.Join2(ending+n, at, mlp.Bytes(word[len(word)-n:]))]; ok {
			if fallback != value {
				kept[k] = value
			}
			return
		}
	}
	kept[k] = value
}

// newLexicon learns a lexicon from the tokens of gold sentences in t.
func newLexicon(t string, gold []text.Sentence, classOf map[class]int) *lexicon {
	l := &lexicon{}
	scripts, feats := map[script]uint16{}, map[string]uint16{}
	scriptVotes, featVotes := votes{}, votes{}
	var words []seen
	known := map[seen]bool{}
	for i := range gold {
		for _, tok := range gold[i].Tokens {
			form := tok.Span.Of(t)
			if len(form) > maxForm || form == "" {
				continue
			}
			c := classOf[class{tok.Tag, tok.XTag}]
			fold := mlp.Fold(nil, form)
			if w := (seen{string(fold), c}); !known[w] {
				known[w] = true
				words = append(words, w)
			}
			featVotes.add(fold, c, intern(feats, &l.feats, tok.Feats))
			if isClosed(tok.Tag) {
				l.closed = append(l.closed, mlp.Join1(closedWord, mlp.Bytes(fold)))
			}
			if tok.Lemma != "" {
				scriptVotes.add(fold, c, intern(scripts, &l.scripts, scriptFor(form, tok.Lemma)))
			}
		}
	}
	slices.Sort(l.closed)
	l.closed = slices.Compact(l.closed)
	l.script, l.feat = scriptVotes.settle(words), featVotes.settle(words)
	return l
}

func intern[T comparable](ids map[T]uint16, list *[]T, value T) uint16 {
	id, ok := ids[value]
	if !ok {
		id = uint16(len(*list))
		ids[value] = id
		*list = append(*list, value)
	}
	return id
}

func (l *lexicon) encode(e *mlp.Encoder) {
	e.Uint(uint64(len(l.scripts)))
	for _, s := range l.scripts {
		flags := 0
		if s.exact {
			flags |= 1
		}
		if s.fold {
			flags |= 2
		}
		e.Uint(uint64(flags))
		e.Uint(uint64(s.cut))
		e.String(s.add)
	}
	e.Strings(l.feats)
	encodeIDs(e, l.script)
	encodeIDs(e, l.feat)
	e.Keys(l.closed)
}

func encodeIDs(e *mlp.Encoder, ids map[mlp.Key]uint16) {
	keys := make([]mlp.Key, 0, len(ids))
	for k := range ids {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	e.Keys(keys)
	for _, k := range keys {
		e.Uint(uint64(ids[k]))
	}
}

func decodeLexicon(d *mlp.Decoder) *lexicon {
	l := &lexicon{}
	for range d.List() {
		flags := d.Uint()
		l.scripts = append(l.scripts, script{exact: flags&1 != 0, fold: flags&2 != 0, cut: d.Len(maxForm), add: d.String()})
	}
	l.feats = d.Strings()
	l.script = decodeIDs(d, len(l.scripts))
	l.feat = decodeIDs(d, len(l.feats))
	l.closed = d.Keys()
	return l
}

func decodeIDs(d *mlp.Decoder, limit int) map[mlp.Key]uint16 {
	keys := d.Keys()
	ids := make(map[mlp.Key]uint16, len(keys))
	for _, k := range keys {
		ids[k] = uint16(d.Len(limit - 1))
	}
	return ids
}
