package store

import (
	"cmp"
	"context"
	"database/sql"

	"kiroku/ledger"
	"kiroku/store/codec"
)

// AddFailure records what could not be read; see [ledger.Store].
func (s *SQLite) AddFailure(ctx context.Context, f ledger.Failure) error {
	return s.update(ctx, "record a failure", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO failures (ref, line, reason, raw_hash, at, since, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
			ON CONFLICT (ref, line) DO UPDATE SET reason = ?3, raw_hash = ?4, at = ?5, tries = tries + 1`,
			f.Ref, f.Line, f.Reason, f.RawHash, codec.TimeText(f.At), cmp.Or(codec.TimeText(f.Since), codec.TimeText(f.At)), max(f.Tries, 1))
		return err
	})
}

// ClearFailures forgets the failures of a reference.
func (s *SQLite) ClearFailures(ctx context.Context, ref string) error {
	return s.update(ctx, "clear failures", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM failures WHERE ref = ?", ref)
		return err
	})
}

// Failures lists what could not be read, by reference and line.
func (s *SQLite) Failures(ctx context.Context) ([]ledger.Failure, error) {
	list := []ledger.Failure{}
	err := s.view(ctx, "list failures", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT ref, line, reason, raw_hash, at, since, tries FROM failures ORDER BY ref, line")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var f ledger.Failure
			var at, since string
			if err := rows.Scan(&f.Ref, &f.Line, &f.Reason, &f.RawHash, &at, &since, &f.Tries); err != nil {
				return err
			}
			if f.At, err = codec.ParseTime(at); err != nil {
				return err
			}
			if f.Since, err = codec.ParseTime(cmp.Or(since, at)); err != nil { // older ledgers noted the last time alone
				return err
			}
			list = append(list, f)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}
