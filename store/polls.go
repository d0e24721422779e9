package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/text"
)

// dueText is a time of one length, so that texts compare as times do.
func dueText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// Polls lists addresses that are asked again and again, the longest due first.
func (s *SQLite) Polls(ctx context.Context, f ledger.PollFilter) ([]ledger.Poll, error) {
	w := where{}
	if !f.Due.IsZero() {
		w.add("due <> '' AND due <= ?", dueText(f.Due))
	}
	if f.Source != "" {
		w.add("source = ?", f.Source)
	}
	if f.Kind != "" {
		w.add("kind = ?", f.Kind)
	}
	if f.Failed {
		w.add("failures > 0")
	}
	list := []ledger.Poll{}
	err := s.view(ctx, "list what is watched", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT address, source, kind, etag, modified, listed, added, tried, succeeded, due, failures, error
			FROM polls `+w.sql()+" ORDER BY due, address"+page(f.Limit, 0), w.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			p, err := scanPoll(rows)
			if err != nil {
				return err
			}
			list = append(list, p)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func scanPoll(row codec.Scanner) (p ledger.Poll, err error) {
	var listed, added, tried, succeeded, due string
	if err = row.Scan(&p.Address, &p.Source, &p.Kind, &p.ETag, &p.Modified, &listed, &added, &tried, &succeeded, &due, &p.Failures, &p.Error); err != nil {
		return p, err
	}
	for _, at := range []struct {
		to *time.Time
		s  string
	}{{&p.Listed, listed}, {&p.Added, added}, {&p.Tried, tried}, {&p.Succeeded, succeeded}, {&p.Due, due}} {
		if *at.to, err = codec.ParseTime(at.s); err != nil {
			return p, err
		}
	}
	return p, nil
}

// SavePolls stores polls as they are now.
func (s *SQLite) SavePolls(ctx context.Context, polls ...ledger.Poll) error {
	return s.update(ctx, "record what is watched", func(tx *sql.Tx) error {
		for _, p := range polls {
			_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO polls (address, source, kind, etag, modified, listed, added, tried, succeeded, due, failures, error)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				p.Address, p.Source, p.Kind, p.ETag, p.Modified, dueText(p.Listed), dueText(p.Added), dueText(p.Tried), dueText(p.Succeeded), dueText(p.Due), p.Failures, p.Error)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// List enters addresses that a list gave: those not known yet, and those that
// the list says have changed since it was listed last, which become due. It gives
// how many those are.
func (s *SQLite) List(ctx context.Context, found ...ledger.Poll) (n int, err error) {
	err = s.update(ctx, "record what is listed", func(tx *sql.Tx) error {
		n = 0
		for _, p := range found {
			res, err := tx.ExecContext(ctx, `INSERT INTO polls (address, source, kind, etag, modified, listed, added, tried, succeeded, due, failures, error)
				VALUES (?1, ?2, ?3, '', '', ?4, ?5, '', '', ?6, 0, '')
				ON CONFLICT (address) DO UPDATE SET listed = ?4, due = CASE WHEN due = '' OR due > ?6 THEN ?6 ELSE due END
				WHERE listed < ?4 AND kind IN ('map', 'item')`,
				p.Address, p.Source, p.Kind, dueText(p.Listed), dueText(p.Added), dueText(p.Due))
			if err != nil {
				return err
			}
			changed, err := res.RowsAffected()
			if err != nil {
				return err
			}
			n += int(changed)
		}
		return nil
	})
	return n, err
}

func weekOf(at time.Time) string {
	year, week := at.UTC().ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// harvest counts a new document for the watched source that brought it, with the
// document itself, so that a kill between the two cannot part them.
func harvest(ctx context.Context, tx *sql.Tx, doc *text.Document) error {
	if doc.Watched == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO harvest (source, week, documents) VALUES (?, ?, 1)
		ON CONFLICT (source, week) DO UPDATE SET documents = documents + 1`, doc.Watched, weekOf(doc.Retrieved))
	return err
}

// Health says how watching each source goes.
func (s *SQLite) Health(ctx context.Context, now time.Time) ([]ledger.Health, error) {
	list := []ledger.Health{}
	weeks := []any{dueText(now)}
	for back := range 4 {
		weeks = append(weeks, weekOf(now.AddDate(0, 0, -7*back)))
	}
	err := s.view(ctx, "say how watching goes", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT p.source, count(*), sum(p.due <> '' AND p.due <= ?1), sum(p.failures > 0), max(p.tried), max(p.succeeded), min(p.added),
			coalesce((SELECT error FROM polls e WHERE e.source = p.source AND e.failures > 0 ORDER BY e.tried DESC LIMIT 1), ''),
			coalesce((SELECT sum(documents) FROM harvest h WHERE h.source = p.source), 0),
			coalesce((SELECT sum(documents) FROM harvest h WHERE h.source = p.source AND h.week IN (?2, ?3, ?4, ?5)), 0)
			FROM polls p GROUP BY p.source ORDER BY p.source`, weeks...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var h ledger.Health
			var tried, succeeded, added string
			var recent int
			if err := rows.Scan(&h.Source, &h.Addresses, &h.Waiting, &h.Failing, &tried, &succeeded, &added, &h.Error, &h.Total, &recent); err != nil {
				return err
			}
			since, err := codec.ParseTime(added)
			if err != nil {
				return err
			}
			if h.Tried, err = codec.ParseTime(tried); err != nil {
				return err
			}
			if h.Succeeded, err = codec.ParseTime(succeeded); err != nil {
				return err
			}
			watched := 1 + int(now.Sub(since).Hours()/(7*24))
			h.Weekly = float64(recent) / float64(min(max(watched, 1), 4))
			list = append(list, h)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Outlets says what the ledger holds of each outlet, by name.
func (s *SQLite) Outlets(ctx context.Context) ([]ledger.Outlet, error) {
	list := []ledger.Outlet{}
	err := s.view(ctx, "list outlets", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT d.source, max(CASE WHEN d.publisher = '' THEN '' ELSE d.publisher ->> 'id' END), count(*),
			sum((SELECT count(*) FROM claims c WHERE c.document = d.seq)), max(d.retrieved),
			sum(d.title <> ''), sum(d.byline <> ''), sum(d.published <> '') FROM documents d GROUP BY d.source ORDER BY d.source`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var o ledger.Outlet
			var latest string
			var filled [3]int
			if err := rows.Scan(&o.Name, &o.Publisher, &o.Documents, &o.Claims, &latest, &filled[0], &filled[1], &filled[2]); err != nil {
				return err
			}
			if o.Latest, err = codec.ParseTime(latest); err != nil {
				return err
			}
			for i, name := range []string{"title", "byline", "published"} {
				if filled[i] == 0 {
					o.Empty = append(o.Empty, name)
				}
			}
			list = append(list, o)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}
