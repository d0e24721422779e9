// Package phrase puts what the ledger holds into English words for people:
// numbers, sums, dates, parties and entries, the same on a terminal and on a
// page. In go values and entries; out come short strings. It refuses to round
// away what was stated and to write 0 for what is unknown.
package phrase

import (
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// What names the thing: "military aid", "asset freeze", "people killed".
func What(e ledger.Entry) string {
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

// PastForms are how actions and stances are shown.
var PastForms = map[string]string{
	"request": "requested", "offer": "offered", "decline": "declined", "accept": "accepted", "pledge": "pledged",
	"approve": "approved", "send": "sent", "deliver": "delivered", "suspend": "suspended", "cancel": "cancelled",
	"impose": "imposed", "threaten": "threatened", "lift": "lifted",
	"support": "supported", "criticise": "criticised", "condemn": "condemned", "reject": "rejected", "promise": "promised",
	"deny": "denied", "comment": "commented",
}

// Stage says how far the thing has come: "pledged", "not sent", "planned".
func Stage(e ledger.Entry) string {
	word := ""
	switch e.Type {
	case claim.Aid, claim.Sanction, claim.Statement:
		action, _, _ := strings.Cut(e.Action, " ")
		if word = PastForms[action]; word == "" {
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

// Parties is "who → whom, via whom", and where when there is no whom.
func Parties(e ledger.Entry) string {
	s := FromTo(e.Actors, e.Recipients)
	if via := Names(e.Via); via != "" {
		s += " via " + via
	}
	if e.Where.Name != "" && len(e.Recipients) == 0 {
		s = strings.TrimSpace(s + " in " + e.Where.Name)
	}
	return s
}

// HowMuch is the sum, the things, the figure, or what was said.
func HowMuch(e ledger.Entry) string {
	var parts []string
	if e.Money != nil {
		parts = append(parts, Sum(*e.Money))
	}
	if len(e.Items) > 0 {
		parts = append(parts, Items(e.Items))
	}
	switch q := e.Quantity; {
	case !q.Value.Known():
	case e.Action == "economic_loss": // its unit is a currency
		parts = append(parts, Sum(value.Money{Amount: q.Value, AmountTo: q.ValueTo, Currency: q.Unit, Bound: q.Bound}))
	case e.Type == claim.Sanction:
		parts = append(parts, Plural(int(q.Value.Int64()), "party"))
	default:
		parts = append(parts, strings.TrimSpace(Bounded(q.Bound, q.Value, q.ValueTo)+" "+q.Unit))
	}
	if e.Content != "" {
		parts = append(parts, "“"+e.Content+"”")
	}
	return strings.Join(parts, "; ")
}

// When is the entry's own date, or else the days it was reported on.
func When(e ledger.Entry) value.Date {
	if e.When.IsZero() {
		return e.Reported
	}
	return e.When
}

// Days is a date for people: "2024-03-04", "2024-03", "since 2022-02-24",
// "by 2027", "2024-03-04/07", "2024-03-28 to 2024-04-02".
func Days(d value.Date) string {
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
