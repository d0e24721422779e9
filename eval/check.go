package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/value"
)

// Check reports whether the claim carries what the gold says under key.
func Check(key string, want any, c claim.Claim) bool {
	switch key {
	case "actor":
		return anyParty(c.Actors, want)
	case "recipient":
		return anyParty(c.Recipients, want)
	case "via":
		return anyParty(c.Via, want)
	case "source":
		return anyParty(asParties(c.Sources), want) || c.Type == claim.Statement && anyParty(c.Actors, want)
	case "amount":
		return c.Money != nil && nearAny(c.Money.Amount, want)
	case "currency":
		return c.Money != nil && slices.ContainsFunc(list(want), func(w any) bool {
			return w == c.Money.Currency || slices.Contains(c.Money.Candidates, str(w))
		})
	case "items":
		return !slices.ContainsFunc(list(want), func(w any) bool { return !hasItem(c.Items, str(w), nil) })
	case "counts":
		counts, _ := want.(map[string]any)
		for name, n := range counts {
			if !hasItem(c.Items, name, n) {
				return false
			}
		}
		return true
	case "value":
		if c.Type == claim.Sanction {
			return nearAny(c.Count, want)
		}
		return nearAny(c.Value, want)
	case "cumulative":
		return (c.Money != nil && c.Money.Basis == value.Cumulative) == (want == true)
	case "donors":
		return nearAny(c.Donors, want)
	case "when":
		return onDate(c.When, str(want))
	case "as_of":
		return onDate(c.AsOf, str(want))
	case "where":
		return inPlace(c.Where, str(want))
	case "purpose":
		return strings.Contains(norm(c.Purpose), norm(str(want)))
	}
	return slices.Contains(list(want), any(plainField(key, c)))
}

// plainField is the claim's own value of a field that compares as a word.
func plainField(key string, c claim.Claim) string {
	switch key {
	case "action":
		return c.Action
	case "category":
		return c.Category
	case "lethality":
		return c.Lethality
	case "measure":
		return c.Measure
	case "unit":
		return c.Unit
	case "bound":
		return string(c.Bound)
	case "kind":
		return c.Kind
	case "stance":
		return c.Stance
	case "quoted":
		return c.Quoted
	case "polarity":
		return string(c.Polarity)
	case "modality":
		return string(c.Modality)
	}
	return ""
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

func norm(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u2019", "'", "\u2013", " ", "-", " ").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

func asParties(as []claim.Attribution) []claim.Party {
	out := make([]claim.Party, len(as))
	for i, a := range as {
		out[i] = claim.Party{Name: a.Name, Code: a.Code}
	}
	return out
}

func anyParty(ps []claim.Party, want any) bool {
	var have []string
	for _, p := range ps {
		for _, s := range []string{p.Name, p.Code} {
			if s != "" {
				have = append(have, norm(s))
			}
		}
	}
	for _, w := range list(want) {
		w := norm(str(w))
		for _, h := range have {
			if h == w || len(w) > 3 && strings.Contains(h, w) || len(h) > 3 && strings.Contains(w, h) {
				return true
			}
		}
	}
	return false
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case float64:
		return n, true
	case value.Number:
		return n.Float(), n.Known()
	case string:
		f, err := strconv.ParseFloat(strings.ReplaceAll(n, ",", ""), 64)
		return f, err == nil
	}
	return 0, false
}

func nearAny(have value.Number, want any) bool {
	h, ok := number(have)
	if !ok {
		return false
	}
	return slices.ContainsFunc(list(want), func(w any) bool {
		f, ok := number(w)
		return ok && math.Abs(h-f) <= 1e-6*max(1, math.Abs(f))
	})
}

func hasItem(items []claim.Item, name string, count any) bool {
	w := norm(name)
	return slices.ContainsFunc(items, func(it claim.Item) bool {
		n := norm(it.Name)
		if !strings.Contains(n, w) && (len(n) <= 3 || !strings.Contains(w, n)) {
			return false
		}
		return count == nil || nearAny(it.Count, count)
	})
}

func onDate(w claim.When, prefix string) bool {
	return strings.HasPrefix(w.Date.From.String(), prefix) || strings.HasPrefix(w.Date.To.String(), prefix)
}

func inPlace(loc claim.Location, want string) bool {
	for w := range strings.SplitSeq(want, "|") {
		for _, h := range []string{norm(loc.Name), norm(loc.Code)} {
			if h != "" && strings.Contains(h, norm(w)) {
				return true
			}
		}
	}
	return false
}
