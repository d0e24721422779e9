package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"kiroku/document/date"
	"kiroku/source"
	"kiroku/text"
)

// An office document (ISO/IEC 29500) is a ZIP archive of XML parts. The text is
// in word/document.xml as paragraphs (w:p) of runs (w:t); what is marked as
// deleted is not part of it.

func memberOf(z *zip.Reader, name string) (*zip.File, error) {
	for _, f := range z.File {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("it has no %s", name)
}

func (r *reader) docx(b []byte) (*text.Document, *source.Problem) {
	problem := func(reason, hint string, err error) (*text.Document, *source.Problem) {
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: reason, Hint: hint, Err: err}
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return problem("is a damaged office document", "get the whole file again", err)
	}
	if _, err := memberOf(z, "word/document.xml"); err != nil {
		return problem("is an office document or archive that holds no Word text", "save its text as .docx, text or HTML", err)
	}
	var p printer
	for _, name := range []string{"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} {
		f, err := memberOf(z, name)
		if err == nil {
			err = r.part(f, p.office)
		} else if name != "word/document.xml" {
			continue // notes are optional
		}
		if err != nil && (p.out.Len() == 0 || name == "word/document.xml") {
			return problem("is an office document that cannot be read: "+err.Error(), "save it again as .docx, or as text", err)
		}
	}
	if p.out.Len() == 0 {
		return problem("is an office document without text", "if it holds pictures of text, give the text", nil)
	}
	doc := r.newDocument(b)
	doc.Text, doc.Paragraphs = p.out.String(), p.paragraphs
	m := readHead(doc.Text)
	if f, err := memberOf(z, "docProps/core.xml"); err == nil {
		_ = r.part(f, m.properties) // what cannot be read says nothing
	}
	r.finish(doc, m)
	return doc, nil
}

// part streams one XML part, within the limit of a document.
func (r *reader) part(f *zip.File, read func(*xml.Decoder) error) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	limited := &io.LimitedReader{R: in, N: int64(r.limits.MaxBytes) * 4} // marks outweigh words
	dec := xml.NewDecoder(limited)
	err = read(dec)
	if limited.N <= 0 {
		return errors.New("it is too large")
	}
	return err
}

// office writes the paragraphs of a part of text.
func (p *printer) office(dec *xml.Decoder) error {
	role, deleted, inText := text.Body, 0, false
	for {
		tok, err := dec.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch el := tok.(type) {
		case xml.StartElement:
			switch el.Name.Local {
			case "p":
				role = text.Body
			case "pStyle":
				role = styleRole(attribute(el, "val"))
			case "numPr":
				if role == text.Body {
					role = text.ListItem
				}
			case "del", "moveFrom", "Fallback": // the last repeats what stands before it
				deleted++
			case "t":
				inText = deleted == 0
			case "tab":
				p.words(" ")
			case "br", "cr":
				p.newline()
			}
		case xml.EndElement:
			switch el.Name.Local {
			case "p":
				p.flush(role)
			case "del", "moveFrom", "Fallback": // the last repeats what stands before it
				deleted = max(0, deleted-1)
			case "t":
				inText = false
			}
		case xml.CharData:
			if inText {
				p.words(string(el))
			}
		}
	}
}

// styleRole is the role of a built-in paragraph style.
func styleRole(style string) text.Role {
	style = strings.ToLower(style)
	switch {
	case style == "title":
		return text.Title
	case strings.HasPrefix(style, "heading"), style == "subtitle":
		return text.Heading
	case style == "caption":
		return text.Caption
	case strings.HasPrefix(style, "list"):
		return text.ListItem
	}
	return text.Body
}

func attribute(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// properties reads what the document's properties say, which the text's own
// first lines go before.
func (m *meta) properties(dec *xml.Decoder) error {
	const how = "document properties"
	name := ""
	for {
		tok, err := dec.RawToken()
		if err != nil {
			return err
		}
		switch el := tok.(type) {
		case xml.StartElement:
			name = el.Name.Local
		case xml.EndElement:
			name = ""
		case xml.CharData:
			s := string(el)
			d, _ := date.In(s)
			switch name {
			case "title":
				m.set("title", s, how)
			case "creator":
				m.set("byline", s, how)
			case "language":
				m.set("lang", s, how)
			case "created":
				m.setDate("published", d, how)
			case "modified":
				m.setDate("updated", d, how)
			}
		}
	}
}
