// Package terminal is where a command writes for people: a console with its
// width and colours, tables, words quoted in their context. In goes text from
// anywhere, out come lines that no document can draw on the screen with.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/term"
)

// Console is all that a command may use of the world around it.
type Console struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Width          int  // columns that a table may fill
	Colour         bool // standard output takes colours
	Live           bool // standard error is a terminal, so a line can be redrawn
}

// defaultWidth is the columns where there is no terminal to ask.
const defaultWidth = 100

// Open looks at the process's own streams and environment.
func Open() (*Console, error) {
	c := &Console{Stdin: os.Stdin, Stdout: &Output{to: os.Stdout}, Stderr: os.Stderr, Now: time.Now, Width: defaultWidth}
	isTerminal := term.IsTerminal(int(os.Stdout.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		c.Width = w
	}
	if w, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && w > 0 && !isTerminal {
		c.Width = w
	}
	c.Width = max(c.Width, 40)
	dumb := os.Getenv("TERM") == "dumb"
	c.Colour = isTerminal && os.Getenv("NO_COLOR") == "" && !dumb
	c.Live = term.IsTerminal(int(os.Stderr.Fd())) && !dumb
	if v := os.Getenv("KIROKU_NOW"); v != "" { // a fixed clock, for tests alone
		at, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return nil, fmt.Errorf("read KIROKU_NOW: %q is not a time like 2026-03-04T05:06:07Z", v)
		}
		c.Now = func() time.Time { return at }
	}
	return c, nil
}

// Output is a stream that remembers the first error of writing to it, so that a
// command need not look after each line.
type Output struct {
	to  io.Writer
	err error
}

func (o *Output) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(b)
	o.err = err
	return n, err
}

// Failed is what went wrong with writing the answer, nil for nothing.
func (c *Console) Failed() error {
	if o, ok := c.Stdout.(*Output); ok {
		return o.err
	}
	return nil
}

// Say writes one line for people to standard error.
func (c *Console) Say(format string, args ...any) {
	fmt.Fprintln(c.Stderr, Printable(fmt.Sprintf(format, args...)))
}

// Style is a way of showing words on a terminal.
type Style string

// The styles, as SGR parameters (ECMA-48 8.3.117).
const (
	Plain  Style = ""
	Bold   Style = "1"
	Dim    Style = "2"
	Marked Style = "7" // words that are quoted

	Yellow Style = "33"
)

// Paint styles text that is printable already, where colours are welcome.
func (c *Console) Paint(s Style, text string) string {
	if !c.Colour || s == Plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
