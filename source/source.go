// Package source says where documents come from. In go paths: files, folders,
// glob patterns, addresses and "-" for standard input; out come [Raw] items, one
// for each thing that was found, opened only when asked. Archives (gzip, ZIP, WARC,
// mailboxes) are places too: their members come out one by one. What a document
// says is none of its business: it knows bytes, not formats.
//
// It never blocks on a pipe or a device, never runs round a loop of symbolic
// links, and passes over hidden files and databases inside folders.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Raw is something that can be read: where it is, what its carrier says about
// it, and how to open it. The bytes are as they came.
type Raw struct {
	Ref         string    // path, address, or "-": what a person would name it by
	URL         string    // address it was fetched from, "" for files
	ContentType string    // as the carrier declares it, "" where none does
	Retrieved   time.Time // when it was taken
	Size        int64     // in bytes, -1 where unknown; a hint, never a promise

	// Header is that of the answer that the bytes came in, from the web or a
	// web archive; nil where there is none.
	Header map[string][]string

	// Open gives the bytes. Standard input can be opened once only.
	Open func() (io.ReadCloser, error)
	once bool // can be opened once only
}

// Problem is something that could not be read, or not wholly: where, why and
// what a person can do about it.
type Problem struct {
	Ref    string // path or address
	Line   int    // from 1, of a file that holds many records; 0 for the whole
	Reason string // what is wrong
	Hint   string // what to do, "" where nothing can be done
	Err    error  // cause, may be nil

	Status int           // of the answer, where it was not had by that; else 0
	Later  time.Duration // after which the host asks to come again, 0 where it does not
}

// Error is one line: "where: what is wrong; what to do".
func (p *Problem) Error() string {
	where := p.Ref
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.Ref, p.Line)
	}
	if p.Hint == "" {
		return fmt.Sprintf("%s: %s", where, p.Reason)
	}
	return fmt.Sprintf("%s: %s; %s", where, p.Reason, p.Hint)
}

// Unwrap is the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Explain turns an error of opening or reading into a Problem for people.
func Explain(ref string, err error) *Problem {
	var known *Problem
	if errors.As(err, &known) {
		return known
	}
	p := &Problem{Ref: ref, Err: err}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Reason, p.Hint = "no such file or folder", "check the name"
	case errors.Is(err, fs.ErrPermission):
		p.Reason, p.Hint = "may not be read", "ask for read permission on it"
	case errors.Is(err, os.ErrDeadlineExceeded):
		p.Reason, p.Hint = "took too long to read", "try again"
	case errors.As(err, &path):
		p.Reason, p.Hint = "cannot be read: "+path.Err.Error(), "check the file and its disk"
	default:
		p.Reason = "cannot be read: " + err.Error()
	}
	return p
}
