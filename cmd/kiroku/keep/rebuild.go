package keep

import (
	"context"
	"reflect"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve"
)

// Rebuild is `kiroku rebuild`.
type Rebuild struct{ cli.Database }

func (Rebuild) Help() string {
	return `Derives every entry again from the stored claims, as a new version of the program would, and says how many came out otherwise.

Example:

    kiroku rebuild`
}

func (c Rebuild) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.OpenAsIs(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	before, err := st.Entries(ctx, ledger.EntryFilter{})
	if err != nil {
		return err
	}
	if err := st.Rebuild(ctx, resolve.Rules{}); err != nil {
		return err
	}
	after, err := st.Entries(ctx, ledger.EntryFilter{})
	if err != nil {
		return err
	}
	added, gone, changed := difference(before, after)
	con.Say("%s: %d new, %d gone, %d changed.", phrase.Plural(len(after), "entry"), added, gone, changed)
	return nil
}

func difference(before, after []ledger.Entry) (added, gone, changed int) {
	old := map[string]ledger.Entry{}
	for _, e := range before {
		old[e.ID] = e
	}
	for _, e := range after {
		was, ok := old[e.ID]
		switch {
		case !ok:
			added++
		case !reflect.DeepEqual(was, e):
			changed++
		}
		delete(old, e.ID)
	}
	return added, len(old), changed
}
