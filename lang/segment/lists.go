package segment

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// follow says what may stand after an abbreviation.
type follow uint8

const (
	notAbbreviation follow = iota
	beforeName             // "Gen.": never ends a sentence
	beforeNumber           // "No.": an abbreviation only in front of a number
	anywhere               // "U.S.": may end a sentence
)

// lexicon holds the word lists of this package; it is read-only.
type lexicon struct {
	abbreviations map[string]follow
	contractions  map[string][]int // word to the offsets of its cuts
	starters      map[string]bool
	prefixes      map[string]bool
	units         map[string]bool
	domains       map[string]bool
	unfinished    map[string]bool // words that no line ends with
	boilerplate   []string        // lower-case openings of boilerplate paragraphs
}

// lists is the lexicon, read from the embedded files on first use.
var lists = sync.OnceValue(func() *lexicon {
	lex := &lexicon{
		abbreviations: map[string]follow{},
		contractions:  map[string][]int{},
		starters:      set("starters"),
		prefixes:      set("prefixes"),
		units:         set("units"),
		domains:       set("domains"),
		unfinished:    set("unfinished"),
		boilerplate:   lines("boilerplate"),
	}
	classes := map[string]follow{"before": beforeName, "number": beforeNumber, "within": anywhere}
	for _, line := range lines("abbreviations") {
		class, word, _ := strings.Cut(line, " ")
		lex.abbreviations[word] = classes[class]
	}
	for _, line := range lines("contractions") {
		parts := strings.Split(line, "|")
		var cuts []int
		at := 0
		for _, p := range parts[:len(parts)-1] {
			at += len(p)
			cuts = append(cuts, at)
		}
		lex.contractions[strings.Join(parts, "")] = cuts
	}
	return lex
})

// lines gives the terms of one embedded list, comments and blank lines aside.
func lines(name string) []string {
	raw, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(err) // an embedded file that the build put there
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func set(name string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines(name) {
		out[line] = true
	}
	return out
}
