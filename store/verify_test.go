package store

import (
	"strings"
	"testing"

	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/store/derive"
)

func TestAppendOnly(t *testing.T) {
	path := filled(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, q := range []string{
		"UPDATE claims SET record = '{}'", "DELETE FROM claims", "UPDATE documents SET text = ''", "DELETE FROM documents",
		"UPDATE claims SET type = type WHERE seq = 1", "REPLACE INTO claims SELECT * FROM claims",
		"INSERT OR REPLACE INTO documents SELECT * FROM documents",
		"UPDATE evidence SET bytes = x''", "DELETE FROM evidence", "REPLACE INTO evidence SELECT * FROM evidence", "UPDATE fetches SET url = ''", "DELETE FROM fetches",
	} {
		if _, err := s.db.ExecContext(t.Context(), q); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", q, err)
		}
	}
	storetest.Holds(t, s, resolve.Plain{})
}

// Verify sees every way in which what is kept may stop to hold.
func TestVerify(t *testing.T) {
	for _, c := range []struct{ name, tamper, kind string }{
		{"a text", "UPDATE documents SET text = replace(text, 'pledged', 'refused') WHERE seq = 3", "document"},
		{"a text's hash", "UPDATE documents SET text_hash = 'x' WHERE seq = 3", "document"},
		{"an outlet", "UPDATE documents SET source = 'Nobody' WHERE seq = 3", "document"},
		{"a document's id", "UPDATE documents SET id = replace(id, 'a', 'b') WHERE id LIKE '%a%'", "document"},
		{"a document's days", "UPDATE documents SET from_day = '1999-01-01' WHERE seq = 3", "document"},
		{"a paragraph", `UPDATE documents SET paragraphs = '[{"span":[0,99999]}]' WHERE seq = 3`, "document"},
		{"a paragraph's form", "UPDATE documents SET paragraphs = '[' WHERE seq = 3", "document"},
		{"a title", "UPDATE documents SET title = 'Something else' WHERE seq = 3", "database"},
		{"a quote", "UPDATE claims SET record = replace(record, 'pledged', 'refused') WHERE seq = 1", "claim"},
		{"an amount", "UPDATE claims SET record = replace(record, '000000', '0000000')", "claim"},
		{"a claim's id", "UPDATE claims SET id = 'abc' WHERE seq = 1", "claim"},
		{"a claim's place", "UPDATE claims SET start = start + 1 WHERE seq = 1", "claim"},
		{"a claim's type", "UPDATE claims SET type = 'event' WHERE seq = 1", "claim"},
		{"a claim's form", "UPDATE claims SET record = record || ' ' WHERE seq = 1", "claim"},
		{"a broken record", "UPDATE claims SET record = '{' WHERE seq = 1", "claim"},
		{"a claim's document", "UPDATE claims SET document = 2 WHERE seq = 1", "claim"},
		{"no document", "UPDATE claims SET document = 9999 WHERE seq = 1", "database"},
		{"an entry", "UPDATE entry_records SET record = replace(record, 'pledge', 'deliver')", "entry"},
		{"a lost entry", "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)", "entry"},
		{"an entry too many", `INSERT INTO entries (id, ` + derive.EntryRowColumns + `)
			SELECT 'f', ` + derive.EntryRowColumns + ` FROM entries LIMIT 1`, "entry"},
		{"a lost record", "DELETE FROM entry_records WHERE entry = (SELECT max(entry) FROM entry_records)", "entry"},
		{"a lost entry's words", "DELETE FROM entry_words WHERE rowid = (SELECT max(entry) FROM entry_records)", "entry"},
		{"a lost block", "DELETE FROM blocks WHERE claim = 1", "entry"},
		{"a wrong anchor", "UPDATE entry_claims SET anchor = 'f' WHERE claim = 1", "entry"},
		{"a lost link", "DELETE FROM entry_claims WHERE claim = 1", "entry"},
		{"an entry's columns", "UPDATE entries SET from_day = '1999-01-01' WHERE seq = (SELECT max(seq) FROM entries)", "entry"},
		{"a month's count", "UPDATE entry_months SET entries = entries + 1", "entry"},
		{"a lost party", "DELETE FROM entry_parties WHERE entry = (SELECT max(entry) FROM entry_parties)", "entry"},
		{"a party's words", "UPDATE parties SET folded = ' x' WHERE seq = 1", "entry"},
		{"a party's role", "UPDATE entry_parties SET role = 'via' WHERE entry = (SELECT max(entry) FROM entry_parties)", "entry"},
		{"evidence", "UPDATE evidence SET bytes = substr(bytes, 1, 30) WHERE hash = (SELECT min(hash) FROM evidence)", "evidence"},
		{"a byte of evidence", "UPDATE evidence SET bytes = CAST(substr(bytes, 1, 20) || x'00' || substr(bytes, 22) AS BLOB) WHERE hash = (SELECT min(hash) FROM evidence)", "evidence"},
		{"evidence's coding", "UPDATE evidence SET coding = 'lzw'", "evidence"},
		{"evidence's size", "UPDATE evidence SET size = size + 1", "evidence"},
		{"lost evidence", "DELETE FROM evidence WHERE hash = (SELECT min(hash) FROM evidence)", "database"},
		{"a fetch's time", "UPDATE fetches SET retrieved = 'yesterday' WHERE seq = 1", "evidence"},
		{"a newest version", "DELETE FROM versions WHERE document = 1", "entry"},
		{"a withdrawal", "DELETE FROM withdrawn", "entry"},
		{"a withdrawal too many", "INSERT INTO withdrawn (claim) VALUES (9)", "entry"},
		{"a lost word", "INSERT INTO document_words (document_words, rowid, title, text) SELECT 'delete', seq, title, text FROM documents WHERE seq = 3", "database"},
		{"a lost index", "PRAGMA writable_schema=1; DELETE FROM sqlite_master WHERE name = 'claims_by_document'", "database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filled(t)
			db := raw(t, path)
			db.SetMaxOpenConns(1)
			for _, trigger := range []string{"documents_keep", "documents_stay", "claims_keep", "claims_stay", "evidence_keep", "evidence_stay", "fetches_keep"} {
				do(t, db, "DROP TRIGGER "+trigger)
			}
			do(t, db, c.tamper)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			var found []ledger.Problem
			for p, err := range s.Verify(t.Context(), resolve.Plain{}) {
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, p)
			}
			for _, p := range found {
				if p.Kind == c.kind {
					return
				}
			}
			t.Errorf("no problem of kind %q among %v", c.kind, found)
		})
	}
}

func TestVerifyStopsEarly(t *testing.T) {
	s := openTemp(t)
	for n := range 3 {
		rep := storetest.Numbered(t, n)
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.db.Exec("UPDATE entry_records SET record = '{}'"); err != nil {
		t.Fatal(err)
	}
	for p := range s.Verify(t.Context(), resolve.Plain{}) {
		if p.Kind != "entry" {
			t.Errorf("%+v", p)
		}
		break
	}
	rep := storetest.Numbered(t, 4)
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
		t.Errorf("after a broken-off check: %v", err)
	}
}
