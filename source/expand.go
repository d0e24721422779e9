package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of archives. What one document may cost is package document's
// business; these keep an archive from costing more than its documents.
const (
	maxNesting  = 4         // archives in archives
	maxRatio    = 200       // bytes out for a byte in: text packs to a twentieth
	ratioFrom   = 16 << 20  // bytes out from which the ratio is looked at
	maxMembers  = 1_000_000 // of one archive
	maxHeld     = 32 << 20  // of a member that has to be held in memory
	maxZipBytes = 512 << 20 // of a ZIP archive that comes from no file
	peekBytes   = 4096      // the beginning that an archive is told by
)

// expand gives the item, or what the archive holds that it is: gzip, tar,
// ZIP and WACZ, WARC and WET, mailboxes, in one another up to a limit. Which it is, is
// told by content. It reports whether the consumer wants more.
func (t *trip) expand(raw Raw, depth int) bool {
	file, err := raw.Open()
	if err != nil {
		return t.yield(Raw{}, Explain(raw.Ref, err))
	}
	in := bufio.NewReaderSize(file, peekBytes)
	head, err := in.Peek(peekBytes)
	if err != nil && err != io.EOF {
		file.Close()
		return t.yield(Raw{}, Explain(raw.Ref, err))
	}
	kind := archiveKind(head)
	if kind == notAnArchive {
		if !raw.once {
			file.Close()
			return t.yield(raw, nil)
		}
		raw.Open = func() (io.ReadCloser, error) { return readCloser{in, file}, nil }
		return t.yield(raw, nil)
	}
	defer file.Close()
	if depth >= maxNesting {
		return t.yield(Raw{}, &Problem{Ref: raw.Ref, Reason: fmt.Sprintf("archives are nested more than %d deep", maxNesting), Hint: "unpack the outer ones"})
	}
	switch kind {
	case zipArchive:
		return t.zip(raw, in, depth)
	case warcArchive:
		return t.warc(raw, newRecords(in))
	case tarArchive:
		return t.tar(raw, in, depth)
	case mailbox:
		return t.mailbox(raw, in)
	}
	if warcInside(in) {
		return t.warc(raw, newMembers(in))
	}
	return t.gunzip(raw, in, depth)
}

type archive int

const (
	notAnArchive archive = iota
	gzipArchive
	zipArchive
	warcArchive
	tarArchive
	mailbox
)

func archiveKind(head []byte) archive {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return gzipArchive
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipArchive
	case bytes.HasPrefix(head, []byte("WARC/")):
		return warcArchive
	case looksTar(head):
		return tarArchive
	case looksMailbox(head):
		return mailbox
	}
	return notAnArchive
}

// readCloser reads from one and closes another.
type readCloser struct {
	io.Reader
	io.Closer
}

// gunzip gives what is in a gzip file, however many members it has.
func (t *trip) gunzip(raw Raw, in *bufio.Reader, depth int) bool {
	inner := raw
	inner.Ref = strings.TrimSuffix(raw.Ref, ".gz")
	if inner.Ref == raw.Ref {
		inner.Ref = raw.Ref + "!"
	}
	inner.Size, inner.ContentType = -1, ""
	inner.Open = func() (io.ReadCloser, error) {
		file, err := io.ReadCloser(nil), error(nil)
		if raw.once {
			file = io.NopCloser(in)
		} else if file, err = raw.Open(); err != nil {
			return nil, err
		}
		return gunzipped(raw.Ref, file)
	}
	return t.expand(inner, depth+1)
}

// gunzipped unpacks a gzip stream under the limit of its ratio.
func gunzipped(ref string, file io.ReadCloser) (io.ReadCloser, error) {
	counted := &counter{in: file}
	z, err := gzip.NewReader(bufio.NewReader(counted))
	if err != nil {
		file.Close()
		return nil, damaged(ref, err)
	}
	return readCloser{&guard{ref: ref, in: z, packed: counted}, file}, nil
}

func damaged(ref string, err error) *Problem {
	reason := "is a damaged archive"
	if errors.Is(err, io.ErrUnexpectedEOF) {
		reason = "is an archive that is cut short"
	}
	return &Problem{Ref: ref, Reason: reason, Hint: "get the whole file again", Err: err}
}

// counter counts what is read through it.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}

// guard stops a stream that grows beyond reason while it is unpacked.
type guard struct {
	ref    string
	in     io.Reader
	packed *counter
	n      int64
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.in.Read(b)
	g.n += int64(n)
	if g.n > ratioFrom && g.n > maxRatio*g.packed.n {
		return 0, &Problem{Ref: g.ref, Reason: fmt.Sprintf("unpacks to more than %d times its size; it may be made to do harm", maxRatio), Hint: "unpack it by hand if you trust it"}
	}
	if err != nil && err != io.EOF {
		err = damaged(g.ref, err)
	}
	return n, err
}
