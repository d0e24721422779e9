package store

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"kiroku/ledger"
)

// explain gives an error of the database a code and a sentence for people.
// Errors that have a code already, and the end of a context, stay what they are.
func (s *SQLite) explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	if ledger.CodeOf(err) != "" {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ledger.Errorf(ledger.Unavailable, "%s in %s: %w", doing, s.path, err)
	}
	code, why := reason(e.Code() & 0xff)
	return ledger.Errorf(code, "%s in %s: %s (%w)", doing, s.path, why, err)
}

// reason reads a primary result code of SQLite.
func reason(primary int) (ledger.Code, string) {
	switch primary {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ledger.Unavailable, "another program is writing to the file and did not finish in time; try again"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ledger.Unavailable, "the file or its folder cannot be written to"
	case sqlite3.SQLITE_NOTADB:
		return ledger.Invalid, "the file is not a database; it was left as it is"
	case sqlite3.SQLITE_CORRUPT:
		return ledger.Invalid, "the file is damaged; restore a copy, or read the documents again into a new file"
	case sqlite3.SQLITE_FULL:
		return ledger.Unavailable, "the disk is full; nothing was half written"
	case sqlite3.SQLITE_CANTOPEN:
		return ledger.Unavailable, "the file cannot be opened"
	case sqlite3.SQLITE_IOERR:
		return ledger.Unavailable, "the disk reported an error"
	case sqlite3.SQLITE_TOOBIG:
		return ledger.Invalid, "the document is too large to be stored"
	case sqlite3.SQLITE_CONSTRAINT:
		return ledger.Conflict, "the change would break what the ledger guarantees"
	}
	return ledger.Unavailable, "the database failed"
}
