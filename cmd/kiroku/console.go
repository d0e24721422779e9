package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/term"
)

// console is all that a command may use of the world around it.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	width          int  // columns that a table may fill
	colour         bool // standard output takes colours
	live           bool // standard error is a terminal, so a line can be redrawn
}

// defaultWidth is the columns where there is no terminal to ask.
const defaultWidth = 100

// openConsole looks at the process's own streams and environment.
func openConsole() (*console, error) {
	c := &console{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now, width: defaultWidth}
	isTerminal := term.IsTerminal(int(os.Stdout.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		c.width = w
	}
	if w, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && w > 0 && !isTerminal {
		c.width = w
	}
	c.width = max(c.width, 40)
	dumb := os.Getenv("TERM") == "dumb"
	c.colour = isTerminal && os.Getenv("NO_COLOR") == "" && !dumb
	c.live = term.IsTerminal(int(os.Stderr.Fd())) && !dumb
	if v := os.Getenv("KIROKU_NOW"); v != "" { // a fixed clock, for tests alone
		at, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return nil, fmt.Errorf("read KIROKU_NOW: %q is not a time like 2026-03-04T05:06:07Z", v)
		}
		c.now = func() time.Time { return at }
	}
	return c, nil
}

// say writes one line for people to standard error.
func (c *console) say(format string, args ...any) {
	fmt.Fprintln(c.stderr, printable(fmt.Sprintf(format, args...)))
}

// style is a way of showing words on a terminal.
type style string

// The styles, as SGR parameters (ECMA-48 8.3.117).
const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	marked style = "7" // words that are quoted

	yellow style = "33"
)

// paint styles text that is printable already, where colours are welcome.
func (c *console) paint(s style, text string) string {
	if !c.colour || s == plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
