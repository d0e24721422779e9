package cli

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

// WriteEntries draws the ledger as a table, in parts by type or in the order
// given. Where there is little room the stage stands with what it is the stage of.
func WriteEntries(con *terminal.Console, entries []ledger.Entry, parts bool) {
	narrow := con.Width < 100
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{
		{Name: "ID", Style: terminal.Dim},
		{Name: "WHAT", Least: 16, Early: true},
		{Name: "WHO → WHOM", Least: 12, Style: terminal.Bold},
		{Name: "HOW MUCH", Least: 12},
		{Name: "STAGE", Least: 10, Early: true},
		{Name: "WHEN", Least: 13, Early: true},
		{Name: "REPORTS", Right: true},
	}}
	if narrow {
		t.Lines, t.Columns[1].Least, t.Columns[6].Name = 5, 12, "DOCS"
		t.Columns = slices.Delete(t.Columns, 4, 5)
	}
	section := claim.Type("")
	if parts {
		entries = byType(entries)
	}
	for _, e := range entries {
		if parts && e.Type != section {
			section = e.Type
			t.Section(sections[section])
		}
		cells := []string{ShortID(e.ID), phrase.What(e), phrase.Parties(e), phrase.HowMuch(e), phrase.Stage(e), phrase.Days(phrase.When(e)), phrase.Number(value.Int(int64(len(e.Documents))))}
		if narrow {
			cells[1] = strings.Join(Present(cells[1], cells[4]), ", ")
			cells = slices.Delete(cells, 4, 5)
		}
		t.Add(cells...)
	}
	t.Write(con.Stdout, con)
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

// ShortID is enough of an id to tell it from others in one ledger, and to
// type: every command takes the beginning of an id.
func ShortID(id string) string { return id[:min(len(id), 7)] }

// Present is the words that are not empty.
func Present(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}
