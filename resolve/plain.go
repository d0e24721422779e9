package resolve

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/name"
	"kiroku/value"
)

// Plain is the resolver that takes two claims for one thing when they say the
// same in every field that tells things apart: type, parties, action or
// measure, sum, items, figures, place, denial, and month. It joins nothing
// that is worded or rounded another way, and a month's end parts two reports.
// It is the baseline that [Rules] is measured against.
type Plain struct{ Texts }

var _ ledger.Resolver = Plain{}

// Version names the rules.
func (Plain) Version() string { return "plain/3" }

// Keys is one key: the fields that tell things apart, one after another.
func (p Plain) Keys(rep ledger.Report) []string {
	c := rep.Claim
	key := p.fields(c) + "|" + month(rep)
	if len(c.Actors) == 0 && len(c.Recipients) == 0 && c.Where == (claim.Location{}) {
		key += "|" + c.Document // nothing says that another document means the same
	}
	return []string{key}
}

// Same is equality of the key.
func (p Plain) Same(a, b ledger.Report) string {
	if p.Keys(a)[0] == p.Keys(b)[0] {
		return "plain.equal"
	}
	return ""
}

// Entries parts a component as [Rules] does.
func (p Plain) Entries(c ledger.Component) []ledger.Entry {
	return entries(c, p.Same, func(_, _ ledger.Report) bool { return false })
}

// Telling is none: the baseline takes each day that a report gives as it is.
func (Plain) Telling(ledger.Report) (ledger.Telling, bool) { return ledger.Telling{}, false }

// RelationKeys is none: the baseline relates nothing.
func (Plain) RelationKeys(ledger.Report) (in, seek []string) { return nil, nil }

// Related is never.
func (Plain) Related(a, b ledger.Report) (ledger.RelationKind, string) { return "", "" }

// Relate gives the entry as it is.
func (Plain) Relate(e ledger.Entry, _ []ledger.Relation, _ []ledger.Entry) ledger.Entry { return e }

// Mentions are those of [Rules].
func (Plain) Mentions(reports []ledger.Report) []ledger.Mention { return Rules{}.Mentions(reports) }

// Anchor is that of [Rules].
func (Plain) Anchor(p claim.Party) (entity, rule string) { return name.Rules{}.Anchor(p) }

// NameKeys are none: the baseline takes each written form for an entity.
func (Plain) NameKeys(ledger.Name) []string { return nil }

// SameName is never.
func (Plain) SameName(a, b ledger.Name) string { return "" }

// Namesakes is each name alone.
func (Plain) Namesakes(names []ledger.Name) []ledger.Namesake {
	out := make([]ledger.Namesake, len(names))
	for i, n := range names {
		out[i].Entity = ledger.NameID(n.Party)
	}
	return out
}

func (Plain) fields(c claim.Claim) string {
	parts := []string{string(c.Type), string(c.Polarity), action(c), c.Category,
		strings.Join(KeysOf(c.Actors), ","), strings.Join(KeysOf(c.Recipients), ","), sumKey(c.Money), itemKeys(c.Items),
		c.Value.String(), c.ValueTo.String(), c.Count.String(), c.Unit, placeKey(c.Where)}
	if c.Type == claim.Statement {
		parts = append(parts, claim.FoldName(c.Content))
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

// sumKey is what makes two sums equal, their bounds aside. New money and a sum
// told again are one, a running total and a remainder are others.
func sumKey(m *value.Money) string {
	if m == nil {
		return ""
	}
	return strings.Join([]string{m.Currency, m.Amount.String(), m.AmountTo.String(), string(TotalBasis(claim.Claim{Money: m}))}, " ")
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
