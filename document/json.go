package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"kiroku/document/charset"
	"kiroku/source"
)

// json gives the documents of a JSON file that is one record, or a list of
// records as JSON Lines has them; lines are those that records begin in.
func (r *reader) json(b []byte) {
	b = bytes.TrimPrefix(b, []byte(charset.BOM))
	dec := json.NewDecoder(bytes.NewReader(b))
	list := bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("["))
	if list {
		_, _ = dec.Token() // the bracket
	}
	line, counted := 1, 0
	for !list || dec.More() {
		var rec json.RawMessage
		err := dec.Decode(&rec)
		at := max(counted, int(dec.InputOffset())-len(rec))
		for err != nil && at < len(b) && bytes.IndexByte([]byte(" \t\r\n,"), b[at]) >= 0 {
			at++
		}
		line += bytes.Count(b[counted:at], []byte("\n"))
		counted = at
		if err != nil {
			r.yield(nil, r.brokenJSON(line, err))
			return
		}
		if !r.yield(r.record(rec, line)) || !list {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		r.yield(nil, r.brokenJSON(line, err))
	}
}

func (r *reader) brokenJSON(line int, err error) *source.Problem {
	p := &source.Problem{Ref: r.raw.Ref, Line: line, Reason: "is not JSON: " + err.Error(), Hint: "mend it, or give a record a line as JSON Lines", Err: err}
	if errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		p.Reason, p.Hint = "is cut short: the file ends inside a list or record", "get the whole file"
	}
	return p
}
