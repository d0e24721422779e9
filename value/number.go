// Package value holds comparable values read from text: exact numbers,
// quantities, money and dates. Each has one canonical notation, and
// Parse(v.String()) gives v back.
//
// Unknown is a value of its own: the zero Number is "not stated" and is never
// equal to 0. The package does no I/O and asks no clock.
package value

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal. The zero Number is unknown, not nought.
type Number struct {
	d     decimal.Decimal
	known bool
}

// Int is the whole number n.
func Int(n int64) Number { return Number{decimal.NewFromInt(n), true} }

// ParseNumber reads plain decimal notation ("350000000", "-2.5", "1e9"); "" is unknown.
func ParseNumber(s string) (Number, error) {
	if s == "" {
		return Number{}, nil
	}
	if len(s) > 64 {
		return Number{}, fmt.Errorf("parse number: %d characters, more than 64", len(s))
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Number{}, fmt.Errorf("parse number %q: not a decimal", s)
	}
	if e := d.Exponent(); e > 64 || e < -64 {
		return Number{}, fmt.Errorf("parse number %q: exponent out of range", s)
	}
	return Number{d, true}, nil
}

// MustNumber is ParseNumber for constants; it panics on anything else.
func MustNumber(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// Known reports whether the number was stated at all.
func (n Number) Known() bool { return n.known }

// IsZero reports whether the number is unknown, so that omitzero leaves it out.
func (n Number) IsZero() bool { return !n.known }

// Add is n+m; unknown when either is.
func (n Number) Add(m Number) Number { return Number{n.d.Add(m.d), n.known && m.known} }

// Sub is n-m; unknown when either is.
func (n Number) Sub(m Number) Number { return Number{n.d.Sub(m.d), n.known && m.known} }

// Mul is n*m; unknown when either is.
func (n Number) Mul(m Number) Number { return Number{n.d.Mul(m.d), n.known && m.known} }

// Div is n/m to 16 places; unknown when either is or m is nought.
func (n Number) Div(m Number) Number {
	if !n.known || !m.known || m.d.IsZero() {
		return Number{}
	}
	return Number{n.d.DivRound(m.d, 16), true}
}

// Round is n to the given number of decimal places, halves away from nought.
func (n Number) Round(places int32) Number { return Number{n.d.Round(places), n.known} }

// Cmp orders numbers; unknown comes before every known number.
func (n Number) Cmp(m Number) int {
	switch {
	case n.known && m.known:
		return n.d.Cmp(m.d)
	case n.known:
		return 1
	case m.known:
		return -1
	}
	return 0
}

// Equal reports whether both are unknown or both are the same number.
func (n Number) Equal(m Number) bool { return n.Cmp(m) == 0 }

// Sign is -1, 0 or 1; 0 for unknown.
func (n Number) Sign() int { return n.d.Sign() }

// IsWhole reports whether the number is known and has no fraction.
func (n Number) IsWhole() bool { return n.known && n.d.IsInteger() }

// Int64 is the whole part.
func (n Number) Int64() int64 { return n.d.IntPart() }

// Float is the nearest float, for display and scoring only.
func (n Number) Float() float64 { return n.d.InexactFloat64() }

// String is plain decimal notation without exponent or trailing zeros; "" is unknown.
func (n Number) String() string {
	if !n.known {
		return ""
	}
	s := n.d.String()
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// MarshalJSON writes a bare JSON number, null for unknown.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.known {
		return []byte("null"), nil
	}
	return []byte(n.String()), nil
}

// UnmarshalJSON reads a JSON number or null.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Number{}
		return nil
	}
	v, err := ParseNumber(strings.Trim(string(b), `"`))
	if err != nil {
		return err
	}
	*n = v
	return nil
}
