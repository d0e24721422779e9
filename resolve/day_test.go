package resolve

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// attack is a report of an outlet, published so many days after 1 March, that
// one party attacked another; said is the date that it states, if any.
func attack(outlet string, day int, said value.Date) ledger.Report {
	return happening(outlet, day, claim.Claim{Type: claim.Event, Kind: "attack", When: claim.When{Date: said},
		Actors: []claim.Party{{Name: "Norland", Code: "NOR"}}, Recipients: []claim.Party{{Name: "Sudria", Code: "SDN"}}})
}

func happening(outlet string, day int, c claim.Claim) ledger.Report {
	doc := &text.Document{Source: outlet, Text: "The forces of Norland attacked towns of Sudria again."}
	doc.ID = text.DocumentID(doc.Source, fmt.Sprint(day), doc.Text)
	c, err := claim.Seal(doc, text.Span{Start: 0, End: len(doc.Text)}, c)
	if err != nil {
		panic(err)
	}
	return ledger.Report{Claim: c, Source: outlet, Published: march(day)}
}

func march(day int) value.Date { return value.OnDay(value.NewDay(2026, 3, 1).Add(0, 0, day)) }

func stretch(from, to int) value.Date { return value.Date{From: march(from).From, To: march(to).To} }

// Each day's attack is a thing of its own, however many days and outlets tell
// of attacks, in the same words at that, and in whatever order they come.
func TestDailySeries(t *testing.T) {
	for _, kind := range []claim.Type{claim.Event, claim.Statement} {
		var reports []ledger.Report
		for day := range 30 {
			for n := range 3 {
				rep := attack(fmt.Sprint("Outlet ", n), day+n%2, march(day))
				if kind == claim.Statement {
					rep = happening(fmt.Sprint("Outlet ", n), day+n%2, claim.Claim{Type: kind, Stance: "condemn", When: claim.When{Date: march(day)},
						Actors: []claim.Party{{Name: "Norland", Code: "NOR"}}, Content: "Norland condemns the attack of the day"})
				}
				reports = append(reports, rep)
			}
		}
		rapid.Check(t, func(t *rapid.T) {
			list := Entries(Rules{}, rapid.Permutation(reports).Draw(t, "order"), nil)
			if len(list) != 30 {
				t.Fatalf("%d entries of 30 days", len(list))
			}
			for _, e := range list {
				if len(e.Claims) != 3 {
					t.Fatalf("%d reports of %s", len(e.Claims), e.When)
				}
			}
		})
	}
}

// A series of which no report names its day is parted so that none of its
// parts is longer than news is retold, and whatever else is told in it.
func TestNoChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var reports []ledger.Report
		for n := range rapid.IntRange(1, 60).Draw(t, "reports") {
			day := rapid.IntRange(0, 40).Draw(t, "day")
			said := value.Date{}
			switch rapid.IntRange(0, 3).Draw(t, "says") {
			case 0:
				said = march(day - rapid.IntRange(0, 3).Draw(t, "lag"))
			case 1:
				said = stretch(day-rapid.IntRange(1, 20).Draw(t, "length"), day)
			}
			reports = append(reports, attack(fmt.Sprint("Outlet ", n), day, said))
		}
		list := Entries(Rules{}, reports, nil)
		if again := Entries(Rules{}, rapid.Permutation(reports).Draw(t, "order"), nil); fmt.Sprint(list) != fmt.Sprint(again) {
			t.Fatal("another order gives other entries")
		}
		for _, e := range list {
			for _, a := range e.Claims {
				for _, b := range e.Claims {
					x, y := claimed(reports, a), claimed(reports, b)
					if n := dayOf(y) - dayOf(x); n > happeningReach {
						t.Fatalf("%s (published %s) is one with %s (%s)", x.Claim.When.Date, x.Published, y.Claim.When.Date, y.Published)
					}
				}
			}
		}
	})
}

// dayOf is the first day that a report states, or else that of its publication.
func dayOf(rep ledger.Report) int {
	d, _ := happened(rep)
	return ledger.DayNumber(d.From)
}

func claimed(reports []ledger.Report, id string) ledger.Report {
	return reports[slices.IndexFunc(reports, func(rep ledger.Report) bool { return rep.Claim.ID == id })]
}

// What hangs together, which a store derives again when a report is added, is
// as large after a long war as after a short one, whether or not anybody names
// the days.
func TestSeriesHangsByDays(t *testing.T) {
	for _, c := range []struct {
		name    string
		said    func(day int) value.Date
		largest int
	}{
		{"dated", march, 2},
		{"undated", func(int) value.Date { return value.Date{} }, 5}, // those of the first three days
		{"every other dated", func(day int) value.Date {
			if day%2 == 0 {
				return march(day)
			}
			return value.Date{}
		}, 5},
	} {
		var reports []ledger.Report
		for day := range 600 {
			reports = append(reports, attack("Wire", day, c.said(day)), attack("Daily", day+1, c.said(day)))
		}
		largest := 0
		Entries(largestOf{n: &largest}, reports, nil)
		if largest > c.largest {
			t.Errorf("%s: %d reports hang together", c.name, largest)
		}
	}
}

// What is told on three days after silence is one thing; what goes on being
// told is each day another, and after silence one again.
func TestToldAfterSilence(t *testing.T) {
	var reports []ledger.Report
	for _, day := range []int{0, 1, 2, 3, 4, 10, 11} {
		reports = append(reports, attack("Wire", day, value.Date{}))
	}
	var got []int
	for _, e := range Entries(Rules{}, reports, nil) {
		got = append(got, len(e.Claims))
	}
	slices.Sort(got)
	if want := []int{1, 1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("entries of %v reports, want %v", got, want)
	}
}

// largestOf is Rules that notes how large a component it was given.
type largestOf struct {
	Rules
	n *int
}

func (l largestOf) Entries(c ledger.Component) []ledger.Entry {
	*l.n = max(*l.n, len(c.Reports))
	return Rules{}.Entries(c)
}
