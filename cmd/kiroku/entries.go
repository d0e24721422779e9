package main

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// writeEntries draws the ledger as a table. Where there is little room the
// stage stands with what it is the stage of.
func writeEntries(con *console, entries []ledger.Entry) {
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
	for _, e := range byType(entries) {
		if e.Type != section {
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

// what names the thing: "military aid", "asset freeze", "people killed".
func what(e ledger.Entry) string {
	action := strings.ReplaceAll(e.Action, "_", " ")
	switch e.Type {
	case claim.Aid:
		if e.Category == "" || e.Category == "unspecified" {
			return "aid"
		}
		return e.Category + " aid"
	case claim.Sanction:
		_, measure, _ := strings.Cut(action, " ")
		switch measure {
		case "", "other":
			return "sanctions"
		case "financial":
			return "financial sanctions"
		}
		return measure
	case claim.Statement:
		return "statement"
	}
	return action
}

// pastForms are how actions and stances are shown.
var pastForms = map[string]string{
	"request": "requested", "offer": "offered", "decline": "declined", "accept": "accepted", "pledge": "pledged",
	"approve": "approved", "send": "sent", "deliver": "delivered", "suspend": "suspended", "cancel": "cancelled",
	"impose": "imposed", "threaten": "threatened", "lift": "lifted",
	"support": "supported", "criticise": "criticised", "condemn": "condemned", "reject": "rejected", "promise": "promised",
	"deny": "denied", "comment": "commented",
}

// stage says how far the thing has come: "pledged", "not sent", "planned".
func stage(e ledger.Entry) string {
	word := ""
	switch e.Type {
	case claim.Aid, claim.Sanction, claim.Statement:
		action, _, _ := strings.Cut(e.Action, " ")
		if word = pastForms[action]; word == "" {
			word = action
		}
	default:
		if e.Modality != claim.Fact {
			word = string(e.Modality)
		}
	}
	if e.Polarity == claim.Negated {
		word = strings.TrimSpace("not " + word)
	}
	return word
}

// entryParties is "who → whom, via whom", and where when there is no whom.
func entryParties(e ledger.Entry) string {
	s := fromTo(e.Actors, e.Recipients)
	if via := names(e.Via); via != "" {
		s += " via " + via
	}
	if e.Where.Name != "" && len(e.Recipients) == 0 {
		s = strings.TrimSpace(s + " in " + e.Where.Name)
	}
	return s
}

// howMuch is the sum, the things, the figure, or what was said.
func howMuch(e ledger.Entry) string {
	var parts []string
	if e.Money != nil {
		parts = append(parts, sum(*e.Money))
	}
	if len(e.Items) > 0 {
		parts = append(parts, items(e.Items))
	}
	switch q := e.Quantity; {
	case !q.Value.Known():
	case e.Action == "economic_loss": // its unit is a currency
		parts = append(parts, sum(value.Money{Amount: q.Value, AmountTo: q.ValueTo, Currency: q.Unit, Bound: q.Bound}))
	case e.Type == claim.Sanction:
		parts = append(parts, plural(int(q.Value.Int64()), "party"))
	default:
		parts = append(parts, strings.TrimSpace(bounded(q.Bound, q.Value, q.ValueTo)+" "+q.Unit))
	}
	if e.Content != "" {
		parts = append(parts, "“"+e.Content+"”")
	}
	return strings.Join(parts, "; ")
}

// whenOf is the entry's own date, or else the days it was reported on.
func whenOf(e ledger.Entry) value.Date {
	if e.When.IsZero() {
		return e.Reported
	}
	return e.When
}

// days is a date for people: "2024-03-04", "2024-03", "since 2022-02-24",
// "by 2027", "2024-03-04/07", "2024-03-28 to 2024-04-02".
func days(d value.Date) string {
	s := d.String()
	from, to, ranged := strings.Cut(s, "/")
	switch {
	case !ranged:
		return s
	case from == "..":
		return "by " + strings.TrimSuffix(to, "-12-31")
	case to == "..":
		return "since " + strings.TrimSuffix(from, "-01-01")
	case len(from) == len(to) && len(from) == len("2024-03-04") && from[:8] == to[:8]:
		return from + "/" + to[8:]
	}
	return from + " to " + to
}
