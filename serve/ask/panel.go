package ask

import (
	"cmp"
	"context"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// panel is what a person may decide about an entry as it now is.
type panel struct {
	Entry      ledger.Entry
	Version    string // on which the decision will be taken
	Back       string // where to go on
	Claims     []evidence
	Fields     []EditField
	Candidates []alike // entries that may be the same thing
}

// EditField is a field as a form shows it.
type EditField struct {
	Name, Value string
	Options     []string // of a closed set
}

// alike is an entry to merge with, as it now is.
type alike struct {
	Entry   ledger.Entry
	Version string
}

// maxCandidates bounds the entries that are offered for merging.
const maxCandidates = 8

func (s Pages) panelOf(ctx context.Context, e ledger.Entry, claims []evidence, back string) (*panel, error) {
	p := &panel{Entry: e, Version: ledger.Version(e), Back: back, Claims: claims, Fields: EditFields(e)}
	f := ledger.EntryFilter{Types: []claim.Type{e.Type}, Period: around30(e.Dated()), Limit: 4 * maxCandidates}
	switch { // of what tells most things apart, so that few are looked at
	case e.Type == claim.Impact && e.Where.Name != "":
		f.Area, f.Action = cmp.Or(e.Where.Code, e.Where.Name), e.Action
	case e.ActorKey != "":
		f.ActorKey = e.ActorKey
	case e.RecipientKey != "":
		f.RecipientKey = e.RecipientKey
	default:
		return p, nil // nothing says what it might be the same as
	}
	list, err := s.Ledger.Entries(ctx, f)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b ledger.Entry) int { return cmp.Compare(likeness(e, b), likeness(e, a)) })
	for _, o := range list {
		if o.ID != e.ID && len(p.Candidates) < maxCandidates {
			p.Candidates = append(p.Candidates, alike{o, ledger.Version(o)})
		}
	}
	return p, nil
}

// likeness counts in what two entries agree.
func likeness(a, b ledger.Entry) (n int) {
	for _, same := range []bool{a.RecipientKey == b.RecipientKey, a.ActorKey == b.ActorKey, a.Action == b.Action, a.Category == b.Category,
		a.Where == b.Where, a.Dated() == b.Dated(), a.Quantity.Value.Equal(b.Quantity.Value), a.USD.Equal(b.USD)} {
		if same {
			n++
		}
	}
	return n
}

// around30 is a month either way of a date; unknown stays unknown.
func around30(d value.Date) value.Date {
	const days = 30
	if !d.From.IsZero() {
		d.From = d.From.Add(0, 0, -days)
	}
	if !d.To.IsZero() {
		d.To = d.To.Add(0, 0, days)
	}
	return d
}

// EditFields are the fields that an entry of its type has, with their values
// in the notation in which they are read.
func EditFields(e ledger.Entry) []EditField {
	actions := map[claim.Type][]string{claim.Aid: claim.AidActions, claim.Impact: claim.ImpactMeasures, claim.Event: claim.EventKinds, claim.Statement: claim.Stances}
	if e.Type == claim.Sanction {
		for _, a := range claim.SanctionActions {
			for _, m := range claim.SanctionMeasures {
				actions[e.Type] = append(actions[e.Type], a+" "+m)
			}
		}
	}
	fields := []EditField{{"action", e.Action, with(actions[e.Type], e.Action)}, {"polarity", string(e.Polarity), []string{string(claim.Affirmed), string(claim.Negated)}},
		{Name: "actors", Value: ledger.FormatParties(e.Actors)}, {Name: "recipients", Value: ledger.FormatParties(e.Recipients)}}
	if e.Type == claim.Aid {
		money := ""
		if e.Money != nil {
			money = e.Money.String()
		}
		fields = append(fields, EditField{"category", e.Category, with(claim.Categories, e.Category)}, EditField{Name: "money", Value: money})
	}
	if e.Type == claim.Impact || e.Type == claim.Sanction {
		fields = append(fields, EditField{Name: "quantity", Value: e.Quantity.String()})
	}
	where := ""
	if e.Where.Name != "" {
		where = ledger.FormatParties([]claim.Party{{Name: e.Where.Name, Code: e.Where.Code}})
	}
	return append(fields, EditField{Name: "when", Value: e.When.String()}, EditField{Name: "where", Value: where}, EditField{Name: "summary", Value: e.Summary})
}

// with is a closed set, and the value that a field has where it is none of it.
func with(options []string, have string) []string {
	if slices.Contains(options, have) {
		return options
	}
	return append([]string{have}, options...)
}
