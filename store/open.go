package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"kiroku/ledger"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a file as a ledger, in the header field that SQLite
// keeps for this: "kiro" in ASCII.
const applicationID = 0x6b69726f

// lockWait is how long a writer waits for writers of other processes. Adding
// one document takes milliseconds; a rebuild of a large ledger takes longer.
const lockWait = 30 * time.Second

// Open opens the ledger at path, making it where there is none, and brings its
// schema up to date. A file that is not a ledger is refused and left alone.
func Open(ctx context.Context, path string) (*SQLite, error) {
	return open(ctx, path, lockWait)
}

// OpenExisting is [Open] for those who only ask: a missing file is NotFound, and
// one that cannot be written to can be asked all the same.
func OpenExisting(ctx context.Context, path string) (*SQLite, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, ledger.Errorf(ledger.NotFound, "there is no ledger at %s; read documents into it first", path)
	}
	s, err := Open(ctx, path)
	if !unwritable(err) {
		return s, err
	}
	return openReadOnly(ctx, path)
}

func open(ctx context.Context, path string, wait time.Duration) (*SQLite, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	connector, err := sqlite.NewConnector(dataSource(path, wait))
	if err != nil {
		return nil, ledger.Errorf(ledger.Invalid, "open ledger %s: %w", path, err)
	}
	s := &SQLite{db: sql.OpenDB(connector), path: path, write: make(chan struct{}, 1)}
	s.db.SetMaxIdleConns(4)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(s.explain("open ledger", err), s.db.Close())
	}
	return s, nil
}

// dataSource names the file to the driver. Every transaction that may write
// takes the write lock at its start: one that began by reading could not get
// it later if another process wrote in between. With synchronous=NORMAL a
// killed process loses nothing it committed; a power cut may lose the last
// documents added, whole, and harms nothing else.
func dataSource(path string, wait time.Duration) string {
	q := url.Values{
		"_txlock": {"immediate"},
		"_dqs":    {"0"},
		"_pragma": {
			fmt.Sprintf("busy_timeout(%d)", wait.Milliseconds()),
			"synchronous(NORMAL)",
			"foreign_keys(1)",
			"recursive_triggers(1)", // or REPLACE would remove rows past their triggers
			"cache_size(-16000)",    // KiB
		},
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return name.String()
}

// inspect looks at the file before SQLite does, so that nothing is ever
// written into something that is not a database.
func inspect(path string) error {
	if path == "" {
		return ledger.Errorf(ledger.Invalid, "the ledger needs a file name")
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		dir := filepath.Dir(path)
		if d, err := os.Stat(dir); err != nil || !d.IsDir() {
			return ledger.Errorf(ledger.NotFound, "the folder %s for the ledger does not exist", dir)
		}
		return nil
	}
	if err != nil {
		return ledger.Errorf(ledger.Unavailable, "the ledger %s cannot be looked at: %w", path, err)
	}
	if !info.Mode().IsRegular() {
		return ledger.Errorf(ledger.Invalid, "%s is not a file; a ledger is one file", path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return ledger.Errorf(ledger.Unavailable, "the ledger %s cannot be written to: %w", path, err)
	}
	defer f.Close() // read only in effect
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil // an empty file is an empty database
	}
	if string(head[:n]) != magic {
		return ledger.Errorf(ledger.Invalid, "%s is not a ledger but some other file; it was left as it is", path)
	}
	return nil
}

// prepare makes an empty database a ledger, refuses a foreign one, and brings
// the schema up to date.
func (s *SQLite) prepare(ctx context.Context) error {
	if err := s.claimFile(ctx); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "PRAGMA journal_mode=WAL"); err != nil {
		return fmt.Errorf("turn on the write-ahead log: %w", err)
	}
	return s.migrate(ctx)
}

// claimFile marks an empty database as a ledger and refuses every other that
// does not bear the mark.
func (s *SQLite) claimFile(ctx context.Context) error {
	ours, err := s.isLedger(ctx)
	if ours || err != nil {
		return err
	}
	return s.update(ctx, "mark the file", func(tx *sql.Tx) error {
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
			return err
		}
		if tables > 0 {
			if ours, err := s.isLedger(ctx); ours || err != nil {
				return err // another process made it a ledger meanwhile
			}
			return ledger.Errorf(ledger.Invalid, "%s is a database of some other program; it was left as it is", s.path)
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d", applicationID))
		return err
	})
}

func (s *SQLite) isLedger(ctx context.Context) (bool, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
	return id == applicationID, err
}

// schema knows the migrations that made the file and those still to come.
func (s *SQLite) schema() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, dir,
		goose.WithTableName("schema_version"), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return p, nil
}

// migrate brings the schema to the version this program knows. When two
// processes start on one file, both may run a migration: one of them fails on
// the unique version number and rolls back, and finds nothing left to do when
// it looks again.
func (s *SQLite) migrate(ctx context.Context) error {
	p, err := s.schema()
	if err != nil {
		return err
	}
	const tries = 20
	for try := range tries {
		var current, known int64
		if current, known, err = p.GetVersions(ctx); err == nil && current > known {
			return ledger.Errorf(ledger.Invalid,
				"%s was written by a newer kiroku (schema %d, this one knows %d); use that version", s.path, current, known)
		}
		if err == nil && current == known {
			return nil
		}
		if err == nil {
			_, err = p.Up(ctx)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(time.Duration(try) * 5 * time.Millisecond)
	}
	return fmt.Errorf("bring the schema up to date: %w", err)
}
