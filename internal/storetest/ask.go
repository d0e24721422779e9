package storetest

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/value"
)

// sanction is a measure that has an action of two words.
func sanction(by, on string) claim.Claim {
	return claim.Claim{Type: claim.Sanction, Action: "impose", Measure: "asset_freeze", Confidence: 0.7, Rule: "sanction.test", Version: "1",
		Actors: []claim.Party{{Name: by, Code: by, Kind: claim.Country}}, Recipients: []claim.Party{{Name: on, Kind: claim.Organization}}}
}

func asks(t *testing.T, s ledger.Store) {
	euro := Pledge("DEU", "UKR", "1000000", "EUR", "2024-03-01")
	small := Pledge("DEU", "UKR", "5", "USD", "2024-03-02")
	unknown := Pledge("FRA", "UKR", "1", "USD", "2024-03-03")
	unknown.Money = nil
	asked := Pledge("FRA", "UKR", "9000000", "USD", "")
	asked.Action = "request"
	rep := New(t, "Wire", "2024-03-10", "One. Two. Three. Four. Five. Six.", map[string]claim.Claim{
		"One": euro, "Two": small, "Three": unknown, "Four": asked, "Five": sanction("GBR", "Bank of the North"), "Six": Toll("Marenta", "", "9")})
	before, err := s.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, rep)
	if after, err := s.State(t.Context()); err != nil || after == before {
		t.Errorf("state %q after adding, %q before, %v", after, before, err)
	}
	for action, want := range map[string]int{"impose": 1, "asset_freeze": 1, "impose asset_freeze": 1, "sanction.impose": 1, "aid.impose": 0, "freeze": 0, "%": 0} {
		if n, err := s.Count(t.Context(), ledger.EntryFilter{Action: action}); err != nil || n != want {
			t.Errorf("%d entries with action %s, want %d, %v", n, action, want, err)
		}
	}
	groups, err := s.Groups(t.Context(), ledger.EntryFilter{Counted: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerRecipient}, Order: ledger.BySum})
	if err != nil {
		t.Fatal(err)
	}
	// 1.0813 dollars a euro on 1 March 2024.
	Same(t, "flows", groups, []ledger.Group{
		{Key: []string{"DEU", "UKR"}, Entries: 2, Counted: 2, USD: value.MustNumber("1081305"), Stated: value.MustNumber("1000005")},
		{Key: []string{"FRA", "UKR"}, Entries: 1, Counted: 1, USD: value.Int(0), Stated: value.Int(0), Unknown: 1},
	})
	names, err := s.PartyNames(t.Context(), []string{"DEU", "bank of the north", "DEU+FRA", "XYZ", ""})
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "names", names, map[string]string{"DEU": "the government of DEU", "FRA": "the government of FRA",
		"DEU+FRA": "the government of DEU, the government of FRA", "bank of the north": "Bank of the North"})
	if list, err := s.Parties(t.Context(), "government", 2); err != nil || len(list) != 2 || list[0].Entries < list[1].Entries {
		t.Errorf("governments %v, %v", list, err)
	}
	if list, err := s.Parties(t.Context(), "ukr", 0); err != nil || len(list) != 1 || list[0].Key != "UKR" || list[0].Entries != 4 {
		t.Errorf("by code %v, %v", list, err)
	}
	size, err := s.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "size", size, ledger.Size{Documents: 1, Claims: 6, Entries: 6})
	for _, g := range []ledger.Grouping{{By: []ledger.Dimension{"colour"}}, {Order: "colour"}} {
		_, err := s.Groups(t.Context(), ledger.EntryFilter{}, g)
		wantCode(t, err, ledger.Invalid)
	}
}

