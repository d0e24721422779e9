package store

import (
	"testing"

	"kiroku/claim"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
)

// A ledger of schema 12, whose entries had no column for how likely they are
// and whose months were kept by triggers, is carried over as it stands.
func TestLikelyIsCarriedOver(t *testing.T) {
	path := filled(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	meeting := claim.Claim{Type: claim.Event, Kind: "meeting", Confidence: 0.29, Rule: "event.test", Version: "1", Actors: []claim.Party{{Name: "Norland", Code: "NOR"}}}
	rep := storetest.New(t, "Wire", "2026-03-10", "They met.", map[string]claim.Claim{"They met": meeting})
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	db := raw(t, path)
	for _, q := range []string{
		"DROP INDEX entries_by_period", "ALTER TABLE entries DROP COLUMN likely", "CREATE INDEX entries_by_period ON entries(from_day)",
		"DROP INDEX parties_by_folded", "DROP TABLE entry_months", "DROP TABLE text_keys", "DROP TABLE copies", "DROP TABLE wires", "DROP TABLE tellings", "DROP TABLE decided_parties",
		"DROP INDEX names_decided", "DROP INDEX decisions_about_names", "ALTER TABLE names DROP COLUMN ruled", "ALTER TABLE names DROP COLUMN decided", "DELETE FROM schema_version WHERE version_id > 12",
	} {
		do(t, db, q)
	}
	for _, name := range []string{"00011_likely_periods.sql", "00012_months.sql"} {
		up, err := migrations.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		do(t, db, string(up))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	storetest.Holds(t, s, resolve.Plain{})
	all, err := s.Count(t.Context(), ledger.EntryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if likely, err := s.Count(t.Context(), ledger.EntryFilter{Likely: true}); err != nil || likely != all-1 {
		t.Errorf("%d of %d entries are likely, %v; want all but one", likely, all, err)
	}
}
