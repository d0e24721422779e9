package storetest

import (
	"cmp"
	"fmt"
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

// Random is a report from a world so small that reports often tell of one
// thing: few parties, sums and days.
func Random(t testing.TB, rng *rand.Rand, n int) Report {
	t.Helper()
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	day := func() string { return fmt.Sprintf("2026-03-%02d", 1+rng.IntN(20)) }
	var body strings.Builder
	claims := map[string]claim.Claim{}
	for i := range 1 + rng.IntN(4) {
		quote := fmt.Sprintf("claim %d of %d", i, n)
		body.WriteString(quote + ". ")
		c := Pledge(pick("NOR", "JPN"), pick("SDN", "UKR"), pick("5000000", "5100000", "780000000"), pick("USD", "USD", "JPY"), pick("", day()))
		switch rng.IntN(5) {
		case 0:
			c.Recipients = nil
		case 1:
			c.Money = nil
			c.Items = []claim.Item{{Name: pick("tents", "boats"), Count: value.Int(int64(rng.IntN(2)))}}
		case 2:
			c = Toll(pick("Marenta", "Port Vell"), "", pick("41", "60"))
		}
		if c.Type == claim.Aid {
			c.Action = pick("pledge", "pledge", "approve", "deliver", "decline")
			c.Category = pick("humanitarian", "unspecified", "military")
		}
		claims[quote] = c
	}
	return New(t, pick("Wire", "Daily", "Globe"), pick(day(), day(), day(), ""), body.String(), claims)
}

// derivesLikeMemory adds random reports and decisions in a random order and
// compares with what package resolve makes of all of them at once.
func derivesLikeMemory(t *testing.T, open func(*testing.T) ledger.Store) {
	r := resolve.Rules{}
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 3))
		s := open(t)
		var reports []ledger.Report
		var decisions []ledger.Decision
		for n := range 25 {
			rep := Random(t, rng, n)
			if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
				t.Fatal(err)
			}
			for _, c := range rep.Claims {
				reports = append(reports, ledger.Report{Claim: c, Source: rep.Doc.Source, Title: rep.Doc.Title, Published: rep.Doc.Published})
			}
			if rng.IntN(2) == 0 {
				continue
			}
			d, err := s.Decide(t.Context(), randomDecision(rng, reports, decisions), r)
			if err != nil {
				t.Fatal(err)
			}
			decisions = append(decisions, d)
		}
		want := resolve.Entries(r, reports, decisions)
		Same(t, fmt.Sprintf("entries of seed %d", seed), byID(Entries(t, s)), want)
		rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		Same(t, "entries in another order", resolve.Entries(r, reports, decisions), want)
		Holds(t, s, r)
		if err := s.Rebuild(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		Same(t, "entries rebuilt", byID(Entries(t, s)), want)
		if len(want) == len(reports) {
			t.Errorf("seed %d: nothing was joined", seed)
		}
		got, err := s.Decisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		Same(t, "decisions", got, decisions)
	}
}

func byID(list []ledger.Entry) []ledger.Entry {
	return slices.SortedFunc(slices.Values(list), func(a, b ledger.Entry) int { return cmp.Compare(a.ID, b.ID) })
}

func randomDecision(rng *rand.Rand, reports []ledger.Report, before []ledger.Decision) ledger.Decision {
	some := func(most int) []string {
		var ids []string
		for range 1 + rng.IntN(most) {
			ids = append(ids, reports[rng.IntN(len(reports))].Claim.ID)
		}
		return ids
	}
	d := ledger.Decision{Who: "a tester", Why: "to see", At: time.Date(2026, 4, 1, 0, len(before), 0, 0, time.UTC)}
	switch n := rng.IntN(7); {
	case n == 0 && len(before) > 0:
		d.Kind, d.Undoes = ledger.Undo, before[rng.IntN(len(before))].ID
	case n <= 2:
		d.Kind, d.Claims = ledger.Same, append(some(3), some(1)...)
	case n <= 4:
		d.Kind, d.Claims, d.Others = ledger.Different, some(3), some(3)
		d.Others = slices.DeleteFunc(d.Others, func(id string) bool { return slices.Contains(d.Claims, id) })
		if len(d.Others) == 0 {
			d.Kind, d.Claims, d.Others = ledger.Accept, d.Claims[:1], nil
		}
	case n == 5:
		d.Kind, d.Claims, d.Field, d.Value = ledger.Edit, some(1), "money", "EUR 7"
	default:
		d.Kind, d.Claims = ledger.Reject, some(1)
	}
	return d
}

