package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/name"
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
		case 3:
			c = happening(pick, pick("", "", day()))
		}
		if c.Type == claim.Aid {
			c.Action = pick("pledge", "pledge", "approve", "deliver", "decline")
			if c.Money != nil && rng.IntN(3) == 0 {
				c.Standing = pick("part", "more", "raise")
				c.Beside = &value.Money{Amount: value.MustNumber(pick("5000000", "5100000", "780000000")), Currency: "USD"}
			}
			if c.Money != nil && rng.IntN(6) == 0 {
				c.Money.Basis = value.Basis(pick("cumulative", "restated", "new"))
			}
			c.Category = pick("humanitarian", "unspecified", "military")
		}
		if rng.IntN(2) == 0 {
			c.Sources = []claim.Attribution{{Name: pick("Olena Zelensky", "Olena Zelenskiy", "Zelenskyy", "Taras Zelensky", "Olena Zelinski"),
				Code: pick("UKR", "UKR", ""), Role: pick("foreign minister", "foreign minister", "ambassador", ""), Verb: "said"}}
		}
		claims[quote] = c
	}
	return New(t, pick("Wire", "Daily", "Globe"), pick(day(), day(), day(), ""), body.String(), claims)
}

// happening is an event or a statement, of a day where one is given.
func happening(pick func(of ...string) string, day string) claim.Claim {
	c := claim.Claim{Type: claim.Event, Kind: "attack", Confidence: 0.9, Rule: "event.test", Version: "1"}
	c.Actors = []claim.Party{{Name: "Norland", Code: "NOR"}}
	if day != "" {
		c.When.Date, _ = value.ParseDate(day)
	}
	switch pick("event", "both parties", "statement") {
	case "both parties":
		c.Recipients = []claim.Party{{Name: "Sudria", Code: pick("SDN", "UKR")}}
	case "statement":
		c.Type, c.Kind, c.Stance = claim.Statement, "", "condemn"
		c.Content = "Norland condemns the shelling of " + pick("the border town", "a border town", "the embargoed harbour")
	}
	return c
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
		for n := range 32 {
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
		entities := name.Entities(r, reports)
		sameEntities(t, s, entities)
		Same(t, fmt.Sprintf("entries of seed %d", seed), byID(Entries(t, s)), want)
		rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		Same(t, "entries in another order", resolve.Entries(r, reports, decisions), want)
		Holds(t, s, r)
		if err := s.Rebuild(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		Same(t, "entries rebuilt", byID(Entries(t, s)), want)
		sameEntities(t, s, entities)
		if len(want) == len(reports) {
			t.Errorf("seed %d: nothing was joined", seed)
		}
		if !slices.ContainsFunc(want, func(e ledger.Entry) bool { return len(e.Relations) > 0 }) {
			t.Errorf("seed %d: nothing was related", seed)
		}
		got, err := s.Decisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		Same(t, "decisions", got, decisions)
	}
}

// sameEntities checks that every name is found under its entity, for its
// reason.
func sameEntities(t *testing.T, s ledger.Store, want map[string]ledger.Namesake) {
	t.Helper()
	joined := 0
	for id, n := range want {
		e, err := s.Entity(t.Context(), id)
		if err != nil || e.ID != n.Entity {
			t.Errorf("name %s is of %s, %v; want %s", id, e.ID, err, n.Entity)
			continue
		}
		i := slices.IndexFunc(e.Names, func(m ledger.EntityName) bool { return m.ID == id })
		if i < 0 || e.Names[i].With != n.With || e.Names[i].Rule != n.Rule || len(e.Names[i].In) != e.Names[i].Documents {
			t.Errorf("name %s: %+v, want %+v", id, e.Names, n)
		}
		if n.With != "" {
			joined++
		}
	}
	list, err := s.Entities(t.Context(), ledger.EntityFilter{})
	if err != nil || len(list) >= len(want) || joined == 0 {
		t.Errorf("%d entities of %d names, %d joined, %v", len(list), len(want), joined, err)
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
		d.Kind, d.Claims, d.Field, d.Value = ledger.Edit, some(1), "when", "2026-03-09"
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
	for field, to := range map[string]string{"action": "gift", "quantity": "7 tents", "category": "kind", "when": "soon", "where": "A; B", "actors": " ; "} {
		_, err := s.Decide(t.Context(), ledger.Decision{Kind: ledger.Edit, Claims: []string{idB}, Field: field, Value: to, Who: "a tester", At: at}, r)
		wantCode(t, err, ledger.Invalid)
	}
	do(ledger.Decision{Kind: ledger.Edit, Claims: []string{idB}, Field: "recipients", Value: "Port Vell; UNHCR; Chad (TCD)"})
	if e, err := s.Entry(t.Context(), ledger.EntryID(idB)); err != nil || e.RecipientKey != "TCD+UNHCR+port vell" {
		t.Errorf("edited to %q, %v", e.RecipientKey, err)
	}
	if n := len(all(t, s.Reports(t.Context()))); n != 2 {
		t.Errorf("%d reports", n)
	}
}

// decideAtOnce lets two people decide on what they both saw: the second is
// told, and nothing of the first is lost.
func decideAtOnce(t *testing.T, s ledger.Store) {
	r := resolve.Rules{}
	for n := range 3 {
		rep := Numbered(t, n)
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
			t.Fatal(err)
		}
	}
	list := Entries(t, s)
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	do := func(d ledger.Decision) error {
		at = at.Add(time.Minute)
		d.Who, d.At = "a tester", at
		_, err := s.Decide(t.Context(), d, r)
		return err
	}
	accept, reject := ledger.On(list[0], ledger.Accept), ledger.On(list[0], ledger.Reject)
	if err := do(accept); err != nil {
		t.Fatal(err)
	}
	wantCode(t, do(reject), ledger.Conflict)
	wantCode(t, do(ledger.Merge(list[0], list[1])), ledger.Conflict)
	e, err := s.Entry(t.Context(), list[0].ID)
	if err != nil || e.Status != "accepted" {
		t.Errorf("%q, %v", e.Status, err)
	}
	if err := do(ledger.Merge(e, list[1])); err != nil {
		t.Fatal(err)
	}
	if e, err = s.Entry(t.Context(), list[0].ID); err != nil || len(e.Claims) < 2 {
		t.Fatalf("merged: %+v, %v", e, err)
	}
	if _, err := ledger.Split(e, e.Claims); ledger.CodeOf(err) != ledger.Invalid {
		t.Errorf("all split off: %v", err)
	}
	split, err := ledger.Split(e, e.Claims[:1])
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	outcomes := make([]error, 4)
	for i := range outcomes { // of four who do the same at once one is first
		d := split
		d.Who, d.At = fmt.Sprint("tester ", i), at.Add(time.Hour)
		wg.Go(func() { _, outcomes[i] = s.Decide(t.Context(), d, r) })
	}
	wg.Wait()
	refused := 0
	for _, err := range outcomes {
		if ledger.CodeOf(err) == ledger.Conflict {
			refused++
		} else if err != nil {
			t.Error(err)
		}
	}
	if refused != 3 {
		t.Errorf("%d of four refused", refused)
	}
	on, err := s.DecisionsOn(t.Context(), list[0].ID)
	if err != nil || len(on) < 2 {
		t.Errorf("decisions on the entry: %v, %v", on, err)
	}
	undo := ledger.Decision{Kind: ledger.Undo, Undoes: on[0].ID}
	if err := do(undo); err != nil {
		t.Fatal(err)
	}
	if again, err := s.DecisionsOn(t.Context(), list[0].ID); err != nil || len(again) != len(on)+1 {
		t.Errorf("with the undoing: %v, %v", again, err)
	}
	Holds(t, s, r)
}

// upgraded is the rules under another name, as a later version would be.
type upgraded struct{ resolve.Rules }

func (upgraded) Version() string { return "rules/next" }

// decisionsLast checks that what people decided outlives a second reading of
// the documents, a rebuild and another version of the rules.
func decisionsLast(t *testing.T, s ledger.Store) {
	r := resolve.Rules{}
	reread := func(r ledger.Resolver) {
		for n := range 8 {
			rep := Numbered(t, n)
			if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	reread(r)
	list := Entries(t, s)
	for i, d := range []ledger.Decision{ledger.On(list[0], ledger.Reject), ledger.Merge(list[1], list[2]), ledger.Apart(list[3], list[4])} {
		d.Who, d.At = "a tester", time.Date(2026, 4, 1, 0, i, 0, 0, time.UTC)
		if _, err := s.Decide(t.Context(), d, r); err != nil {
			t.Fatal(err)
		}
	}
	want := Entries(t, s)
	reread(r)
	Same(t, "entries after another reading", Entries(t, s), want)
	if err := s.Rebuild(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	Same(t, "entries rebuilt", Entries(t, s), want)
	if err := s.Refresh(t.Context(), upgraded{}); err != nil {
		t.Fatal(err)
	}
	Same(t, "entries by the next rules", Entries(t, s), want)
	Holds(t, s, upgraded{})
	rep := Numbered(t, 9)
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
		t.Fatal(err)
	}
	if e, err := s.Entry(t.Context(), list[0].ID); err != nil || e.Status != "rejected" {
		t.Errorf("%q, %v", e.Status, err)
	}
}

// mark adds a claim by hand: it is grounded, joins what it tells of, and is
// accepted by whoever found it.
func mark(t *testing.T, s ledger.Store) {
	r := resolve.Rules{}
	body := "Norland promised five million. It will send tents, too."
	rep := New(t, "Wire", "2026-03-02", body, map[string]claim.Claim{"promised five million": Pledge("NOR", "SDN", "5000000", "USD", "")})
	missed := New(t, "Wire", "2026-03-02", body, map[string]claim.Claim{"will send tents": Pledge("NOR", "SDN", "1", "USD", "")}).Claims[0]
	dec := ledger.Decision{Who: "a tester", At: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}
	_, err := s.Mark(t.Context(), missed, dec, r)
	wantCode(t, err, ledger.Invalid) // no such document yet
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
		t.Fatal(err)
	}
	forged := missed
	forged.Evidence.Quote = "will send tanks"
	_, err = s.Mark(t.Context(), forged, dec, r)
	wantCode(t, err, ledger.Invalid)
	_, err = s.Mark(t.Context(), missed, ledger.Decision{}, r)
	wantCode(t, err, ledger.Invalid)
	e, err := s.Mark(t.Context(), missed, dec, r)
	if err != nil || e.Status != "accepted" || len(e.Claims) != 1 || e.Claims[0] != missed.ID {
		t.Errorf("%+v, %v", e, err)
	}
	_, err = s.Mark(t.Context(), missed, dec, r)
	wantCode(t, err, ledger.Conflict)
	if list := Entries(t, s); len(list) != 2 {
		t.Errorf("%d entries", len(list))
	}
	on, err := s.DecisionsOn(t.Context(), e.ID)
	if err != nil || len(on) != 1 || on[0].Who != "a tester" {
		t.Errorf("%v, %v", on, err)
	}
	Holds(t, s, r)
}
