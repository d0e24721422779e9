package pipeline

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"unicode/utf8"

	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

// Options say what documents that do not state it are taken to be, and how
// files are laid out.
type Options struct {
	Published value.Date // day of publication
	Source    string     // outlet or author
	JSONL     bool       // every file is JSON Lines, whatever its name
}

// maxBytes bounds a document, and a line of JSON Lines.
const maxBytes = 16 << 20

func (o Options) read(raw source.Raw) iter.Seq2[*text.Document, *source.Problem] {
	return func(yield func(*text.Document, *source.Problem) bool) {
		f, err := raw.Open()
		if err != nil {
			yield(nil, source.Explain(raw.Ref, err))
			return
		}
		defer f.Close()
		if o.JSONL || filepath.Ext(raw.Ref) == ".jsonl" {
			o.lines(raw, f, yield)
			return
		}
		data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
		switch {
		case err != nil:
			yield(nil, source.Explain(raw.Ref, err))
		case len(data) > maxBytes:
			yield(nil, &source.Problem{Ref: raw.Ref, Reason: "larger than 16 MiB", Hint: "split it"})
		case !utf8.Valid(data):
			yield(nil, &source.Problem{Ref: raw.Ref, Reason: "not UTF-8 text", Hint: "convert it"})
		default:
			yield(o.document(raw, data, record{ID: raw.Ref, Text: string(data)}), nil)
		}
	}
}

type record struct {
	ID, Text, Date, Source, Title, URL string
}

func (o Options) lines(raw source.Raw, f io.Reader, yield func(*text.Document, *source.Problem) bool) {
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxBytes)
	for n := 1; lines.Scan(); n++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			if !yield(nil, &source.Problem{Ref: raw.Ref, Line: n, Reason: "not a JSON record: " + err.Error(), Hint: "mend the line", Err: err}) {
				return
			}
			continue
		}
		if r.ID == "" {
			r.ID = fmt.Sprintf("%s:%d", raw.Ref, n)
		}
		if !yield(o.document(raw, lines.Bytes(), r), nil) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		yield(nil, source.Explain(raw.Ref, err))
	}
}

func (o Options) document(raw source.Raw, data []byte, r record) *text.Document {
	hash := sha256.Sum256(data)
	doc := &text.Document{Ref: r.ID, Source: r.Source, URL: r.URL, Title: r.Title, Text: r.Text, Lang: "en",
		Published: o.Published, Retrieved: raw.Retrieved, RawHash: hex.EncodeToString(hash[:])}
	if doc.Source == "" {
		doc.Source = o.Source
	}
	if day, err := value.ParseDate(r.Date); err == nil && !day.IsZero() {
		doc.Published = day
	}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	return doc
}
