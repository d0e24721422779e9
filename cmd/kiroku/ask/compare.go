package ask

import (
	"context"
	"fmt"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve/view"
	"kiroku/text"
)

// Compare is `kiroku compare`.
type Compare struct {
	cli.Asking
	A    string `arg:"" name:"doc" help:"Id of a document, or its beginning."`
	B    string `arg:"" name:"other" help:"Id of the other document."`
	JSON bool   `name:"json" help:"Write one JSON record."`
}

func (Compare) Help() string {
	return `Says what two documents both report, what only one of them does, and where they disagree.

Example:

    kiroku compare 240ed13 85abe35`
}

func (c Compare) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	a, err := st.Document(ctx, c.A)
	if err != nil {
		return err
	}
	b, err := st.Document(ctx, c.B)
	if err != nil {
		return err
	}
	entries, err := st.Entries(ctx, ledger.EntryFilter{})
	if err != nil {
		return err
	}
	copies, err := st.Copies(ctx, a.ID, b.ID)
	if err != nil {
		return err
	}
	found := view.Compare(entries, a.ID, b.ID, copies...)
	if c.JSON {
		return cli.WriteAll(con, []view.Comparison{found})
	}
	writeLines(con, "Both report", found.Both)
	writeLines(con, "Only "+titled(a), found.OnlyA)
	writeLines(con, "Only "+titled(b), found.OnlyB)
	for _, d := range found.Disagree {
		fmt.Fprintln(con.Stdout)
		if err := writeDisagreement(ctx, con, st, d); err != nil {
			return err
		}
	}
	return nil
}

// titled is a document's name and day, enough to tell it from another of the
// same outlet.
func titled(doc *text.Document) string {
	return strings.Join(cli.Present(terminal.OneLine(documentName(doc)), phrase.Days(doc.Published)), ", ")
}
