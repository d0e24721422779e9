package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"kiroku/ledger"
)

// unwritable reports whether a ledger could not be opened because its file or
// folder cannot be written to.
func unwritable(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) {
		primary := e.Code() & 0xff
		return primary == sqlite3.SQLITE_CANTOPEN || primary == sqlite3.SQLITE_READONLY
	}
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// openReadOnly opens a ledger on a medium that nobody can write to, so that
// SQLite needs neither locks nor its log beside the file. A ledger that was not
// closed, or that an older program wrote, has to be copied first.
func openReadOnly(ctx context.Context, path string) (*SQLite, error) {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil, ledger.Errorf(ledger.Unavailable, "the ledger %s cannot be written to, and was not closed; copy it with %s-wal to where it can be", path, path)
	}
	connector, err := sqlite.NewConnector(dataSource(path, lockWait) + "&mode=ro&immutable=1")
	if err != nil {
		return nil, ledger.Errorf(ledger.Invalid, "open ledger %s: %w", path, err)
	}
	s := &SQLite{db: sql.OpenDB(connector), path: path, write: make(chan struct{}, 1)}
	if err := s.accept(ctx); err != nil {
		return nil, errors.Join(s.explain("open ledger", err), s.db.Close())
	}
	return s, nil
}

// accept refuses what is no ledger of this program's version.
func (s *SQLite) accept(ctx context.Context) error {
	ours, err := s.isLedger(ctx)
	if err != nil {
		return err
	}
	if !ours {
		return ledger.Errorf(ledger.Invalid, "%s is not a ledger but some other file", s.path)
	}
	p, err := s.schema()
	if err != nil {
		return err
	}
	current, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("look at the schema: %w", err)
	}
	if current != known {
		return ledger.Errorf(ledger.Unavailable, "%s cannot be written to, and its schema is %d where this kiroku knows %d; copy it to where it can be brought up to date", s.path, current, known)
	}
	return nil
}
