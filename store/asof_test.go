package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/value"
)

// TestAsOf looks back to days before, between and after what a ledger holds.
func TestAsOf(t *testing.T) {
	r := resolve.Rules{}
	s := openTemp(t)
	told := func(source, published, body string) storetest.Report {
		return storetest.New(t, source, published, body, map[string]claim.Claim{body[:len(body)-1]: storetest.Pledge("NOR", "SDN", "5000000", "USD", "2026-03-01")})
	}
	undated := told("Gazette", "", "Norland promised it, undated.") // fetched on 5 March
	later := told("Globe", "2026-03", "Norland promised it, some day in March.")
	later.Doc.Retrieved = time.Time{}
	never := told("Leaflet", "", "Norland promised it, nobody knows when.")
	never.Doc.Retrieved = time.Time{}
	for _, rep := range []storetest.Report{told("Wire", "2026-03-02", "Norland promised five million."),
		told("Daily", "2026-03-04", "Norland gives $5m."), undated, later, never} {
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, r); err != nil {
			t.Fatal(err)
		}
	}
	e := storetest.Entries(t, s)[0]
	d := ledger.On(e, ledger.Reject)
	d.Who, d.At = "a tester", time.Date(2026, 3, 10, 23, 0, 0, 0, time.UTC)
	if _, err := s.Decide(t.Context(), d, r); err != nil {
		t.Fatal(err)
	}
	before := storetest.Entries(t, s)
	for _, c := range []struct {
		day       value.Day
		documents int
		status    string
	}{
		{value.NewDay(2026, 3, 1), 0, ""},
		{value.NewDay(2026, 3, 2), 1, ""},
		{value.NewDay(2026, 3, 4), 2, ""},
		{value.NewDay(2026, 3, 5), 3, ""},
		{value.NewDay(2026, 3, 10), 3, "rejected"},
		{value.NewDay(2026, 3, 31), 4, "rejected"},
		{value.NewDay(2036, 1, 1), 4, "rejected"},
	} {
		then, err := s.AsOf(t.Context(), c.day, r)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := then.Documents(t.Context(), ledger.DocumentFilter{})
		if err != nil || len(docs) != c.documents {
			t.Errorf("%s: %d documents, want %d, %v", c.day, len(docs), c.documents, err)
		}
		list := storetest.Entries(t, then)
		if want := min(c.documents, 1); len(list) != want || want == 1 && (len(list[0].Documents) != c.documents || list[0].Status != c.status) {
			t.Errorf("%s: %+v", c.day, list)
		}
		storetest.Holds(t, then, r)
		dir := then.temporary
		if err := then.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("%s is left: %v", dir, err)
		}
	}
	storetest.Same(t, "entries of the ledger itself", storetest.Entries(t, s), before)
	gone := &SQLite{path: filepath.Join(t.TempDir(), "none", "x.db"), db: s.db}
	if _, err := gone.AsOf(t.Context(), value.NewDay(2026, 3, 1), r); err == nil {
		t.Error("looked back in a ledger that is not there")
	}
}
