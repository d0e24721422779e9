package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kiroku/internal/reporttest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/value"
)

const sampleReports = `
Wire  | 2022-02-28 | aid pledge | actor=NOR recipient=SDN money="USD 1000000" category=humanitarian
Daily | 2022-03-01 | aid pledge | actor=NOR recipient=SDN money="USD 1000000" category=humanitarian
Wire  | 2022-02-28 | aid deliver | actor=NOR recipient=UKR money="^EUR 500000" category=military
Wire  | 2022-02-28 | aid pledge | actor=NOR recipient=SDN money="USD 9000000 cumulative"
Wire  | 2022-02-28 | aid send | actor=NOR recipient=SDN item=tents category=humanitarian
Wire  | 2022-03-05 | aid pledge | actor=JPN recipient=UKR money="JPY 129310000"
Wire  | 2022-03-05 | aid pledge | actor=TWN recipient=UKR money="TWD 70"
Wire  | 2022-03-05 | aid request | actor=NOR recipient=UKR money="USD 70000000"
Wire  | 2022-03-05 | aid decline | actor=NOR recipient=UKR category=military
Wire  | 2022-03-05 | aid not pledge | actor=NOR recipient=UKR money="USD 800000"
Wire  | 2022-03-05 | impact killed | where=NOR value=3
Daily | 2022-03-05 | sanction impose travel_ban | actor=NOR recipient=RUS count=4
Daily | 2022-03-05 | statement condemn | actor=NOR says="We condemn the shelling of the town"
Daily | 2022-03-05 | event meeting | actor=SDN recipient=NOR`

func TestTotals(t *testing.T) {
	list := resolve.Entries(resolve.Rules{}, reporttest.Parse(t, sampleReports), nil)
	show := func(o TotalsOptions) string {
		var b strings.Builder
		for _, row := range Totals(list, o) {
			fmt.Fprintf(&b, "%s %s entries=%d unknown=%d upper=%d %v\n", strings.Join(row.Key, "/"), row.Sum.Round(0), row.Entries, row.Unknown,
				row.UpperBounds, row.Unconverted)
		}
		return b.String()
	}
	for _, c := range []struct {
		name string
		o    TotalsOptions
		want string
	}{
		{"all, at each day's rate", TotalsOptions{Currency: "EUR"}, " 2417824 entries=5 unknown=1 upper=1 map[TWD:70]\n"},
		{"by donor", TotalsOptions{Currency: "USD", By: []TotalsBy{ByDonor}},
			"JPN 1120099 entries=1 unknown=0 upper=0 map[]\nNOR 1559950 entries=3 unknown=1 upper=1 map[]\nTWN 0 entries=1 unknown=0 upper=0 map[TWD:70]\n"},
		{"by class and stage", TotalsOptions{Currency: "USD", By: []TotalsBy{ByCategory, ByStage}},
			"humanitarian/pledge 1000000 entries=1 unknown=0 upper=0 map[]\nhumanitarian/send 0 entries=1 unknown=1 upper=0 map[]\n" +
				"military/deliver 559950 entries=1 unknown=0 upper=1 map[]\nunknown/pledge 1120099 entries=2 unknown=0 upper=0 map[TWD:70]\n"},
		{"at one day's rate", TotalsOptions{Currency: "EUR", By: []TotalsBy{ByYear}, RateDay: value.NewDay(2022, 2, 28)},
			"2022 2392937 entries=5 unknown=1 upper=1 map[TWD:70]\n"},
	} {
		if got := show(c.o); got != c.want {
			t.Errorf("%s:\n%swant:\n%s", c.name, got, c.want)
		}
	}
	rates := Totals(list, TotalsOptions{Currency: "EUR"})[0].Rates
	if len(rates) != 2 || !strings.Contains(rates[1], "1 USD = 0.892937 EUR (European Central Bank reference rate, 2022-02-28)") {
		t.Errorf("rates %q", rates)
	}
	if rows := Totals(nil, TotalsOptions{Currency: "EUR"}); len(rows) != 0 {
		t.Errorf("of nothing: %v", rows)
	}
}

