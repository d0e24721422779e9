// Package store keeps the ledger in one SQLite file. In go documents with
// their sealed claims; out come documents, claims, entries and full-text hits.
// It refuses claims that are not grounded in their document, files that are
// not a ledger, and ledgers that a newer program wrote.
//
// Documents and claims are append-only. Entries are derived from them inside
// the transaction that adds a document, so a reader sees a document with all
// its claims and entries, or nothing of it. docs/storage.md has the schema and
// what survives what.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kiroku/ledger"
	"kiroku/store/derive"
)

// SQLite is a [ledger.Store] in one file. It is safe for concurrent use, also
// by several processes that open the same file.
type SQLite struct {
	db        *sql.DB
	path      string
	known     derive.Cache
	temporary string // folder that Close removes, see AsOf

	write chan struct{} // holds one token: writers of this process queue here, not on the file's lock
}

var _ ledger.Store = (*SQLite)(nil)

// Close gives the file back. Nothing that was added is lost without it.
func (s *SQLite) Close() error {
	return errors.Join(s.explain("close", s.db.Close()), s.remove())
}

// update runs f in a transaction that holds the file's write lock from its
// start, and commits it when f succeeds.
func (s *SQLite) update(ctx context.Context, doing string, f func(tx *sql.Tx) error) error {
	select {
	case s.write <- struct{}{}:
		defer func() { <-s.write }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.within(ctx, doing, nil, f)
}

// view runs f on one unchanging state of the file.
func (s *SQLite) view(ctx context.Context, doing string, f func(tx *sql.Tx) error) error {
	return s.within(ctx, doing, &sql.TxOptions{ReadOnly: true}, f)
}

func (s *SQLite) within(ctx context.Context, doing string, opts *sql.TxOptions, f func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return s.explain(doing, err)
	}
	if err := f(tx); err != nil {
		return s.explain(doing, errors.Join(err, rollback(tx)))
	}
	return s.explain(doing, tx.Commit())
}

// rollback ends tx. A transaction that its context already ended is no error.
func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("roll back: %w", err)
	}
	return nil
}
