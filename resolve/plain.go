// Package resolve finds which claims of many documents tell of one thing. In
// come reports, a claim with its document's source and date; out come entries.
// It keeps no state, reads no clock and stores nothing: the same reports give
// the same entries in whatever order they come.
package resolve

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// Plain is the resolver that takes two claims for one thing when they say the
// same in every field that tells things apart: type, parties, action or
// measure, sum, items, figures, place, denial, and month. It joins nothing
// that is worded or rounded another way, and a month's end parts two reports.
type Plain struct{}

var _ ledger.Resolver = Plain{}

// Version names the rules.
func (Plain) Version() string { return "plain/1" }

// Key is the fields that tell things apart, one after another.
func (Plain) Key(rep ledger.Report) string {
	c := rep.Claim
	parts := []string{string(c.Type), string(c.Polarity), action(c), c.Category,
		partyKeys(c.Actors), partyKeys(c.Recipients), sumKey(c.Money), itemKeys(c.Items),
		c.Value.String(), c.ValueTo.String(), c.Count.String(), c.Unit, placeKey(c.Where), month(rep)}
	if c.Type == claim.Statement {
		parts = append(parts, claim.FoldName(c.Content))
	}
	if len(c.Actors) == 0 && len(c.Recipients) == 0 && c.Where == (claim.Location{}) {
		parts = append(parts, c.Document) // nothing says that another document means the same
	}
	return strings.Join(parts, "|")
}

// action is the word that says what happened, in the field of its type.
func action(c claim.Claim) string {
	switch c.Type {
	case claim.Aid:
		return c.Action
	case claim.Sanction:
		return strings.TrimSuffix(c.Action+" "+c.Measure, " ")
	case claim.Impact:
		return c.Measure
	case claim.Statement:
		return c.Stance
	}
	return c.Kind
}

func partyKeys(parties []claim.Party) string {
	keys := make([]string, 0, len(parties))
	for _, p := range parties {
		keys = append(keys, p.Key())
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), ",")
}

func sumKey(m *value.Money) string {
	if m == nil {
		return ""
	}
	return strings.Join([]string{m.Currency, m.Amount.String(), m.AmountTo.String(), string(m.Basis)}, " ")
}

func itemKeys(items []claim.Item) string {
	keys := make([]string, 0, len(items))
	for _, it := range items {
		keys = append(keys, it.Count.String()+" "+claim.FoldName(it.Name))
	}
	slices.Sort(keys)
	return strings.Join(keys, ",")
}

func placeKey(l claim.Location) string { return cmp.Or(l.Code, claim.FoldName(l.Name)) }

// month is that of the day the claim gives, or else of its publication; ""
// when neither lies within one month.
func month(rep ledger.Report) string {
	for _, d := range []value.Date{rep.Claim.AsOf.Date, rep.Claim.When.Date, rep.Published} {
		from, to := d.From, d.To
		if !from.IsZero() && from.Year == to.Year && from.Month == to.Month {
			return from.String()[:7]
		}
	}
	return ""
}

// Entry is made from the reports' surest claim, with every party and sum that
// any of them adds.
func (Plain) Entry(_ string, reports []ledger.Report) ledger.Entry {
	best := slices.MaxFunc(reports, func(a, b ledger.Report) int {
		return cmp.Or(cmp.Compare(a.Claim.Confidence, b.Claim.Confidence), cmp.Compare(b.Claim.ID, a.Claim.ID))
	})
	c := best.Claim
	e := ledger.Entry{Type: c.Type, Action: action(c), Category: c.Category, Polarity: c.Polarity, Modality: c.Modality,
		Money: c.Money, Items: c.Items, Where: c.Where, When: c.When.Date, Confidence: c.Confidence}
	switch c.Type {
	case claim.Impact:
		e.Quantity = value.Quantity{Value: c.Value, ValueTo: c.ValueTo, Bound: c.Bound, Unit: c.Unit}
	case claim.Sanction:
		e.Quantity = value.Quantity{Value: c.Count}
	}
	for _, rep := range reports {
		e.Actors = join(e.Actors, rep.Claim.Actors)
		e.Recipients = join(e.Recipients, rep.Claim.Recipients)
		e.Via = join(e.Via, rep.Claim.Via)
		e.When = narrower(e.When, rep.Claim.When.Date)
		e.Reported = span(e.Reported, rep.Published)
	}
	e.Summary = summary(e)
	return e
}

// join adds the parties that are not there yet; of one party's names the
// longest stays, of equally long ones the first by alphabet.
func join(have, more []claim.Party) []claim.Party {
	for _, p := range more {
		i := slices.IndexFunc(have, func(h claim.Party) bool { return h.Key() == p.Key() })
		switch {
		case i < 0:
			have = append(slices.Clip(have), p)
		case len(p.Name) > len(have[i].Name) || len(p.Name) == len(have[i].Name) && p.Name < have[i].Name:
			have = slices.Clone(have)
			have[i] = p
		}
	}
	return slices.SortedFunc(slices.Values(have), func(a, b claim.Party) int {
		return cmp.Or(cmp.Compare(a.Key(), b.Key()), cmp.Compare(a.Name, b.Name))
	})
}

// narrower is the shorter of two dates, the earlier of equally short ones.
func narrower(a, b value.Date) value.Date {
	la, lb := days(a), days(b)
	if la < lb || la == lb && a.From.Cmp(b.From) <= 0 {
		return a
	}
	return b
}

// days is the length of a date; an open or unknown one is longer than any.
func days(d value.Date) int {
	switch {
	case d.IsZero():
		return 1 << 30
	case d.From.IsZero() || d.To.IsZero():
		return 1 << 29
	}
	return int(d.To.Time().Sub(d.From.Time()).Hours()/24) + 1
}

// span is the shortest date that holds both; an unknown one adds nothing.
func span(a, b value.Date) value.Date {
	switch {
	case a.IsZero():
		return b
	case b.IsZero():
		return a
	}
	if a.From.IsZero() || b.From.IsZero() {
		a.From = value.Day{}
	} else if b.From.Cmp(a.From) < 0 {
		a.From = b.From
	}
	if a.To.IsZero() || b.To.IsZero() {
		a.To = value.Day{}
	} else if b.To.Cmp(a.To) > 0 {
		a.To = b.To
	}
	return a
}
