package document

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	htmlcharset "golang.org/x/net/html/charset"

	"kiroku/document/charset"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

var (
	mailHeader = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+`)
	mailProof  = regexp.MustCompile(`(?im)^(?:message-id|mime-version|received|return-path|dkim-signature|delivered-to):`)
	mailFrom   = regexp.MustCompile(`(?im)^(?:from|subject):`)
)

// looksMail wants header lines at the very beginning, one of which only mail
// programs write.
func looksMail(head []byte) bool {
	header := mailHeader.Find(head)
	return mailProof.Match(header) && mailFrom.Match(header)
}

const maxMailDepth = 8 // of parts in parts

// mail makes the document of one message: its plain text where it has one,
// else its HTML as text. Attachments are not read.
func (r *reader) mail(b []byte) (*text.Document, *source.Problem) {
	problem := func(reason, hint string, err error) (*text.Document, *source.Problem) {
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: reason, Hint: hint, Err: err}
	}
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return problem("is a message that cannot be taken apart: "+err.Error(), "save it again as .eml", err)
	}
	var body mailBody
	body.part(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), "", msg.Body, 0)
	doc := r.newDocument(b)
	m := mailMeta(msg.Header)
	switch {
	case !blank(body.plain):
		doc.Text = body.plain
	case !blank(body.html):
		root, err := html.Parse(strings.NewReader(body.html))
		if err != nil || countNodes(root) > maxNodes {
			return problem("is a message whose HTML cannot be taken apart", "save its text", err)
		}
		page := render(bodyOf(root))
		doc.Text, doc.Paragraphs = page.text, page.paragraphs
	}
	if blank(doc.Text) {
		return problem("is a message without text; attachments are not read", "save the attachment and give that", nil)
	}
	doc.Charset = body.charset
	r.finish(doc, m)
	return doc, nil
}

// mailMeta reads the header: who sent it, when, and what about.
func mailMeta(header mail.Header) meta {
	m := meta{found: map[string]string{}}
	words := mime.WordDecoder{CharsetReader: func(set string, in io.Reader) (io.Reader, error) {
		return htmlcharset.NewReaderLabel(set, in)
	}}
	decoded := func(key string) string {
		v, err := words.DecodeHeader(header.Get(key))
		if err != nil {
			v = header.Get(key)
		}
		return strings.ToValidUTF8(strings.Join(strings.Fields(v), " "), "\ufffd")
	}
	m.set("title", decoded("Subject"), "header lines")
	from := decoded("From")
	parser := mail.AddressParser{WordDecoder: &words}
	if who, err := parser.Parse(header.Get("From")); err == nil {
		if from = who.Name; from == "" {
			from = who.Address
		}
	}
	if m.set("source", strings.ToValidUTF8(from, "\ufffd"), "header lines"); !hasOutletWord(from) {
		m.set("byline", strings.ToValidUTF8(from, "\ufffd"), "header lines")
	}
	if at, err := header.Date(); err == nil && at.Year() > 1970 {
		m.setDate("published", value.OnDay(value.DayOf(at)), "header lines")
	}
	m.set("lang", decoded("Content-Language"), "header lines")
	return m
}

// mailBody gathers the parts of a message that are text: the first plain one
// and the first HTML one.
type mailBody struct{ plain, html, charset string }

func (m *mailBody) part(contentType, coding, disposition string, in io.Reader, depth int) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = "text/plain"
	}
	if depth > maxMailDepth || strings.HasPrefix(strings.ToLower(disposition), "attachment") {
		return
	}
	switch {
	case strings.HasPrefix(media, "multipart/") && params["boundary"] != "":
		parts := multipart.NewReader(in, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if err != nil {
				return // the end, or what is cut short
			}
			m.part(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), p, depth+1)
		}
	case media == "text/plain" && m.plain == "":
		m.plain, m.charset = decodePart(in, coding, contentType, Plain)
	case media == "text/html" && m.html == "":
		var set string
		if m.html, set = decodePart(in, coding, contentType, HTML); m.plain == "" {
			m.charset = set
		}
	}
}

// decodePart undoes the transfer coding and the character set; what is cut
// short gives what came.
func decodePart(in io.Reader, coding, contentType string, format Format) (t, set string) {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	}
	b, _ := io.ReadAll(in)
	t, set, _ = charset.UTF8(b, contentType, format == HTML)
	if charset.LooksBinary(t) {
		return "", ""
	}
	return t, set
}
