package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/store/verify"
)

// Rebuild derives every entry again; see [ledger.Store].
func (s *SQLite) Rebuild(ctx context.Context, r ledger.Resolver) error {
	return s.update(ctx, "rebuild the entries", func(tx *sql.Tx) error {
		return derive.New(tx, r, &s.known).Rebuild(ctx)
	})
}

// Refresh derives the entries again where that is needed; see [ledger.Store].
func (s *SQLite) Refresh(ctx context.Context, r ledger.Resolver) error {
	var version string
	err := s.db.QueryRowContext(ctx, "SELECT version FROM derivation").Scan(&version)
	if err == nil && version == r.Version() {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return s.explain("look at the entries", err)
	}
	return s.update(ctx, "derive the entries", func(tx *sql.Tx) error { return derive.New(tx, r, &s.known).Upgrade(ctx) })
}

// Reports yields every claim as a report; see [ledger.Store].
func (s *SQLite) Reports(ctx context.Context) iter.Seq2[ledger.Report, error] {
	return func(yield func(ledger.Report, error) bool) {
		err := s.view(ctx, "list reports", func(tx *sql.Tx) error {
			d := derive.New(tx, nil, &s.known)
			for m, err := range d.Members(ctx, "ORDER BY c.seq") {
				if err != nil {
					return err
				}
				if m.Rep.Copies, err = d.CopiesOf(ctx, m.Seq); err != nil {
					return err
				}
				if !yield(m.Rep, nil) {
					return codec.ErrStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, codec.ErrStop) {
			yield(ledger.Report{}, err)
		}
	}
}

// Verify checks that everything stored still holds; see [ledger.Store]. It
// holds the file's write lock, so that what it compares stays the same; what it
// derives to compare with is rolled back.
func (s *SQLite) Verify(ctx context.Context, r ledger.Resolver) iter.Seq2[ledger.Problem, error] {
	return func(yield func(ledger.Problem, error) bool) {
		err := s.update(ctx, "verify", func(tx *sql.Tx) error {
			err := verify.Run(ctx, tx, r, func(p ledger.Problem) error {
				if !yield(p, nil) {
					return codec.ErrStop
				}
				return nil
			})
			if err != nil {
				return err
			}
			return codec.ErrStop // rolls back
		})
		if err != nil && !errors.Is(err, codec.ErrStop) {
			yield(ledger.Problem{}, err)
		}
	}
}
