// Command calm draws releases that are about no crisis from the corpus of the data
// folder and prints the claims of aid, sanctions and harm that are read in them,
// with their sentences: what a reader counts the false ones of (docs/accuracy.md).
// A release is about no crisis if none of its words is on the lists crises.txt. The
// same seed draws the same releases.
//
// usage: go run ./internal/calm DATA [N [SEED]]
package main

import (
	"bufio"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

//go:embed crises.txt
var crises string

// release is one document of the corpus.
type release struct{ ID, Date, Source, URL, Title, Text string }

func main() {
	n, seed, err := numbers(os.Args)
	if err == nil {
		err = run(os.Args[1], n, seed, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "calm:", err)
		os.Exit(1)
	}
}

// numbers are how many releases to draw, 500 where nothing is said, and the seed.
func numbers(args []string) (n int, seed uint64, err error) {
	n, seed = 500, 1
	if len(args) < 2 || len(args) > 4 {
		return n, seed, errors.New("usage: go run ./internal/calm DATA [N [SEED]]")
	}
	if len(args) > 2 {
		if n, err = strconv.Atoi(args[2]); err != nil {
			return n, seed, err
		}
	}
	if len(args) > 3 {
		seed, err = strconv.ParseUint(args[3], 10, 64)
	}
	return n, seed, err
}

func run(data string, n int, seed uint64, out io.Writer) error {
	calm, all, err := load(filepath.Join(data, "corpora", "whitehouse-2021-2022.jsonl.gz"), wordsOf(crises))
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(calm), func(i, j int) { calm[i], calm[j] = calm[j], calm[i] })
	drawn := calm[:min(n, len(calm))]
	words, claims := 0, 0
	for _, rel := range drawn {
		words += len(strings.Fields(rel.Text))
		claims += report(rel, out)
	}
	_, err = fmt.Fprintf(out, "%d of %d releases are about no crisis; %d drawn, %d words, %d claims\n", len(calm), all, len(drawn), words, claims)
	return err
}

// report prints the claims of one release and gives their number.
func report(rel release, out io.Writer) int {
	published, _ := value.ParseDate(rel.Date) // a release without a date is read without one
	doc := &text.Document{ID: rel.ID, Ref: rel.ID, Source: rel.Source, URL: rel.URL, Title: rel.Title, Lang: "en", Published: published, Text: rel.Text}
	a := lang.Analyze(doc)
	n := 0
	for _, c := range extract.Claims(a) {
		if c.Type != claim.Aid && c.Type != claim.Sanction && c.Type != claim.Impact {
			continue
		}
		n++
		fmt.Fprintf(out, "%s %s %s%s conf=%.2f by=%s on=%s money=%v value=%s %s\n  %q\n  in: %s\n", c.Type, c.Rule, c.Action, c.Measure, c.Confidence,
			names(c.Actors), names(c.Recipients), c.Money, c.Value, c.Unit, c.Evidence.Quote, sentence(a, c))
	}
	return n
}

func names(ps []claim.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Name+"/"+p.Code)
	}
	return strings.Join(out, "+")
}

func sentence(a *lang.Analysis, c claim.Claim) string {
	for i := range a.Sentences {
		if sp := a.Sentences[i].Span; sp.Overlaps(c.Evidence.Span()) {
			return strings.Join(strings.Fields(sp.Of(a.Doc.Text)), " ")
		}
	}
	return ""
}

// load reads the corpus and keeps the releases without any of the words.
func load(path string, words map[string]bool) (calm []release, all int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, 0, fmt.Errorf("read %s: %w", path, err)
	}
	in := bufio.NewScanner(unzipped)
	in.Buffer(nil, 16<<20)
	for ; in.Scan(); all++ {
		var rel release
		if err := json.Unmarshal(in.Bytes(), &rel); err != nil {
			return nil, 0, fmt.Errorf("read %s: line %d: %w", path, all+1, err)
		}
		if !tellsOf(rel.Title+" "+rel.Text, words) {
			calm = append(calm, rel)
		}
	}
	return calm, all, in.Err()
}

// tellsOf reports whether any word of the text, or its singular, is on the list.
func tellsOf(txt string, words map[string]bool) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(txt), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if words[word] || words[strings.TrimSuffix(word, "s")] || words[strings.TrimSuffix(word, "es")] {
			return true
		}
	}
	return false
}

func wordsOf(list string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out[line] = true
		}
	}
	return out
}