// What a person rejected is not added up, what a person accepted is.
func TestTotalsDecided(t *testing.T) {
	reports := reporttest.Parse(t, sampleReports)[:2]
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	reject := ledger.Decision{ID: "1", Kind: ledger.Reject, Claims: []string{reports[0].Claim.ID}, Who: "x", At: at}
	if rows := Totals(resolve.Entries(resolve.Rules{}, reports, []ledger.Decision{reject}), TotalsOptions{Currency: "USD"}); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
	undo := ledger.Decision{ID: "2", Kind: ledger.Undo, Undoes: "1", Who: "x", At: at.Add(1)}
	if rows := Totals(resolve.Entries(resolve.Rules{}, reports, []ledger.Decision{undo, reject}), TotalsOptions{Currency: "USD"}); len(rows) != 1 {
		t.Errorf("%+v", rows)
	}
}

func TestProfile(t *testing.T) {
	p := ProfileOf(resolve.Entries(resolve.Rules{}, reporttest.Parse(t, sampleReports), nil), "NOR")
	got := fmt.Sprint(len(p.Gives), len(p.Refuses), len(p.Receives), len(p.Sanctions), len(p.Sanctioned), len(p.Suffers), len(p.Acts), len(p.Says), len(p.Reversals))
	if got != "4 2 0 1 0 1 2 1 1" {
		t.Errorf("%s", got)
	}
	if p := ProfileOf(nil, "NOR"); p.Gives != nil || p.Reversals != nil {
		t.Errorf("of nothing: %+v", p)
	}
}

func TestCompare(t *testing.T) {
	reports := reporttest.Parse(t, `
Wire  | 2026-03-13 | impact killed | where=Marenta value=163 asof=2026-03-13
Relief | 2026-03-13 | impact killed | where=Marenta value=212 asof=2026-03-13
Wire  | 2026-03-13 | impact missing | where=Marenta value=31
Relief | 2026-03-13 | impact missing | where=Marenta value=31
Wire  | 2026-03-13 | impact injured | where=Marenta value=9
Other | 2026-03-13 | impact injured | where=Marenta value=10`)
	// The reports of one outlet are one document here.
	for i := range reports {
		reports[i].Claim.Document = reports[i].Source
	}
	c := Compare(resolve.Entries(resolve.Rules{}, reports, nil), "Wire", "Relief")
	if len(c.Both) != 1 || len(c.OnlyA) != 2 || len(c.OnlyB) != 1 || len(c.Disagree) != 1 || c.Disagree[0].Kind != Conflict {
		t.Errorf("%+v", c)
	}
}

func TestSeries(t *testing.T) {
	reports := reporttest.Parse(t, `
Wire   | 2026-03-13 | impact killed | where=Marenta value=163 asof=2026-03-13
Relief | 2026-03-13 | impact killed | where=Marenta value=212 asof=2026-03-13
Daily  | 2026-03-13 | impact killed | where=Marenta value=163 asof=2026-03-13
Wire   | 2026-03-11 | impact killed | where=Marenta value=41 asof=2026-03-11
Wire   | 2026-09-11 | impact killed | where=Marenta value=2 asof=2026-09-11
Wire   | 2026-03-11 | impact not killed | where=Marenta value=5000 asof=2026-03-11
Wire   | 2026-03-11 | impact injured | where=Marenta value=41 asof=2026-03-11`)
	list := SeriesOf(resolve.Entries(resolve.Rules{}, reports, nil))
	var got []string
	for _, s := range list {
		got = append(got, fmt.Sprintf("%s %d %s", s.Measure, len(s.Points), s.Latest().Quantity.Value))
	}
	if want := []string{"injured 1 41", "killed 3 163", "killed 1 2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
