package keep

import (
	"context"
	"errors"
	"strings"

	"kiroku/cmd/kiroku/read"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/source"
)

// Retry is `kiroku retry`.
type Retry struct {
	read.Flags
	Forget bool     `help:"Take what is not there any more off the list."`
	Words  []string `arg:"" optional:"" name:"words" help:"Only what has any of these in its path or address."`
}

func (Retry) Help() string {
	return `Reads again what could not be read: files, archives and addresses that ` + "`kiroku errors`" + ` lists. What can be read now is no longer listed; what still cannot keeps the day since when. What is not there any more stays listed until it is forgotten.

Examples:

    kiroku retry
    kiroku retry news.example inbox/
    kiroku retry --forget`
}

func (c Retry) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	paths, err := c.paths(ctx, con, st)
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	if len(paths) == 0 {
		con.Say("Nothing to read again.")
		return nil
	}
	return c.Read(ctx, con, paths)
}

// paths are what to read again, each once. What is not there any more is said, or
// forgotten.
func (c Retry) paths(ctx context.Context, con *terminal.Console, st ledger.Store) ([]string, error) {
	failures, err := st.Failures(ctx)
	if err != nil {
		return nil, err
	}
	var paths []string
	seen := map[string]bool{}
	for _, f := range failures {
		path := source.Path(f.Ref)
		switch {
		case !c.wanted(f.Ref) || path != "" && seen[path]:
		case path != "":
			seen[path] = true
			paths = append(paths, path)
		case c.Forget:
			if err := st.ClearFailures(ctx, f.Ref); err != nil {
				return nil, err
			}
			con.Say("  %s: forgotten", f.Ref)
		default:
			con.Say("  %s: is not there any more; --forget takes it off the list", f.Ref)
		}
	}
	return paths, nil
}

func (c Retry) wanted(ref string) bool {
	for _, w := range c.Words {
		if strings.Contains(ref, w) {
			return true
		}
	}
	return len(c.Words) == 0
}
