package ledger

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/value"
)

// EditFields are the fields of an entry that a person may set. Money, figures
// and dates are written in the notation of package value, parties as [Parties]
// reads them, a place as one party.
var EditFields = []string{"action", "category", "polarity", "actors", "recipients", "money", "quantity", "when", "where", "summary"}

// CheckValue tells why a field cannot have a value, whatever the entry.
func CheckValue(field, to string) error {
	switch field {
	case "money":
		m, err := value.ParseMoney(to)
		if err == nil && (!m.Amount.Known() || len(m.Currency) != 3) {
			err = fmt.Errorf("want a currency's code and an amount, not %q", to)
		}
		return err
	case "quantity":
		q, err := value.ParseQuantity(to)
		if err == nil && !q.Value.Known() {
			err = fmt.Errorf("want a number and its unit, not %q", to)
		}
		return err
	case "when":
		d, err := value.ParseDate(to)
		if err == nil && d.IsZero() {
			err = fmt.Errorf("want a date")
		}
		return err
	case "polarity":
		return oneOf(to, claim.Polarities)
	case "category":
		return oneOf(to, claim.Categories)
	case "actors", "recipients":
		_, err := ParseParties(to)
		return err
	case "where":
		list, err := ParseParties(to)
		if err == nil && len(list) != 1 {
			err = fmt.Errorf("want one place, not %q", to)
		}
		return err
	}
	if strings.TrimSpace(to) == "" {
		return fmt.Errorf("want some words")
	}
	return nil
}

// CheckEdit tells why a field of the entry cannot have a value.
func CheckEdit(e Entry, field, to string) error {
	if !slices.Contains(EditFields, field) {
		return fmt.Errorf("there is no field %q; there are %s", field, strings.Join(EditFields, ", "))
	}
	if err := CheckValue(field, to); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	wants := map[string][]claim.Type{"category": {claim.Aid}, "money": {claim.Aid}, "quantity": {claim.Impact, claim.Sanction}}
	if types := wants[field]; types != nil && !slices.Contains(types, e.Type) {
		return fmt.Errorf("%s: an entry of type %s has none", field, e.Type)
	}
	if field != "action" {
		return nil
	}
	if err := checkAction(e.Type, to); err != nil {
		return fmt.Errorf("action: %w", err)
	}
	return nil
}

// Set puts a value that [CheckEdit] lets pass into its field, and leaves the
// entry as it was where it does not.
func Set(e *Entry, field, to string) error {
	if err := CheckEdit(*e, field, to); err != nil {
		return err
	}
	switch field {
	case "action":
		e.Action = to
	case "category":
		e.Category = to
	case "polarity":
		e.Polarity = claim.Polarity(to)
	case "summary":
		e.Summary = to
	case "actors":
		e.Actors, _ = ParseParties(to) // checked above, as what follows
	case "recipients":
		e.Recipients, _ = ParseParties(to)
	case "where":
		list, _ := ParseParties(to)
		e.Where = claim.Location{Name: list[0].Name, Code: list[0].Code}
	case "money":
		m, _ := value.ParseMoney(to)
		e.Money = &m
	case "quantity":
		e.Quantity, _ = value.ParseQuantity(to)
	case "when":
		e.When, _ = value.ParseDate(to)
	}
	return nil
}

// checkAction wants a word of the catalogue; of a sanction two.
func checkAction(t claim.Type, to string) error {
	switch t {
	case claim.Aid:
		return oneOf(to, claim.AidActions)
	case claim.Sanction:
		action, measure, _ := strings.Cut(to, " ")
		if err := oneOf(action, claim.SanctionActions); err != nil {
			return err
		}
		return oneOf(measure, claim.SanctionMeasures)
	case claim.Impact:
		return oneOf(to, claim.ImpactMeasures)
	case claim.Event:
		return oneOf(to, claim.EventKinds)
	}
	return oneOf(to, claim.Stances)
}

func oneOf[T ~string](word string, list []T) error {
	if slices.Contains(list, T(word)) {
		return nil
	}
	return fmt.Errorf("%q is none of %s", word, strings.Join(wordsOf(list), ", "))
}

func wordsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

var (
	codeAlone = regexp.MustCompile(`^[A-Z][A-Z0-9-]{1,11}$`)
	nameCode  = regexp.MustCompile(`^(.*\S)\s*\(([A-Z][A-Z0-9-]{1,11})\)$`)
)

// maxParties bounds the parties that a person sets at once.
const maxParties = 40

// ParseParties reads parties as a person writes them, ";" between: a name, a
// code of capitals, or a name with its code: "Norway (NOR); UNHCR; Red Cross".
func ParseParties(s string) ([]claim.Party, error) {
	var list []claim.Party
	for part := range strings.SplitSeq(s, ";") {
		part = strings.Join(strings.Fields(part), " ")
		switch m := nameCode.FindStringSubmatch(part); {
		case part == "":
		case m != nil:
			list = append(list, claim.Party{Name: m[1], Code: m[2]})
		case codeAlone.MatchString(part):
			list = append(list, claim.Party{Name: part, Code: part})
		case claim.FoldName(part) == "":
			return nil, fmt.Errorf("%q is no name", part)
		default:
			list = append(list, claim.Party{Name: part})
		}
	}
	if len(list) == 0 || len(list) > maxParties {
		return nil, fmt.Errorf("want 1 to %d names, ; between them", maxParties)
	}
	return list, nil
}

// FormatParties writes parties as ParseParties reads them.
func FormatParties(list []claim.Party) string {
	var parts []string
	for _, p := range list {
		name := strings.ReplaceAll(p.Name, ";", ",")
		switch {
		case p.Code != "" && p.Code == p.Name:
			name = p.Code
		case p.Code != "":
			name += " (" + p.Code + ")"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, "; ")
}

// On is a decision of a kind about an entry as it now is.
func On(e Entry, kind DecisionKind) Decision {
	return Decision{Kind: kind, Claims: e.Claims[:1], On: []string{Version(e)}}
}

// Merge is the decision that entries are one.
func Merge(entries ...Entry) Decision {
	d := Decision{Kind: Same}
	for _, e := range entries {
		d.Claims = append(d.Claims, first(e.Claims, maxDecided/len(entries))...)
		d.On = append(d.On, Version(e))
	}
	slices.Sort(d.Claims)
	d.Claims = slices.Compact(d.Claims)
	return d
}

// Split is the decision that some claims of an entry tell of another thing
// than the rest.
func Split(e Entry, claims []string) (Decision, error) {
	d := Decision{Kind: Different, On: []string{Version(e)}}
	for _, id := range claims {
		if !slices.Contains(e.Claims, id) {
			return d, Errorf(Invalid, "split entry %s: claim %s is not one of its claims", e.ID, id)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(e.Claims), func(id string) bool { return slices.Contains(claims, id) })
	if len(rest) == 0 || len(claims) == 0 {
		return d, Errorf(Invalid, "split entry %s: want some of its %d claims, not %d", e.ID, len(e.Claims), len(claims))
	}
	d.Claims = claims
	d.Others = first(rest, maxDecided-len(claims))
	return d, nil
}

// Apart is the decision that two entries are not the same thing, whatever else
// is reported.
func Apart(a, b Entry) Decision {
	return Decision{Kind: Different, Claims: first(a.Claims, maxDecided/2), Others: first(b.Claims, maxDecided/2), On: []string{Version(a), Version(b)}}
}

func first(ids []string, n int) []string { return ids[:max(0, min(n, len(ids)))] }
