// Package name finds which names are of one person, organization, country or
// place. In come the reports of a document, out come the names that they give;
// in come names, out comes which of them are of one entity, and by which rule.
//
// What is only described ("two officials", "its foreign ministry") is no name.
// A last name that may be of several people is of none of them. The outcome
// does not depend on the order in which names come.
package name

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/resolve/disjoint"
)

// Rules compares names, as the ledger's resolver does.
type Rules struct{}

// Names are compared by how they sound, by office and year, and by what tables
// know; each joining has the name of a rule. A name that a code or a table
// identifies by itself is anchored and needs no comparing.

// The rules by which names are of one entity.
const (
	ruleCode      = "name.same-code"       // "Kyiv" and "the Ukrainian government" act for UKR
	ruleTable     = "name.gazetteer"       // Kiev is Kyiv
	ruleSame      = "name.same"            // the same words
	ruleSound     = "name.transliteration" // Zelensky, Zelenskiy
	ruleSpaces    = "name.spaces"          // Nor Land, Norland
	ruleSurname   = "name.surname"         // Kishida, Fumio Kishida
	ruleLonger    = "name.longer"          // Volodymyr Zelensky, Volodymyr Oleksandrovych Zelensky
	ruleGarbled   = "name.garbled"         // one office in one year, letters that differ
	ruleSameGiven = "name.same-office"     // one office of one country in one year, and one of two names
)

// maxOffices bounds the offices of one name that count.
const maxOffices = 16

// Anchor: a code stands for the country or organization itself, whoever acts
// for it; a place is the one that the gazetteer lists under all its names.
func (Rules) Anchor(p claim.Party) (entity, rule string) {
	switch {
	case p.Kind == claim.Person:
		return "", ""
	case p.Kind == claim.Place || p.Code == "":
		if place, country, ok := listed(p.Name); ok {
			return anchorID("place " + place + " " + country), ruleTable
		}
		return "", ""
	}
	return anchorID("code " + p.Code), ruleCode
}

func anchorID(key string) string { return ledger.NameID(claim.Party{Name: key, Kind: "anchor"}) }

// listed is the one place that the gazetteer has under a name.
func listed(name string) (place, country string, ok bool) {
	for _, e := range gazetteer.Lookup(strings.TrimPrefix(name, "the ")) {
		if e.Kind != gazetteer.Place {
			continue
		}
		if ok && (e.Name != place || e.Country != country) {
			return "", "", false
		}
		place, country, ok = e.Name, e.Country, true
	}
	return place, country, ok
}

