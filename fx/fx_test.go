package fx

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiroku/value"
)

func day(t *testing.T, s string) value.Day {
	t.Helper()
	d, err := value.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOn(t *testing.T) {
	for _, c := range []struct{ from, to, on, rate, fixed string }{
		{"EUR", "USD", "2022-02-28", "1.1199", "2022-02-28"},
		{"EUR", "JPY", "2022-02-28", "129.31", "2022-02-28"},
		{"USD", "JPY", "2023-03-30", "132.6658", "2023-03-30"},
		{"JPY", "EUR", "2024-01-05", "0.0063", "2024-01-05"},
		{"USD", "EUR", "2022-03-06", "0.915", "2022-03-04"},  // a Sunday
		{"USD", "EUR", "2023-04-10", "0.9162", "2023-04-06"}, // Easter Monday
		{"RUB", "EUR", "2022-03-01", "0.0085", "2022-03-01"}, // the last fixing
		{"RUB", "EUR", "2022-03-08", "0.0085", "2022-03-01"},
		{"RUB", "EUR", "2022-03-09", "", ""},
		{"USD", "UAH", "2022-07-20", "", ""},
		{"USD", "UAH", "2022-07-21", "36.5686", "2022-07-21"},
		{"UAH", "USD", "2023-10-02", "0.0273", "2023-10-02"},
		{"USD", "UAH", "2023-10-03", "", ""},
		{"USD", "EUR", "2013-12-31", "", ""},
		{"USD", "EUR", "2099-01-01", "", ""},
		{"USD", "EUR", "", "", ""},
		{"USD", "TWD", "2022-03-04", "", ""},
		{"", "USD", "2022-03-04", "", ""},
		{"", "", "2022-03-04", "", ""},
		{"TWD", "TWD", "2022-03-05", "1", "2022-03-05"},
		{"EUR", "EUR", "2022-03-05", "1", "2022-03-05"},
	} {
		r, ok := On(c.from, c.to, day(t, c.on))
		if ok != (c.rate != "") {
			t.Errorf("%s to %s on %s: known %v", c.from, c.to, c.on, ok)
			continue
		}
		if got := r.Value.Round(4).String(); got != c.rate || r.Date.String() != c.fixed {
			t.Errorf("%s to %s on %s: %s of %s, want %s of %s", c.from, c.to, c.on, got, r.Date, c.rate, c.fixed)
		}
	}
}

func TestSources(t *testing.T) {
	d := day(t, "2023-03-30")
	if r, _ := On("USD", "JPY", d); r.String() != "1 USD = 132.665809 JPY (European Central Bank reference rate, 2023-03-30)" {
		t.Error(r)
	}
	if r, _ := On("UAH", "EUR", d); r.Source != ECB+", "+NBU {
		t.Error(r)
	}
}

func TestConvert(t *testing.T) {
	got, r, ok := Convert(value.MustNumber("30000000"), "USD", "JPY", day(t, "2023-03-30"))
	if !ok || got.Round(0).String() != "3979974279" || r.Date.String() != "2023-03-30" {
		t.Errorf("%s at %s, %v", got, r, ok)
	}
	if got, _, ok := Convert(value.Number{}, "USD", "JPY", day(t, "2023-03-30")); ok || got.Known() {
		t.Errorf("an unknown amount became %s", got)
	}
}

func TestCurrencies(t *testing.T) {
	list := Currencies()
	for _, c := range []string{"AUD", "CAD", "EUR", "GBP", "JPY", "RUB", "UAH", "USD"} {
		if !slices.Contains(list, c) {
			t.Errorf("no %s in %v", c, list)
		}
	}
	if !slices.IsSorted(list) || slices.Contains(list, "") {
		t.Errorf("%v", list)
	}
}

// There and back again is the same sum, and the fixing is never later than
// the day nor older than it may be.
func TestThereAndBack(t *testing.T) {
	list := Currencies()
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.SampledFrom(list).Draw(t, "from"), rapid.SampledFrom(list).Draw(t, "to")
		on := value.NewDay(2014, 1, 2+rapid.IntRange(0, 4480).Draw(t, "day"))
		amount := value.Int(rapid.Int64Range(1, 1e15).Draw(t, "amount"))
		there, r, ok := Convert(amount, from, to, on)
		if !ok {
			return
		}
		back, _, ok := Convert(there, to, from, on)
		if !ok {
			t.Fatalf("%s to %s on %s goes one way only", from, to, on)
		}
		if off := back.Div(amount).Float() - 1; off > 1e-9 || off < -1e-9 {
			t.Fatalf("%s %s is %s %s is %s", amount, from, there, to, back)
		}
		if r.Date.Cmp(on) > 0 || r.Date.Add(0, 0, maxAge).Cmp(on) < 0 {
			t.Fatalf("on %s the rate of %s", on, r.Date)
		}
	})
}

func TestLoadRefuses(t *testing.T) {
	if _, err := load([]byte("not compressed")); err == nil {
		t.Error("loaded")
	}
}

func BenchmarkOn(b *testing.B) {
	d := value.NewDay(2023, 4, 10)
	for b.Loop() {
		if _, ok := On("USD", "JPY", d); !ok {
			b.Fatal("unknown")
		}
	}
}
