package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/text"
)

// Seen records that a known document was met again; see [ledger.Store].
func (s *SQLite) Seen(ctx context.Context, doc *text.Document, r ledger.Resolver) error {
	if doc.URL == "" {
		return nil
	}
	var older int
	err := s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents d JOIN versions v ON v.document = d.seq
		WHERE d.id = ? AND v.newest <> d.seq)`, doc.ID).Scan(&older)
	if err != nil || older == 0 {
		return s.explain("look for a document", err)
	}
	p, err := codec.Pack(doc)
	if err != nil {
		return err
	}
	return s.update(ctx, "record a document met again", func(tx *sql.Tx) error {
		d := derive.New(tx, r, &s.known)
		if err := d.Upgrade(ctx); err != nil {
			return err
		}
		return d.Again(ctx, doc, p)
	})
}

// Revisions lists the texts that a document's address has given; see
// [ledger.Store].
func (s *SQLite) Revisions(ctx context.Context, document string) ([]ledger.Revision, error) {
	var list []ledger.Revision
	err := s.view(ctx, "list versions", func(tx *sql.Tx) error {
		whole, err := s.wholeID(ctx, tx, "document", "documents", "id", document)
		if err != nil {
			return err
		}
		d := derive.New(tx, nil, &s.known)
		var seq int64
		var url string
		if err := tx.QueryRowContext(ctx, "SELECT seq, url FROM documents WHERE id = ?", whole).Scan(&seq, &url); err != nil {
			return err
		}
		newest, err := d.Number(ctx, "SELECT newest FROM versions WHERE document = ?", seq)
		if err != nil {
			return err
		}
		list, err = d.Versions(ctx, seq, url, newest)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Copies lists the texts that were taken over from others; see [ledger.Store].
func (s *SQLite) Copies(ctx context.Context, documents ...string) ([]ledger.Copy, error) {
	const (
		of  = " FROM copies k JOIN documents d ON d.seq = k.document JOIN documents o ON o.seq = k.other WHERE k.origin = "
		its = " AND k.document = (SELECT seq FROM documents WHERE id = ?)"
	)
	found := map[ledger.Copy]bool{}
	err := s.view(ctx, "list copies", func(tx *sql.Tx) error {
		d := derive.New(tx, nil, &s.known)
		keep := func(rows *sql.Rows) error {
			var c ledger.Copy
			err := rows.Scan(&c.Document, &c.Of)
			found[c] = true
			return err
		}
		if len(documents) == 0 {
			return d.Each(ctx, "SELECT d.id, o.id"+of+"1", nil, keep)
		}
		for _, id := range documents {
			for _, q := range []string{"SELECT d.id, o.id" + of + "1" + its, "SELECT o.id, d.id" + of + "0" + its} {
				if err := d.Each(ctx, q, []any{id}, keep); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return slices.SortedFunc(maps.Keys(found), func(a, b ledger.Copy) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Of, b.Of))
	}), err
}
