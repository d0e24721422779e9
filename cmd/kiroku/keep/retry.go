package keep

import (
	"context"
	"strings"

	"kiroku/cmd/kiroku/read"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/source"
)

// Retry is `kiroku retry`.
type Retry struct {
	read.Flags
	Words []string `arg:"" optional:"" name:"words" help:"Only what has any of these in its path or address."`
}

func (Retry) Help() string {
	return `Reads again what could not be read: files, archives and addresses that ` + "`kiroku errors`" + ` lists. What can be read now is no longer listed; what still cannot keeps the day since when.

Examples:

    kiroku retry
    kiroku retry news.example inbox/`
}

func (c Retry) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	failures, err := st.Failures(ctx)
	if closing := st.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	var paths []string
	seen := map[string]bool{}
	for _, f := range failures {
		if !c.wanted(f.Ref) {
			continue
		}
		path := source.Path(f.Ref)
		if path == "" {
			con.Say("  %s: is not there any more", f.Ref)
		} else if !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		con.Say("Nothing to read again.")
		return nil
	}
	return c.Read(ctx, con, paths)
}

func (c Retry) wanted(ref string) bool {
	for _, w := range c.Words {
		if strings.Contains(ref, w) {
			return true
		}
	}
	return len(c.Words) == 0
}
