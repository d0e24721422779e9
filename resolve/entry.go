package resolve

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/fx"
	"kiroku/ledger"
	"kiroku/resolve/summary"
	"kiroku/value"
)

// entries makes an entry of each group of a component.
func entries(c ledger.Component, same func(a, b ledger.Report) string, clash func(a, b ledger.Report) bool) []ledger.Entry {
	var list []ledger.Entry
	for _, g := range partition(c, same, clash) {
		e := entryOf(g)
		decide(&e, c.Decisions)
		tally(&e)
		list = append(list, e)
	}
	return list
}

// entryOf makes an entry of reports that tell of one thing: its fields are
// those of the surest claim, with every party that any of them adds, the sum
// most of them state, and the stage that the latest of them reached. Its id is
// that of the report that appeared first.
func entryOf(g group) ledger.Entry {
	c := surest(g.reports).Claim
	e := ledger.Entry{ID: ledger.EntryID(g.reports[0].Claim.ID), Type: c.Type, Action: action(c), Category: category(g.reports),
		Polarity: c.Polarity, Modality: c.Modality, Items: c.Items, Content: c.Content, Where: c.Where, Quantity: figureOf(c),
		Confidence: c.Confidence, Joins: g.joins, When: whenOf(g.reports), Origins: origins(g.reports)}
	if c.Type == claim.Sanction && c.Measure == "other" {
		e.Action = action(surest(measured(g.reports)).Claim)
	}
	for _, rep := range g.reports {
		e.Actors = join(e.Actors, rep.Claim.Actors)
		e.Recipients = join(e.Recipients, rep.Claim.Recipients)
		e.Via = join(e.Via, rep.Claim.Via)
		e.Reported = span(e.Reported, rep.Published)
		if !e.Quantity.Value.Known() {
			e.Quantity = figureOf(rep.Claim)
		}
		if e.Where == (claim.Location{}) {
			e.Where = rep.Claim.Where
		}
		e.Items = fuller(e.Items, rep.Claim.Items)
		e.Claims = append(e.Claims, rep.Claim.ID)
		e.Documents = append(e.Documents, rep.Claim.Document)
		if rep.Withdrawn {
			e.Withdrawn = append(e.Withdrawn, rep.Claim.ID)
		}
		e.Sources = addSource(e.Sources, rep.Claim)
	}
	if c.Type == claim.Aid {
		e.Actors = principals(e.Actors, g.reports, func(c claim.Claim) []claim.Party { return c.Actors })
		e.Recipients = principals(e.Recipients, g.reports, func(c claim.Claim) []claim.Party { return c.Recipients })
	}
	e.Recipients = slices.DeleteFunc(e.Recipients, func(p claim.Party) bool { return p.Key() != "" && slices.Contains(KeysOf(e.Actors), p.Key()) })
	slices.Sort(e.Claims)
	slices.Sort(e.Withdrawn)
	slices.Sort(e.Documents)
	e.Documents = slices.Compact(e.Documents)
	e.Money, e.Sums = sums(g.reports)
	e.Things, e.Cause, e.Increment, e.Lethality = thingsOf(g.reports), causeOf(g.reports), increment(g.reports), lethality(g.reports)
	if e.Stages = stages(g.reports); c.Type == claim.Aid && len(e.Stages) > 0 {
		e.Action = e.Stages[len(e.Stages)-1].Action
	}
	e.Summary = summary.Of(e)
	return e
}

// tally fills in what listings and sums go by, once people have had their say.
func tally(e *ledger.Entry) {
	e.ActorKey, e.RecipientKey = strings.Join(KeysOf(e.Actors), "+"), strings.Join(KeysOf(e.Recipients), "+")
	e.Counted = counted(*e)
	if e.Money != nil && e.Money.Amount.Known() && e.Money.Currency != "" {
		if usd, _, ok := fx.Convert(e.Money.Amount, e.Money.Currency, "USD", e.Dated().From); ok {
			e.USD = usd.Round(2)
		}
	}
}

// whenOf is the narrowest date that a report states of what happened, the
// first of equally narrow ones. Where none does, it is the narrowest that any
// states at all, "by June" for a pledge that nobody dates.
func whenOf(reports []ledger.Report) value.Date {
	var past, stated value.Date
	for _, rep := range reports {
		if d, ok := happened(rep); ok {
			past = narrower(past, d)
		}
		stated = narrower(stated, rep.Claim.When.Date)
	}
	if past.IsZero() {
		return stated
	}
	return past
}

// measured are the reports that name a measure, all where none does.
func measured(reports []ledger.Report) []ledger.Report {
	list := slices.DeleteFunc(slices.Clone(reports), func(rep ledger.Report) bool { return rep.Claim.Measure == "other" })
	if len(list) == 0 {
		return reports
	}
	return list
}

func surest(reports []ledger.Report) ledger.Report {
	return slices.MaxFunc(reports, func(a, b ledger.Report) int {
		return cmp.Or(cmp.Compare(a.Claim.Confidence, b.Claim.Confidence), cmp.Compare(b.Claim.ID, a.Claim.ID))
	})
}

// category is the class that says most, by confidence: another than financial,
// financial, none.
func category(reports []ledger.Report) string {
	says := func(c claim.Claim) int {
		switch c.Category {
		case "", "unspecified":
			return 0
		case "financial":
			return 1
		}
		return 2
	}
	return slices.MaxFunc(reports, func(a, b ledger.Report) int {
		return cmp.Or(cmp.Compare(says(a.Claim), says(b.Claim)), cmp.Compare(a.Claim.Confidence, b.Claim.Confidence),
			cmp.Compare(b.Claim.ID, a.Claim.ID))
	}).Claim.Category
}

