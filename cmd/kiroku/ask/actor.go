package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve/view"
)

// Actor is `kiroku actor`.
type Actor struct {
	cli.Asking
	Name string `arg:"" help:"A code (UKR, UNHCR) or a name."`
	All  bool   `help:"Also events and statements that are hardly likely (confidence under 0.3)."`
	JSON bool   `name:"json" help:"Write one JSON record."`
}

func (Actor) Help() string {
	return `Shows what one party gives, receives, suffers, imposes, does and says, and where it reversed what it had said.

Examples:

    kiroku actor DEU
    kiroku actor "Red Cross" --json`
}

func (c Actor) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	entity, err := entityNamed(ctx, st, c.Name)
	if err != nil {
		return err
	}
	entries, err := st.Entries(ctx, ledger.EntryFilter{Likely: !c.All})
	if err != nil {
		return err
	}
	profile := view.ProfileOfEntity(entries, entity)
	if c.JSON {
		return cli.WriteAll(con, []view.Profile{profile})
	}
	for _, part := range []struct {
		title string
		list  []ledger.Entry
	}{
		{"gives", profile.Gives}, {"refuses or ends", profile.Refuses}, {"receives", profile.Receives}, {"sanctions", profile.Sanctions}, {"is sanctioned", profile.Sanctioned},
		{"suffers", profile.Suffers}, {"does", profile.Acts}, {"says", profile.Says},
	} {
		writeLines(con, entity.Name+" "+part.title, part.list)
	}
	for _, d := range profile.Reversals {
		fmt.Fprintln(con.Stdout)
		if err := writeDisagreement(ctx, con, st, d); err != nil {
			return err
		}
	}
	return nil
}

// entityNamed finds the entity that a person means: by code, by a whole name,
// or by words of just one's names.
func entityNamed(ctx context.Context, st ledger.Store, name string) (ledger.Entity, error) {
	list, err := st.Entities(ctx, ledger.EntityFilter{Text: name})
	if err != nil {
		return ledger.Entity{}, err
	}
	for _, means := range []func(ledger.Entity) bool{
		func(e ledger.Entity) bool {
			return e.Kind != claim.Person && e.Code != "" && strings.EqualFold(e.Code, name)
		},
		func(e ledger.Entity) bool {
			return slices.ContainsFunc(e.Names, func(n ledger.EntityName) bool { return claim.FoldName(n.Text) == claim.FoldName(name) })
		},
		func(ledger.Entity) bool { return len(list) == 1 },
	} {
		if i := slices.IndexFunc(list, means); i >= 0 {
			return list[i], nil
		}
	}
	if len(list) == 0 {
		return ledger.Entity{}, fmt.Errorf("the ledger knows no party %q; a code such as UKR, or words of a name, find one", name)
	}
	var names []string
	for _, e := range list[:min(len(list), 8)] {
		names = append(names, e.Name)
	}
	return ledger.Entity{}, fmt.Errorf("%q could be %s; name one of them", name, strings.Join(names, ", "))
}

// writeLines lists entries as lines under a heading.
func writeLines(con *terminal.Console, title string, entries []ledger.Entry) {
	if len(entries) == 0 {
		return
	}
	t := terminal.Table{Lines: 3, Bare: true, Columns: []terminal.Column{{Style: terminal.Dim}, {Least: 10}, {Least: 20}}}
	t.Section(title)
	for _, e := range entries {
		t.Add(cli.ShortID(e.ID), phrase.Days(phrase.When(e)), e.Summary)
	}
	t.Write(con.Stdout, con)
	fmt.Fprintln(con.Stdout)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
