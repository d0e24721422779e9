package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"kiroku/document/charset"
	"kiroku/document/date"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

// record is one line of JSON Lines. Keys that are not named here are nobody's
// business; a null is an absent key.
type record struct {
	ID     scalar `json:"id"`
	Text   scalar `json:"text"`
	Date   scalar `json:"date"`
	Source scalar `json:"source"`
	Title  scalar `json:"title"`
	URL    scalar `json:"url"`
	Lang   scalar `json:"lang"`
	Byline scalar `json:"byline"`
}

// scalar takes a string or a number as the words it is written with.
type scalar string

func (s *scalar) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
		*s = ""
	case b[0] == '"':
		return json.Unmarshal(b, (*string)(s))
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		*s = scalar(b)
	default:
		return errors.New("want a string")
	}
	return nil
}

// lines reads JSON Lines, one line in memory at a time.
func (r *reader) lines(in *bufio.Reader) {
	for n := 1; ; n++ {
		line, long, err := readLine(in, r.limits.MaxBytes)
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(charset.BOM))
		}
		if err != nil && err != io.EOF {
			bad := source.Explain(r.raw.Ref, err)
			bad.Line = n
			r.yield(nil, bad)
			return
		}
		switch {
		case long:
			bad := &source.Problem{Ref: r.raw.Ref, Line: n,
				Reason: fmt.Sprintf("is longer than %d MB, the most for one record", r.limits.MaxBytes>>20),
				Hint:   "split its text into several records"}
			if !r.yield(nil, bad) {
				return
			}
		case len(bytes.TrimSpace(line)) > 0:
			if !r.yield(r.record(line, n)) {
				return
			}
		}
		if err == io.EOF {
			return
		}
	}
}

// readLine gives the next line without its end. Of a line that is longer than
// the limit it gives nothing and reads on to the line's end.
func readLine(in *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > limit {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimRight(line, "\r\n"), long, err
		}
	}
}

// record makes the document of one line.
func (r *reader) record(line []byte, n int) (*text.Document, *source.Problem) {
	problem := func(reason, hint string, err error) *source.Problem {
		return &source.Problem{Ref: r.raw.Ref, Line: n, Reason: reason, Hint: hint, Err: err}
	}
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return nil, problem(brokenRecord(line, err))
	}
	if blank(rec.Text) {
		return nil, problem(`has no "text"`, `give every record its text under the key "text"`, nil)
	}
	if charset.LooksBinary(string(rec.Text)) {
		return nil, problem("has a text that is binary data", "give the words of the document", nil)
	}
	var warning *source.Problem
	if !utf8.Valid(line) {
		warning = problem("has bytes that are not UTF-8; they are read as \ufffd", "save the file as UTF-8", nil)
	}
	doc := r.newDocument(line)
	doc.Ref, doc.Text = string(rec.ID), string(rec.Text)
	if doc.Ref == "" {
		doc.Ref = fmt.Sprintf("%s:%d", r.raw.Ref, n)
	}
	doc.Source, doc.Title, doc.URL = string(rec.Source), string(rec.Title), string(rec.URL)
	doc.Byline = string(rec.Byline)
	if doc.Published = recordDate(string(rec.Date)); doc.Published.IsZero() && rec.Date != "" {
		warning = problem(fmt.Sprintf("has a date that cannot be read, %q", clip(string(rec.Date))), "write dates as YYYY-MM-DD", nil)
	}
	m := readHead(doc.Text)
	if rec.Lang != "" {
		m.lang, m.found["lang"] = string(rec.Lang), "record"
	}
	r.finish(doc, m)
	return doc, warning
}

// brokenRecord says what is wrong with a line that is no record.
func brokenRecord(line []byte, err error) (reason, hint string, cause error) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && int(syntax.Offset) >= len(line):
		return "is cut short: it ends inside a record", "get the whole file", err
	case errors.As(err, &syntax):
		return fmt.Sprintf("is not JSON at byte %d: %v", syntax.Offset, err), "every line must be one JSON object", err
	case errors.As(err, &kind):
		return "is not a JSON object", `every line must be one object like {"id":"1","text":"..."}`, err
	}
	return "is not a record: " + err.Error(), `"id", "text", "date", "source", "title" and "url" must be strings`, err
}

// recordDate reads the date of a record: our own notation, or any full date.
func recordDate(s string) value.Date {
	if d, err := value.ParseDate(s); err == nil {
		return d
	}
	d, _ := date.In(s)
	return d
}

// clip shortens what is quoted in a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "..."
}
