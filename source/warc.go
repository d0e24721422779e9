package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A WARC file (ISO 28500) is a row of records: a version line, header lines, an
// empty line, a block of Content-Length bytes and two line ends. In a .warc.gz
// each record is a gzip member of its own, which is what lets the reader pass
// over a damaged one.

// record is one WARC record with its block in memory.
type record struct {
	number int
	header textproto.MIMEHeader
	block  []byte
	cut    bool // the block is longer than is held
}

// records gives one record after another; io.EOF ends them, and an error that
// is a *Problem concerns one record only.
type records interface{ next() (record, error) }

// warc gives the documents of a web archive: pages, texts and their like that
// were answered with success. Pictures, scripts, requests and repeated visits
// are no documents and pass without a word.
func (t *trip) warc(raw Raw, from records) bool {
	for {
		rec, err := from.next()
		var bad *Problem
		switch {
		case err == io.EOF:
			return true
		case errors.As(err, &bad):
			bad.Ref, bad.Line = raw.Ref, 0
			if !t.yield(Raw{}, bad) {
				return false
			}
			continue
		case err != nil:
			return t.yield(Raw{}, damaged(raw.Ref, err))
		}
		item, ok, bad := rec.raw(raw)
		if bad == nil && !ok {
			continue
		}
		if bad != nil && !t.yield(Raw{}, bad) || bad == nil && !t.yield(item, nil) {
			return false
		}
	}
}

// raw is the document in a record, if there is one.
func (rec record) raw(archive Raw) (item Raw, ok bool, bad *Problem) {
	url := strings.Trim(rec.header.Get("WARC-Target-URI"), "<> ")
	item = Raw{
		Ref:         fmt.Sprintf("%s#%d", archive.Ref, rec.number),
		URL:         url,
		ContentType: rec.header.Get("Content-Type"),
		Retrieved:   archive.Retrieved,
	}
	if at, err := time.Parse(time.RFC3339, rec.header.Get("WARC-Date")); err == nil {
		item.Retrieved = at
	}
	body := rec.block
	switch rec.header.Get("WARC-Type") {
	case "response":
		if !strings.HasPrefix(url, "http") {
			return Raw{}, false, nil // name look-ups and their like
		}
		var err error
		if item.Header, body, err = answer(rec.block); err != nil {
			return Raw{}, false, &Problem{Ref: item.Ref, Reason: "holds an answer that cannot be read: " + err.Error(), Hint: "the other records are read", Err: err}
		}
		item.ContentType = http.Header(item.Header).Get("Content-Type")
	case "resource", "conversion": // WET files are conversions to plain text
	default:
		return Raw{}, false, nil
	}
	if len(body) == 0 || !readable(item.ContentType, body) || strings.HasPrefix(url, "metadata:") { // crawlers' own notes
		return Raw{}, false, nil
	}
	if rec.cut {
		return Raw{}, false, &Problem{Ref: item.Ref, Reason: fmt.Sprintf("is a record of more than %d MB", maxHeld>>20), Hint: "the other records are read"}
	}
	return item.of(body), true, nil
}

// readable reports whether documents are of the media type. Of bytes that are said
// to be anything, or of which nothing is said, those that begin as a page or a PDF
// file does are taken; without a body to look at, all are.
func readable(contentType string, body []byte) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = strings.ToLower(strings.TrimSpace(strings.Split(contentType, ";")[0]))
	}
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/x-ndjson", "application/jsonl",
		"application/rss+xml", "application/atom+xml", "application/feed+json", "application/xml", "text/xml", "message/rfc822",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return true
	case "", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/x-download":
		return body == nil || bytes.HasPrefix(body, []byte("%PDF-")) || pageStart.Match(body[:min(len(body), peekBytes)])
	}
	return false
}

var pageStart = regexp.MustCompile(`(?i)^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]`)

// answer takes an HTTP answer apart: the body of one that succeeded, unpacked.
func answer(block []byte) (header http.Header, body []byte, err error) {
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || !readable(res.Header.Get("Content-Type"), nil) {
		return res.Header, nil, nil
	}
	in := io.Reader(res.Body)
	switch coding := strings.ToLower(res.Header.Get("Content-Encoding")); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		in, err = gzip.NewReader(in)
	case "deflate":
		in, err = zlib.NewReader(in)
	default:
		err = fmt.Errorf("its coding %q is not read", coding)
	}
	if err == nil {
		body, err = hold(in, maxHeld)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) && len(body) > 0 {
		err = nil // crawlers cut long answers; what came is evidence too
	}
	return res.Header, body, err
}

// plain reads records that are not packed, or packed all in one.
type plain struct {
	in *bufio.Reader
	n  int
}

func newRecords(in *bufio.Reader) records { return &plain{in: in} }

