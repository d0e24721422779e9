// Command wordnet makes lang/wordnet/english.gz from the files of Princeton
// WordNet 3.0 in a folder (the package wordnet-base of Debian has them in
// /usr/share/wordnet):
//
//	go run ./internal/train/wordnet DIR
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: wordnet DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wordnet:", err)
		os.Exit(1)
	}
}

// word is what the files say of a word.
type word struct {
	count      map[byte]int // how often it was met as each part of speech; capitals for irregular inflections
	noun, verb string       // number of the lexicographer's file of the first sense
	frames     string
}

type reader struct {
	dir   string
	words map[string]*word
	met   map[string]int // by lemma and part of speech
}

// files are WordNet's names for parts of speech, by the letter used here.
var files = []struct {
	letter byte
	name   string
}{{'n', "noun"}, {'v', "verb"}, {'j', "adj"}, {'r', "adv"}}

func run(dir string) error {
	r := &reader{dir, map[string]*word{}, map[string]int{}}
	if err := r.counts(); err != nil {
		return err
	}
	for _, f := range files {
		if err := r.index(f.letter, f.name); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := r.exceptions(f.letter, f.name); err != nil {
			return err
		}
	}
	return os.WriteFile("lang/wordnet/english.gz", r.file(), 0o644)
}

// lines calls f for each line but the licence.
func (r *reader) lines(name string, f func(fields []string)) error {
	file, err := os.Open(filepath.Join(r.dir, name))
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		if line := in.Text(); !strings.HasPrefix(line, "  ") {
			f(strings.Fields(line))
		}
	}
	return in.Err()
}

// counts reads how often each word was met in the texts that were tagged with
// senses.
func (r *reader) counts() error {
	return r.lines("cntlist.rev", func(f []string) {
		lemma, rest, ok := strings.Cut(f[0], "%")
		n, err := strconv.Atoi(f[2])
		if ok && err == nil {
			r.met[lemma+string("-nvjrj"[rest[0]-'0'])] += n
		}
	})
}

// synset is what a line of a data file says.
type synset struct {
	file   string
	proper map[string]bool // of each word, whether it is written with a capital
	frames string
}

func (r *reader) synsets(name string) (map[string]synset, error) {
	sets := map[string]synset{}
	err := r.lines("data."+name, func(f []string) {
		s := synset{file: f[1], proper: map[string]bool{}}
		n, _ := strconv.ParseInt(f[3], 16, 32)
		for k := range int(n) {
			w, _, _ := strings.Cut(f[4+2*k], "(")
			s.proper[strings.ToLower(w)] = w != strings.ToLower(w)
		}
		at := 4 + 2*int(n)
		pointers, _ := strconv.Atoi(f[at])
		at += 1 + 4*pointers
		if f[at] != "|" {
			many, _ := strconv.Atoi(f[at])
			for k := range many {
				s.frames += frameKinds[f[at+2+3*k]]
			}
		}
		sets[f[0]] = s
	})
	return sets, err
}

// frameKinds sorts the sentence frames of verbs by what they take: an object,
// two, a preposition, a clause, an infinitive, an adjective.
var frameKinds = map[string]string{
	"04": "p", "05": "o", "06": "a", "07": "a", "08": "o", "09": "o", "10": "o", "11": "o", "12": "p", "13": "p", "14": "d",
	"15": "op", "16": "op", "17": "op", "18": "op", "19": "op", "20": "op", "21": "op", "22": "p", "24": "i", "25": "i",
	"26": "c", "27": "p", "28": "i", "29": "c", "30": "g", "31": "op", "32": "i", "33": "g", "34": "c", "35": "i",
}

func (r *reader) index(letter byte, name string) error {
	sets, err := r.synsets(name)
	if err != nil {
		return err
	}
	return r.lines("index."+name, func(f []string) {
		lemma := f[0]
		if strings.ContainsAny(lemma, "_ ") {
			return
		}
		pointers, _ := strconv.Atoi(f[3])
		offsets := f[6+pointers:]
		w := r.words[lemma]
		if w == nil {
			w = &word{count: map[byte]int{}}
			r.words[lemma] = w
		}
		count := r.met[lemma+string(letter)] + 1
		first := sets[offsets[0]]
		switch letter {
		case 'v':
			w.verb = first.file
			w.frames = frames(sets, offsets)
		case 'n':
			w.noun = first.file
			proper := 0
			for _, o := range offsets {
				if sets[o].proper[lemma] {
					proper++
				}
			}
			if proper > 0 {
				w.count['p'] = 1
			}
			if proper == len(offsets) {
				w.count['p'] = count
				return
			}
		}
		w.count[letter] = count
	})
}

// frames are the complements that the first three senses take.
func frames(sets map[string]synset, offsets []string) string {
	all := ""
	for _, o := range offsets[:min(3, len(offsets))] {
		all += sets[o].frames
	}
	kinds := slices.Sorted(slices.Values([]byte(all)))
	return string(slices.Compact(kinds))
}

// exceptions reads irregular inflections.
func (r *reader) exceptions(letter byte, name string) error {
	return r.lines(name+".exc", func(f []string) {
		if len(f) < 2 || strings.Contains(f[0], "_") {
			return
		}
		base := r.words[f[1]]
		if base == nil || base.count[letter] == 0 {
			return
		}
		w := r.words[f[0]]
		if w == nil {
			w = &word{count: map[byte]int{}}
			r.words[f[0]] = w
		}
		w.count[letter-'a'+'A'] = base.count[letter]
		if letter == 'n' && w.noun == "" {
			w.noun = base.noun
		}
		if letter == 'v' && w.verb == "" {
			w.verb, w.frames = base.verb, base.frames
		}
	})
}

// letters are the parts of speech of the word, the most common first.
func (w *word) letters() string {
	all := slices.Collect(maps.Keys(w.count))
	slices.SortFunc(all, func(a, b byte) int {
		return cmp.Or(cmp.Compare(w.count[b], w.count[a]), cmp.Compare(a, b))
	})
	return string(all)
}

// file writes the table: words that are alike stand in one line.
func (r *reader) file() []byte {
	groups := map[string][]string{}
	for lemma, w := range r.words {
		head := w.letters()
		for _, s := range []string{w.noun, w.verb, w.frames} {
			head += " " + cmp.Or(s, "-")
		}
		groups[head] = append(groups[head], lemma)
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // fails only for an unknown level
	fmt.Fprintln(z, "# words of WordNet 3.0, Copyright 2006 by Princeton University; WordNet 3.0 licence, see NOTICE")
	for _, head := range slices.Sorted(maps.Keys(groups)) {
		slices.Sort(groups[head])
		fmt.Fprintln(z, head, strings.Join(groups[head], " "))
	}
	z.Close()
	return out.Bytes()
}
