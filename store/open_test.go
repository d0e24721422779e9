package store

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
)

// filled is the path of a ledger of some reports, closed again.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path, filledOnce(t), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

var filledBytes []byte

func filledOnce(t *testing.T) []byte {
	t.Helper()
	if filledBytes != nil {
		return filledBytes
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	reps := storetest.Revised(t)
	for n := range 30 {
		reps = append(reps, storetest.Numbered(t, n))
	}
	for _, rep := range reps {
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if filledBytes, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return filledBytes
}

// raw opens a file past the store, as some other program would.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func do(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// Every file that is not a ledger this program can use gives a code and a
// sentence that says why, and stays byte for byte what it was.
func TestOpenRefuses(t *testing.T) {
	write := func(t *testing.T, content string) string {
		path := filepath.Join(t.TempDir(), "some file")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		name string
		path func(t *testing.T) string
		code ledger.Code
		says string
	}{
		{"no name", func(*testing.T) string { return "" }, ledger.Invalid, "file name"},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, ledger.Invalid, "not a file"},
		{"no folder", func(t *testing.T) string { return filepath.Join(t.TempDir(), "no", "ledger.db") }, ledger.NotFound, "does not exist"},
		{"a text", func(t *testing.T) string { return write(t, "Norland pledged $5 million to Sudria.\n") }, ledger.Invalid, "some other file"},
		{"one byte", func(t *testing.T) string { return write(t, "S") }, ledger.Invalid, "some other file"},
		{"magic and rubbish", func(t *testing.T) string {
			return write(t, "SQLite format 3\x00"+strings.Repeat("rubbish ", 500))
		}, ledger.Invalid, "not a database"},
		{"magic alone", func(t *testing.T) string { return write(t, "SQLite format 3\x00") }, ledger.Invalid, "not a database"},
		{"another program's database", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "other.db")
			do(t, raw(t, path), "CREATE TABLE documents (id TEXT)")
			return path
		}, ledger.Invalid, "some other program"},
		{"a newer schema", func(t *testing.T) string {
			path := filled(t)
			do(t, raw(t, path), "INSERT INTO schema_version (version_id, is_applied) VALUES (9999, 1)")
			return path
		}, ledger.Invalid, "newer kiroku (schema 9999"},
		{"cut off", func(t *testing.T) string {
			path := filled(t)
			if err := os.Truncate(path, 5000); err != nil {
				t.Fatal(err)
			}
			return path
		}, ledger.Invalid, "damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := c.path(t)
			before, _ := os.ReadFile(path)
			s, err := Open(t.Context(), path)
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			if got := ledger.CodeOf(err); got != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v; want %s and %q", got, err, c.code, c.says)
			}
			after, _ := os.ReadFile(path)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenExisting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if _, err := OpenExisting(t.Context(), path); ledger.CodeOf(err) != ledger.NotFound {
		t.Errorf("missing: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("asking made a file")
	}
}

// An empty file, as a killed process may leave it, becomes a ledger; so does
// a name that means something in a URI.
func TestOpenMakes(t *testing.T) {
	for _, name := range []string{"empty.db", "a b?c=d#e%41&mode=ro.db", "台帳.db"} {
		path := filepath.Join(t.TempDir(), name)
		if name == "empty.db" {
			if err := os.WriteFile(path, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestLocked(t *testing.T) {
	path := filled(t)
	tx, err := raw(t, path+"?_txlock=immediate").BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	s, err := open(t.Context(), path, 50*time.Millisecond)
	if err != nil {
		t.Fatalf("reading must work while another writes: %v", err)
	}
	defer s.Close()
	if n := len(storetest.Entries(t, s)); n == 0 {
		t.Error("no entries seen while another writes")
	}
	rep := storetest.Numbered(t, 999)
	_, err = s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{})
	if ledger.CodeOf(err) != ledger.Unavailable || !strings.Contains(err.Error(), "another program is writing") {
		t.Errorf("add: %v", err)
	}
}

// A file that may not be written to is Unavailable. The superuser may write to
// any file, so the database is opened read-only instead of made so.
func TestReadOnly(t *testing.T) {
	db := raw(t, "file:"+filled(t)+"?mode=ro")
	s := &SQLite{db: db, path: "ledger.db", write: make(chan struct{}, 1)}
	rep := storetest.Numbered(t, 999)
	_, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Plain{})
	if ledger.CodeOf(err) != ledger.Unavailable || !strings.Contains(err.Error(), "cannot be written to") {
		t.Errorf("add: %v", err)
	}
	if os.Geteuid() == 0 {
		return
	}
	path := filled(t)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path); ledger.CodeOf(err) != ledger.Unavailable {
		t.Errorf("open: %v", err)
	}
}

// Bytes changed anywhere in the file give an error or a problem, or stand
// where nothing is kept; they never give a panic.
func TestDamaged(t *testing.T) {
	whole, err := os.ReadFile(filled(t))
	if err != nil {
		t.Fatal(err)
	}
	noticed := 0
	const step = 12899
	for at := 100; at < len(whole); at += step {
		spoiled := bytes.Clone(whole)
		for i := at; i < min(at+700, len(spoiled)); i++ {
			spoiled[i] ^= 0x5a
		}
		path := filepath.Join(t.TempDir(), "ledger.db")
		if err := os.WriteFile(path, spoiled, 0o644); err != nil {
			t.Fatal(err)
		}
		if damageNoticed(t, path) {
			noticed++
		}
	}
	if noticed < len(whole)/step/4 {
		t.Errorf("damage was noticed %d times in %d", noticed, len(whole)/step)
	}
}

func damageNoticed(t *testing.T, path string) bool {
	s, err := Open(t.Context(), path)
	if err != nil {
		if ledger.CodeOf(err) == "" {
			t.Errorf("no code: %v", err)
		}
		return true
	}
	defer s.Close()
	for _, err := range s.Verify(t.Context(), resolve.Plain{}) {
		if err != nil && ledger.CodeOf(err) == "" {
			t.Errorf("no code: %v", err)
		}
		return true
	}
	return false
}
