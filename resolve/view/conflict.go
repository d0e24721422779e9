package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/summary"
	"kiroku/value"
)

// Disagreement is two statements that differ, and how. Only Conflict means
// that one of them must be wrong.
type Disagreement struct {
	Kind    Kind     `json:"kind"`
	Entries []string `json:"entries"` // one where it lies within an entry, else two, the earlier first
	Claims  []string `json:"claims"`  // whose words to put side by side, in the same order
	Why     string   `json:"why"`     // one line for people
}

// Kind is the kind of a disagreement.
type Kind string

// The kinds of disagreements.
const (
	Conflict      Kind = "conflict"       // the same thing at the same time, and not both can be
	Update        Kind = "update"         // a later figure, as it grew
	Restatement   Kind = "restatement"    // a later figure that takes the earlier one back
	Scope         Kind = "scope"          // figures of an area and of a part of it
	Rounding      Kind = "rounding"       // one sum, told more or less exactly
	OtherCurrency Kind = "other_currency" // one sum in two currencies
	Reversal      Kind = "reversal"       // a party does what it said it would not, or ends what it did
)

// Conflicts finds where entries disagree, and within an entry its reports, in
// order of the time of the first statement. Entries are compared within one
// measure and area, or one giver and receiver, never all with all; and what a
// copy tells with what it was taken from.
func Conflicts(list []ledger.Entry, copies ...ledger.Copy) []Disagreement {
	list = slices.DeleteFunc(slices.Clone(list), func(e ledger.Entry) bool { return e.Status == "rejected" })
	slices.SortFunc(list, byDate)
	var out []Disagreement
	for _, e := range list {
		out = append(out, within(e)...)
	}
	series := SeriesOf(list)
	for _, s := range series {
		out = append(out, alongSeries(s)...)
	}
	out = append(out, narrowed(list, series)...)
	out = append(out, corrections(list)...)
	out = append(out, scopes(list)...)
	out = append(out, increments(list)...)
	out = append(out, countsApart(list)...)
	out = append(out, reversals(list)...)
	changed := altered(list, copies)
	out = append(without(out, changed), changed...)
	order := map[string]int{}
	for i, e := range list {
		order[e.ID] = i
	}
	slices.SortStableFunc(out, func(a, b Disagreement) int {
		return cmp.Or(cmp.Compare(order[a.Entries[0]], order[b.Entries[0]]),
			cmp.Compare(order[a.Entries[len(a.Entries)-1]], order[b.Entries[len(b.Entries)-1]]), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// without leaves out what takes for a development, or tells again, what a copy
// changed.
func without(list, changed []Disagreement) []Disagreement {
	pairs := map[[2]string]bool{}
	for _, d := range changed {
		pairs[[2]string{d.Entries[0], d.Entries[1]}], pairs[[2]string{d.Entries[1], d.Entries[0]}] = true, true
	}
	return slices.DeleteFunc(list, func(d Disagreement) bool { return len(d.Entries) == 2 && pairs[[2]string{d.Entries[0], d.Entries[1]}] })
}

func between(kind Kind, a, b ledger.Entry, why string, args ...any) Disagreement {
	said := strings.ReplaceAll(fmt.Sprintf(why, args...), a.Action, inWords(a.Action))
	return Disagreement{Kind: kind, Entries: []string{a.ID, b.ID}, Claims: []string{a.Claims[0], b.Claims[0]}, Why: said}
}

// inWords is a code as people write it.
func inWords(action string) string { return strings.ReplaceAll(action, "_", " ") }

// within compares the ways in which the reports of one entry state its sum.
func within(e ledger.Entry) []Disagreement {
	var out []Disagreement
	for i := 1; i < len(e.Sums); i++ {
		a, b := e.Sums[0], e.Sums[i]
		kind := Rounding
		switch {
		case a.Money.Currency != b.Money.Currency:
			kind = OtherCurrency
		case a.Money.Amount.Equal(b.Money.Amount) && a.Money.AmountTo.Equal(b.Money.AmountTo):
			continue // they differ in a bound or a basis alone
		}
		out = append(out, Disagreement{Kind: kind, Entries: []string{e.ID}, Claims: []string{a.Claims[0], b.Claims[0]},
			Why: fmt.Sprintf("%s, elsewhere %s", summary.Sum(a.Money), summary.Sum(b.Money))})
	}
	return out
}

// alongSeries compares the figures of one time with each other, and the
// leading figure of each time with that of the time before.
func alongSeries(s Series) []Disagreement {
	var out []Disagreement
	var before *ledger.Entry
	for start := 0; start < len(s.Points); {
		end := start + 1
		for end < len(s.Points) && sameTime(s.Points[start], s.Points[end]) {
			end++
		}
		day := s.Points[start:end]
		for i, b := range day {
			for _, a := range day[:i] {
				if !consistent(a.Quantity, b.Quantity) {
					out = append(out, between(Conflict, a, b, "%s in %s at the same time: %s, but %s", s.Measure, s.Area,
						summary.Quantity(a.Quantity), summary.Quantity(b.Quantity)))
				}
			}
		}
		leading := Series{Points: day}.Latest()
		if before != nil {
			if kind := development(*before, leading); kind != "" {
				out = append(out, between(kind, *before, leading, "%s in %s: %s, then %s", s.Measure, s.Area,
					summary.Quantity(before.Quantity), summary.Quantity(leading.Quantity)))
			}
		}
		before, start = &leading, end
	}
	return out
}

// sameTime reports whether two dates share a day, or cannot be told apart.
func sameTime(a, b ledger.Entry) bool {
	n, ok := resolve.Gap(a.Dated(), b.Dated())
	return !ok || n == 0
}

// development names what a later figure is to an earlier one.
func development(a, b ledger.Entry) Kind {
	switch c := b.Quantity.Value.Cmp(a.Quantity.Value); {
	case c > 0:
		return Update
	case c < 0 && !consistent(a.Quantity, b.Quantity):
		return Restatement
	}
	return ""
}

// consistent reports whether one true number can lie behind both figures.
func consistent(a, b value.Quantity) bool {
	la, ha := limits(a)
	lb, hb := limits(b)
	return (!ha.Known() || !lb.Known() || lb.Cmp(ha) <= 0) && (!hb.Known() || !la.Known() || la.Cmp(hb) <= 0)
}

// limits are the least and the greatest number that a figure allows; unknown
// is no limit. "About" allows a tenth either way.
func limits(q value.Quantity) (low, high value.Number) {
	switch q.Bound {
	case value.AtLeast, value.MoreThan:
		return q.Value, value.Number{}
	case value.AtMost, value.LessThan, value.UpTo:
		return value.Number{}, q.Value
	case value.Approximately:
		tenth := q.Value.Div(value.Int(10))
		return q.Value.Sub(tenth), q.Value.Add(tenth)
	}
	if q.ValueTo.Known() {
		return q.Value, q.ValueTo
	}
	return q.Value, q.Value
}

// scopes finds figures of one day for a country and for a part of it.
func scopes(list []ledger.Entry) []Disagreement {
	groups := map[[3]string][]ledger.Entry{}
	for _, e := range list {
		if e.Type == claim.Impact && e.Quantity.Value.Known() && resolve.Counts(e) && e.Where.Code != "" && !e.Increment && !takenBack(e) {
			k := [3]string{e.Where.Code, e.Action, e.Quantity.Unit + " " + e.Things}
			groups[k] = append(groups[k], e)
		}
	}
	var out []Disagreement
	for _, k := range sortedKeys(groups) {
		g := groups[k]
		for i, b := range g {
			for j := i - 1; j >= 0; j-- {
				a := g[j]
				if n, ok := resolve.Gap(a.Dated(), b.Dated()); ok && n > 0 {
					break
				}
				if resolve.Area(a) != resolve.Area(b) && !a.Quantity.Value.Equal(b.Quantity.Value) && mayBeOfOneCause(a, b) {
					out = append(out, between(Scope, a, b, "%s: %s in %s, %s in %s", k[1], summary.Quantity(a.Quantity), a.Where.Name,
						summary.Quantity(b.Quantity), b.Where.Name))
				}
			}
		}
	}
	return out
}

// increments finds figures that add to an earlier one beside the whole figure
// that the same document tells: "two more have died, bringing it to five".
func increments(list []ledger.Entry) []Disagreement {
	wholes := map[[3]string][]ledger.Entry{}
	key := func(e ledger.Entry) [3]string { return [3]string{resolve.Area(e), e.Action, e.Quantity.Unit} }
	for _, e := range list {
		if e.Type == claim.Impact && e.Quantity.Value.Known() && resolve.Counts(e) && !e.Increment {
			wholes[key(e)] = append(wholes[key(e)], e)
		}
	}
	var out []Disagreement
	for _, a := range list {
		if !a.Increment || !resolve.Counts(a) {
			continue
		}
		for _, b := range wholes[key(a)] {
			if shareDocument(a, b) && mayBeOfOneCause(a, b) && b.Quantity.Value.Cmp(a.Quantity.Value) > 0 {
				out = append(out, between(Scope, a, b, "%s in %s: %s more, %s in all", a.Action, a.Where.Name, summary.Quantity(a.Quantity), summary.Quantity(b.Quantity)))
			}
		}
	}
	return out
}

// sanctionDays is how far apart reports of one announcement date it.
const sanctionDays = 3

// countsApart finds one party's sanctions of one kind on one target, announced
// together, whose counts differ.
func countsApart(list []ledger.Entry) []Disagreement {
	groups := map[[3]string][]ledger.Entry{}
	for _, e := range list {
		if e.Type == claim.Sanction && e.Quantity.Value.Known() && resolve.Counts(e) {
			for _, actor := range resolve.KeysOf(e.Actors) {
				k := [3]string{actor, e.Action, fmt.Sprint(resolve.KeysOf(e.Recipients))}
				groups[k] = append(groups[k], e)
			}
		}
	}
	var out []Disagreement
	for _, k := range sortedKeys(groups) {
		g := groups[k]
		for i, b := range g {
			for j := i - 1; j >= 0; j-- {
				a := g[j]
				if n, ok := resolve.Gap(a.Dated(), b.Dated()); !ok || n > sanctionDays {
					break
				}
				if !consistent(a.Quantity, b.Quantity) && !shareDocument(a, b) {
					out = append(out, between(Conflict, a, b, "%s sanctions by %s: %s parties, but %s", k[1], summary.Names(a.Actors),
						summary.Quantity(a.Quantity), summary.Quantity(b.Quantity)))
				}
			}
		}
	}
	return out
}

// shareDocument reports whether one document tells of both: then it means two
// things.
func shareDocument(a, b ledger.Entry) bool {
	return slices.ContainsFunc(a.Documents, func(id string) bool { return slices.Contains(b.Documents, id) })
}

// reversals finds a party's refusals and ends of aid, and what it gave to the
// same receiver before or after. Each is compared with the nearest in time on
// the other side.
func reversals(list []ledger.Entry) []Disagreement {
	groups := map[[3]string][]ledger.Entry{}
	for _, e := range list {
		if e.Type != claim.Aid || stand(e) == 0 {
			continue
		}
		for _, actor := range resolve.KeysOf(e.Actors) {
			for _, recipient := range resolve.KeysOf(e.Recipients) {
				groups[[3]string{actor, recipient}] = append(groups[[3]string{actor, recipient}], e)
			}
		}
	}
	var out []Disagreement
	for _, k := range sortedKeys(groups) {
		g := groups[k]
		for i, b := range g {
			for j := i - 1; j >= 0; j-- {
				a := g[j]
				if a.Lethality != "" && b.Lethality != "" && a.Lethality != b.Lethality {
					continue // helmets are no weapons
				}
				if a.Lethality != "" && vague(b) || b.Lethality != "" && vague(a) {
					continue // "has helped in other ways" tells of no weapons
				}
				if stand(a) == stand(b) && a.Category == b.Category {
					break // nothing changed since
				}
				if stand(a) != stand(b) && a.Category == b.Category && a.Dated().From != b.Dated().From {
					out = append(out, between(Reversal, a, b, "%s: then %s", a.Summary, b.Summary))
					break
				}
			}
		}
	}
	return out
}

// vague reports whether nothing is told of what is given.
func vague(e ledger.Entry) bool { return e.Lethality == "" && e.Money == nil && len(e.Items) == 0 }

// stand is 1 for aid given or promised, -1 for aid refused or ended, and 0
// for what is neither.
func stand(e ledger.Entry) int {
	switch resolve.Family(e.Action) {
	case "give", "offer":
		if e.Polarity == claim.Negated {
			return -1
		}
		return 1
	case "decline", "end":
		if e.Polarity == claim.Negated {
			return 1
		}
		return -1
	}
	return 0
}
