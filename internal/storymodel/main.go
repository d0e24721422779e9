// Command storymodel writes resolve/story/words.txt, the table that says how
// rare a word is, from the White House releases of 2021 and 2022 (works of the
// United States government, in the public domain). It reads the corpus as
// gzipped JSON Lines from standard input and writes the table to standard
// output; the same input gives the same bytes.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"

	"kiroku/resolve/story"
)

// minDocuments leaves out words that too few documents have to tell their rarity.
const minDocuments = 5

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(r io.Reader, w io.Writer) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("open corpus: %w", err)
	}
	frequency := map[string]int{}
	documents := 0
	for dec := json.NewDecoder(z); dec.More(); documents++ {
		var doc struct{ Text string }
		if err := dec.Decode(&doc); err != nil {
			return fmt.Errorf("read document %d: %w", documents+1, err)
		}
		for _, word := range story.Vocabulary(doc.Text) {
			frequency[word]++
		}
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# In how many documents a word stands, plain words as stems. Line \"*\": documents in all.\n"+
		"# From the White House releases of 2021 and 2022, works of the United States government, public domain.\n"+
		"# Made by internal/storymodel; do not edit.\n* %d\n", documents)
	for _, word := range slices.Sorted(maps.Keys(frequency)) {
		if n := frequency[word]; n >= minDocuments {
			fmt.Fprintf(out, "%s %d\n", word, n)
		}
	}
	return out.Flush()
}
