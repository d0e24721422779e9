package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
)

type actorCommand struct {
	asking
	Name string `arg:"" help:"A code (UKR, UNHCR) or a name."`
	All  bool   `help:"Also events and statements that are hardly likely (confidence under 0.3)."`
	JSON bool   `name:"json" help:"Write one JSON record."`
}

func (actorCommand) Help() string {
	return `Shows what one party gives, receives, suffers, imposes, does and says, and where it reversed what it had said.

Examples:

    kiroku actor DEU
    kiroku actor "Red Cross" --json`
}

func (c actorCommand) Run(ctx context.Context, con *console) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	entries, err := st.Entries(ctx, ledger.EntryFilter{Likely: !c.All})
	if err != nil {
		return err
	}
	key, err := partyKey(entries, c.Name)
	if err != nil {
		return err
	}
	profile := resolve.ProfileOf(entries, key)
	if c.JSON {
		return writeAll(con, []resolve.Profile{profile})
	}
	for _, part := range []struct {
		title string
		list  []ledger.Entry
	}{
		{"gives", profile.Gives}, {"receives", profile.Receives}, {"sanctions", profile.Sanctions}, {"is sanctioned", profile.Sanctioned},
		{"suffers", profile.Suffers}, {"does", profile.Acts}, {"says", profile.Says},
	} {
		writeLines(con, c.Name+" "+part.title, part.list)
	}
	for _, d := range profile.Reversals {
		fmt.Fprintln(con.stdout)
		if err := writeDisagreement(ctx, con, st, d); err != nil {
			return err
		}
	}
	return nil
}

// partyKey finds the party that a person means: by code, by whole name, or by
// words of just one name.
func partyKey(entries []ledger.Entry, name string) (string, error) {
	exact := claim.Party{Name: name}.Key()
	words := map[string]bool{}
	for _, e := range entries {
		for _, p := range slices.Concat(e.Actors, e.Recipients, e.Via) {
			switch {
			case p.Code != "" && strings.EqualFold(p.Code, name), p.Key() == exact, claim.FoldName(p.Name) == claim.FoldName(name):
				return p.Key(), nil
			case strings.Contains(" "+claim.FoldName(p.Name)+" ", " "+strings.TrimSpace(claim.FoldName(name))+" "):
				words[p.Key()] = true
			}
		}
		if e.Where.Code != "" && strings.EqualFold(e.Where.Code, name) {
			return e.Where.Code, nil
		}
	}
	switch len(words) {
	case 0:
		return "", fmt.Errorf("the ledger knows no party %q; a code such as UKR, or words of a name, find one", name)
	case 1:
		return sortedKeys(words)[0], nil
	}
	return "", fmt.Errorf("%q could be %s; name one of them", name, strings.Join(sortedKeys(words), ", "))
}

// writeLines lists entries as lines under a heading.
func writeLines(con *console, title string, entries []ledger.Entry) {
	if len(entries) == 0 {
		return
	}
	t := table{lines: 3, bare: true, columns: []column{{style: dim}, {least: 10}, {least: 20}}}
	t.section(title)
	for _, e := range entries {
		t.add(shortID(e.ID), days(whenOf(e)), e.Summary)
	}
	t.write(con.stdout, con)
	fmt.Fprintln(con.stdout)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
