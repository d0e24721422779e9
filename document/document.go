// Package document turns what package source found into documents: in comes a
// [source.Raw], out come [text.Document]s with the text that every later span
// points into, and what stands in the document about itself: title, writers,
// dates, outlet, language, character set, each with where it was found.
//
// It tells formats by content, reads one record after another so that a file
// of any length needs little memory, and bounds what one document may cost. It
// refuses to guess: a date that cannot be told is left out, bytes that are no
// text are a [source.Problem], and one bad record never stops the others.
package document

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"

	"kiroku/document/language"
	"kiroku/register"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

// Options say what is known beforehand. The zero Options know nothing and use
// the default limits.
type Options struct {
	Format    Format     // how to read the bytes, "" to tell by content
	Published value.Date // goes before a date found in the text, not before one that a record states
	Source    string     // likewise for the outlet
	Limits    Limits

	// Register knows publishers; nil is the starter set.
	Register *register.Register
}

// Limits bound what one document may cost; a zero field means its default.
type Limits struct {
	MaxBytes     int           // of one document, or of one record of many
	MaxHTMLBytes int           // of one page, whose tree takes many times its size
	MaxPageTime  time.Duration // to find the main text of one page
}

// The default limits: the largest parliamentary report is a tenth of them.
const (
	DefaultMaxBytes     = 20 << 20
	DefaultMaxHTMLBytes = 8 << 20
	DefaultMaxPageTime  = 20 * time.Second
)

func (l Limits) orDefault() Limits {
	if l.MaxBytes <= 0 {
		l.MaxBytes = DefaultMaxBytes
	}
	if l.MaxHTMLBytes <= 0 {
		l.MaxHTMLBytes = min(DefaultMaxHTMLBytes, l.MaxBytes)
	}
	if l.MaxPageTime <= 0 {
		l.MaxPageTime = DefaultMaxPageTime
	}
	return l
}

// Read gives the documents of one raw item, in order. A nil document comes
// with the problem in its place; a document that comes with a problem was read,
// and the problem is a warning about it.
func Read(raw source.Raw, opts Options) iter.Seq2[*text.Document, *source.Problem] {
	return func(yield func(*text.Document, *source.Problem) bool) {
		r := &reader{raw: raw, opts: opts, limits: opts.Limits.orDefault(), yield: yield}
		r.read()
	}
}

// reader reads one raw item.
type reader struct {
	raw    source.Raw
	opts   Options
	limits Limits
	yield  func(*text.Document, *source.Problem) bool
}

// headBytes is how much of the beginning the format is told by.
const headBytes = 64 << 10

func (r *reader) read() {
	file, err := r.raw.Open()
	if err != nil {
		r.yield(nil, source.Explain(r.raw.Ref, err))
		return
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, headBytes)
	head, err := in.Peek(headBytes)
	if err != nil && err != io.EOF {
		r.yield(nil, source.Explain(r.raw.Ref, err))
		return
	}
	format := r.opts.Format
	if format == "" {
		var bad *source.Problem
		if format, bad = Sniff(head, r.raw.Ref, r.raw.ContentType); bad != nil {
			r.yield(nil, bad)
			return
		}
	}
	if format == JSONLines {
		r.lines(in)
		return
	}
	b, ok := r.whole(in, format)
	switch {
	case !ok:
	case format == JSON:
		r.json(b)
	case format == Feed:
		r.feed(b)
	case format == Mail:
		r.yield(r.mail(b))
	case format == DOCX:
		r.yield(r.docx(b))
	case format == PDF:
		r.yield(r.pdf(b))
	default:
		r.yield(r.single(b, format))
	}
}

// whole reads a single document into memory, within its limit.
func (r *reader) whole(in io.Reader, format Format) ([]byte, bool) {
	limit := r.limits.MaxBytes
	if format == HTML {
		limit = r.limits.MaxHTMLBytes
	}
	if r.raw.Size > int64(limit) {
		r.yield(nil, tooLarge(r.raw.Ref, format, limit))
		return nil, false
	}
	b, err := io.ReadAll(io.LimitReader(in, int64(limit)+1))
	switch {
	case err != nil:
		r.yield(nil, source.Explain(r.raw.Ref, err))
		return nil, false
	case len(b) > limit:
		r.yield(nil, tooLarge(r.raw.Ref, format, limit))
		return nil, false
	}
	return b, true
}

func tooLarge(ref string, format Format, limit int) *source.Problem {
	return &source.Problem{
		Ref:    ref,
		Reason: fmt.Sprintf("is larger than %d MB, the most for one %s document", limit>>20, format),
		Hint:   "split it, or give many documents as JSON Lines",
	}
}

// single makes the document of a whole text, Markdown or HTML file.
func (r *reader) single(b []byte, format Format) (*text.Document, *source.Problem) {
	t, charset, bad := decode(b, r.raw, format)
	if bad != nil && t == "" {
		return nil, bad
	}
	doc := r.newDocument(b)
	doc.Text, doc.Charset = t, charset
	var m meta
	switch format {
	case HTML:
		page, err := r.page(t)
		if err != nil {
			return nil, err
		}
		doc.Text, doc.Paragraphs, m = page.text, page.paragraphs, page.meta
	case Markdown:
		doc.Paragraphs, m = markdown(t)
	default:
		m = readHead(t)
	}
	r.finish(doc, m)
	return doc, bad
}

// newDocument is a document of the bytes, before anything is known of it.
func (r *reader) newDocument(b []byte) *text.Document {
	sum := sha256.Sum256(b)
	return &text.Document{
		Ref:       r.raw.Ref,
		URL:       r.raw.URL,
		Retrieved: r.raw.Retrieved,
		RawHash:   hex.EncodeToString(sum[:]),
		Raw:       r.evidence(hex.EncodeToString(sum[:]), b),
	}
}

// evidence is the bytes with what their carrier says about them.
func (r *reader) evidence(hash string, b []byte) *text.Raw {
	return &text.Raw{Hash: hash, Bytes: b, ContentType: r.raw.ContentType, Header: r.raw.Header}
}

// finish fills in what was found, tells the language and gives the document
// its identity. Fields that the document has already stay.
func (r *reader) finish(doc *text.Document, m meta) {
	if doc.Published.IsZero() && !r.opts.Published.IsZero() {
		m.published, m.found["published"] = r.opts.Published, "given"
	}
	if doc.Source == "" && r.opts.Source != "" {
		m.source, m.found["source"] = r.opts.Source, "given"
	}
	if doc.Published.IsZero() {
		m.fallBack(doc.URL, r.raw.Ref)
	}
	m.fill(doc)
	if doc.Lang == "" {
		var how string
		doc.Lang, how = language.Of(doc.Text, m.lang, m.found["lang"])
		doc.Found["lang"] = how
	}
	r.publish(doc)
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
}

// blank reports whether nothing in the text can be seen.
func blank[T ~string | ~[]byte](t T) bool {
	for _, r := range string(t[:min(len(t), 4<<10)]) {
		if !unicode.IsSpace(r) && r != '\ufeff' {
			return false
		}
	}
	return len(t) <= 4<<10 || strings.TrimSpace(string(t)) == ""
}
