package mention

import (
	"strings"

	"kiroku/gazetteer"
)

// vote counts a match for the country that it names beyond doubt. The letters
// of a currency ("US$") name none, and an outlet tells of any.
func (n *namer) vote(m *gazetteer.Match) {
	e := m.Entries[0]
	if len(m.Entries) > 1 || e.Country == "" || e.Kind == gazetteer.Outlet || m.Caps || strings.HasPrefix(n.doc.Text[m.End:], "$") {
		return
	}
	n.votes[e.Country]++
}

// nationalOffices gives an office-holder of no stated country the country that
// the document is about: one that most of its names of countries are of. Where
// a name that no table knows stands as often, the holder may be of that one.
func (n *namer) nationalOffices() {
	about, all := "", 0
	for code, votes := range n.votes {
		all += votes
		if votes > n.votes[about] || votes == n.votes[about] && code < about {
			about = code
		}
	}
	if 2*n.votes[about] <= all || n.votes[about] <= n.unknownState() {
		return
	}
	for i := range n.lines {
		for k := range n.lines[i].found {
			m := &n.lines[i].found[k]
			if m.Kind == Person && m.Code == "" && m.Role != "" && n.memory[m.Name].Code == "" && national(m.Role) {
				m.Code = about
				n.remember(m.Name, *m)
			}
		}
	}
}

// unknownState is how often the document has the name that it has most often
// of those which could be a state's: a place's of no known country, or a
// single word's that is part of no person's name.
func (n *namer) unknownState() int {
	times, people := map[string]int{}, map[string]bool{}
	for i := range n.lines {
		for _, m := range n.lines[i].found {
			words := nameParts(m.Name)
			switch {
			case m.Kind == Person && (len(words) > 1 || m.Role != ""):
				for _, w := range words {
					people[w] = true
				}
			case m.Code == "" && m.Place == "" && (m.Kind == Place || len(words) == 1):
				times[m.Name]++
			}
		}
	}
	most := 0
	for name, count := range times {
		if !people[name] {
			most = max(most, count)
		}
	}
	return most
}

// national reports whether an office is one of a country's own.
func national(role string) bool {
	for _, e := range gazetteer.Lookup(role) {
		switch e.Class {
		case "head of state", "head of government", "minister", "monarchy":
			return true
		}
	}
	return false
}