// next reads on at the next version line. After a damaged record that is found
// by going through the lines.
func (p *plain) next() (record, error) {
	rec, err := readRecord(p.in)
	if err == nil || err == io.EOF {
		p.n++
		rec.number = p.n
		return rec, err
	}
	p.n++
	if lost := findVersion(p.in); lost != nil && lost != io.EOF {
		return record{}, lost
	}
	return record{}, badRecord(p.n, err)
}

func badRecord(n int, err error) *Problem {
	reason := fmt.Sprintf("has a damaged record (the %d. one)", n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		reason = fmt.Sprintf("is cut short in its %d. record", n)
	}
	return &Problem{Reason: reason, Hint: "the other records are read", Err: err}
}

const (
	maxWARCHeader = 64 << 10
	maxRecord     = 4 << 30 // what claims to be larger is damaged
)

// readRecord reads one record; the reader stands after its block.
func readRecord(in *bufio.Reader) (record, error) {
	line, err := skipBlank(in)
	if err != nil {
		return record{}, err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return record{}, fmt.Errorf("no version line but %.20q", line)
	}
	limited := &io.LimitedReader{R: in, N: maxWARCHeader}
	header, err := readHeader(limited, in)
	if err != nil {
		return record{}, err
	}
	size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 || size > maxRecord {
		return record{}, fmt.Errorf("length %q", header.Get("Content-Length"))
	}
	rec := record{header: header}
	kept := min(size, maxHeld)
	rec.cut = kept < size
	var block bytes.Buffer // grows with what comes, not with what is claimed
	if _, err = io.CopyN(&block, in, kept); err == nil && rec.cut {
		_, err = io.CopyN(io.Discard, in, size-kept)
	}
	rec.block = block.Bytes()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return rec, err
}

// readHeader reads header lines up to the empty line, byte by byte through the
// limit so that nothing of the block is taken.
func readHeader(limited *io.LimitedReader, in *bufio.Reader) (textproto.MIMEHeader, error) {
	header := textproto.MIMEHeader{}
	for limited.N > 0 {
		line, err := in.ReadSlice('\n')
		limited.N -= int64(len(line))
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			return header, nil
		}
		if key, v, ok := strings.Cut(text, ":"); ok {
			header.Add(textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(key)), strings.TrimSpace(v))
		}
	}
	return nil, errors.New("its header is too long")
}

// skipBlank is the next line that is not empty.
func skipBlank(in *bufio.Reader) (string, error) {
	for {
		line, err := in.ReadSlice('\n')
		if text := strings.TrimRight(string(line), "\r\n"); text != "" {
			if err == io.EOF {
				err = nil
			}
			return text, err
		}
		if err != nil {
			return "", err
		}
	}
}

// findVersion reads up to the next version line.
func findVersion(in *bufio.Reader) error {
	for {
		if head, err := in.Peek(5); err != nil || string(head) == "WARC/" {
			return err
		}
		if _, err := in.ReadSlice('\n'); err != nil && err != bufio.ErrBufferFull {
			return err
		}
	}
}

// members reads records of which each is a gzip member.
type members struct {
	in *bufio.Reader
	z  *gzip.Reader
	n  int
}

// newMembers wants a reader at the first member.
func newMembers(in *bufio.Reader) records { return &members{in: in} }

// next reads the next member. After a damaged one it looks for the bytes that
// the next starts with.
func (m *members) next() (record, error) {
	m.n++
	if _, err := m.in.Peek(1); err != nil {
		return record{}, err
	}
	rec, err := m.member()
	rec.number = m.n
	if err == nil {
		return rec, nil
	}
	if lost := m.find(); lost != nil && lost != io.EOF {
		return record{}, lost
	}
	return record{}, badRecord(m.n, err)
}

func (m *members) member() (rec record, err error) {
	if m.z == nil {
		m.z, err = gzip.NewReader(m.in)
	} else {
		err = m.z.Reset(m.in)
	}
	if err != nil {
		m.z = nil
		return record{}, err
	}
	m.z.Multistream(false)
	packed := bufio.NewReader(m.z)
	if rec, err = readRecord(packed); err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return rec, err
	}
	// The rest of the member is two line ends; more is cut off at a limit.
	n, err := io.CopyN(io.Discard, packed, maxHeld)
	if err == io.EOF {
		err = nil
	} else if err == nil && n == maxHeld {
		err = errors.New("a member goes on after its record")
	}
	return rec, err
}

// find moves to the next bytes that a member starts with.
func (m *members) find() error {
	for {
		head, err := m.in.Peek(4)
		if err != nil {
			return err
		}
		if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3]&0xe0 == 0 {
			return nil
		}
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
}

// warcInside reports whether a gzip stream begins with a WARC record, looking
// at no more than what is buffered.
func warcInside(in *bufio.Reader) bool {
	head, _ := in.Peek(peekBytes)
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	var start [5]byte
	n, _ := io.ReadFull(z, start[:])
	return string(start[:n]) == "WARC/"
}
