package ask

import (
	"context"
	"fmt"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
)

// Search is `kiroku search`.
type Search struct {
	cli.Database
	Words []string `arg:"" help:"Words that must all stand in the document; \"a phrase\", word* for a beginning."`
	Limit int      `default:"20" placeholder:"N" help:"At most this many passages; 0 is all."`
	JSON  bool     `name:"json" help:"Write JSON Lines."`
}

func (Search) Help() string {
	return `Searches the full text of the documents, best passages first.

Examples:

    kiroku search ambulances
    kiroku search '"field hospital"' Sudria`
}

func (c Search) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	hits, err := st.Search(ctx, strings.Join(c.Words, " "), c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return cli.WriteAll(con, hits)
	}
	for i, hit := range hits {
		if i > 0 {
			fmt.Fprintln(con.Stdout)
		}
		writeHit(con, hit)
	}
	if len(hits) == 0 {
		con.Say("No document has all of these words.")
	}
	return nil
}

func writeHit(con *terminal.Console, hit ledger.Hit) {
	title := terminal.OneLine(hit.Title)
	if source := terminal.OneLine(hit.Source); source != "" {
		title = strings.TrimSpace(source + ": " + title)
	}
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Dim, cli.ShortID(hit.Document))+"  "+con.Paint(terminal.Bold, terminal.Clip(title, con.Width-9)))
	var q terminal.Quotation
	at := hit.Span.Start
	for _, sp := range hit.Matches {
		if sp.Start < at || sp.End > hit.Span.End {
			continue
		}
		q.Add(hit.Snippet[at-hit.Span.Start:sp.Start-hit.Span.Start], false)
		q.Add(hit.Snippet[sp.Start-hit.Span.Start:sp.End-hit.Span.Start], true)
		at = sp.End
	}
	q.Add(hit.Snippet[at-hit.Span.Start:], false)
	q.Write(con, "  ")
}
