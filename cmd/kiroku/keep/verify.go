package keep

import (
	"context"
	"errors"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/resolve"
)

// Verify is `kiroku verify`.
type Verify struct {
	cli.Database
	JSON bool `name:"json" help:"Write what does not hold as JSON Lines."`
}

func (Verify) Help() string {
	return `Checks that every stored document, claim and entry still is what it was when it was stored: hashes, ids, quotes and spans, and that the claims give exactly the entries. Says nothing on standard output and exits with 0 where all of it holds.

Example:

    kiroku verify`
}

var errDoesNotHold = errors.New("the ledger does not hold; entries can be made again with `kiroku rebuild`, documents and claims read again into a new ledger")

func (c Verify) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.OpenAsIs(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	out := cli.NewRecords(con)
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "KIND"}, {Name: "ID"}, {Name: "WHAT IS WRONG", Least: 20}}}
	for problem, err := range st.Verify(ctx, resolve.Rules{}) {
		switch {
		case err != nil:
			return err
		case c.JSON:
			out.Write(problem)
		}
		t.Add(problem.Kind, problem.ID, problem.Reason)
	}
	if err := out.Close(); err != nil {
		return err
	}
	if len(t.Rows) == 0 {
		con.Say("Every stored span, quote, id and hash holds.")
		return nil
	}
	if !c.JSON {
		t.Write(con.Stdout, con)
	}
	return errDoesNotHold
}
