package main

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// writeEntries draws the ledger as a table, in parts by type or in the order
// given. Where there is little room the stage stands with what it is the stage of.
func writeEntries(con *console, entries []ledger.Entry, parts bool) {
	narrow := con.width < 100
	t := table{lines: 3, columns: []column{
		{name: "ID", style: dim},
		{name: "WHAT", least: 16, early: true},
		{name: "WHO → WHOM", least: 12, style: bold},
		{name: "HOW MUCH", least: 12},
		{name: "STAGE", least: 10, early: true},
		{name: "WHEN", least: 13, early: true},
		{name: "REPORTS", right: true},
	}}
	if narrow {
		t.lines, t.columns[1].least, t.columns[6].name = 5, 12, "DOCS"
		t.columns = slices.Delete(t.columns, 4, 5)
	}
	section := claim.Type("")
	if parts {
		entries = byType(entries)
	}
	for _, e := range entries {
		if parts && e.Type != section {
			section = e.Type
			t.section(sections[section])
		}
		cells := []string{shortID(e.ID), what(e), entryParties(e), howMuch(e), stage(e), days(whenOf(e)), number(value.Int(int64(len(e.Documents))))}
		if narrow {
			cells[1] = strings.Join(present(cells[1], cells[4]), ", ")
			cells = slices.Delete(cells, 4, 5)
		}
		t.add(cells...)
	}
	t.write(con.stdout, con)
}

// sections head the entries of each type.
var sections = map[claim.Type]string{
	claim.Aid: "Aid", claim.Sanction: "Sanctions", claim.Impact: "Impact", claim.Event: "Events", claim.Statement: "Statements",
}

// byType puts entries in the order of their types, as the documentation does:
// a table for people begins with aid, not with whatever has the oldest date.
func byType(entries []ledger.Entry) []ledger.Entry {
	return slices.SortedStableFunc(slices.Values(entries), func(a, b ledger.Entry) int {
		return cmp.Compare(slices.Index(claim.Types, a.Type), slices.Index(claim.Types, b.Type))
	})
}

// shortID is enough of an id to tell it from others in one ledger, and to
// type: every command takes the beginning of an id.
func shortID(id string) string { return id[:min(len(id), 7)] }
