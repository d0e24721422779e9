package read

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
	"kiroku/phrase"
	"kiroku/pipeline"
	"kiroku/register"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/watch"
)

// Watch is `kiroku watch`.
type Watch struct {
	cli.Database
	cli.Fetching
	Registered
	Once       bool   `help:"End when nothing is due any more, instead of going on."`
	Quiet      bool   `short:"q" help:"Say nothing of turns in which nothing went wrong."`
	NoEvidence bool   `help:"Keep only the hash of the bytes that were read, not the bytes."`
	JSON       bool   `name:"json" help:"Write a JSON record a turn."`
	File       string `arg:"" name:"sources.toml" help:"What to watch; docs/sources.md describes the file."`
}

func (Watch) Help() string {
	return `Asks feeds, sitemaps and pages on a schedule, and reads what is new or has changed. It obeys robots.txt, asks only for what has changed since, waits longer the more often a host fails, and stops cleanly on an interrupt; the next run goes on.

Examples:

    kiroku watch sources.toml
    kiroku watch --once --db ukraine.db sources.toml`
}

func (c Watch) Run(ctx context.Context, con *terminal.Console) (err error) {
	config, err := ReadSources(c.File)
	if err != nil {
		return err
	}
	known, err := c.Load()
	if err != nil {
		return err
	}
	st, err := c.Create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	w := watch.Watcher{Config: config, State: st, Now: con.Now,
		Web: &source.Fetcher{AllowPrivate: c.AllowPrivate, Agent: config.Agent, Interval: time.Duration(config.Pause)},
		Read: pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: con.Now, Tool: "kiroku " + cli.Version(), Bare: c.NoEvidence,
			Options: document.Options{Register: known}}}
	var mu sync.Mutex
	failed := false
	out := cli.NewRecords(con)
	w.Tell = func(e watch.Event) {
		mu.Lock()
		defer mu.Unlock()
		failed = failed || len(e.Problems) > 0
		if c.JSON {
			out.Write(turnRecord(e))
		}
		if !c.JSON && (!c.Quiet || len(e.Problems) > 0) {
			con.Say("%s", turnWords(e))
		}
		for _, p := range e.Problems {
			con.Say("  %v", &p)
		}
	}
	if err := errors.Join(w.Run(ctx, c.Once), out.Close()); err != nil {
		return err
	}
	if c.Once && failed {
		return cli.ErrSomeFailed
	}
	return nil
}

// ReadSources reads the file of what is watched.
func ReadSources(path string) (watch.Config, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return watch.Config{}, source.Explain(path, err)
	}
	config, err := watch.ParseConfig(b)
	if err != nil {
		return watch.Config{}, fmt.Errorf("%s: %w", path, err)
	}
	return config, nil
}

// turn is the record of a turn.
type turn struct {
	Source    string `json:"source"`
	Asked     int    `json:"asked"`
	Unchanged int    `json:"unchanged"`
	Listed    int    `json:"listed"`
	New       int    `json:"new"`
	Claims    int    `json:"claims"`
	Failed    int    `json:"failed"`
}

func turnRecord(e watch.Event) turn {
	return turn{e.Source, e.Asked, e.Unchanged, e.Listed, e.New, e.Claims, len(e.Problems)}
}

// turnWords is a turn in a line.
func turnWords(e watch.Event) string {
	parts := []string{phrase.Plural(e.New, "new document")}
	for _, p := range []struct {
		n    int
		what string
	}{{e.Listed, "listed"}, {e.Unchanged, "unchanged"}, {len(e.Problems), "failed"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return e.Source + ": " + strings.Join(parts, ", ")
}

// Registered is the flag of commands that use the register of publishers.
type Registered struct {
	Register string `env:"KIROKU_REGISTER" placeholder:"FOLDER" help:"Publishers of your own: TOML files, one a publisher, that go before those that are built in."`
}

// Load is the register, with one's own publishers before those that are built in.
func (r Registered) Load() (*register.Register, error) { return register.Load(r.Register) }
