package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
)

// naming is a document in which somebody of that name speaks.
func naming(t testing.TB, n int, name string) Report {
	quote := name + " spoke"
	c := claim.Claim{Type: claim.Statement, Stance: "comment", Confidence: 0.9, Rule: "statement.test", Version: "1",
		Actors: []claim.Party{{Name: name, Kind: claim.Person}}}
	return New(t, "Wire", "2026-03-04", fmt.Sprintf("%s. Paper %d.", quote, n), map[string]claim.Claim{quote: c})
}

// decidesNames checks that people merge and part entities, that this survives
// rebuilding and what is read later, and that undoing takes it back.
func decidesNames(t *testing.T, open func(*testing.T) ledger.Store) {
	r := resolve.Rules{}
	s := open(t)
	read := func(names ...string) {
		for n, name := range names {
			rep := naming(t, n, name)
			if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	id := func(name string) string { return ledger.NameID(claim.Party{Name: name, Kind: claim.Person}) }
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
	expect := func(when string, want ...[]string) {
		t.Helper()
		for _, round := range []string{when, when + ", rebuilt"} {
			for _, group := range want {
				for _, name := range group {
					e, err := s.Entity(t.Context(), id(name))
					if err != nil {
						t.Fatal(err)
					}
					var got []string
					for _, n := range e.Names {
						got = append(got, n.Text)
					}
					slices.Sort(got)
					if !slices.Equal(got, group) {
						t.Errorf("%s: %s is of %q, want %q", round, name, got, group)
					}
				}
			}
			Holds(t, s, r)
			if err := s.Rebuild(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	}

	read("Mara Holt", "Marah Holt", "M. K. Holt-Berg")
	expect("by rules", []string{"Mara Holt", "Marah Holt"}, []string{"M. K. Holt-Berg"})
	merge := decide(ledger.Decision{Kind: ledger.SameNames, Names: []string{id("Mara Holt"), id("M. K. Holt-Berg")}})
	expect("merged", []string{"M. K. Holt-Berg", "Mara Holt", "Marah Holt"})
	split := decide(ledger.Decision{Kind: ledger.DifferentNames, Names: []string{id("Mara Holt")}, OtherNames: []string{id("Marah Holt")}})
	expect("merged and split", []string{"M. K. Holt-Berg", "Mara Holt"}, []string{"Marah Holt"})
	read("Mára Holt")
	expect("with another spelling", []string{"M. K. Holt-Berg", "Mara Holt", "Mára Holt"}, []string{"Marah Holt"})
	decide(ledger.Decision{Kind: ledger.Undo, Undoes: split.ID})
	decide(ledger.Decision{Kind: ledger.Undo, Undoes: merge.ID})
	expect("undone", []string{"Mara Holt", "Marah Holt", "Mára Holt"}, []string{"M. K. Holt-Berg"})

	unknown := ledger.Decision{Kind: ledger.SameNames, Names: []string{id("Mara Holt"), id("Nobody Here")}, Who: "reviewer", At: at.Add(time.Hour)}
	if _, err := s.Decide(t.Context(), unknown, r); ledger.CodeOf(err) != ledger.Invalid {
		t.Errorf("a name that is not there: %v", err)
	}
}
