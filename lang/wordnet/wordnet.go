// Package wordnet knows what English words can be: the parts of speech that
// Princeton WordNet lists them under, what kind of thing their first sense is,
// and which complements their verbs take.
//
// In comes a word in small letters, out goes an [Entry], the zero one for a
// word that is not listed. A regular inflection is found by its base. The table
// is made from WordNet's own files by internal/train/wordnet.
package wordnet

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed" // the table
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed english.gz
var english []byte

// Entry is what is known of a word: numbers from 1 that stand for a set of
// parts of speech, the kind of thing or of deed that it is, and so on; 0 is
// none. Only that they are equal or not has a meaning.
type Entry struct {
	Word      uint16 // parts of speech of the word as it stands
	Inflected uint16 // of its base, where it may be an inflected form, with the ending
	Noun      uint16 // kind of thing, by the first sense
	Verb      uint16 // kind of deed
	Frames    uint16 // complements
}

// Table maps words to entries. It is read-only.
type Table struct {
	slots  []slot
	size   uint64 // of the slots that hashes are spread over
	groups []group
}

type slot struct {
	hash  uint32
	group uint16 // + 1
}

// group is what the words of a line share.
type group struct {
	kinds              kinds
	word               uint16
	noun, verb, frames uint16
}

// kinds is a set of the parts of speech that are inflected.
type kinds uint8

const (
	noun kinds = 1 << iota
	verb
	adjective
)

// English is the table that comes with the program.
var English = sync.OnceValue(func() *Table {
	t, err := Read(bytes.NewReader(english))
	if err != nil {
		panic(err) // an embedded file that the build put there
	}
	return t
})

// maxWord bounds the words that are known, in bytes.
const maxWord = 32

// Of is what is known of a word in small letters.
func (t *Table) Of(word []byte) Entry {
	if len(word) > maxWord {
		return Entry{}
	}
	var e Entry
	if g := t.find(word, 0); g != nil {
		e = Entry{Word: g.word, Noun: g.noun, Verb: g.verb, Frames: g.frames}
	}
	if g, ending := t.base(word); g != nil {
		e.Inflected = g.word*endings + ending
		if e.Noun == 0 {
			e.Noun = g.noun
		}
		if e.Verb == 0 {
			e.Verb, e.Frames = g.verb, g.frames
		}
	}
	return e
}

// Endings of inflected forms.
const (
	plural = iota
	past
	present
	comparative
	superlative
	endings
)

// base finds the base of a regular inflection, and its ending.
func (t *Table) base(w []byte) (g *group, ending uint16) {
	n := len(w)
	if n < 4 {
		return nil, 0
	}
	switch {
	case w[n-1] == 's' && w[n-2] != 's':
		return t.regular(w[:n-1], noun|verb), plural
	case w[n-2] == 'e' && w[n-1] == 'd':
		return t.regular(w[:n-1], verb), past
	case w[n-3] == 'i' && w[n-2] == 'n' && w[n-1] == 'g':
		return t.stem(w[:n-3], verb), present
	case w[n-2] == 'e' && w[n-1] == 'r':
		return t.regular(w[:n-1], adjective), comparative
	case n > 4 && w[n-3] == 'e' && w[n-2] == 's' && w[n-1] == 't':
		return t.regular(w[:n-2], adjective), superlative
	}
	return nil, 0
}

// regular finds the base of a form without its last letter: one more "e" may
// belong to the ending.
func (t *Table) regular(w []byte, of kinds) *group {
	if g := t.of(w, 0, of); g != nil {
		return g
	}
	if n := len(w); w[n-1] == 'e' {
		if n > 2 && w[n-2] == 'i' {
			return t.of(w[:n-2], 'y', of)
		}
		return t.stem(w[:n-1], of)
	}
	return nil
}

// stem finds the base of a form without its ending: the stem itself, with an
// "e", or without its last letter doubled.
func (t *Table) stem(w []byte, of kinds) *group {
	if g := t.of(w, 0, of); g != nil {
		return g
	}
	if g := t.of(w, 'e', of); g != nil {
		return g
	}
	if n := len(w); n > 2 && w[n-1] == w[n-2] {
		return t.of(w[:n-1], 0, of)
	}
	return nil
}

func (t *Table) of(w []byte, more byte, of kinds) *group {
	if g := t.find(w, more); g != nil && g.kinds&of != 0 {
		return g
	}
	return nil
}

// find finds the group of a word, followed by one more letter if not 0.
func (t *Table) find(word []byte, more byte) *group {
	h := hash(word, more)
	for _, s := range t.slots[uint64(h)*t.size>>32:] {
		if s.group == 0 {
			break
		}
		if s.hash == h {
			return &t.groups[s.group-1]
		}
	}
	return nil
}

// hash is FNV-1a with a last mix, for its high bits choose the slot.
func hash(word []byte, more byte) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		h = (h ^ uint32(c)) * 16777619
	}
	if more != 0 {
		h = (h ^ uint32(more)) * 16777619
	}
	h ^= h >> 15
	h *= 0x9e3779b1
	return h ^ h>>16
}

// Read reads a gzip of text with a line for each group of words that are
// alike: parts of speech, kind of thing, kind of deed, complements ("-" for
// none), and the words, by a space each.
func Read(r io.Reader) (*Table, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read WordNet: %w", err)
	}
	t := &Table{}
	var hashes []slot
	ids := [4]map[string]uint16{{}, {}, {}, {}}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		head := strings.SplitN(line, " ", 5)
		if len(head) < 5 || len(t.groups) >= 1<<16-1 {
			return nil, fmt.Errorf("read WordNet: bad line %q", line[:min(len(line), 40)])
		}
		var no [4]uint16
		for k := range no {
			no[k] = number(ids[k], head[k])
		}
		t.groups = append(t.groups, group{inflects(head[0]), no[0], no[1], no[2], no[3]})
		for w := range strings.FieldsSeq(head[4]) {
			hashes = append(hashes, slot{hash([]byte(w), 0), uint16(len(t.groups))})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read WordNet: %w", err)
	}
	t.place(hashes)
	return t, nil
}

// number numbers strings from 1 as they come; "-" is 0.
func number(ids map[string]uint16, s string) uint16 {
	if s == "-" {
		return 0
	}
	if ids[s] == 0 {
		ids[s] = uint16(len(ids) + 1)
	}
	return ids[s]
}

func inflects(letters string) (k kinds) {
	for _, c := range letters {
		switch c {
		case 'n':
			k |= noun
		case 'v':
			k |= verb
		case 'j':
			k |= adjective
		}
	}
	return k
}

// place puts the words into slots.
func (t *Table) place(words []slot) {
	t.slots = make([]slot, len(words)*2+1)
	t.size = uint64(len(t.slots) - 1)
	for _, w := range words {
		at := uint64(w.hash) * t.size >> 32
		for t.slots[at].group != 0 && t.slots[at].hash != w.hash {
			if at++; at == uint64(len(t.slots)) {
				t.slots = append(t.slots, slot{})
			}
		}
		if t.slots[at].group == 0 {
			t.slots[at] = w
		}
	}
	t.slots = append(t.slots, slot{}) // the last is empty, so that every search ends
}