// fuller is the longer list of items, the first of equally long ones.
func fuller(a, b []claim.Item) []claim.Item {
	if len(b) > len(a) {
		return b
	}
	return a
}

// addSource adds whom a claim names as saying so, once each, by name.
func addSource(list []claim.Attribution, c claim.Claim) []claim.Attribution {
	if len(c.Sources) == 0 {
		return list
	}
	s := c.Sources[0]
	at, found := slices.BinarySearchFunc(list, s, func(a, b claim.Attribution) int {
		return cmp.Compare(claim.FoldName(a.Name), claim.FoldName(b.Name))
	})
	if found {
		return list
	}
	return slices.Insert(list, at, s)
}

// sums gives the sum that most documents state, of equals an exact one, and
// then the one that appeared first: a sum is told later in other currencies
// and with other digits. It lists all where there are several.
func sums(reports []ledger.Report) (*value.Money, []ledger.StatedSum) {
	type stated struct {
		ledger.StatedSum
		documents map[string]bool
	}
	var list []stated
	for _, rep := range reports {
		if rep.Claim.Money == nil {
			continue
		}
		m := clearly(rep.Claim.Money, reports)
		i := slices.IndexFunc(list, func(s stated) bool { return sumKey(&s.Money) == sumKey(m) })
		if i < 0 {
			i = len(list)
			list = append(list, stated{ledger.StatedSum{Money: *m}, map[string]bool{}})
		}
		list[i].Money = merge(list[i].Money, *m)
		list[i].Claims = append(list[i].Claims, rep.Claim.ID)
		list[i].documents[rep.Claim.Document] = true
	}
	if len(list) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(list, func(a, b stated) int {
		if n := cmp.Compare(len(b.documents), len(a.documents)); n != 0 || exact(a.Money) == exact(b.Money) {
			return n
		}
		if exact(a.Money) {
			return -1
		}
		return 1
	})
	m := list[0].Money
	if len(list) == 1 {
		return &m, nil
	}
	all := make([]ledger.StatedSum, len(list))
	for i, s := range list {
		all[i] = s.StatedSum
	}
	return &m, all
}

// clearly is a sum with the currency that another report of it names, where its
// own words leave several: "$20 million" beside "20 million Canadian dollars".
// Where two reports name two of these, it stays as it is.
func clearly(m *value.Money, reports []ledger.Report) *value.Money {
	if len(m.Candidates) == 0 {
		return m
	}
	found := ""
	for _, rep := range reports {
		o := rep.Claim.Money
		if o == nil || len(o.Candidates) > 0 || !o.Amount.Equal(m.Amount) || !slices.Contains(currencies(*m), o.Currency) {
			continue
		}
		if found != "" && found != o.Currency {
			return m
		}
		found = o.Currency
	}
	if found == "" {
		return m
	}
	clear := *m
	clear.Currency, clear.Candidates = found, nil
	return &clear
}

// merge is two statements of one amount: an exact one stands over a bound, two
// different bounds are "about", and an equivalent that one of them adds stays.
func merge(a, b value.Money) value.Money {
	switch {
	case exact(a):
	case exact(b):
		a.Bound = b.Bound
	case a.Bound != b.Bound:
		a.Bound = value.Approximately
	}
	if a.Equivalent == nil {
		a.Equivalent = b.Equivalent
	}
	if len(a.Candidates) > 0 && len(b.Candidates) == 0 {
		a.Candidates = nil
	}
	return a
}

func exact(m value.Money) bool { return m.Bound == "" || m.Bound == value.Exact }

// stages gives the course of aid that is given: each step once, dated by the
// first report of it.
func stages(reports []ledger.Report) []ledger.Stage {
	var list []ledger.Stage
	for _, step := range stageOrder {
		st := ledger.Stage{Action: step}
		for _, rep := range reports {
			if rep.Claim.Action != step {
				continue
			}
			d, _ := happened(rep)
			if st.When.IsZero() || !d.From.IsZero() && d.From.Cmp(st.When.From) < 0 || d.From == st.When.From && days(d) < days(st.When) {
				st.When = d
			}
			st.Claims = append(st.Claims, rep.Claim.ID)
		}
		if len(st.Claims) > 0 {
			list = append(list, st)
		}
	}
	return list
}

// decide lays over an entry what people said about it.
func decide(e *ledger.Entry, decisions []ledger.Decision) {
	for _, d := range decisions {
		if len(d.Claims) == 0 || !slices.Contains(e.Claims, d.Claims[0]) {
			continue
		}
		switch d.Kind {
		case ledger.Accept:
			e.Status = "accepted"
		case ledger.Reject:
			e.Status = "rejected"
		case ledger.Edit:
			if edit(e, d.Field, d.Value) {
				e.Edited = append(e.Edited, d.ID)
			}
		}
	}
}

// edit sets a field; false where the value cannot be read, which leaves the
// entry as it was.
func edit(e *ledger.Entry, field, to string) bool {
	if ledger.Set(e, field, to) != nil {
		return false
	}
	if field != "summary" {
		e.Summary = summary.Of(*e)
	}
	return true
}

// counted reports whether totals take an entry in, as far as it says itself:
// its relations may still say that another holds it, see [Rules.Relate]. What
// "donors" promised is a total of what each of them did.
func counted(e ledger.Entry) bool {
	return e.Type == claim.Aid && Family(e.Action) == "give" && Counts(e) && (e.Money == nil || TotalBasis(claim.Claim{Money: e.Money}) == "") && !collective(e.Actors)
}

// Counts reports whether an entry may stand in a series or a total.
func Counts(e ledger.Entry) bool {
	if e.Status == "rejected" || e.Polarity == claim.Negated {
		return false
	}
	switch e.Modality {
	case claim.Possibility, claim.Opinion, claim.Request:
		return e.Status == "accepted"
	}
	return true
}