// NameKeys: names meet by the sound of the whole, people by that of the last
// name and by office and year.
func (Rules) NameKeys(n ledger.Name) []string {
	words := sounds(n.Party.Name)
	if len(words) == 0 {
		return nil
	}
	keys := []string{"whole " + strings.Join(words, "")}
	if !personal(n) {
		return keys
	}
	keys = append(keys, "last "+words[len(words)-1])
	for _, o := range n.Offices[:min(len(n.Offices), maxOffices)] {
		for year := o.Year; year <= o.Year+1; year++ {
			keys = append(keys, strings.Join([]string{"office", o.Office, strconv.Itoa(year), words[0][:1]}, "|"))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// personal reports whether a name is of a person. It must not change while
// documents come, or joinings would depend on their order.
func personal(n ledger.Name) bool { return n.Party.Kind == claim.Person }

// SameName names the rule that joins two names.
func (Rules) SameName(a, b ledger.Name) string {
	x, y := sounds(a.Party.Name), sounds(b.Party.Name)
	if len(x) == 0 || len(y) == 0 || a.Party.Code != "" && b.Party.Code != "" && a.Party.Code != b.Party.Code {
		return ""
	}
	if len(x) > len(y) {
		a, b, x, y = b, a, y, x
	}
	people := personal(a) && personal(b)
	sameCode := a.Party.Code != "" && a.Party.Code == b.Party.Code
	switch {
	case len(x) == 1 && people && !sameCode && !shareOffice(a, b):
		return "" // a last name alone is nobody's own
	case claim.FoldName(a.Party.Name) == claim.FoldName(b.Party.Name):
		return ruleSame
	case slices.Equal(x, y):
		return ruleSound
	case strings.Join(x, "") == strings.Join(y, "") && len(strings.Join(x, "")) >= minSpaced:
		return ruleSpaces
	case !people:
		return ""
	case len(x) == 1:
		if x[0] == y[len(y)-1] {
			return ruleSurname
		}
		return ""
	case longer(x, y) && (sameCode || len(x) > 2 || shareOffice(a, b)):
		return ruleLonger
	case shareOffice(a, b):
		return misspelt(x, y, sameCode)
	}
	return ""
}

// shareOffice reports whether documents call both by one office, at most a
// year apart.
func shareOffice(a, b ledger.Name) bool {
	for _, o := range a.Offices[:min(len(a.Offices), maxOffices)] {
		for _, p := range b.Offices[:min(len(b.Offices), maxOffices)] {
			if o.Office == p.Office && o.Year != 0 && p.Year != 0 && o.Year-p.Year <= 1 && p.Year-o.Year <= 1 {
				return true
			}
		}
	}
	return false
}

// longer reports whether the longer name has the first and the last word of
// the shorter one, in its place, and its other words in order.
func longer(x, y []string) bool {
	if len(x) >= len(y) || x[0] != y[0] || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	at := 0
	for _, w := range y {
		if at < len(x) && x[at] == w {
			at++
		}
	}
	return at == len(x)
}

// misspelt compares the names of two who hold one office: a letter or two may
// differ; of one country, one of the names may be quite another, as a machine
// reads a foreign script, if the other is the same and they end alike.
func misspelt(x, y []string, sameCode bool) string {
	if len(x) != len(y) || len(x) < 2 {
		return ""
	}
	off, same := 0, 0
	for i := range x {
		n := edits(x[i], y[i], 2)
		if n > 1 && !(n == 2 && len(x[i]) > 6) {
			off = 9
		}
		off += n
		if n == 0 {
			same++
		}
	}
	last := len(x) - 1
	switch {
	case off <= 2:
		return ruleGarbled
	case sameCode && same == len(x)-1 && alike(x[last], y[last]):
		return ruleSameGiven
	}
	return ""
}

// alike reports whether two last names are equal (their first names differ),
// or end or begin in as many letters as half the shorter one has.
func alike(a, b string) bool {
	if a == b {
		return false // two people of one family name
	}
	n, head, tail := min(len(a), len(b)), 0, 0
	for head < n && a[head] == b[head] {
		head++
	}
	for tail < n && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return 2*max(head, tail) >= n
}

// Namesakes parts names into entities: names of more words first, by every
// rule; then a last name alone goes with the one person whom it may be, and
// where there are several, with nobody.
func (r Rules) Namesakes(names []ledger.Name) []ledger.Namesake {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return byFullness(names[i], names[j]) })
	out := make([]ledger.Namesake, len(names))
	u := disjoint.New(len(names)) // by place in order: the fullest is the root
	id := func(n int) string { return ledger.NameID(names[order[n]].Party) }
	for n, i := range order {
		for _, l := range r.leaders(names, order[:n], i, u) {
			from, with := n, l.at
			if u.Find(n) != n { // it shows that two are one that stood apart
				from, with = u.Find(l.at), n
			}
			out[order[from]].With, out[order[from]].Rule = id(with), l.rule
			u.Join(n, l.at)
		}
	}
	for n, i := range order {
		out[i].Entity = id(u.Find(n))
	}
	return out
}

// leader is a name, by its place in order, that another is one with.
type leader struct {
	at   int
	rule string
}

// leaders are the names before that name i is one with, one of each entity. A
// last name that may be of several people is of none.
func (r Rules) leaders(names []ledger.Name, before []int, i int, u *disjoint.Sets) []leader {
	var list []leader
	for n, j := range before {
		if slices.ContainsFunc(list, func(l leader) bool { return u.Find(l.at) == u.Find(n) }) {
			continue
		}
		if rule := r.SameName(names[j], names[i]); rule != "" {
			list = append(list, leader{n, rule})
		}
	}
	if len(list) > 1 && slices.ContainsFunc(list, func(l leader) bool { return l.rule == ruleSurname }) {
		return nil
	}
	return list
}

// byFullness orders names: more words first, longer first, then by identity.
func byFullness(a, b ledger.Name) int {
	x, y := strings.Fields(a.Party.Name), strings.Fields(b.Party.Name)
	if len(x) != len(y) {
		return len(y) - len(x)
	}
	if len(a.Party.Name) != len(b.Party.Name) {
		return len(b.Party.Name) - len(a.Party.Name)
	}
	return strings.Compare(ledger.NameID(a.Party), ledger.NameID(b.Party))
}
