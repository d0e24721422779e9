package resolve

import (
	"fmt"
	"math"
	"strings"

	"kiroku/fx"
	"kiroku/value"
)

// How far apart two statements of one sum may lie, as a fraction: rounding of
// a bare figure, of one called approximate, and of a conversion by somebody
// else's rate of about that day.
const (
	roundingSlack   = 0.025
	boundSlack      = 0.07
	conversionSlack = 0.05
)

// sameSum names the way in which two sums are one, "" when they are not, for
// reports of about that day.
func sameSum(a, b value.Money, on value.Day) string {
	for _, ca := range currencies(a) {
		for _, cb := range currencies(b) {
			if ca != cb {
				continue
			}
			if a.Amount.Equal(b.Amount) && a.AmountTo.Equal(b.AmountTo) {
				return "same-sum"
			}
			if rounds(a, b, roundingSlack) {
				return "rounded-sum"
			}
		}
	}
	if statedEquivalent(a, b) || statedEquivalent(b, a) {
		return "stated-equivalent"
	}
	if converts(a, b, on) {
		return "other-currency"
	}
	return ""
}

// currencies are those that a sum may be in. A sum without any is in none.
func currencies(m value.Money) []string {
	list := m.Candidates
	if m.Currency != "" {
		list = append([]string{m.Currency}, list...)
	}
	return list
}

func statedEquivalent(a, b value.Money) bool {
	e := a.Equivalent
	return e != nil && e.Currency != "" && e.Currency == b.Currency && rounds(*e, b, roundingSlack)
}

// converts compares sums in two currencies at the rate of the day.
func converts(a, b value.Money, on value.Day) bool {
	if a.Currency == "" || b.Currency == "" || a.Currency == b.Currency || a.AmountTo.Known() || b.AmountTo.Known() {
		return false
	}
	c, _, ok := fx.Convert(a.Amount, a.Currency, b.Currency, on)
	return ok && apart(c.Float(), b.Amount.Float()) <= conversionSlack
}

// rounds reports whether one amount is the other, rounded: equal at the
// coarser one's last digit, or within the slack of its bound.
func rounds(a, b value.Money, slack float64) bool {
	if a.AmountTo.Known() || b.AmountTo.Known() {
		return a.Amount.Equal(b.Amount) && a.AmountTo.Equal(b.AmountTo)
	}
	x, y := a.Amount, b.Amount
	if x.Equal(y) {
		return true
	}
	coarse, fine, bound := x, y, a.Bound
	if figures(y) < figures(x) {
		coarse, fine, bound = y, x, b.Bound
	}
	off := apart(x.Float(), y.Float())
	switch bound {
	case value.Approximately:
		return off <= boundSlack
	case value.AtLeast, value.MoreThan:
		return off <= boundSlack && fine.Cmp(coarse) >= 0
	case value.AtMost, value.LessThan, value.UpTo:
		return off <= boundSlack && fine.Cmp(coarse) <= 0
	}
	return off <= slack && figures(fine) > figures(coarse) && roundTo(fine, coarse).Equal(coarse)
}

// apart is the difference of two amounts as a fraction of the larger.
func apart(x, y float64) float64 {
	m := math.Max(math.Abs(x), math.Abs(y))
	if m == 0 {
		return 0
	}
	return math.Abs(x-y) / m
}

// figures counts the significant digits of a whole number's notation: 3 in
// 350000000 is 2.
func figures(n value.Number) int {
	digits := strings.Trim(n.String(), "-")
	if !strings.Contains(digits, ".") {
		digits = strings.TrimRight(digits, "0")
	}
	return len(strings.TrimLeft(strings.ReplaceAll(digits, ".", ""), "0"))
}

// roundTo rounds x to the last significant place of like.
func roundTo(x, like value.Number) value.Number {
	s := strings.Trim(like.String(), "-")
	whole, fraction, _ := strings.Cut(s, ".")
	if fraction != "" {
		return x.Round(int32(len(fraction)))
	}
	return x.Round(-int32(len(whole) - len(strings.TrimRight(whole, "0"))))
}

// sumStep is the width of a block of sums, in the logarithm: wider than any
// two statements of one sum lie apart, drift of the rate between two reports
// included.
const sumStep = 0.15

// sumBlocks names the blocks that a sum stands in, by its own currency, its
// equivalent's, and in dollars of the day.
func sumBlocks(m value.Money, on value.Day) []string {
	var list []string
	for _, c := range currencies(m) {
		list = append(list, amountBlocks(c, m.Amount)...)
	}
	if m.Equivalent != nil && m.Equivalent.Currency != "" {
		list = append(list, amountBlocks(m.Equivalent.Currency, m.Equivalent.Amount)...)
	}
	if m.Currency != "" && m.Currency != "USD" {
		if usd, _, ok := fx.Convert(m.Amount, m.Currency, "USD", on); ok {
			list = append(list, amountBlocks("USD", usd)...)
		}
	}
	return list
}

// amountBlocks gives two neighbouring blocks, so that amounts less than a step
// apart share one.
func amountBlocks(currency string, amount value.Number) []string {
	f := amount.Float()
	if !amount.Known() || f <= 0 {
		return []string{currency + " 0"}
	}
	n := int(math.Floor(math.Log(f) / sumStep))
	return []string{fmt.Sprintf("%s %d", currency, n), fmt.Sprintf("%s %d", currency, n+1)}
}
