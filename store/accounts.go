package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"kiroku/ledger"
	"kiroku/store/codec"
)

var _ ledger.Accounts = (*SQLite)(nil)

// Users lists accounts; see [ledger.Accounts].
func (s *SQLite) Users(ctx context.Context) ([]ledger.User, error) {
	list := []ledger.User{}
	err := s.view(ctx, "list accounts", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT name, role, password, since FROM users ORDER BY name")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			u, err := scanUser(rows)
			if err != nil {
				return err
			}
			list = append(list, u)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func scanUser(row codec.Scanner) (u ledger.User, err error) {
	var since string
	if err := row.Scan(&u.Name, &u.Role, &u.Password, &since); err != nil {
		return u, err
	}
	u.Since, err = codec.ParseTime(since)
	return u, err
}

// user reads one account by a query that gives at most one.
func (s *SQLite) user(ctx context.Context, missing, query string, args ...any) (ledger.User, error) {
	u, err := scanUser(s.db.QueryRowContext(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return u, ledger.Errorf(ledger.NotFound, "%s", missing)
	}
	return u, s.explain("look up an account", err)
}

// User is the account of that name; see [ledger.Accounts].
func (s *SQLite) User(ctx context.Context, name string) (ledger.User, error) {
	return s.user(ctx, "there is no account "+name, "SELECT name, role, password, since FROM users WHERE name = ?", name)
}

// PutUser adds or replaces an account; see [ledger.Accounts].
func (s *SQLite) PutUser(ctx context.Context, u ledger.User) error {
	if u.Name == "" || u.Password == "" || !slices.Contains(ledger.Roles, u.Role) {
		return ledger.Errorf(ledger.Invalid, "an account has a name, a role and a password")
	}
	return s.update(ctx, "keep an account", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE user = ?", u.Name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO users (name, role, password, since) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (name) DO UPDATE SET role = ?2, password = ?3`, u.Name, u.Role, u.Password, codec.TimeText(u.Since))
		return err
	})
}

// RemoveUser removes an account; see [ledger.Accounts].
func (s *SQLite) RemoveUser(ctx context.Context, name string) error {
	return s.update(ctx, "remove an account", func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM users WHERE name = ?", name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ledger.Errorf(ledger.NotFound, "there is no account %s", name))
		}
		return nil
	})
}

// StartSession signs somebody in; see [ledger.Accounts].
func (s *SQLite) StartSession(ctx context.Context, session ledger.Session) error {
	return s.update(ctx, "sign in", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE until < ?", seconds(session.Since)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO sessions (key, user, until) VALUES (?, ?, ?)", session.Key, session.User, seconds(session.Until))
		return err
	})
}

// EndSession signs somebody out; see [ledger.Accounts].
func (s *SQLite) EndSession(ctx context.Context, key string) error {
	return s.update(ctx, "sign out", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE key = ?", key)
		return err
	})
}

// SessionUser is who is signed in; see [ledger.Accounts].
func (s *SQLite) SessionUser(ctx context.Context, key string, now time.Time) (ledger.User, error) {
	return s.user(ctx, "nobody is signed in", `SELECT u.name, u.role, u.password, u.since FROM sessions s JOIN users u ON u.name = s.user
		WHERE s.key = ? AND s.until > ?`, key, seconds(now))
}

// seconds is a time as text that compares as the times do.
func seconds(t time.Time) string { return t.UTC().Format(time.RFC3339) }
