// Package pdf takes the text layer out of a PDF file: in go its bytes and
// [Limits], out comes the text with a form feed after each page, and the engine
// that made it. Pictures of pages have no text; they are not recognised.
package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// Limits bound what one file may cost.
type Limits struct {
	Bytes int           // of text
	Time  time.Duration // of each engine
}

// maxPages bounds what is read of one file.
const maxPages = 5000

// errOver is a limit that was met: another engine would meet it, too.
var errOver = errors.New("is more than is read of one PDF file")

// Text takes poppler's pdftotext where it is installed, since it keeps words
// and columns apart best, and the built-in reader where it is not or fails. The
// text up to where a file breaks off, or meets a limit, comes with the error.
func Text(b []byte, limits Limits) (t, engine string, err error) {
	if path, lookErr := exec.LookPath("pdftotext"); lookErr == nil {
		if t, err = pdftotext(path, b, limits); err == nil || errors.Is(err, errOver) {
			t, err = firstPages(t, err)
			return t, "pdftotext", err
		}
	}
	t, builtinErr := builtin(b, limits)
	if builtinErr != nil && err != nil {
		builtinErr = fmt.Errorf("%w (pdftotext: %w)", builtinErr, err)
	}
	t, err = firstPages(t, builtinErr)
	return t, "built-in reader", err
}

// firstPages leaves so many pages as are read.
func firstPages(t string, err error) (string, error) {
	at := 0
	for range maxPages {
		n := strings.IndexByte(t[at:], '\f')
		if n < 0 {
			return t, err
		}
		at += n + 1
	}
	if at < len(t) && err == nil {
		err = fmt.Errorf("what comes after page %d %w", maxPages, errOver)
	}
	return t[:at], err
}

// pdftotext runs the program without a shell or an environment, under limits
// of time, memory, pages and output.
func pdftotext(path string, b []byte, limits Limits) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limits.Time)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-q", "-enc", "UTF-8", "-l", fmt.Sprint(maxPages+1), "-", "-")
	cmd.Env = []string{"LC_ALL=C.UTF-8"}
	cmd.WaitDelay = time.Second
	out := &bounded{limit: limits.Bytes}
	cmd.Stdout = out
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	confine(cmd.Process) // before it has anything to work on
	_, err = in.Write(b)
	in.Close()
	if waited := cmd.Wait(); waited != nil {
		err = waited
	}
	switch {
	case out.full:
		err = fmt.Errorf("what comes after %d MB of text %w", limits.Bytes>>20, errOver)
	case ctx.Err() != nil:
		err = fmt.Errorf("what takes longer than %v %w", limits.Time, errOver)
	}
	return out.String(), err
}

// bounded is a buffer that refuses to grow beyond a limit.
type bounded struct {
	bytes.Buffer
	limit int
	full  bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.full = b.full || b.Len()+len(p) > b.limit; b.full {
		return 0, errOver
	}
	return b.Buffer.Write(p)
}

// ReadFrom hides the buffer's own, which knows no limit.
func (b *bounded) ReadFrom(in io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{b}, in)
}

// builtin reads with the library in Go, which may trip over a hostile file.
func builtin(b []byte, limits Limits) (string, error) {
	if grows(b, maxStream) {
		return "", fmt.Errorf("a stream that unpacks to more than %d MB %w", maxStream>>20, errOver)
	}
	type result struct {
		t   string
		err error
	}
	ctx, cancel := context.WithTimeout(context.Background(), limits.Time)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		t, err := pages(ctx, b, limits.Bytes)
		done <- result{t, err}
	}()
	select {
	case res := <-done:
		return res.t, res.err
	case <-ctx.Done():
	}
	select { // it sees that the time is over, at the next page at the latest
	case res := <-done:
		return res.t, res.err
	case <-time.After(grace):
		return "", fmt.Errorf("what takes longer than %v %w", limits.Time, errOver)
	}
}

const (
	maxStream = 64 << 20        // of one stream, unpacked: the library holds what it makes of it
	grace     = 2 * time.Second // for the library to notice that its time is over
)

// grows reports whether any packed stream of the file is larger than the limit
// when it is unpacked, or what it holds is, packed once more.
func grows(b []byte, limit int64) bool {
	for {
		_, after, found := bytes.Cut(b, []byte("stream"))
		if !found {
			return false
		}
		b = after
		data := bytes.TrimPrefix(bytes.TrimPrefix(after, []byte("\r")), []byte("\n"))
		if unpacked(bytes.NewReader(data[:min(len(data), 1<<30)]), limit, 3) > limit {
			return true
		}
	}
}

// unpacked is how many bytes a zlib stream gives, and what it holds if that is one,
// the larger of the two; 0 for what is none.
func unpacked(in io.Reader, limit int64, depth int) int64 {
	z, err := zlib.NewReader(in)
	if err != nil || depth == 0 {
		return 0
	}
	counted := &counter{in: io.LimitReader(z, limit+1)}
	inner := unpacked(counted, limit, depth-1)
	_, _ = io.Copy(io.Discard, counted) // a damaged stream gives what it gives
	return max(counted.n, inner)
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

func pages(ctx context.Context, b []byte, limit int) (t string, err error) {
	var out strings.Builder
	defer func() {
		if cause := recover(); cause != nil {
			t, err = out.String(), fmt.Errorf("%v", cause)
		}
		if ctx.Err() != nil {
			err = fmt.Errorf("what takes longer %w", errOver)
		}
	}()
	file, err := pdf.NewReader(&expiring{ctx, bytes.NewReader(b)}, int64(len(b)))
	if err != nil {
		return "", err
	}
	for n := 1; n <= min(file.NumPage(), maxPages+1) && ctx.Err() == nil; n++ {
		page := file.Page(n)
		if page.V.IsNull() {
			continue
		}
		s, err := page.GetPlainText(nil)
		if err != nil {
			return out.String(), err
		}
		if out.Len()+len(s) > limit {
			return out.String(), fmt.Errorf("what comes after %d MB of text %w", limit>>20, errOver)
		}
		out.WriteString(s)
		out.WriteString("\f")
	}
	return out.String(), nil
}
