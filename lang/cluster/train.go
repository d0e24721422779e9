package cluster

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Training says how classes are learnt.
type Training struct {
	Fine, Coarse int // numbers of classes
	MinCount     int // rarer words get no class
	Rounds       int // times that every word is moved to its best class
}

// Defaults is how the embedded table was learnt.
var Defaults = Training{Fine: 512, Coarse: 64, MinCount: 4, Rounds: 20}

// Train learns classes from sentences, which it walks twice. It is a function
// of its inputs: sums are of whole numbers and ties go to the first.
func Train(sents iter.Seq[[]string], how Training) *Classes {
	vocab := count(sents, how.MinCount)
	pairs := vocab.pairs(sents)
	fine := exchange(pairs, how.Fine, how.Rounds)
	coarse := exchange(pairs.merged(fine, how.Fine), how.Coarse, how.Rounds)
	return &Classes{vocab.words, fine, coarse}
}

// Classes is what was learnt: for each word its fine class, for each fine class
// its coarse one, both from 0.
type Classes struct {
	words        []string // by falling count
	fine, coarse []int32
}

// Write writes the classes in the form that [Read] reads, notes first.
func (c *Classes) Write(w io.Writer, notes ...string) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	lists := make([][]string, len(c.coarse))
	for i, word := range c.words {
		lists[c.fine[i]] = append(lists[c.fine[i]], word)
	}
	for _, note := range notes {
		fmt.Fprintf(z, "# %s\n", note)
	}
	for i, list := range lists {
		slices.Sort(list) // compresses better than by count
		fmt.Fprintf(z, "%d %s\n", c.coarse[i]+1, strings.Join(list, " "))
	}
	return z.Close()
}

// vocabulary is the words that are common enough, the most common first.
type vocabulary struct {
	words []string
	ids   map[string]int32
}

// count finds the vocabulary. The first word of a sentence counts as written
// in small letters, where that is how it is written elsewhere.
func count(sents iter.Seq[[]string], minCount int) *vocabulary {
	counts := map[string]int{}
	var room [maxWord]byte
	for sent := range sents {
		for i, w := range sent {
			if i > 0 || !capital(w) {
				if key, _ := normal(room[:0], w); len(key) > 0 && string(key[0]) != "#" {
					counts[string(key)]++
				}
			}
		}
	}
	v := &vocabulary{ids: map[string]int32{}}
	for w, n := range counts {
		if n >= minCount && !strings.ContainsFunc(w, unicode.IsSpace) && utf8.ValidString(w) {
			v.words = append(v.words, w)
		}
	}
	slices.SortFunc(v.words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, w := range v.words {
		v.ids[w] = int32(i)
	}
	return v
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// id is the number of a word: that of its common form at a sentence's start.
func (v *vocabulary) id(w string, first bool) (int32, bool) {
	var room [maxWord]byte
	key, _ := normal(room[:0], w)
	id, ok := v.ids[string(key)]
	if first && capital(w) {
		if low, known := v.ids[strings.ToLower(string(key))]; known && (!ok || low < id) {
			return low, true
		}
	}
	return id, ok
}

// pairs are the counts of neighbours: for each word those after and before it.
type pairs struct {
	after, before [][]neighbour
	self          []int32
	total         []int64
}

type neighbour struct {
	word  int32
	count int32
}

// pairs counts the neighbours within the sentences. Words without a class, and
// the sentence's ends, part their neighbours.
func (v *vocabulary) pairs(sents iter.Seq[[]string]) *pairs {
	var keys []uint64
	for sent := range sents {
		last := int32(-1)
		for i, w := range sent {
			id, ok := v.id(w, i == 0)
			if !ok {
				id = -1
			}
			if last >= 0 && id >= 0 {
				keys = append(keys, uint64(last)<<32|uint64(id))
			}
			last = id
		}
	}
	slices.Sort(keys)
	p := newPairs(len(v.words))
	for i := 0; i < len(keys); {
		j := i
		for j < len(keys) && keys[j] == keys[i] {
			j++
		}
		p.add(int32(keys[i]>>32), int32(uint32(keys[i])), int32(j-i))
		i = j
	}
	return p
}

func newPairs(n int) *pairs {
	return &pairs{make([][]neighbour, n), make([][]neighbour, n), make([]int32, n), make([]int64, n)}
}

func (p *pairs) add(a, b, n int32) {
	p.total[a] += int64(n)
	p.total[b] += int64(n)
	if a == b {
		p.self[a] += n
		return
	}
	p.after[a] = append(p.after[a], neighbour{b, n})
	p.before[b] = append(p.before[b], neighbour{a, n})
}

// merged is the same with classes for words.
func (p *pairs) merged(class []int32, classes int) *pairs {
	n := make([]int32, classes*classes)
	for a, list := range p.after {
		n[int(class[a])*classes+int(class[a])] += p.self[a]
		for _, b := range list {
			n[int(class[a])*classes+int(class[b.word])] += b.count
		}
	}
	out := newPairs(classes)
	for i, c := range n {
		if c > 0 {
			out.add(int32(i/classes), int32(i%classes), c)
		}
	}
	return out
}
