package store

import (
	"context"
	"database/sql"
	"fmt"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// State names the state of the ledger; see [ledger.Reader]. Entries follow
// from documents, decisions and rules, so these name it.
func (s *SQLite) State(ctx context.Context) (string, error) {
	var documents, claims, decisions int
	var version string
	err := s.db.QueryRowContext(ctx, `SELECT (SELECT ifnull(max(seq), 0) FROM documents), (SELECT ifnull(max(seq), 0) FROM claims),
		(SELECT ifnull(max(seq), 0) FROM decisions), ifnull((SELECT version FROM derivation), '')`).Scan(&documents, &claims, &decisions, &version)
	if err != nil {
		return "", s.explain("look at the state", err)
	}
	return fmt.Sprintf("%d.%d.%d.%s", documents, claims, decisions, version), nil
}

// Size counts what the ledger holds; see [ledger.Reader]. What is append-only
// is numbered without gaps.
func (s *SQLite) Size(ctx context.Context) (size ledger.Size, err error) {
	err = s.view(ctx, "count", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT ifnull(max(seq), 0) FROM documents), (SELECT ifnull(max(seq), 0) FROM claims),
			(SELECT count(*) FROM entries), (SELECT ifnull(max(seq), 0) FROM decisions), (SELECT count(*) FROM failures)`).
			Scan(&size.Documents, &size.Claims, &size.Entries, &size.Decisions, &size.Failures)
	})
	return size, err
}

// CountDocuments counts documents; see [ledger.Reader].
func (s *SQLite) CountDocuments(ctx context.Context, f ledger.DocumentFilter) (n int, err error) {
	w := documentConditions(f)
	err = s.view(ctx, "count documents", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM documents d "+w.sql(), w.args...).Scan(&n)
	})
	return n, err
}

// Sources lists outlets; see [ledger.Reader].
func (s *SQLite) Sources(ctx context.Context) ([]ledger.SourceInfo, error) {
	list := []ledger.SourceInfo{}
	err := s.view(ctx, "list sources", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT min(source), count(*) AS n, min(from_day), max(iif(from_day < 'a', from_day, ''))
			FROM documents GROUP BY source COLLATE NOCASE ORDER BY n DESC, 1`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var info ledger.SourceInfo
			var first, last string
			if err := rows.Scan(&info.Name, &info.Documents, &first, &last); err != nil {
				return err
			}
			if first < "a" && first != codec.FirstDay {
				if info.Published, err = value.ParseDate(first + "/" + last); err != nil {
					return err
				}
			}
			list = append(list, info)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}
