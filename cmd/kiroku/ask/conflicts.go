package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve/view"
)

// Conflicts is `kiroku conflicts`.
type Conflicts struct {
	cli.Asking
	cli.Filters
	Kind []string `enum:"conflict,update,restatement,scope,rounding,other_currency,reversal" default:"conflict,restatement,reversal" help:"Which kinds: conflict, update, restatement, scope, rounding, other_currency, reversal. By default conflict, restatement and reversal."`
	JSON bool     `name:"json" help:"Write JSON Lines."`
}

func (Conflicts) Help() string {
	return `Lists where reports disagree, with the words of both. "conflict": both cannot be; "restatement": a later figure takes an earlier one back; "reversal": a party does what it said it would not; "update": a figure grew; "scope": an area and a part of it; "rounding" and "other_currency": one sum told in two ways.

Examples:

    kiroku conflicts
    kiroku conflicts --kind reversal --party DEU`
}

func (c Conflicts) Run(ctx context.Context, con *terminal.Console) error {
	filter, err := c.Filter()
	if err != nil {
		return cli.UsageError(err.Error())
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	entries, err := st.Entries(ctx, filter)
	if err != nil {
		return err
	}
	copies, err := st.Copies(ctx)
	if err != nil {
		return err
	}
	found := slices.DeleteFunc(view.Conflicts(entries, copies...), func(d view.Disagreement) bool { return !slices.Contains(c.Kind, string(d.Kind)) })
	if c.JSON {
		return cli.WriteAll(con, found)
	}
	for i, d := range found {
		if i > 0 {
			fmt.Fprintln(con.Stdout)
		}
		if err := writeDisagreement(ctx, con, st, d); err != nil {
			return err
		}
	}
	con.Say("%s", phrase.Plural(len(found), "disagreement"))
	return nil
}

// writeDisagreement shows the words of both sides under each other.
func writeDisagreement(ctx context.Context, con *terminal.Console, st ledger.Store, d view.Disagreement) error {
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, strings.ReplaceAll(string(d.Kind), "_", " "))+"  "+terminal.OneLine(d.Why))
	for _, id := range d.Claims {
		c, err := st.Claim(ctx, id)
		if err != nil {
			return err
		}
		doc, err := st.Document(ctx, c.Document)
		if err != nil {
			return err
		}
		fmt.Fprintln(con.Stdout, "  "+con.Paint(terminal.Dim, cli.ShortID(c.ID))+"  "+terminal.Clip(titled(doc), con.Width-12))
		terminal.InContext(doc.Text, c.Evidence.Span()).Write(con, "           ")
	}
	return nil
}
