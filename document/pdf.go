package document

import (
	"strings"

	"kiroku/document/pdf"
	"kiroku/source"
	"kiroku/text"
)

// pdf makes the document of a PDF file's text layer. Its pages are divided by
// form feeds, as pdftotext writes them, so that the page of a span is one more
// than the form feeds before it. The engine that made the text is named under
// "text" in what was found.
func (r *reader) pdf(b []byte) (*text.Document, *source.Problem) {
	t, engine, err := pdf.Text(b, pdf.Limits{Bytes: r.limits.MaxBytes, Time: 3 * r.limits.MaxPageTime})
	switch {
	case err != nil && blank(t):
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: "is a PDF file that cannot be read: " + err.Error(), Hint: "give its text as a text file", Err: err}
	case blank(t):
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: "is a PDF file without a text layer: pictures of pages", Hint: "recognise its text first and give that"}
	}
	doc := r.newDocument(b)
	doc.Text = strings.ToValidUTF8(strings.ReplaceAll(t, "\x00", ""), "\ufffd")
	r.finish(doc, readHead(doc.Text))
	doc.Found["text"] = engine
	if err != nil {
		return doc, &source.Problem{Ref: r.raw.Ref, Reason: "is a PDF file that was read in part: " + err.Error(), Hint: "give the rest of its text as a text file", Err: err}
	}
	return doc, nil
}
