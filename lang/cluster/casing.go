package cluster

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the table
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed casing.gz
var casing []byte

// Casing knows of words how often plain text writes them with a capital where
// nothing but the word itself asks for one. It is read-only.
type Casing struct {
	step map[string]uint8
}

// EnglishCasing is the table that comes with the program.
var EnglishCasing = sync.OnceValue(func() *Casing {
	c, err := ReadCasing(bytes.NewReader(casing))
	if err != nil {
		panic(err) // an embedded file that the build put there
	}
	return c
})

// caseSteps is the number of steps from never a capital to always one.
const caseSteps = 7

// Of is the step of a word in small letters, from 1, hardly ever a capital, to
// 7, hardly ever none; 0 for a word that the text did not hold.
func (c *Casing) Of(word []byte) int { return int(c.step[string(word)]) }

// ReadCasing reads the form that [Cases.Write] writes: a gzip of text with a
// line for each step and its words, by a space each.
func ReadCasing(r io.Reader) (*Casing, error) {
	c := &Casing{step: map[string]uint8{}}
	step := uint8(0)
	err := readLists(r, func(line string) error {
		if step++; step > caseSteps {
			return fmt.Errorf("more than %d lines", caseSteps)
		}
		return words(line, func(w string) { c.step[w] = step })
	})
	if err != nil {
		return nil, fmt.Errorf("read casing: %w", err)
	}
	return c, nil
}

// Cases counts how words are written.
type Cases map[string]*written

type written struct{ small, capital int }

// CountCases counts how the words of sentences are written: not the first
// ones, nor those after marks that may open a sentence, nor headlines.
func CountCases(sents iter.Seq[[]string]) Cases {
	counts := Cases{}
	for sent := range sents {
		if headline(sent) {
			continue
		}
		for i, w := range sent[1:] {
			if len(w) < 2 || len(w) > maxWord || !letter(w) || len(sent[i]) == 1 && !letter(sent[i]) && sent[i] != "," || opens(sent[i]) {
				continue
			}
			low := strings.ToLower(w)
			if counts[low] == nil {
				counts[low] = &written{}
			}
			if w == low {
				counts[low].small++
			} else {
				counts[low].capital++
			}
		}
	}
	return counts
}

// opens reports whether the mark may open a sentence in a sentence.
func opens(mark string) bool {
	switch mark {
	case "“", "‘", "”", "’", "—", "–", "--", "•", "...", "``", "''":
		return true
	}
	return false
}

func letter(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

// headline reports whether a sentence is too short, or has too many capitals,
// to say how a word is written elsewhere.
func headline(sent []string) bool {
	words, capitals := 0, 0
	for _, w := range sent {
		if letter(w) {
			words++
			if capital(w) {
				capitals++
			}
		}
	}
	return words < 4 || 2*capitals > words
}

// minCases is how often a word must be met.
const minCases = 3

// Write writes the steps of the words in the form that [ReadCasing] reads,
// notes first.
func (counts Cases) Write(w io.Writer, notes ...string) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	var steps [caseSteps][]string
	for word, n := range counts {
		if n.small+n.capital >= minCases && !strings.ContainsFunc(word, unicode.IsSpace) && utf8.ValidString(word) && len(word) <= maxWord {
			k := n.step()
			steps[k] = append(steps[k], word)
		}
	}
	for _, note := range notes {
		fmt.Fprintf(z, "# %s\n", note)
	}
	for _, words := range steps {
		slices.Sort(words)
		fmt.Fprintln(z, strings.Join(words, " "))
	}
	return z.Close()
}

// step is the step for the odds of a capital: at the outer ones it is over 32
// times as common as none, or the reverse, then over 8 times, over twice.
func (n *written) step() int {
	capital, small := 2*n.capital+1, 2*n.small+1
	k := caseSteps / 2
	for _, odds := range [...]int{2, 8, 32} {
		switch {
		case capital >= odds*small:
			k++
		case small >= odds*capital:
			k--
		}
	}
	return k
}
