// Command clusters rebuilds the embedded word classes from the plain texts of a
// data folder, byte for byte the same each time:
//
//	go run ./internal/train/clusters DATA
//
// It writes lang/cluster/english.gz, and lang/cluster/casing.gz, which says how
// often words have a capital.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"kiroku/lang/cluster"
	"kiroku/lang/segment"
	"kiroku/text"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: clusters DATA")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "clusters:", err)
		os.Exit(1)
	}
}

func run(data string) error {
	texts, err := load(data)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	classes := cluster.Train(sentences(texts, asWritten), cluster.Defaults)
	if err := classes.Write(&out, "word classes from "+sources, licence); err != nil {
		return err
	}
	if err := os.WriteFile("lang/cluster/english.gz", out.Bytes(), 0o644); err != nil {
		return err
	}
	out.Reset()
	if err := cluster.CountCases(sentences(texts, segment.Paragraphs)).Write(&out, "how often words have a capital in "+sources, licence); err != nil {
		return err
	}
	return os.WriteFile("lang/cluster/casing.gz", out.Bytes(), 0o644)
}

const (
	sources = "White House releases of 2021-22 (public domain), UD English EWT (CC BY-SA 4.0), free genres of GUM (CC BY 4.0)"
	licence = "licence: CC BY-SA 4.0; see NOTICE and docs/model.md"
)

// load reads the texts that words are learnt from, a document each.
func load(data string) ([]string, error) {
	var texts []string
	err := unzip(filepath.Join(data, "corpora", "whitehouse-2021-2022.jsonl.gz"), func(r io.Reader) error {
		dec := json.NewDecoder(r)
		for dec.More() {
			var doc struct{ Title, Text string }
			if err := dec.Decode(&doc); err != nil {
				return err
			}
			texts = append(texts, doc.Title+"\n"+doc.Text)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"ewt-train", "gum-train"} {
		err := unzip(filepath.Join(data, "treebanks", name+".conllu.gz"), func(r io.Reader) error {
			var b strings.Builder
			lines := bufio.NewScanner(r)
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				if t, ok := strings.CutPrefix(lines.Text(), "# text = "); ok {
					b.WriteString(t)
					b.WriteByte('\n')
				}
			}
			texts = append(texts, b.String())
			return lines.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	return texts, nil
}

func unzip(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	if err := read(z); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// asWritten keeps the lines of releases, of which each is a paragraph, apart.
func asWritten(doc *text.Document) []text.Paragraph { return segment.Wrapped(doc.Text) }

// sentences walks over the sentences of the texts, cut into paragraphs by cut. The
// slice is used again.
func sentences(texts []string, cut func(*text.Document) []text.Paragraph) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var sent []string
		for _, t := range texts {
			doc := &text.Document{Text: t}
			for _, s := range segment.Sentences(doc, cut(doc)) {
				sent = sent[:0]
				for _, tok := range s.Tokens {
					sent = append(sent, tok.Span.Of(t))
				}
				if !yield(sent) {
					return
				}
			}
		}
	}
}
