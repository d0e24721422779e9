package view

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiroku/claim"
	"kiroku/internal/reporttest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/value"
)

// Two disasters of one area in one month are two series; what names no cause
// goes with the nearest.
func TestSeriesByCause(t *testing.T) {
	reports := reporttest.Parse(t, `
Wire   | 2026-03-11 | impact killed | where=Marenta value=41 asof=2026-03-11 cause="the floods"
Wire   | 2026-03-13 | impact killed | where=Marenta value=60 asof=2026-03-13
Wire   | 2026-03-20 | impact killed | where=Marenta value=7 asof=2026-03-20
Daily  | 2026-03-21 | impact killed | where=Marenta value=9 asof=2026-03-21 cause="Friday's earthquake"
Daily  | 2026-03-30 | impact killed | where=Marenta value=64 asof=2026-03-30 cause="a tropical storm"
Daily  | 2026-03-21 | impact injured | where=Marenta value=5 asof=2026-03-21 cause="an attack after the storm"`)
	var got []string
	for _, s := range SeriesOf(resolve.Entries(resolve.Rules{}, reports, nil)) {
		line := s.Measure + " " + s.Cause
		for _, e := range s.Points {
			line += " " + e.Quantity.Value.String()
		}
		got = append(got, line)
	}
	if want := []string{"injured  5", "killed weather 41 60 64", "killed quake 7 9"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Whatever order entries come in, series are the same: each figure in one, in
// order of time, none of two causes, and undivided where no two are named.
func TestSeriesByCauseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kinds := rapid.SampledFrom([][]string{{""}, {"", "weather"}, {"", "weather", "quake", "violence"}}).Draw(t, "kinds")
		var list []ledger.Entry
		for i := range rapid.IntRange(0, 12).Draw(t, "entries") {
			e := ledger.Entry{ID: fmt.Sprint("e", i), Type: claim.Impact, Action: "killed", Where: claim.Location{Name: "Marenta"},
				Quantity: value.Quantity{Value: value.Int(int64(i))}, Cause: rapid.SampledFrom(kinds).Draw(t, "cause")}
			if day := rapid.IntRange(0, 200).Draw(t, "day"); day > 0 {
				e.When = value.OnDay(value.NewDay(2026, 1, 1).Add(0, 0, day))
			}
			list = append(list, e)
		}
		series := SeriesOf(list)
		if again := SeriesOf(rapid.Permutation(list).Draw(t, "order")); fmt.Sprint(again) != fmt.Sprint(series) {
			t.Fatalf("in another order:\n%v\n%v", again, series)
		}
		points := 0
		for _, s := range series {
			points += len(s.Points)
			if !slices.IsSortedFunc(s.Points, byDate) {
				t.Fatalf("out of order: %v", s.Points)
			}
			for _, e := range s.Points {
				if e.Cause != "" && e.Cause != s.Cause {
					t.Fatalf("%s in a series of %s", e.Cause, s.Cause)
				}
			}
		}
		if points != len(list) {
			t.Fatalf("%d points of %d entries", points, len(list))
		}
		if len(kinds) < 3 {
			for i := range list {
				list[i].Cause = ""
			}
			if plain := SeriesOf(list); len(plain) != len(series) {
				t.Fatalf("%d series by one cause, %d without", len(series), len(plain))
			}
		}
	})
}
