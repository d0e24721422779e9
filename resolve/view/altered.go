package view

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/summary"
	"kiroku/value"
)

// altered finds figures and sums that a copy gives otherwise than the text that
// it was taken from: a figure was changed, or misread, on the way. Only what
// both texts tell once can be compared.
func altered(list []ledger.Entry, copies []ledger.Copy) []Disagreement {
	told := map[string][]ledger.Entry{} // by document
	for _, e := range list {
		if figureKey(e) == "" {
			continue
		}
		for _, doc := range e.Documents {
			told[doc] = append(told[doc], e)
		}
	}
	seen := map[[2]string]bool{}
	var out []Disagreement
	for _, c := range copies {
		for _, b := range told[c.Document] {
			a, ok := only(told[c.Of], c.Document, figureKey(b))
			if _, single := only(told[c.Document], c.Of, figureKey(b)); !ok || !single || slices.Contains(b.Documents, c.Of) || sameFigureOf(a, b) ||
				seen[[2]string{a.ID, b.ID}] {
				continue
			}
			seen[[2]string{a.ID, b.ID}] = true
			out = append(out, between(Conflict, a, b, "%s: %s, in a copy %s", figureName(a), figureWords(a), figureWords(b)))
		}
	}
	return out
}

// only is the one entry of a document with a figure of that kind, of those that
// the other document does not tell.
func only(list []ledger.Entry, other, key string) (found ledger.Entry, ok bool) {
	for _, e := range list {
		if figureKey(e) != key || slices.Contains(e.Documents, other) {
			continue
		}
		if ok {
			return ledger.Entry{}, false
		}
		found, ok = e, true
	}
	return found, ok
}

// figureKey is what two figures have in common that are of one thing, "" for an
// entry without one.
func figureKey(e ledger.Entry) string {
	switch {
	case e.Type == claim.Impact && e.Quantity.Value.Known():
		return strings.Join([]string{e.Action, e.Quantity.Unit, e.Things, resolve.Area(e)}, "|")
	case e.Type == claim.Aid && e.Money != nil && e.Money.Amount.Known():
		return strings.Join([]string{"aid", resolve.Family(e.Action), e.ActorKey, e.RecipientKey, e.Money.Currency, string(resolve.TotalBasis(claim.Claim{Money: e.Money}))}, "|")
	case e.Type == claim.Sanction && e.Quantity.Value.Known():
		return strings.Join([]string{"sanction", e.Action, e.ActorKey}, "|")
	}
	return ""
}

func sameFigureOf(a, b ledger.Entry) bool {
	if a.Money != nil && b.Money != nil {
		return a.Money.Amount.Equal(b.Money.Amount)
	}
	return a.Quantity.Value.Equal(b.Quantity.Value)
}

func figureName(e ledger.Entry) string {
	if e.Type == claim.Impact && e.Where.Name != "" {
		return inWords(e.Action) + " in " + e.Where.Name
	}
	return strings.TrimSpace(summary.Names(e.Actors) + " " + inWords(e.Action))
}

func figureWords(e ledger.Entry) string {
	if e.Money != nil {
		return summary.Sum(*e.Money)
	}
	if e.Quantity.Bound == value.Exact {
		e.Quantity.Bound = ""
	}
	return summary.Quantity(e.Quantity)
}