func sources(t *testing.T, s ledger.Store) {
	add(t, s, New(t, "Wire", "2024-03-10", "One.", nil), New(t, "wire", "", "Two.", nil), New(t, "Wire", "2024-02", "Three.", nil),
		New(t, "Daily", "2024-01-01", "Four.", nil), New(t, "Gazette", "", "Five.", nil))
	list, err := s.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	february, err := value.ParseDate("2024-02-01/2024-03-10")
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "sources", list, []ledger.SourceInfo{{Name: "Wire", Documents: 3, Published: february},
		{Name: "Daily", Documents: 1, Published: value.OnDay(value.NewDay(2024, 1, 1))}, {Name: "Gazette", Documents: 1}})
	docs, err := s.Documents(t.Context(), ledger.DocumentFilter{Newest: true, Limit: 2, Offset: 1})
	if err != nil || len(docs) != 2 || docs[0].Text != "" || docs[0].Published.String() != "2024-02" || docs[1].Source != "Daily" {
		t.Errorf("the second and third newest: %v, %v", docs, err)
	}
	if n, err := s.CountDocuments(t.Context(), ledger.DocumentFilter{Source: "WIRE", Limit: 1}); err != nil || n != 3 {
		t.Errorf("%d documents of the wire, %v", n, err)
	}
}

// asksLikeMemory compares the answers of a random ledger with what its entries
// say one by one.
func asksLikeMemory(t *testing.T, open func(*testing.T) ledger.Store) {
	r := resolve.Rules{}
	rng := rand.New(rand.NewPCG(7, 7))
	s := open(t)
	var reports []ledger.Report
	for n := range 40 {
		rep := Random(t, rng, n)
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
			t.Fatal(err)
		}
		for _, c := range rep.Claims {
			reports = append(reports, ledger.Report{Claim: c})
		}
		if n%3 == 0 {
			d := ledger.Decision{Kind: []ledger.DecisionKind{ledger.Accept, ledger.Reject}[n%2], Claims: []string{reports[rng.IntN(len(reports))].Claim.ID},
				Who: "a tester", At: time.Date(2026, 4, 1, 0, n, 0, 0, time.UTC)}
			if _, err := s.Decide(t.Context(), d, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	whole := Entries(t, s)
	months := value.Date{From: value.NewDay(2026, 2, 1), To: value.NewDay(2026, 3, 31)}
	days := value.Date{From: value.NewDay(2026, 3, 5), To: value.NewDay(2026, 3, 31)}
	for name, f := range map[string]struct {
		filter ledger.EntryFilter
		passes func(ledger.Entry) bool
	}{
		"all":      {ledger.EntryFilter{}, func(ledger.Entry) bool { return true }},
		"open":     {ledger.EntryFilter{Review: ledger.Open}, func(e ledger.Entry) bool { return e.Status == "" }},
		"accepted": {ledger.EntryFilter{Review: ledger.Accepted}, func(e ledger.Entry) bool { return e.Status == "accepted" }},
		"counted":  {ledger.EntryFilter{Counted: true}, func(e ledger.Entry) bool { return e.Counted }},
		"likely":   {ledger.EntryFilter{Likely: true}, ledger.Entry.Likely},
		"since a month": {ledger.EntryFilter{Period: value.Date{From: value.NewDay(2026, 3, 1)}}, func(e ledger.Entry) bool {
			return !e.Dated().IsZero() && e.Dated().Overlaps(value.Date{From: value.NewDay(2026, 3, 1)})
		}},
		"a party": {ledger.EntryFilter{Party: "NOR", Exactly: true}, func(e ledger.Entry) bool {
			return slices.ContainsFunc(slices.Concat(e.Actors, e.Recipients, e.Via), func(p claim.Party) bool { return p.Key() == "NOR" })
		}},
		"two months": {ledger.EntryFilter{Period: months, Likely: true}, func(e ledger.Entry) bool {
			return e.Likely() && !e.Dated().IsZero() && e.Dated().Overlaps(months)
		}},
		"days": {ledger.EntryFilter{Period: days}, func(e ledger.Entry) bool {
			return !e.Dated().IsZero() && e.Dated().Overlaps(days)
		}},
		"aid": {ledger.EntryFilter{Types: []claim.Type{claim.Aid}}, func(e ledger.Entry) bool { return e.Type == claim.Aid }},
	} {
		var passing []ledger.Entry
		for _, e := range whole {
			if f.passes(e) {
				passing = append(passing, e)
			}
		}
		if len(passing) == 0 {
			t.Errorf("%s: nothing passes", name)
		}
		if n, err := s.Count(t.Context(), f.filter); err != nil || n != len(passing) {
			t.Errorf("%s: %d entries, want %d, %v", name, n, len(passing), err)
		}
		for _, by := range [][]ledger.Dimension{nil, {ledger.PerType}, {ledger.PerMonth, ledger.PerType}, {ledger.PerActor, ledger.PerRecipient}, {ledger.PerMonth, ledger.PerCurrency}, {ledger.PerStatus, ledger.PerAction}} {
			got, err := s.Groups(t.Context(), f.filter, ledger.Grouping{By: by})
			if err != nil {
				t.Fatal(err)
			}
			Same(t, fmt.Sprintf("%s by %v", name, by), got, gather(passing, by))
		}
		for _, order := range ledger.Sorts {
			sortsAndPages(t, s, f.filter, order, passing)
		}
	}
}

// gather groups entries one by one.
func gather(list []ledger.Entry, by []ledger.Dimension) []ledger.Group {
	groups := map[string]*ledger.Group{}
	for _, e := range list {
		key := make([]string, len(by))
		for i, d := range by {
			key[i] = dimensionOf(e, d)
		}
		k := strings.Join(key, "\x00")
		if groups[k] == nil {
			groups[k] = &ledger.Group{Key: key, USD: value.Int(0), Stated: value.Int(0)}
		}
		g := groups[k]
		g.Entries++
		if !e.Counted {
			continue
		}
		g.Counted++
		if e.USD.Known() {
			g.USD = g.USD.Add(e.USD)
		} else {
			g.Unknown++
		}
		if e.Money != nil && e.Money.Amount.Known() {
			g.Stated = g.Stated.Add(e.Money.Amount)
		}
	}
	out := []ledger.Group{}
	for _, k := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, *groups[k])
	}
	return out
}

