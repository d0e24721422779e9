package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// index is a trie over folded words. A word's key begins with the mark that
// stands between it and the word before, so that "U.S." and "US" differ, and
// "Guinea-Bissau" and "Guinea Bissau" do not.
type index struct {
	next   map[edge]int32
	terms  [][]term     // by node
	begins [1024]uint64 // by the mark of a key, whether a name begins so
}

type edge struct {
	node int32
	key  string
}

// term is a name that ends at a node, in one way of writing it.
type term struct {
	words   []string // as written, for the rules of case
	dot     bool     // the name ends in a full stop, which belongs to it
	entries []Entry
}

// maxWord bounds the bytes of a folded word; longer ones are no name's.
const maxWord = 48

func newIndex() *index {
	return &index{next: map[edge]int32{}, terms: make([][]term, 1)}
}

// add puts one name into the index, with one reading of it.
func (ix *index) add(name string, e Entry) {
	var words []string
	node := int32(0)
	for w := firstWord(name, 0); w.ok(); w = nextWord(name, w) {
		var buf [maxWord]byte
		key, ok := w.key(buf[:0], name)
		if !ok {
			return
		}
		to, known := ix.next[edge{node, string(key)}]
		if node == 0 {
			at, bit := mark(key)
			ix.begins[at] |= bit
		}
		if !known {
			to = int32(len(ix.terms))
			ix.next[edge{node, string(key)}] = to
			ix.terms = append(ix.terms, nil)
		}
		node = to
		words = append(words, name[w.start:w.end])
	}
	if node == 0 {
		return
	}
	for i := range ix.terms[node] {
		if t := &ix.terms[node][i]; slices.Equal(t.words, words) {
			if !slices.Contains(t.entries, e) {
				t.entries = append(t.entries, e)
			}
			return
		}
	}
	ix.terms[node] = append(ix.terms[node], term{words, strings.HasSuffix(name, "."), []Entry{e}})
}

// mark is a bit that keys share which are equal, and few others: it is sooner
// looked at than the trie.
func mark(key []byte) (at int, bit uint64) {
	h := uint32(len(key))
	if n := len(key); n > 0 {
		h |= uint32(key[0])<<8 | uint32(key[n/2])<<16 | uint32(key[n-1])<<24
	}
	h = h * 0x9e3779b1 >> 16
	return int(h >> 6), 1 << (h & 63)
}

// find scans the text word by word and takes the longest name at each.
func (ix *index) find(dst []Match, text string) []Match {
	for w := firstWord(text, 0); w.ok(); {
		m, last := ix.longest(text, w)
		if m.End == 0 {
			w = nextWord(text, w)
			continue
		}
		dst = append(dst, m)
		w = nextWord(text, last)
	}
	return dst
}

// longest is the longest name that begins with the word, and its last word.
func (ix *index) longest(text string, first word) (m Match, last word) {
	var buf [maxWord]byte
	node := int32(0)
	w := first
	w.gap = 0
	for depth := 1; w.ok(); depth++ {
		key, ok := w.key(buf[:0], text)
		if !ok {
			break
		}
		if at, bit := mark(key); node == 0 && ix.begins[at]&bit == 0 {
			break // as most words of a text
		}
		to, known := ix.next[edge{node, string(key)}]
		if !known {
			break
		}
		node = to
		if t, caps := ix.fits(node, text, first); t != nil {
			end := w.end
			if t.dot && end < len(text) && text[end] == '.' {
				end++
			}
			m = Match{Start: first.start, End: end, Entries: t.entries, Caps: caps}
			last = w
		}
		if w = nextWord(text, w); w.gap == gapBreak {
			break
		}
	}
	return m, last
}

// fits gives the first term of a node whose letters' case the text may have.
func (ix *index) fits(node int32, text string, first word) (*term, bool) {
	for i := range ix.terms[node] {
		t := &ix.terms[node][i]
		w, ok, caps := first, true, false
		for _, want := range t.words {
			fit, inCaps := caseFits(text[w.start:w.end], want)
			ok, caps = ok && fit, caps || inCaps
			w = nextWord(text, w)
		}
		if ok {
			return t, caps
		}
	}
	return nil, false
}

// caseFits reports whether a word of a text may stand for a name's word that
// is equal to it but for case: a capital letter of the name must be one in the
// text, and a text may be in capitals throughout.
func caseFits(have, want string) (ok, caps bool) {
	if have == want {
		return true, false
	}
	h, _ := utf8.DecodeRuneInString(have)
	w, _ := utf8.DecodeRuneInString(want)
	if isUpper(have) {
		return true, len(have) > 1 && !isUpper(want)
	}
	if !unicode.IsUpper(w) { // a small letter may be a capital in a title
		return strings.ToLower(have[utf8.RuneLen(h):]) == have[utf8.RuneLen(h):] || have[1:] == want[1:], false
	}
	return unicode.IsUpper(h) && !(isUpper(want) && len(want) > 1) && sameTail(have, want), false
}

// sameTail reports whether the letters after the first agree in case, marks
// over letters aside: "Mcdonald" is no "McDonald", "Turkiye" is "Türkiye".
func sameTail(have, want string) bool {
	hi, wi := strings.LastIndexFunc(have, unicode.IsUpper), strings.LastIndexFunc(want, unicode.IsUpper)
	return (hi > 0) == (wi > 0)
}

// isUpper reports whether a word has a capital and no small letter.
func isUpper(s string) bool {
	up := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		up = up || unicode.IsUpper(r)
	}
	return up
}
