package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode/utf8"

	"kiroku/ledger"
	"kiroku/store/codec"
)

// The bounds of saved views.
const (
	maxSavedViews = 200
	maxSavedName  = 80
	maxSavedQuery = 4000
)

// SaveView keeps a listing under its name, in place of what had that name.
func (s *SQLite) SaveView(ctx context.Context, v ledger.SavedView) error {
	v.Name = strings.Join(strings.Fields(v.Name), " ")
	switch {
	case v.Name == "" || utf8.RuneCountInString(v.Name) > maxSavedName || !utf8.ValidString(v.Name):
		return ledger.Errorf(ledger.Invalid, "a saved view needs a name of 1 to %d letters", maxSavedName)
	case len(v.Query) > maxSavedQuery || !strings.HasPrefix(v.Path, "/"):
		return ledger.Errorf(ledger.Invalid, "a saved view needs an address of this program")
	}
	return s.update(ctx, "save a view", func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM saved_views WHERE name <> ?", v.Name).Scan(&n); err != nil {
			return err
		}
		if n >= maxSavedViews {
			return ledger.Errorf(ledger.Invalid, "there are %d saved views already; delete one first", n)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO saved_views (name, path, query, who, at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (name) DO UPDATE SET path = ?2, query = ?3, who = ?4, at = ?5`,
			v.Name, v.Path, v.Query, v.Who, v.At.UTC().Format(time.RFC3339))
		return err
	})
}

// DeleteView forgets the view of that name; NotFound when there is none.
func (s *SQLite) DeleteView(ctx context.Context, name string) error {
	return s.update(ctx, "delete a view", func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM saved_views WHERE name = ?", name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return ledger.Errorf(ledger.NotFound, "there is no saved view %q", name)
	})
}

// SavedViews lists the saved views by name.
func (s *SQLite) SavedViews(ctx context.Context) ([]ledger.SavedView, error) {
	var list []ledger.SavedView
	err := s.view(ctx, "list saved views", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT name, path, query, who, at FROM saved_views ORDER BY name")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var v ledger.SavedView
			var at string
			if err := rows.Scan(&v.Name, &v.Path, &v.Query, &v.Who, &at); err != nil {
				return err
			}
			if v.At, err = codec.ParseTime(at); err != nil {
				return err
			}
			list = append(list, v)
		}
		return rows.Err()
	})
	return list, err
}