func dimensionOf(e ledger.Entry, d ledger.Dimension) string {
	switch d {
	case ledger.PerType:
		return string(e.Type)
	case ledger.PerActor:
		return e.ActorKey
	case ledger.PerRecipient:
		return e.RecipientKey
	case ledger.PerStatus:
		return e.Status
	case ledger.PerAction:
		return e.Action
	case ledger.PerMonth:
		if day := e.Dated().From; !day.IsZero() {
			return day.String()[:7]
		}
		return ""
	}
	if e.Money != nil {
		return e.Money.Currency
	}
	return ""
}

// orders compare entries as each order does, those equal in it aside.
var orders = map[ledger.Sort]func(a, b ledger.Entry) int{
	ledger.ByDate:       func(a, b ledger.Entry) int { return cmp.Compare(dayOf(a, "9"), dayOf(b, "9")) },
	ledger.ByNewest:     func(a, b ledger.Entry) int { return cmp.Compare(dayOf(b, "0"), dayOf(a, "0")) },
	ledger.ByAmount:     func(a, b ledger.Entry) int { return b.USD.Cmp(a.USD) },
	ledger.ByReports:    func(a, b ledger.Entry) int { return cmp.Compare(len(b.Documents), len(a.Documents)) },
	ledger.ByConfidence: func(a, b ledger.Entry) int { return cmp.Compare(a.Confidence, b.Confidence) },
	ledger.ByWorth:      func(a, b ledger.Entry) int { return cmp.Compare(b.Worth(), a.Worth()) },
	ledger.ByActor:      func(a, b ledger.Entry) int { return cmp.Compare(a.ActorKey, b.ActorKey) },
	ledger.ByRecipient:  func(a, b ledger.Entry) int { return cmp.Compare(a.RecipientKey, b.RecipientKey) },
}

// dayOf is the entry's first day; unknown stands in where there is none.
func dayOf(e ledger.Entry, unknown string) string {
	if d := e.Dated().From; !d.IsZero() {
		return d.String()
	}
	return unknown
}

func sortsAndPages(t *testing.T, s ledger.Store, f ledger.EntryFilter, order ledger.Sort, want []ledger.Entry) {
	t.Helper()
	f.Sort = order
	list, err := s.Entries(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "entries by "+string(order), byID(list), byID(want))
	if compare := orders[order]; compare != nil && !slices.IsSortedFunc(list, compare) {
		t.Errorf("%+v: not in order", f)
	}
	var paged []ledger.Entry
	f.Limit = 7
	for {
		page, err := s.Entries(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		paged = append(paged, page...)
		f.Offset += f.Limit
	}
	Same(t, "pages by "+string(order), paged, list)
}
