package value

import (
	"fmt"
	"slices"
	"strings"
)

// Bound says how a stated number limits the true one.
type Bound string

// The bounds. The empty Bound is read as Exact.
const (
	Exact         Bound = "exact"
	Approximately Bound = "approximately" // "about", "some", "nearly", "close to"
	AtLeast       Bound = "at_least"      // "at least", "dozens"
	MoreThan      Bound = "more_than"     // "more than", "over"
	AtMost        Bound = "at_most"       // "at most", "no more than"
	LessThan      Bound = "less_than"     // "fewer than", "under"
	Range         Bound = "range"         // "10 to 20": a second value is given
	UpTo          Bound = "up_to"         // of money: "up to $5 million"
)

// boundSigns is the notation of bounds in String and in test files.
var boundSigns = []struct {
	b    Bound
	sign string
}{
	{Approximately, "~"}, {AtLeast, ">="}, {MoreThan, ">"}, {UpTo, "^"}, {AtMost, "<="}, {LessThan, "<"},
}

// Quantity is a counted or measured number: "48,000 field rations",
// "10 to 12 percent".
type Quantity struct {
	Value   Number `json:"value,omitzero"`
	ValueTo Number `json:"value_to,omitzero"` // upper end, with Bound Range
	Bound   Bound  `json:"bound,omitempty"`
	Unit    string `json:"unit,omitempty"` // the counted noun or the measure, "%" for percentages
}

// IsZero reports whether nothing was stated.
func (q Quantity) IsZero() bool { return q == (Quantity{}) || !q.Value.Known() && q.Unit == "" }

// String is "sign value[..value_to] unit": ">=20 people", "10..12 %".
func (q Quantity) String() string {
	s := boundedString(q.Bound, q.Value, q.ValueTo)
	return strings.TrimSpace(s + " " + q.Unit)
}

// ParseQuantity reads the notation of [Quantity.String].
func ParseQuantity(s string) (Quantity, error) {
	num, unit, _ := strings.Cut(s, " ")
	b, v, to, err := parseBounded(num)
	if err != nil {
		return Quantity{}, fmt.Errorf("parse quantity %q: %w", s, err)
	}
	return Quantity{v, to, b, unit}, nil
}

// Basis says what a sum of money counts.
type Basis string

// The bases. The empty Basis is not stated, and read as new money.
const (
	New        Basis = "new"
	Cumulative Basis = "cumulative" // "more than $2 billion since 2021"
	Remaining  Basis = "remaining"
	Restated   Basis = "restated"
)

// Money is a sum as the text states it. Currency is an ISO 4217 code; where
// the sign could be several ("$"), Candidates lists them, likeliest first.
type Money struct {
	Amount     Number   `json:"amount,omitzero"`
	AmountTo   Number   `json:"amount_to,omitzero"`
	Currency   string   `json:"currency,omitempty"`
	Bound      Bound    `json:"bound,omitempty"`
	Basis      Basis    `json:"basis,omitempty"`
	Candidates []string `json:"candidates,omitempty"`
	Equivalent *Money   `json:"equivalent,omitempty"` // the same sum in another currency, as the text itself gives it
}

// IsZero reports whether no sum was stated.
func (m Money) IsZero() bool { return !m.Amount.Known() && m.Currency == "" }

// Equal compares every field.
func (m Money) Equal(o Money) bool {
	if (m.Equivalent == nil) != (o.Equivalent == nil) || m.Equivalent != nil && !m.Equivalent.Equal(*o.Equivalent) {
		return false
	}
	return m.Amount.Equal(o.Amount) && m.AmountTo.Equal(o.AmountTo) && m.Currency == o.Currency &&
		m.Bound == o.Bound && m.Basis == o.Basis && slices.Equal(m.Candidates, o.Candidates)
}

// String is "sign currency amount[..amount_to] [(candidates)] [basis] [= equivalent]":
// ">=USD 20000000", "USD 5000000 (USD|CAD) cumulative".
func (m Money) String() string {
	var b strings.Builder
	num := boundedString(m.Bound, m.Amount, m.AmountTo)
	sign := num[:len(num)-len(strings.TrimLeft(num, "~<>=^"))]
	b.WriteString(strings.TrimSpace(sign + m.Currency + " " + num[len(sign):]))
	if len(m.Candidates) > 0 {
		b.WriteString(" (" + strings.Join(m.Candidates, "|") + ")")
	}
	if m.Basis != "" {
		b.WriteString(" " + string(m.Basis))
	}
	if m.Equivalent != nil {
		b.WriteString(" = " + m.Equivalent.String())
	}
	return b.String()
}

// ParseMoney reads the notation of [Money.String].
func ParseMoney(s string) (Money, error) {
	var m Money
	head, eq, both := strings.Cut(s, " = ")
	if both {
		e, err := ParseMoney(eq)
		if err != nil {
			return Money{}, err
		}
		m.Equivalent = &e
	}
	words := strings.Fields(head)
	if len(words) == 0 {
		return Money{}, fmt.Errorf("parse money %q: empty", s)
	}
	sign := words[0][:len(words[0])-len(strings.TrimLeft(words[0], "~<>=^"))]
	m.Currency = words[0][len(sign):]
	words = words[1:]
	if len(words) > 0 {
		var err error
		if m.Bound, m.Amount, m.AmountTo, err = parseBounded(sign + words[0]); err != nil {
			return Money{}, fmt.Errorf("parse money %q: %w", s, err)
		}
		words = words[1:]
	}
	for _, w := range words {
		if strings.HasPrefix(w, "(") {
			m.Candidates = strings.Split(strings.Trim(w, "()"), "|")
		} else {
			m.Basis = Basis(w)
		}
	}
	return m, nil
}

func boundedString(b Bound, v, to Number) string {
	s := v.String()
	for _, bs := range boundSigns {
		if bs.b == b {
			s = bs.sign + s
		}
	}
	if to.Known() {
		s += ".." + to.String()
	}
	return s
}

func parseBounded(s string) (b Bound, v, to Number, err error) {
	rest := s
	for _, bs := range boundSigns {
		if r, ok := strings.CutPrefix(s, bs.sign); ok {
			b, rest = bs.b, r
			break
		}
	}
	low, high, ranged := strings.Cut(rest, "..")
	if v, err = ParseNumber(low); err != nil {
		return
	}
	if ranged {
		if b == "" {
			b = Range
		}
		to, err = ParseNumber(high)
	}
	return
}
