package document

import (
	"bytes"
	"encoding/json"
	"mime"
	"path"
	"regexp"
	"strings"

	"kiroku/document/charset"
	"kiroku/document/magic"
	"kiroku/source"
)

// Format is a way of writing documents down.
type Format string

// The formats that are read.
const (
	Plain     Format = "text"
	Markdown  Format = "markdown"
	HTML      Format = "html"
	JSONLines Format = "jsonl"
	JSON      Format = "json"
	Feed      Format = "feed"
	Mail      Format = "mail"
	DOCX      Format = "docx"
	PDF       Format = "pdf"
)

// Description says what a format is and what it gives, for people.
type Description struct {
	Format   Format `json:"format,omitempty"`
	Name     string `json:"name"`            // "JSON Lines"
	Suffixes string `json:"files"`           // usual endings of file names
	Gives    string `json:"read"`            // what is found in it
	Lacks    string `json:"lacks,omitempty"` // what it cannot give
}

// Formats describes every format that is read, the commonest first, with the
// sitemaps and archives that package source takes apart, which are no format.
func Formats() []Description {
	return []Description{
		{Plain, "plain text", ".txt", "the text byte for byte; title, writer, dates, outlet from its first lines", "paragraph roles"},
		{Markdown, "Markdown", ".md .markdown", "the file's own text; front matter, headings, lists, captions", ""},
		{HTML, "web page", ".html .htm .xhtml", "the main text without navigation; title, writer, dates, outlet, language of the page", "the page's layout; what scripts would load"},
		{JSONLines, "JSON Lines", ".jsonl .ndjson", `a document a line: {"id","text","date","source","title","url"}, of any length`, ""},
		{JSON, "JSON", ".json", "a record as in JSON Lines, or a list of them", ""},
		{Feed, "RSS, Atom, JSON Feed", ".rss .atom .xml .json", "a document an entry: title, writer, dates, address, and the text that the feed carries", "the pages that it links to"},
		{"", "sitemap", ".xml .xml.gz", "by its address, news sitemaps and indexes too: the pages that it lists, the newest first, up to 1000", "given as a file, it lists addresses only"},
		{Mail, "mail message", ".eml", "the text; sender, subject, date", "attachments"},
		{DOCX, "Word document", ".docx", "text, headings, lists, tables, notes; properties", "headers and footers, comments, deleted text, pictures"},
		{PDF, "PDF", ".pdf", "the text layer, pages divided by form feeds, by pdftotext where it is installed, else by a built-in reader", "scanned pages; the built-in reader may run words together"},
		{"", "archives", ".gz .zip .tar .warc .wet .wacz .mbox", "every document in them, in one another too", "encrypted members; 7-Zip, RAR"},
	}
}

// Sniff tells the format by the first bytes; the name and the declared type
// only decide between formats that the bytes leave open. Bytes that are no
// document at all are a problem. (Archives are taken apart by package source.)
func Sniff(head []byte, ref, contentType string) (Format, *source.Problem) {
	if len(head) == 0 {
		return "", &source.Problem{Ref: ref, Reason: "is empty", Hint: "nothing to do unless it should hold text"}
	}
	switch kind := magic.Kind(head); {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return DOCX, nil // told by its members; an archive was taken apart before
	case kind != "":
		return "", &source.Problem{Ref: ref, Reason: "is " + kind + ", not text", Hint: "give its text as a text, HTML or JSON Lines file"}
	}
	if media, _, err := mime.ParseMediaType(contentType); err == nil && programs[media] {
		return "", &source.Problem{Ref: ref, Reason: "is a script or a style sheet of a page, not a text", Hint: "give the address of the page"}
	}
	if charset.IsUTF16(head) {
		return byName(ref, contentType), nil
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(charset.BOM)), " \t\r\n\f")
	named := byName(ref, contentType)
	switch {
	case looksFeed(start):
		return Feed, nil
	case sitemapHead.Match(start[:min(len(start), 8<<10)]):
		return "", &source.Problem{Ref: ref, Reason: "is a sitemap, a list of addresses without text", Hint: "give its address, or watch it: kiroku watch --help"}
	case looksMail(head):
		return Mail, nil
	case looksJSONLines(start, named):
		return JSONLines, nil
	case listStart.Match(start), keyStart.Match(start):
		return JSON, nil
	case looksHTML(start), named == HTML && tag.Match(head):
		return HTML, nil
	case named == Markdown, looksMarkdown(start):
		return Markdown, nil
	}
	return Plain, nil
}

// programs are the media types of what pages are made with.
var programs = map[string]bool{"text/javascript": true, "application/javascript": true, "application/x-javascript": true, "application/ecmascript": true, "text/css": true}

func byName(ref, contentType string) Format {
	if media, _, err := mime.ParseMediaType(contentType); err == nil {
		switch media {
		case "text/html", "application/xhtml+xml":
			return HTML
		case "text/markdown":
			return Markdown
		case "application/x-ndjson", "application/jsonl", "application/json-lines":
			return JSONLines
		}
	}
	switch strings.ToLower(path.Ext(ref)) {
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".md", ".markdown":
		return Markdown
	case ".jsonl", ".ndjson":
		return JSONLines
	}
	return Plain
}

var (
	tag       = regexp.MustCompile(`(?i)<(html|head|body|title|meta|div|p|br|span|article|h[1-6]|a|ul|table)[\s>/]`)
	htmlHead  = regexp.MustCompile(`(?i)^(<\?xml[^>]*\?>\s*)?(<!--(?s:.*?)-->\s*)*<(!doctype html|html|head|body|article|title|meta|div|p|h[1-6])[\s>/]`)
	mdHead    = regexp.MustCompile(`^#{1,6} \S[^\n]*\r?\n\s*\S`)
	listStart = regexp.MustCompile(`^\[\s*\{\s*"[^"\\]{0,60}"\s*:`)
	keyStart  = regexp.MustCompile(`^\{\s*"[^"\\]{0,60}"\s*:`)
)

func looksHTML(start []byte) bool { return htmlHead.Match(start[:min(len(start), 8<<10)]) }

func looksMarkdown(start []byte) bool {
	if mdHead.Match(start[:min(len(start), 4<<10)]) {
		return true
	}
	_, body := frontMatter(string(start))
	return body > 0
}

// looksJSONLines wants a whole record in the first line, or the beginning of
// one that is longer than what can be seen; a file that is named so may start
// with a bad line.
func looksJSONLines(start []byte, named Format) bool {
	if named == JSONLines {
		return true
	}
	line, _, complete := bytes.Cut(start, []byte("\n"))
	if complete || len(start) < headBytes/2 {
		return len(line) > 0 && line[0] == '{' && json.Valid(line)
	}
	return keyStart.Match(line)
}
