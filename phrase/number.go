package phrase

import (
	"strings"

	"kiroku/value"
)

// Plural is "1 document", "2 documents", "1,000 entries".
func Plural(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return Thousands(value.Int(int64(n)).String()) + " " + noun
}

// Thousands puts commas into a plain decimal number.
func Thousands(number string) string {
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

// Number is a number for people: in words of scale where that loses nothing
// ("350 million"), otherwise with commas, and with three decimals at most.
func Number(n value.Number) string {
	plain := n.Round(3).String()
	for _, s := range scales {
		unit := value.MustNumber("1" + s.zeros)
		if n.Cmp(unit) < 0 {
			continue
		}
		if short := n.Div(unit); len(short.String()) <= 6 && short.Mul(unit).Equal(n) {
			return Thousands(short.String()) + s.word
		}
	}
	return Thousands(plain)
}

// boundWords are put before a number to say how it limits the true one.
var boundWords = map[value.Bound]string{
	value.Approximately: "about ", value.AtLeast: "at least ", value.MoreThan: "more than ",
	value.AtMost: "at most ", value.LessThan: "less than ", value.UpTo: "up to ",
}

// Bounded is a number with what limits it: "at least 20", "20–30".
func Bounded(b value.Bound, n, to value.Number) string {
	s := boundWords[b] + Number(n)
	if to.Known() {
		s += "–" + Number(to)
	}
	return s
}

// Sum is money for people: "at least USD 20 million", "sum not stated".
func Sum(m value.Money) string {
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
	s := boundWords[m.Bound] + currency + " " + Number(m.Amount)
	if m.AmountTo.Known() {
		s += "–" + Number(m.AmountTo)
	}
	switch m.Basis {
	case value.Cumulative:
		s += " in all"
	case value.Remaining:
		s += " remaining"
	}
	if m.Equivalent != nil {
		s += " (" + Sum(*m.Equivalent) + ")"
	}
	return s
}
