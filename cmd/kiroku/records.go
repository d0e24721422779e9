package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"kiroku/cmd/kiroku/terminal"
)

// records writes JSON Lines to standard output. The first error stays and is
// given by close.
type records struct {
	out *bufio.Writer
	enc *json.Encoder
	err error
}

func newRecords(con *terminal.Console) *records {
	out := bufio.NewWriterSize(con.Stdout, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return &records{out: out, enc: enc}
}

func (r *records) write(record any) {
	if r.err == nil {
		r.err = r.enc.Encode(record)
	}
}

func (r *records) close() error {
	if r.err == nil {
		r.err = r.out.Flush()
	}
	if r.err != nil {
		return fmt.Errorf("write records: %w", r.err)
	}
	return nil
}

func writeAll[T any](con *terminal.Console, list []T) error {
	out := newRecords(con)
	for _, record := range list {
		out.write(record)
	}
	return out.close()
}
