// Package resolve finds which claims of many documents tell of one thing. In
// come reports, a claim with its document's source and date; out come entries.
// What is asked of many entries (series, disagreements, totals) is in view.
//
// Two reports are compared only where they share a block, and joined only by a
// rule that has a name, which the entry keeps. What people decided stands over
// the rules. The package keeps no state, reads no clock and stores nothing:
// the same reports and decisions give the same entries in whatever order they
// come. docs/resolution.md explains the rules.
package resolve

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/disjoint"
	"kiroku/resolve/name"
	"kiroku/value"
)

// Rules is the resolver of the ledger; of names, it is that of [name.Rules].
type Rules struct {
	name.Rules
	Texts
}

var _ ledger.Resolver = Rules{}

// Version names the rules; a change of what they join changes it.
func (Rules) Version() string { return "rules/14" }

// maxKeys bounds the blocks of one report, which a document that names
// hundreds of parties would otherwise multiply.
const maxKeys = 64

// Keys are the blocks that a report stands in, each once.
func (Rules) Keys(rep ledger.Report) []string {
	var keys []string
	switch rep.Claim.Type {
	case claim.Aid:
		keys = aidKeys(rep)
	case claim.Sanction:
		keys = sanctionKeys(rep)
	case claim.Impact:
		keys = impactKeys(rep)
	case claim.Event:
		keys = eventKeys(rep)
	case claim.Statement:
		keys = statementKeys(rep)
	}
	return once(append(keys, quoteKeys(rep)...))
}

// once are the first keys, as many as maxKeys, each once, in order.
func once(keys []string) []string {
	seen := make(map[string]bool, len(keys))
	list := make([]string, 0, min(len(keys), maxKeys))
	for _, k := range keys {
		if !seen[k] && len(list) < maxKeys {
			seen[k] = true
			list = append(list, k)
		}
	}
	return list
}

// Same names the rule that joins two reports. A thing and its denial are
// never one.
func (Rules) Same(a, b ledger.Report) string {
	if a.Claim.Type != b.Claim.Type || a.Claim.Polarity != b.Claim.Polarity {
		return ""
	}
	rule := ""
	switch a.Claim.Type {
	case claim.Aid:
		rule = sameAid(a, b)
	case claim.Sanction:
		rule = sameSanction(a, b)
	case claim.Impact:
		rule = sameFigure(a, b)
	case claim.Event:
		rule = sameEvent(a, b)
	case claim.Statement:
		rule = sameStatement(a, b)
	}
	if rule == "" {
		rule = sameQuote(a, b)
	}
	return rule
}

// Entries parts a component into entries.
func (r Rules) Entries(c ledger.Component) []ledger.Entry {
	return entries(c, r.Same, clash)
}

// clash reports whether two reports cannot tell of one thing, whatever a third
// leaves open.
func clash(a, b ledger.Report) bool {
	x, y := a.Claim, b.Claim
	if ofDay(x) && ofDay(y) && dayKey(a) != dayKey(b) && !(neverDated(a) && neverDated(b)) {
		return true
	}
	if x.Type != claim.Event && !mayReceive(x, y) {
		return true
	}
	switch x.Type {
	case claim.Aid:
		return !sameClass(x, y) || !mayGive(x, y) || newAndOld(x, y) || len(x.Items) > 0 && len(y.Items) > 0 && !sharesItem(x.Items, y.Items)
	case claim.Sanction:
		return x.Count.Known() && y.Count.Known() && !x.Count.Equal(y.Count) || x.Measure != y.Measure && x.Measure != "other" && y.Measure != "other"
	case claim.Impact:
		return otherCause(x, y)
	case claim.Event:
		return area(x) != "" && area(y) != "" && area(x) != area(y) || !compatible(whoOf(x.Actors, x.Recipients), whoOf(y.Actors, y.Recipients))
	}
	return false
}

// clashKey is all that clash looks at.
func clashKey(rep ledger.Report) string {
	c, basis, day := rep.Claim, rep.Claim.Standing, ""
	if ofDay(c) {
		day = dayKey(rep)
	}
	if c.Money != nil {
		basis += " " + string(c.Money.Basis)
	}
	return strings.Join([]string{strings.Join(whoOf(c.Actors), ","), strings.Join(whoOf(c.Recipients), ","), c.Category, c.Measure, itemKeys(c.Items), c.Count.String(), area(c), causeClasses.of(c.Cause), basis, day, exactSum(c)}, "|")
}

// exactSum is the sum that a class yields to, "" for none.
func exactSum(c claim.Claim) string {
	if !distinctive(c.Money) {
		return ""
	}
	return sumKey(c.Money) + " " + strings.Join(c.Money.Candidates, " ")
}

// Entries derives the entries of reports held in memory, in order of id: what
// a store derives of the same reports and decisions, one by one.
func Entries(r ledger.Resolver, reports []ledger.Report, decisions []ledger.Decision) []ledger.Entry {
	reports = slices.SortedFunc(slices.Values(reports), byClaim)
	reports = slices.CompactFunc(reports, func(a, b ledger.Report) bool { return a.Claim.ID == b.Claim.ID })
	suppose(r, reports)
	index := map[string]int{}
	for i, rep := range reports {
		index[rep.Claim.ID] = i
	}
	in := ledger.InForce(decisions)
	u := disjoint.New(len(reports))
	unite(r, reports, u)
	for _, d := range in {
		if d.Kind == ledger.Same {
			known := rowsOf(d.Claims, index)
			for n := 1; n < len(known); n++ {
				u.Join(known[0], known[n])
			}
		}
	}
	var list []ledger.Entry
	for _, c := range components(reports, u, in, index) {
		list = append(list, r.Entries(c)...)
	}
	slices.SortFunc(list, byID)
	relateAll(r, reports, list)
	return list
}

// unite compares the reports of each block and joins those that rules join.
func unite(r ledger.Resolver, reports []ledger.Report, u *disjoint.Sets) {
	type own struct{ key, document string }
	owned := map[own][]int{}
	blocks := map[string][]int{}
	for i, rep := range reports {
		keys := r.Keys(rep)
		undecided := rep
		undecided.Since = value.Day{}
		for n, k := range r.Keys(undecided) {
			o := own{k, rep.Claim.Document}
			others, full := blocks[keys[n]], len(owned[o]) >= ledger.MaxBlockPerDocument
			if full {
				others = owned[o]
			}
			for _, j := range others {
				if !u.Same(i, j) && r.Same(reports[j], rep) != "" {
					u.Join(i, j)
				}
			}
			if !full {
				owned[o] = append(owned[o], i)
				blocks[keys[n]] = append(blocks[keys[n]], i)
			}
		}
	}
}

// components gathers what hangs together, with the decisions about it.
func components(reports []ledger.Report, u *disjoint.Sets, decisions []ledger.Decision, index map[string]int) []ledger.Component {
	var list []ledger.Component
	at := map[int]int{}
	for i, rep := range reports {
		root := u.Find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(list)
			list = append(list, ledger.Component{})
		}
		c := &list[at[root]]
		c.Reports = append(c.Reports, rep)
	}
	for _, d := range decisions {
		touched := map[int]bool{}
		for _, i := range rowsOf(slices.Concat(d.Claims, d.Others), index) {
			n := at[u.Find(i)]
			if !touched[n] {
				touched[n] = true
				list[n].Decisions = append(list[n].Decisions, d)
			}
		}
	}
	return list
}
