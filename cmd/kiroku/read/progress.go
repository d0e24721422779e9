package read

import (
	"fmt"
	"time"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/phrase"
	"kiroku/pipeline"
)

// progress shows on standard error how far reading has come: one line that is
// redrawn on a terminal, a line now and then elsewhere.
type progress struct {
	con   *terminal.Console
	quiet bool
	last  time.Time // of the last line shown, by the real clock
	drawn bool
}

// How often a line is shown: a terminal ten times a second, a log seldom.
const (
	everyOnTerminal = 100 * time.Millisecond
	everyInLog      = 10 * time.Second
)

func newProgress(con *terminal.Console, quiet bool) *progress {
	return &progress{con: con, quiet: quiet, last: time.Now()}
}

func (p *progress) show(r pipeline.Report) {
	every := everyInLog
	if p.con.Live {
		every = everyOnTerminal
	}
	if p.quiet || time.Since(p.last) < every {
		return
	}
	p.last = time.Now()
	line := fmt.Sprintf("%s read, %s, %s", phrase.Plural(r.New+r.Known, "document"), phrase.Plural(r.Claims, "claim"), terminal.OneLine(r.Ref))
	if n := len(r.Problems); n > 0 {
		line = fmt.Sprintf("%d failed, ", n) + line
	}
	if !p.con.Live {
		p.con.Say("%s", line)
		return
	}
	fmt.Fprint(p.con.Stderr, "\r\x1b[K"+terminal.Clip(line, p.con.Width-1))
	p.drawn = true
}

// done takes the line away, so that what follows begins on a clean one.
func (p *progress) done() {
	if p.drawn {
		fmt.Fprint(p.con.Stderr, "\r\x1b[K")
	}
}
