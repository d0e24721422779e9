package main

import (
	"strings"

	"kiroku/claim"
	"kiroku/value"
)

// plural is "1 document", "2 documents", "1,000 entries".
func plural(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return thousands(value.Int(int64(n)).String()) + " " + noun
}

// thousands puts commas into a plain decimal number.
func thousands(number string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		sign, number = "-", rest
	}
	whole, fraction, broken := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if broken {
		whole += "." + fraction
	}
	return sign + whole
}

// scales are the words that long sums are shortened with, largest first.
var scales = []struct{ zeros, word string }{
	{"000000000000", " trillion"}, {"000000000", " billion"}, {"000000", " million"},
}

// number is a number for people: in words of scale where that loses nothing
// ("350 million"), otherwise with commas, and with three decimals at most.
func number(n value.Number) string {
	plain := n.Round(3).String()
	for _, s := range scales {
		unit := value.MustNumber("1" + s.zeros)
		if n.Cmp(unit) < 0 {
			continue
		}
		if short := n.Div(unit); len(short.String()) <= 6 && short.Mul(unit).Equal(n) {
			return thousands(short.String()) + s.word
		}
	}
	return thousands(plain)
}

// boundWords are put before a number to say how it limits the true one.
var boundWords = map[value.Bound]string{
	value.Approximately: "about ", value.AtLeast: "at least ", value.MoreThan: "more than ",
	value.AtMost: "at most ", value.LessThan: "less than ", value.UpTo: "up to ",
}

func bounded(b value.Bound, n, to value.Number) string {
	s := boundWords[b] + number(n)
	if to.Known() {
		s += "–" + number(to)
	}
	return s
}

// sum is money for people: "at least USD 20 million", "sum not stated".
func sum(m value.Money) string {
	if !m.Amount.Known() {
		return strings.TrimSpace(m.Currency + " (sum not stated)")
	}
	currency := m.Currency
	switch {
	case currency == "":
		currency = strings.Join(m.Candidates, "/")
	case len(m.Candidates) > 1:
		currency += "?" // the likeliest; `show` has the words
	}
	s := boundWords[m.Bound] + currency + " " + number(m.Amount)
	if m.AmountTo.Known() {
		s += "–" + number(m.AmountTo)
	}
	switch m.Basis {
	case value.Cumulative:
		s += " in all"
	case value.Remaining:
		s += " remaining"
	}
	if m.Equivalent != nil {
		s += " (" + sum(*m.Equivalent) + ")"
	}
	return s
}

func names(parties []claim.Party) string {
	var list []string
	for _, p := range parties {
		list = append(list, p.Name)
	}
	return strings.Join(list, ", ")
}

// fromTo is "who → whom", with what is unknown left out.
func fromTo(actors, recipients []claim.Party) string {
	from, to := names(actors), names(recipients)
	switch {
	case to == "":
		return from
	case from == "":
		return "→ " + to
	}
	return from + " → " + to
}

func items(list []claim.Item) string {
	var parts []string
	for _, it := range list {
		s := it.Name
		if it.Count.Known() {
			s = bounded(it.Bound, it.Count, value.Number{}) + " " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}
