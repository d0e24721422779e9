package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
)

// promising is an outlet's report that somebody of that name promised a sum.
func promising(t testing.TB, outlet, name string) Report {
	quote := name + " pledged 5 million dollars to Sudria"
	c := Pledge("", "SDN", "5000000", "USD", "2026-03-04")
	c.Actors = []claim.Party{{Name: name, Kind: claim.Person}}
	return New(t, outlet, "2026-03-04", quote+".", map[string]claim.Claim{quote: c})
}

// namesJoinEntries checks that what people decide about names joins and parts
// the entries of claims that give them, what is read later too, and that
// undoing takes it back.
func namesJoinEntries(t *testing.T, open func(*testing.T) ledger.Store) {
	r := resolve.Rules{}
	s := open(t)
	read := func(outlet, name string) {
		t.Helper()
		rep := promising(t, outlet, name)
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	decide := func(d ledger.Decision) ledger.Decision {
		t.Helper()
		at = at.Add(time.Minute)
		d.Who, d.At = "reviewer", at
		d, err := s.Decide(t.Context(), d, r)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	expect := func(when string, reports ...int) {
		t.Helper()
		for _, round := range []string{when, when + ", rebuilt"} {
			var got []int
			for _, e := range Entries(t, s) {
				got = append(got, len(e.Claims))
			}
			if slices.Sort(got); !slices.Equal(got, reports) {
				t.Errorf("%s: entries of %v reports, want %v", round, got, reports)
			}
			Holds(t, s, r)
			if err := s.Rebuild(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	}
	read("Wire", "Mara Holt")
	read("Daily", "Marah Holt")
	read("Globe", "M. K. Holt-Berg")
	expect("by rules", 1, 2)
	merge := decide(ledger.Decision{Kind: ledger.SameNames, Names: []string{personID("Mara Holt"), personID("M. K. Holt-Berg")}})
	expect("merged", 3)
	split := decide(ledger.Decision{Kind: ledger.DifferentNames, Names: []string{personID("Mara Holt")}, OtherNames: []string{personID("Marah Holt")}})
	expect("merged and split", 1, 2)
	read("Mail", "Marah Holt")
	read("Post", "M. K. Holt-Berg")
	expect("with two reports more", 2, 3)
	decide(ledger.Decision{Kind: ledger.Undo, Undoes: split.ID})
	expect("the split undone", 5)
	decide(ledger.Decision{Kind: ledger.Undo, Undoes: merge.ID})
	expect("both undone", 2, 3)
}

func personID(name string) string {
	return ledger.NameID(claim.Party{Name: name, Kind: claim.Person})
}

// namesInAnyOrder adds events, statements and aid by people of few names in
// random order, with decisions about the names in between, and checks each time
// that the entries are as a rebuild derives them.
func namesInAnyOrder(t *testing.T, open func(*testing.T) ledger.Store) {
	names := []string{"Mara Holt", "Marah Holt", "M. K. Holt-Berg", "Oren Vale"}
	r := resolve.Rules{}
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 5))
		pick := func(of ...string) string { return of[rng.IntN(len(of))] }
		s := open(t)
		at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
		var taken []ledger.Decision
		for n := range 30 {
			c := happening(pick, pick("", "", fmt.Sprintf("2026-03-%02d", 1+rng.IntN(9))))
			c.Actors = []claim.Party{{Name: pick(names...), Kind: claim.Person}}
			if rng.IntN(3) == 0 {
				c = Pledge("", "SDN", "5000000", "USD", "")
				c.Actors = []claim.Party{{Name: pick(names...), Kind: claim.Person}}
			}
			quote := fmt.Sprint("Claim ", n)
			rep := New(t, pick("Wire", "Daily"), fmt.Sprintf("2026-03-%02d", 1+rng.IntN(9)), quote+".", map[string]claim.Claim{quote: c})
			if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
				t.Fatal(err)
			}
			if rng.IntN(3) > 0 {
				continue
			}
			at = at.Add(time.Minute)
			d := ledger.Decision{Kind: ledger.SameNames, Names: []string{personID(pick(names...)), personID(pick(names...))}, Who: "reviewer", At: at}
			switch rng.IntN(3) {
			case 0:
				d.Kind, d.Names, d.OtherNames = ledger.DifferentNames, d.Names[:1], d.Names[1:]
			case 1:
				if len(taken) > 0 {
					d = ledger.Decision{Kind: ledger.Undo, Undoes: taken[rng.IntN(len(taken))].ID, Who: "reviewer", At: at}
				}
			}
			d, err := s.Decide(t.Context(), d, r)
			if ledger.CodeOf(err) == ledger.Invalid {
				continue // of a name that is not there yet, or of one alone
			}
			if err != nil {
				t.Fatal(err)
			}
			if d.Kind != ledger.Undo {
				taken = append(taken, d)
			}
			Holds(t, s, r)
		}
		if len(taken) == 0 {
			t.Errorf("seed %d: nothing was decided", seed)
		}
	}
}
