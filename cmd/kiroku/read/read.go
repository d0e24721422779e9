package read

import (
	"context"
	"errors"
	"fmt"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
)

// Flags are those of every command that reads into a ledger.
type Flags struct {
	cli.Database
	cli.Fetching
	Registered
	JSON       bool `name:"json" help:"Write the entries that were made or changed as JSON Lines instead of a table."`
	Quiet      bool `short:"q" help:"Show neither progress nor the table."`
	NoEvidence bool `help:"Keep only the hash of the bytes that were read, not the bytes."`
}

// Command is `kiroku read`.
type Command struct {
	Flags
	Paths []string `arg:"" name:"path" help:"Files, folders (walked), patterns or addresses; - is standard input."`
}

func (Command) Help() string {
	return `Reads every document, stores it with its claims and shows the ledger. Documents are files, folders, patterns, archives and addresses; an address is fetched as its site's robots.txt permits. The bytes are kept with the text, so that every quote can be checked against what was there. What was read before is passed over, so the same command can be run again at any time; interrupted, it finishes the documents that it has begun and the next run goes on.

Examples:

    kiroku read samples
    kiroku read --db ukraine.db reports/ "inbox/*.html" news.jsonl
    kiroku read https://news.example/floods crawl.warc.gz`
}

func (c Command) Run(ctx context.Context, con *terminal.Console) error {
	return c.Read(ctx, con, c.Paths)
}

// Read reads what the paths lead to, and shows what came of it.
func (c Flags) Read(ctx context.Context, con *terminal.Console, paths []string) (err error) {
	known, err := c.Load()
	if err != nil {
		return err
	}
	st, err := c.Create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	walker := source.Walker{Stdin: con.Stdin, Now: con.Now, Web: c.Web(), Context: ctx}
	bar := newProgress(con, c.Quiet)
	reader := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: con.Now, Progress: bar.show,
		Tool: "kiroku " + cli.Version(), Bare: c.NoEvidence, Options: document.Options{Register: known}}
	var changed map[string]bool
	if c.JSON {
		changed = map[string]bool{}
		reader.Touched = func(ids []string) {
			for _, id := range ids {
				changed[id] = true
			}
		}
	}
	report, err := reader.Read(ctx, walker.Walk(paths...))
	bar.done()
	stopped := errors.Is(err, context.Canceled)
	if err != nil && !stopped {
		return err
	}
	if err := c.answer(context.WithoutCancel(ctx), con, st, report, changed); err != nil {
		return err
	}
	switch {
	case stopped:
		return cli.ErrStopped
	case len(report.Problems) > 0:
		return cli.ErrSomeFailed
	}
	return nil
}

// shownEntries is how many lines of the ledger `read` shows: what a person
// scrolls through, not what a ledger may hold.
const shownEntries = 200

func (c Flags) answer(ctx context.Context, con *terminal.Console, st ledger.Store, report pipeline.Report, changed map[string]bool) error {
	switch {
	case c.JSON:
		if err := writeChanged(ctx, con, st, changed); err != nil {
			return err
		}
	case !c.Quiet:
		if err := writeFirst(ctx, con, st); err != nil {
			return err
		}
	}
	if !c.Quiet {
		all, err := st.Count(ctx, ledger.EntryFilter{})
		if err != nil {
			return err
		}
		sayReport(con, report, all)
	}
	for _, p := range report.Problems {
		con.Say("  %v", &p)
	}
	if !c.Quiet && len(report.Warnings) > 0 {
		con.Say("%s read with doubts:", phrase.Plural(len(report.Warnings), "document"))
	}
	for _, p := range report.Warnings {
		con.Say("  %v", &p)
	}
	return nil
}

// writeFirst shows the beginning of the ledger, and says how much more there is.
func writeFirst(ctx context.Context, con *terminal.Console, st ledger.Reader) error {
	var shown []ledger.Entry
	for _, typ := range claim.Types {
		if len(shown) == shownEntries {
			break
		}
		some, err := st.Entries(ctx, ledger.EntryFilter{Types: []claim.Type{typ}, Likely: true, Limit: shownEntries - len(shown)})
		if err != nil {
			return err
		}
		shown = append(shown, some...)
	}
	all, err := st.Count(ctx, ledger.EntryFilter{})
	if err != nil || all == 0 {
		return err
	}
	cli.WriteEntries(con, shown, true)
	if more := all - len(shown); more > 0 {
		con.Say("… and %s more: kiroku ledger --help", phrase.Plural(more, "entry"))
	}
	return nil
}

// writeChanged writes those entries of the ledger, in its order, and never
// holds more than a page of it.
func writeChanged(ctx context.Context, con *terminal.Console, st ledger.Reader, changed map[string]bool) error {
	out := cli.NewRecords(con)
	const page = 1000
	for at := 0; ; at += page {
		entries, err := st.Entries(ctx, ledger.EntryFilter{Offset: at, Limit: page})
		if err != nil {
			return err
		}
		for _, e := range entries {
			if changed[e.ID] {
				out.Write(e)
			}
		}
		if len(entries) < page {
			return out.Close()
		}
	}
}

// sayReport is the last line: what this run did, and what is there now.
func sayReport(con *terminal.Console, report pipeline.Report, entries int) {
	done := fmt.Sprintf("Read %s, %s.", phrase.Plural(report.New, "new document"), phrase.Plural(report.Claims, "claim"))
	if !report.Changed() {
		done = "Nothing new: the ledger is unchanged."
	}
	if report.Known > 0 {
		done += fmt.Sprintf(" %s known already.", phrase.Plural(report.Known, "document"))
	}
	con.Say("%s The ledger has %s.", done, phrase.Plural(entries, "entry"))
	cli.SayForeign(con, report.Foreign)
	if n := len(report.Problems); n > 0 {
		con.Say("%s could not be read:", phrase.Plural(n, "document"))
	}
}
