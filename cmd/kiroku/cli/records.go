package cli

import (
	"bufio"
	"encoding/json"
	"fmt"

	"kiroku/cmd/kiroku/terminal"
)

// Records writes JSON Lines to standard output. The first error stays and is
// given by Close.
type Records struct {
	out *bufio.Writer
	enc *json.Encoder
	err error
}

// NewRecords writes to standard output.
func NewRecords(con *terminal.Console) *Records {
	out := bufio.NewWriterSize(con.Stdout, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return &Records{out: out, enc: enc}
}

// Write writes a record.
func (r *Records) Write(record any) {
	if r.err == nil {
		r.err = r.enc.Encode(record)
	}
}

// Close gives the first error.
func (r *Records) Close() error {
	if r.err == nil {
		r.err = r.out.Flush()
	}
	if r.err != nil {
		return fmt.Errorf("write records: %w", r.err)
	}
	return nil
}

// WriteAll writes a list as JSON Lines.
func WriteAll[T any](con *terminal.Console, list []T) error {
	out := NewRecords(con)
	for _, record := range list {
		out.Write(record)
	}
	return out.Close()
}
