package store

import (
	"context"
	"database/sql"

	"kiroku/ledger"
)

// AddFailure records what could not be read; see [ledger.Store].
func (s *SQLite) AddFailure(ctx context.Context, f ledger.Failure) error {
	return s.update(ctx, "record a failure", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO failures (ref, line, reason, raw_hash, at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (ref, line) DO UPDATE SET reason = ?3, raw_hash = ?4, at = ?5`,
			f.Ref, f.Line, f.Reason, f.RawHash, timeText(f.At))
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
		rows, err := tx.QueryContext(ctx, "SELECT ref, line, reason, raw_hash, at FROM failures ORDER BY ref, line")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var f ledger.Failure
			var at string
			if err := rows.Scan(&f.Ref, &f.Line, &f.Reason, &f.RawHash, &at); err != nil {
				return err
			}
			if f.At, err = parseTime(at); err != nil {
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
