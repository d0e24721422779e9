package value

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var drawNumber = rapid.Custom(func(t *rapid.T) Number {
	if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
		return Number{}
	}
	n := Int(rapid.Int64().Draw(t, "mantissa"))
	for range rapid.IntRange(0, 4).Draw(t, "places") {
		n = n.Div(Int(10)).Round(6)
	}
	return n
})

var drawDay = rapid.Custom(func(t *rapid.T) Day {
	return NewDay(rapid.IntRange(1, 9998).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"))
})

var drawDate = rapid.Custom(func(t *rapid.T) Date {
	a, b := drawDay.Draw(t, "a"), drawDay.Draw(t, "b")
	if b.Cmp(a) < 0 {
		a, b = b, a
	}
	switch rapid.IntRange(0, 6).Draw(t, "shape") {
	case 0:
		return Date{}
	case 1:
		return OnDay(a)
	case 2:
		return InMonth(a.Year, a.Month)
	case 3:
		return InYear(a.Year)
	case 4:
		return Date{From: a}
	case 5:
		return Date{To: a}
	}
	return Date{a, b}
})

// bounds that String writes; Exact is the empty one's other name.
var drawBound = rapid.SampledFrom([]Bound{"", Approximately, AtLeast, MoreThan, AtMost, LessThan, UpTo})

func drawPair(t *rapid.T) (b Bound, v, to Number) {
	b = drawBound.Draw(t, "bound")
	v = Int(rapid.Int64().Draw(t, "value"))
	if rapid.Bool().Draw(t, "range") {
		to = Int(rapid.Int64().Draw(t, "to"))
		if b == "" {
			b = Range
		}
	}
	return b, v, to
}

var drawQuantity = rapid.Custom(func(t *rapid.T) Quantity {
	b, v, to := drawPair(t)
	return Quantity{v, to, b, rapid.SampledFrom([]string{"", "people", "field rations", "%", "degrees Celsius"}).Draw(t, "unit")}
})

var drawMoney = rapid.Custom(func(t *rapid.T) Money { return moneyOf(t, true) })

func moneyOf(t *rapid.T, outer bool) Money {
	b, v, to := drawPair(t)
	m := Money{Amount: v, AmountTo: to, Bound: b, Currency: rapid.SampledFrom([]string{"USD", "JPY", "EUR"}).Draw(t, "currency")}
	m.Basis = rapid.SampledFrom([]Basis{"", New, Cumulative, Remaining, Restated}).Draw(t, "basis")
	if rapid.Bool().Draw(t, "several") {
		m.Candidates = []string{"USD", "CAD"}
	}
	if outer && rapid.Bool().Draw(t, "equivalent") {
		e := moneyOf(t, false)
		m.Equivalent = &e
	}
	return m
}

// roundTrip checks that v's notation and its JSON both give v back.
func roundTrip[T fmt.Stringer](t *rapid.T, v T, parse func(string) (T, error), same func(a, b T) bool) {
	got, err := parse(v.String())
	if err != nil || !same(got, v) {
		t.Fatalf("parse %q: got %v, %v", v.String(), got, err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var back T
	if err := json.Unmarshal(raw, &back); err != nil || !same(back, v) {
		t.Fatalf("JSON %s: got %v, %v", raw, back, err)
	}
}

func sameQuantity(a, b Quantity) bool {
	return a.Value.Equal(b.Value) && a.ValueTo.Equal(b.ValueTo) && a.Bound == b.Bound && a.Unit == b.Unit
}

func TestNotationGivesTheValueBack(t *testing.T) {
	t.Run("number", rapid.MakeCheck(func(t *rapid.T) { roundTrip(t, drawNumber.Draw(t, "n"), ParseNumber, Number.Equal) }))
	t.Run("date", rapid.MakeCheck(func(t *rapid.T) {
		roundTrip(t, drawDate.Draw(t, "d"), ParseDate, func(a, b Date) bool { return a == b })
	}))
	t.Run("quantity", rapid.MakeCheck(func(t *rapid.T) { roundTrip(t, drawQuantity.Draw(t, "q"), ParseQuantity, sameQuantity) }))
	t.Run("money", rapid.MakeCheck(func(t *rapid.T) { roundTrip(t, drawMoney.Draw(t, "m"), ParseMoney, Money.Equal) }))
}

func TestDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDay.Draw(t, "d")
		if got, err := ParseDay(d.String()); err != nil || got != d {
			t.Fatalf("parse %s: %v, %v", d, got, err)
		}
		if next := d.Add(0, 0, 1); next.Cmp(d) <= 0 || next.Add(0, 0, -1) != d || (int(d.Weekday())+1)%7 != int(next.Weekday()) {
			t.Fatalf("the day after %s is %s", d, next)
		}
	})
	if got := NewDay(2022, 13, 31); got != (Day{2023, 1, 31}) {
		t.Errorf("month 13: %v", got)
	}
}

