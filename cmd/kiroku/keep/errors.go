package keep

import (
	"context"
	"strconv"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/phrase"
	"kiroku/value"
)

// Errors is `kiroku errors`.
type Errors struct {
	cli.Database
	JSON bool `name:"json" help:"Write JSON Lines."`
}

func (Errors) Help() string {
	return `Lists what could not be read and still has not been, with the reason, what can be done, since when it fails and how often it was tried. ` + "`kiroku retry`" + ` reads it again.

Examples:

    kiroku errors
    kiroku errors --json`
}

func (c Errors) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	failures, err := st.Failures(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return cli.WriteAll(con, failures)
	}
	if len(failures) == 0 {
		con.Say("Everything could be read.")
		return nil
	}
	t := terminal.Table{Lines: 4, Columns: []terminal.Column{{Name: "WHERE", Least: 16}, {Name: "WHY", Least: 20}, {Name: "SINCE"}, {Name: "TRIED", Right: true}}}
	for _, f := range failures {
		where := f.Ref
		if f.Line > 0 {
			where += ":" + strconv.Itoa(f.Line)
		}
		t.Add(where, f.Reason, f.Since.UTC().Format("2006-01-02 15:04"), phrase.Number(value.Int(int64(f.Tries))))
	}
	t.Write(con.Stdout, con)
	return nil
}
