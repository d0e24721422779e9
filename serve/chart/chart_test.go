package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// An axis begins at nought, reaches what it is to hold, and has few lines.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := math.Pow(10, rapid.Float64Range(-3, 15).Draw(t, "magnitude"))
		list := Ticks(most, 5)
		if list[0] != 0 || list[len(list)-1] < most || len(list) > 8 {
			t.Fatalf("up to %g: %v", most, list)
		}
	})
	for _, odd := range []float64{0, -1, math.Inf(1), math.NaN()} {
		if len(Ticks(odd, 5)) != 2 {
			t.Errorf("%g: %v", odd, Ticks(odd, 5))
		}
	}
}

func TestShortNumber(t *testing.T) {
	for f, want := range map[float64]string{0: "0", 9500: "9,500", 12_340: "12.3 k", 48_600_000: "48.6 m", 1.234e9: "1.23 bn", 2e12: "2 tn", 999_700: "1 m"} {
		if got := ShortNumber(f); got != want {
			t.Errorf("%g: %q, want %q", f, got, want)
		}
	}
}

// What is drawn of nothing is nothing, and bars are as long as they say.
func TestBars(t *testing.T) {
	d := Bars("k", "t", "u", []Bar{{Name: "a", Parts: []Part{{"x", "p", 50}, {"y", "q", 50}}}, {Name: "b", Parts: []Part{{"x", "p", 100}}}})
	var lengths []float64
	for _, s := range d.Shapes {
		if s.Kind == "rect" {
			lengths = append(lengths, s.W)
		}
	}
	if len(lengths) != 3 || lengths[0]+lengths[1] != lengths[2] || Columns("k", "t", nil) != nil {
		t.Errorf("%v", lengths)
	}
}
