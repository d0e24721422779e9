package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"

	"kiroku/source"
	"kiroku/text"
)

// maxPDFPages bounds what is read of one PDF file.
const maxPDFPages = 5000

// pdf makes the document of a PDF file's text layer. Its pages are divided by
// form feeds, as pdftotext writes them, so that the page of a span is one more
// than the form feeds before it. The engine that made the text is named under
// "text" in what was found.
func (r *reader) pdf(b []byte) (*text.Document, *source.Problem) {
	t, engine, err := r.pdfText(b)
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
	return doc, nil
}

// pdfText takes poppler's pdftotext where it is installed, since it keeps words
// and columns apart best, and the built-in reader where it is not or fails.
func (r *reader) pdfText(b []byte) (t, engine string, err error) {
	if path, lookErr := exec.LookPath("pdftotext"); lookErr == nil {
		if t, err = r.pdftotext(path, b); err == nil {
			return t, "pdftotext", nil
		}
	}
	t, builtinErr := r.builtinPDF(b)
	if builtinErr != nil {
		if err != nil {
			builtinErr = fmt.Errorf("%w (pdftotext: %w)", builtinErr, err)
		}
		return t, "built-in reader", builtinErr
	}
	return t, "built-in reader", nil
}

// pdftotext runs the program without a shell or an environment, under limits
// of time, pages and output.
func (r *reader) pdftotext(path string, b []byte) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*r.limits.MaxPageTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-q", "-enc", "UTF-8", "-l", fmt.Sprint(maxPDFPages), "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	cmd.Env = []string{"LC_ALL=C.UTF-8"}
	cmd.WaitDelay = time.Second
	out := &bounded{limit: r.limits.MaxBytes}
	cmd.Stdout = out
	err := cmd.Run()
	if ctx.Err() != nil {
		err = errors.New("pdftotext took too long")
	}
	return out.String(), err
}

// bounded is a buffer that refuses to grow beyond a limit.
type bounded struct {
	bytes.Buffer
	limit int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		return 0, errors.New("too much text")
	}
	return b.Buffer.Write(p)
}

// ReadFrom hides the buffer's own, which knows no limit.
func (b *bounded) ReadFrom(in io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{b}, in)
}

// builtinPDF reads with the library, in the time of a page. The library may
// trip over a hostile file.
func (r *reader) builtinPDF(b []byte) (string, error) {
	type result struct {
		t   string
		err error
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*r.limits.MaxPageTime)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		t, err := pdfPages(ctx, b, r.limits.MaxBytes)
		done <- result{t, err}
	}()
	select {
	case res := <-done:
		return res.t, res.err
	case <-ctx.Done():
		return "", errors.New("it took too long")
	}
}

// expiring stops giving bytes when the time is over, which ends whatever the
// library does with them.
type expiring struct {
	ctx context.Context
	*bytes.Reader
}

func (e *expiring) ReadAt(b []byte, at int64) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.Reader.ReadAt(b, at)
}

func pdfPages(ctx context.Context, b []byte, limit int) (t string, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	file, err := pdf.NewReader(&expiring{ctx, bytes.NewReader(b)}, int64(len(b)))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for n := 1; n <= min(file.NumPage(), maxPDFPages) && ctx.Err() == nil; n++ {
		page := file.Page(n)
		if page.V.IsNull() {
			continue
		}
		s, err := page.GetPlainText(nil)
		if err != nil {
			return out.String(), err
		}
		if out.Len()+len(s) > limit {
			return out.String(), errors.New("too much text")
		}
		out.WriteString(s)
		out.WriteString("\f")
	}
	return out.String(), nil
}
