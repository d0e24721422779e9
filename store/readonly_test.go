package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
)

// A ledger on a medium that cannot be written to can be asked, and refuses
// whatever would change it.
func TestAskingAReadOnlyLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	rep := repetitive(t, "Wire", 1)
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
		t.Fatal(err)
	}
	want := storetest.Entries(t, s)
	open, err := openReadOnly(t.Context(), path)
	if open != nil || ledger.CodeOf(err) != ledger.Unavailable || !strings.Contains(err.Error(), "was not closed") {
		t.Errorf("while it is written to: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	if open, err = openReadOnly(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	storetest.Same(t, "entries", storetest.Entries(t, open), want)
	err = open.ClearFailures(t.Context(), "x")
	if ledger.CodeOf(err) != ledger.Unavailable || !strings.Contains(err.Error(), "cannot be written to") {
		t.Errorf("written to: %v", err)
	}

	other := filepath.Join(t.TempDir(), "other.db")
	if err := os.WriteFile(other, []byte("not a database, though long enough to have a head of one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if open, err := openReadOnly(t.Context(), other); open != nil || ledger.CodeOf(err) != ledger.Invalid {
		t.Errorf("of another file: %v", err)
	}
}
