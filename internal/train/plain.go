package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kiroku/lang/segment"
	"kiroku/text"
)

// Plain sentences for teachers to parse are neither fragments nor monsters.
const (
	minPlain = 5
	maxPlain = 50
)

// plain reads sentences of the White House releases, of every so many
// documents one, until there are enough.
func plain(data string, every, enough int) (*corpus, error) {
	f, err := os.Open(filepath.Join(data, "corpora", "whitehouse-2021-2022.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	c := &corpus{}
	var all strings.Builder
	dec := json.NewDecoder(z)
	for n := 0; dec.More() && len(c.Sentences) < enough; n++ {
		var record struct{ Text string }
		if err := dec.Decode(&record); err != nil {
			return nil, fmt.Errorf("read releases: %w", err)
		}
		if n%every != 0 {
			continue
		}
		at := all.Len()
		all.WriteString(record.Text)
		doc := &text.Document{Text: record.Text}
		for _, sent := range segment.Sentences(doc, segment.Paragraphs(doc)) {
			if n := len(sent.Tokens); n < minPlain || n > maxPlain {
				continue
			}
			for j := range sent.Tokens {
				sent.Tokens[j].Span.Start += at
				sent.Tokens[j].Span.End += at
			}
			c.Sentences = append(c.Sentences, sent)
		}
	}
	c.Sentences = c.Sentences[:min(len(c.Sentences), enough)]
	c.Text = all.String()
	return c, nil
}
