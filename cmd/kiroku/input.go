package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"

	"kiroku/text"
	"kiroku/value"
)

// input is the documents that a command reads without a ledger.
type input struct {
	Date   string   `placeholder:"YYYY-MM-DD" help:"Publication date of documents that do not state one."`
	Source string   `placeholder:"NAME" help:"Outlet or author of documents that do not name one."`
	JSONL  bool     `name:"jsonl" help:"Read JSON Lines, a document a line: {\"id\",\"text\",\"date\",\"source\",\"title\",\"url\"}."`
	Files  []string `arg:"" name:"file" help:"Text files; - is standard input."`
}

// Validate is called by the parser.
func (in input) Validate() error {
	_, err := value.ParseDay(in.Date)
	return err
}

const maxBytes = 64 << 20

func (in input) documents(con *console) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for _, path := range in.Files {
			f := con.stdin
			if path != "-" {
				file, err := os.Open(path)
				if err != nil {
					if !yield(nil, err) {
						return
					}
					continue
				}
				defer file.Close()
				f = file
			}
			read := in.whole
			if in.JSONL {
				read = in.lines
			}
			if !read(path, f, yield) {
				return
			}
		}
	}
}

func (in input) whole(path string, f io.Reader, yield func(*text.Document, error) bool) bool {
	raw, err := io.ReadAll(io.LimitReader(f, maxBytes))
	if err != nil {
		return yield(nil, err)
	}
	return yield(in.document(record{ID: path, Text: string(raw)}))
}

type record struct {
	ID, Text, Date, Source, Title, URL string
}

func (in input) lines(path string, f io.Reader, yield func(*text.Document, error) bool) bool {
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxBytes)
	for n := 1; lines.Scan(); n++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			if !yield(nil, fmt.Errorf("%s:%d: not a JSON record: %w", path, n, err)) {
				return false
			}
			continue
		}
		if !yield(in.document(r)) {
			return false
		}
	}
	if err := lines.Err(); err != nil {
		return yield(nil, fmt.Errorf("%s: %w", path, err))
	}
	return true
}

func (in input) document(r record) (*text.Document, error) {
	doc := &text.Document{Ref: r.ID, Text: r.Text, Source: r.Source, Title: r.Title, URL: r.URL}
	if r.Date == "" {
		r.Date = in.Date
	}
	if doc.Source == "" {
		doc.Source = in.Source
	}
	day, err := value.ParseDate(r.Date)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.ID, err)
	}
	doc.Published = day
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	return doc, nil
}