func decide(t *testing.T, s ledger.Store) {
	r := resolve.Rules{}
	a := New(t, "Wire", "2026-03-02", "Norland promised five million.", map[string]claim.Claim{"promised five million": Pledge("NOR", "SDN", "5000000", "USD", "")})
	b := New(t, "Daily", "2026-03-04", "Norland gives $5m.", map[string]claim.Claim{"gives $5m": Pledge("NOR", "SDN", "5000000", "USD", "")})
	for _, rep := range []Report{b, a} {
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
			t.Fatal(err)
		}
	}
	entries := func(want int) []ledger.Entry {
		t.Helper()
		list := Entries(t, s)
		if len(list) != want {
			t.Fatalf("%d entries, want %d: %+v", len(list), want, list)
		}
		Holds(t, s, r)
		return list
	}
	idA, idB := a.Claims[0].ID, b.Claims[0].ID
	one := entries(1)[0]
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.FixedZone("", 3600))
	do := func(d ledger.Decision) ledger.Decision {
		t.Helper()
		at = at.Add(time.Minute)
		d.Who, d.At = "a tester", at
		d, err := s.Decide(t.Context(), d, r)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	// The entry that b's claim made first is found by the id it then had.
	if e, err := s.Entry(t.Context(), ledger.EntryID(idB)); err != nil || e.ID != one.ID || e.ID != ledger.EntryID(idA) {
		t.Errorf("by its former id: %v, %v", e, err)
	}
	split := do(ledger.Decision{Kind: ledger.Different, Claims: []string{idA}, Others: []string{idB}})
	entries(2)
	undo := do(ledger.Decision{Kind: ledger.Undo, Undoes: split.ID})
	Same(t, "entry after the split was undone", entries(1)[0], one)
	do(ledger.Decision{Kind: ledger.Undo, Undoes: undo.ID})
	entries(2)
	merge := do(ledger.Decision{Kind: ledger.Same, Claims: []string{idA, idB}})
	if e := entries(1)[0]; len(e.Joins) != 1 || e.Joins[0].Rule != "decision "+merge.ID {
		t.Errorf("joined by %v", e.Joins)
	}
	do(ledger.Decision{Kind: ledger.Undo, Undoes: merge.ID})
	entries(2)
	do(ledger.Decision{Kind: ledger.Reject, Claims: []string{idA}})
	do(ledger.Decision{Kind: ledger.Edit, Claims: []string{idB}, Field: "money", Value: "USD 6000000"})
	for _, e := range entries(2) {
		if e.Claims[0] == idA && e.Status != "rejected" || e.Claims[0] == idB && (e.Money.String() != "USD 6000000" || len(e.Edited) != 1) {
			t.Errorf("%+v", e)
		}
	}
	for _, d := range []ledger.Decision{
		{Kind: ledger.Accept, Claims: []string{"no such claim"}},
		{Kind: ledger.Undo, Undoes: "no such decision"},
		{Kind: "guess", Claims: []string{idA}},
		{Kind: ledger.Edit, Claims: []string{idA}, Field: "id", Value: "x"},
		{Kind: ledger.Edit, Claims: []string{idA}, Field: "money", Value: "five"},
		{Kind: ledger.Same, Claims: []string{idA}},
		{Kind: ledger.Different, Claims: []string{idA}, Others: []string{idA}},
	} {
		d.Who, d.At = "a tester", at
		_, err := s.Decide(t.Context(), d, r)
		wantCode(t, err, ledger.Invalid)
	}
	_, err := s.Decide(t.Context(), ledger.Decision{Kind: ledger.Accept, Claims: []string{idA}}, r)
	wantCode(t, err, ledger.Invalid)
	if n := len(all(t, s.Reports(t.Context()))); n != 2 {
		t.Errorf("%d reports", n)
	}
}