func TestNumberArithmeticKeepsUnknown(t *testing.T) {
	five, none := Int(5), Number{}
	for name, got := range map[string]Number{
		"add": five.Add(none), "sub": none.Sub(five), "mul": five.Mul(none), "div": five.Div(none), "by nought": five.Div(Int(0)),
	} {
		if got.Known() || got.String() != "" {
			t.Errorf("%s: %v is known", name, got)
		}
	}
	if none.Equal(Int(0)) || none.Cmp(Int(-1)) >= 0 || !five.IsWhole() || MustNumber("0.5").IsWhole() {
		t.Error("unknown is equal to nought, or wholes are mixed up")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"x", "1,000", "--1", "1e999", string(make([]byte, 65))} {
		if n, err := ParseNumber(s); err == nil {
			t.Errorf("number %q gave %v", s, n)
		}
	}
	for _, s := range []string{"2022-13", "2022-02-30", "yesterday", "2022/x", "x/2022"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("date %q gave %v", s, d)
		}
	}
	for _, s := range []string{"", "USD x", "USD 5 = "} {
		if m, err := ParseMoney(s); err == nil {
			t.Errorf("money %q gave %v", s, m)
		}
	}
}

func TestDatesOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2022", "2022-03-04", true}, {"2022-03-04/..", "2030", true}, {"../2022-01", "2022-02", false},
		{"", "2022", false}, {"2022-03-01/2022-03-07", "2022-03-07/2022-04-01", true},
	} {
		a, err := ParseDate(c.a)
		if err != nil {
			t.Fatal(err)
		}
		b, err := ParseDate(c.b)
		if err != nil {
			t.Fatal(err)
		}
		if a.Overlaps(b) != c.want || b.Overlaps(a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}

// fuzzNotation checks that what a parser accepts is written so that it reads
// the same again.
func fuzzNotation[T fmt.Stringer](f *testing.F, parse func(string) (T, error), seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := parse(s)
		if err != nil {
			return
		}
		again, err := parse(v.String())
		if err != nil || again.String() != v.String() {
			t.Fatalf("%q is written %q and read as %q, %v", s, v.String(), again.String(), err)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	fuzzNotation(f, ParseNumber, "350000000", "-2.5", "1e9", "", ".5", "00.10")
}

func FuzzParseDate(f *testing.F) {
	fuzzNotation(f, ParseDate, "2022-03-04", "2022-03", "2014", "2022-02/..", "../2026-06", "../..")
}

func ExampleParseMoney() {
	m, err := ParseMoney(">=USD 30000000 (USD|CAD) new = JPY 3240000000")
	fmt.Println(m.Bound, m.Amount, slices.Contains(m.Candidates, "CAD"), m.Equivalent, err)
	// Output: at_least 30000000 true JPY 3240000000 <nil>
}

func ExampleDate_String() {
	fmt.Println(InMonth(2022, 3), InYear(2014), Date{From: NewDay(2022, 2, 24)})
	// Output: 2022-03 2014 2022-02-24/..
}
