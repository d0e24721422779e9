// Package cluster knows which words stand in like company: "Kyiv" and
// "Tbilisi", "tonnes" and "truckloads". A tagger that has never seen one of
// them has seen another.
//
// In comes a word; out come the numbers of its fine and its coarse class,
// learnt from plain text alone by the exchange algorithm ([Train]). Words that
// the text did not hold have none. A second table ([Casing]) says how often the
// same text writes a word with a capital. docs/model.md names the texts; the
// tables are rebuilt by `make model`.
package cluster

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed" // the table
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed english.gz
var english []byte

// Class is the pair of classes of a word, counted from 1; the zero Class is
// none. A fine class lies in one coarse class.
type Class struct {
	Fine, Coarse uint16
}

// Table maps words to classes. It is read-only.
type Table struct {
	classes map[string]Class
}

// English is the table that comes with the program.
var English = sync.OnceValue(func() *Table {
	t, err := Read(bytes.NewReader(english))
	if err != nil {
		panic(err) // an embedded file that the build put there
	}
	return t
})

// Len is the number of words.
func (t *Table) Len() int { return len(t.classes) }

// Of is the class of the word as it is written, or else in small letters.
func (t *Table) Of(word string) Class {
	var room [maxWord]byte
	key, lower := normal(room[:0], word)
	if c, ok := t.classes[string(key)]; ok || lower {
		return c
	}
	for i, c := range key {
		if 'A' <= c && c <= 'Z' {
			key[i] = c | 0x20
		}
	}
	return t.classes[string(key)]
}

// Both gives the classes of the word in small letters and with a capital: how
// it is written elsewhere tells names from other words.
func (t *Table) Both(word string) (small, capital Class) {
	var room [maxWord]byte
	key, lower := normal(room[:0], word)
	if !lower {
		for i, c := range key {
			if 'A' <= c && c <= 'Z' {
				key[i] = c | 0x20
			}
		}
	}
	small = t.classes[string(key)]
	if len(key) > 0 && 'a' <= key[0] && key[0] <= 'z' {
		key[0] &^= 0x20
		capital = t.classes[string(key)]
	}
	return small, capital
}

// maxWord bounds the words that are known, in bytes.
const maxWord = 32

// normal appends the word as the table spells it, every digit a 0 and curly
// apostrophes straight, and says whether it has no ASCII capital. A word that
// is too long is none.
func normal(dst []byte, word string) (key []byte, lower bool) {
	if len(word) > maxWord {
		return dst, true
	}
	lower = true
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case '1' <= c && c <= '9':
			dst = append(dst, '0')
		case c == 0xe2 && strings.HasPrefix(word[i:], "’"):
			dst = append(dst, '\'')
			i += len("’") - 1
		default:
			lower = lower && (c < 'A' || c > 'Z')
			dst = append(dst, c)
		}
	}
	return dst, lower
}

// Read reads the form that [Table.Write] writes: a gzip of text with a line for
// each fine class: its coarse class and its words, by a space each.
func Read(r io.Reader) (*Table, error) {
	t := &Table{classes: map[string]Class{}}
	fine := uint16(0)
	err := readLists(r, func(line string) error {
		fine++
		number, list, _ := strings.Cut(line, " ")
		coarse, err := strconv.ParseUint(number, 10, 16)
		if err == nil {
			err = words(list, func(w string) { t.classes[w] = Class{fine, uint16(coarse)} })
		}
		if err != nil {
			return fmt.Errorf("class %d: %w", fine, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read word classes: %w", err)
	}
	return t, nil
}

// maxLine bounds a line of lists, in bytes.
const maxLine = 1 << 22

// readLists gives the lines of a gzip of text that are no comments.
func readLists(r io.Reader, list func(line string) error) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		if err := list(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// words gives the words of a line, by a space each, and refuses bad ones.
func words(line string, word func(w string)) error {
	for w := range strings.FieldsSeq(line) {
		if len(w) > maxWord || !utf8.ValidString(w) {
			return fmt.Errorf("bad word %q", w)
		}
		word(w)
	}
	return nil
}
