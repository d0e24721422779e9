package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/text"
)

// wholeID finds the one id that begins with what was given; the names of table
// and column come from this package alone.
func (s *SQLite) wholeID(ctx context.Context, tx *sql.Tx, what, table, column, given string) (string, error) {
	if strings.Trim(given, "0123456789abcdef") != "" || given == "" {
		return "", ledger.Errorf(ledger.NotFound, "there is no %s %q", what, given)
	}
	rows, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT %[1]s FROM %[2]s WHERE %[1]s >= ?1 AND %[1]s < ?1 || 'g' ORDER BY %[1]s LIMIT 2", column, table), given)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return "", err
	}
	switch {
	case len(ids) == 0:
		return "", ledger.Errorf(ledger.NotFound, "there is no %s %s", what, given)
	case len(ids) > 1 && ids[0] != given:
		return "", ledger.Errorf(ledger.Invalid, "more than one %s begins with %s; give more of the id", what, given)
	}
	return ids[0], nil
}

// HasRaw reports whether bytes of this hash were read before; see [ledger.Store].
func (s *SQLite) HasRaw(ctx context.Context, rawHash string) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM documents WHERE raw_hash = ? AND raw_hash <> '')", rawHash).Scan(&n)
	return n == 1, s.explain("look for a document", err)
}

// Document is the document with its text; see [ledger.Store].
func (s *SQLite) Document(ctx context.Context, id string) (*text.Document, error) {
	var doc text.Document
	err := s.view(ctx, "read a document", func(tx *sql.Tx) error {
		whole, err := s.wholeID(ctx, tx, "document", "documents", "id", id)
		if err != nil {
			return err
		}
		var kept string
		doc, err = codec.ScanDocument(tx.QueryRowContext(ctx, "SELECT "+codec.DocumentColumns+", d.text FROM documents d WHERE d.id = ?", whole), &kept)
		doc.Text = kept
		return err
	})
	if err != nil {
		return nil, err
	}
	return &doc, nil
}

// Documents lists documents without their texts; see [ledger.Store].
func (s *SQLite) Documents(ctx context.Context, f ledger.DocumentFilter) ([]ledger.DocumentInfo, error) {
	w := documentConditions(f)
	list := []ledger.DocumentInfo{}
	order := "d.from_day, d.id"
	if f.Newest {
		order = "d.from_day = '" + codec.NoDay + "', d.from_day DESC, d.id"
	}
	err := s.view(ctx, "list documents", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+codec.DocumentColumns+`, octet_length(d.text),
			(SELECT count(*) FROM claims c WHERE c.document = d.seq)
			FROM documents d `+w.sql()+" ORDER BY "+order+page(f.Limit, f.Offset), w.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var info ledger.DocumentInfo
			if info.Document, err = codec.ScanDocument(rows, &info.Bytes, &info.Claims); err != nil {
				return err
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

func documentConditions(f ledger.DocumentFilter) *where {
	w := &where{}
	if f.Source != "" {
		w.add("d.source = ? COLLATE NOCASE", f.Source)
	}
	if f.URL != "" {
		w.add("d.url = ?", f.URL)
	}
	if f.Revised {
		w.add("EXISTS (SELECT 1 FROM versions v WHERE v.document = d.seq AND v.newest = d.seq)")
	}
	w.overlap("d.from_day", "d.to_day", f.Period)
	return w
}

// Claim is the claim of that id; see [ledger.Store].
func (s *SQLite) Claim(ctx context.Context, id string) (claim.Claim, error) {
	var c claim.Claim
	err := s.view(ctx, "read claim", func(tx *sql.Tx) error {
		whole, err := s.wholeID(ctx, tx, "claim", "claims", "id", id)
		if err != nil {
			return err
		}
		c, err = codec.Read[claim.Claim](ctx, tx, "SELECT record FROM claims WHERE id = ?", whole)
		return err
	})
	return c, err
}

// Entry is the entry of that id, or the one that now holds the claim whose
// entry had that id; see [ledger.Store].
func (s *SQLite) Entry(ctx context.Context, id string) (e ledger.Entry, err error) {
	err = s.view(ctx, "read entry", func(tx *sql.Tx) error {
		whole, err := s.wholeID(ctx, tx, "entry", "entries", "id", id)
		if ledger.CodeOf(err) == ledger.NotFound {
			if whole, err = s.wholeID(ctx, tx, "entry", "entry_claims", "anchor", id); err == nil {
				err = tx.QueryRowContext(ctx, `SELECT e.id FROM entries e JOIN entry_claims ec ON ec.entry = e.seq
					WHERE ec.anchor = ?`, whole).Scan(&whole)
			}
		}
		if err != nil {
			return err
		}
		e, err = codec.Read[ledger.Entry](ctx, tx, "SELECT r.record FROM entries e JOIN entry_records r ON r.entry = e.seq WHERE e.id = ?", whole)
		return err
	})
	return e, err
}

// Claims yields claims by document and place in it; see [ledger.Store].
func (s *SQLite) Claims(ctx context.Context, f ledger.ClaimFilter) iter.Seq2[claim.Claim, error] {
	w := where{}
	if f.Document != "" {
		w.add("d.id = ?", f.Document)
	}
	if f.Type != "" {
		w.add("c.type = ?", f.Type)
	}
	from := "documents d CROSS JOIN claims c ON c.document = d.seq "
	if f.Entry != "" { // an entry has few claims: begin with them
		from = `entries e CROSS JOIN entry_claims ec ON ec.entry = e.seq CROSS JOIN claims c ON c.seq = ec.claim
			CROSS JOIN documents d ON d.seq = c.document `
		w.add("e.id = ?", f.Entry)
	}
	query := "SELECT c.record FROM " + from + w.sql() + " ORDER BY d.seq, c.start, c.id" + page(f.Limit, f.Offset)
	return func(yield func(claim.Claim, error) bool) {
		err := s.view(ctx, "list claims", func(tx *sql.Tx) error {
			return eachRecord(ctx, tx, query, w.args, func(c claim.Claim) bool { return yield(c, nil) })
		})
		if err != nil && !errors.Is(err, codec.ErrStop) {
			yield(claim.Claim{}, err)
		}
	}
}

// eachRecord reads a query of one column of records until f says no, which is
// errStop.
func eachRecord[T any](ctx context.Context, tx *sql.Tx, query string, args []any, f func(T) bool) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var record string
		if err := rows.Scan(&record); err != nil {
			return err
		}
		v, err := codec.Parse[T](record)
		if err != nil {
			return err
		}
		if !f(v) {
			return codec.ErrStop
		}
	}
	return rows.Err()
}
