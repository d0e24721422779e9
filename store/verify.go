package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"modernc.org/sqlite"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
)

// Verify checks that everything stored still holds; see [ledger.Store]. It
// holds the file's write lock, so that what it compares stays the same, and
// writes nothing.
func (s *SQLite) Verify(ctx context.Context, r ledger.Resolver) iter.Seq2[ledger.Problem, error] {
	return func(yield func(ledger.Problem, error) bool) {
		err := s.update(ctx, "verify", func(tx *sql.Tx) error {
			sound := true
			v := verifier{tx: tx, yield: func(kind, id, format string, args ...any) error {
				sound = false
				if !yield(ledger.Problem{Kind: kind, ID: id, Reason: fmt.Sprintf(format, args...)}, nil) {
					return errStop
				}
				return nil
			}}
			for _, check := range []func(context.Context) error{v.file, v.words, v.documents} {
				if err := check(ctx); err != nil {
					return err
				}
			}
			if r == nil {
				return nil
			}
			if !sound {
				return v.yield("entry", "", "not checked: what they are derived from is damaged")
			}
			return v.entries(ctx, newDeriver(tx, r))
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(ledger.Problem{}, err)
		}
	}
}

type verifier struct {
	tx    *sql.Tx
	yield func(kind, id, format string, args ...any) error
}

// file checks the database's own structure and the links between tables.
func (v verifier) file(ctx context.Context) error {
	for _, q := range []string{
		"SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
		"SELECT printf('row %d of %s points to nothing in %s', rowid, \"table\", parent) FROM pragma_foreign_key_check",
	} {
		if err := v.each(ctx, q, func(problem string) error { return v.yield("database", "", "%s", problem) }); err != nil {
			return err
		}
	}
	return nil
}

func (v verifier) each(ctx context.Context, query string, f func(string) error) error {
	rows, err := v.tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := f(text); err != nil {
			return err
		}
	}
	return rows.Err()
}

// words compares the full-text index with the texts.
func (v verifier) words(ctx context.Context) error {
	_, err := v.tx.ExecContext(ctx, "INSERT INTO document_words (document_words, rank) VALUES ('integrity-check', 1)")
	var e *sqlite.Error
	if errors.As(err, &e) {
		return v.yield("database", "document_words", "the full-text index does not fit the texts (%v)", err)
	}
	return err
}

// documents checks each document and its claims.
func (v verifier) documents(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, "SELECT "+documentColumns+", d.text, d.text_hash, d.seq, d.from_day, d.to_day FROM documents d ORDER BY d.seq")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kept, hash, from, to string
		var seq int64
		doc, err := scanDocument(rows, &kept, &hash, &seq, &from, &to)
		if err != nil {
			if err := v.yield("document", doc.ID, "its record cannot be read: %v", err); err != nil {
				return err
			}
			continue
		}
		doc.Text = kept
		if err := v.document(doc, hash, from, to); err != nil {
			return err
		}
		if err := v.claims(ctx, &doc, seq); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (v verifier) document(doc text.Document, hash, from, to string) error {
	var errs []error
	if got := sha256Hex(doc.Text); got != hash {
		errs = append(errs, v.yield("document", doc.ID, "its text has hash %s, stored was %s", got, hash))
	}
	if want := text.DocumentID(doc.Source, doc.URL, doc.Text); doc.ID != want {
		errs = append(errs, v.yield("document", doc.ID, "its id should be %s", want))
	}
	if f, t := period(doc.Published); f != from || t != to {
		errs = append(errs, v.yield("document", doc.ID, "its day columns say %s to %s, its date %s", from, to, doc.Published))
	}
	for _, p := range doc.Paragraphs {
		if !p.Span.In(len(doc.Text)) {
			errs = append(errs, v.yield("document", doc.ID, "paragraph %d-%d is outside the text", p.Span.Start, p.Span.End))
		}
	}
	return errors.Join(errs...)
}

func (v verifier) claims(ctx context.Context, doc *text.Document, seq int64) error {
	rows, err := v.tx.QueryContext(ctx, "SELECT id, type, start, record FROM claims WHERE document = ? ORDER BY seq", seq)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, record string
		var typ claim.Type
		var start int
		if err := rows.Scan(&id, &typ, &start, &record); err != nil {
			return err
		}
		if err := checkClaim(doc, id, typ, start, record); err != nil {
			if err := v.yield("claim", id, "%v", err); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// checkClaim finds what no longer holds of a stored claim.
func checkClaim(doc *text.Document, id string, typ claim.Type, start int, record string) error {
	c, err := parse[claim.Claim](record)
	if err != nil {
		return err
	}
	if again, err := canonical(c); err != nil || again != record {
		return fmt.Errorf("its record is not in canonical form")
	}
	if c.ID != id || c.Type != typ || c.Evidence.Start != start || c.Document != doc.ID {
		return fmt.Errorf("its record and its columns differ")
	}
	return claim.Check(doc, c)
}

// entries derives every entry again and compares.
func (v verifier) entries(ctx context.Context, d *deriver) error {
	var version string
	err := v.tx.QueryRowContext(ctx, "SELECT version FROM derivation").Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil && version != d.r.Version() {
		return v.yield("entry", "", "rules %s derived the entries, these are %s; rebuild", version, d.r.Version())
	}
	if err := d.keyTable(ctx); err != nil {
		return err
	}
	derived := 0
	for group, err := range d.groups(ctx) {
		if err != nil {
			return err
		}
		derived++
		key := d.r.Key(group[0].rep)
		if err := v.entry(ctx, d, key, group); err != nil {
			return err
		}
	}
	if err := d.dropKeyTable(ctx); err != nil {
		return err
	}
	var stored int
	if err := v.tx.QueryRowContext(ctx, "SELECT count(*) FROM entries").Scan(&stored); err != nil {
		return err
	}
	if stored > derived {
		return v.yield("entry", "", "%d entries are stored that no claim supports", stored-derived)
	}
	return nil
}

func (v verifier) entry(ctx context.Context, d *deriver, key string, group []member) error {
	e := d.entry(key, group)
	want, err := rowOf(key, e)
	if err != nil {
		return err
	}
	var seq int64
	var row entryRow
	err = v.tx.QueryRowContext(ctx, "SELECT seq, "+entryRowColumns+" FROM entries WHERE id = ?", e.ID).Scan(&seq,
		&row.key, &row.typ, &row.action, &row.category, &row.currency, &row.amount, &row.amountTo, &row.from, &row.to, &row.record)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return v.yield("entry", e.ID, "it is missing")
	case err != nil:
		return err
	case row.record != want.record:
		return v.yield("entry", e.ID, "it is not what its claims say")
	case row != want:
		return v.yield("entry", e.ID, "its record and its columns differ")
	}
	for _, m := range group {
		var of int64
		err := v.tx.QueryRowContext(ctx, "SELECT entry FROM entry_claims WHERE claim = ?", m.seq).Scan(&of)
		if errors.Is(err, sql.ErrNoRows) || err == nil && of != seq {
			return v.yield("entry", e.ID, "its claim %s is not listed under it", m.rep.Claim.ID)
		}
		if err != nil {
			return err
		}
	}
	return v.parties(ctx, seq, e)
}

// parties compares an entry's parties with those it is found by.
func (v verifier) parties(ctx context.Context, seq int64, e ledger.Entry) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT ep.role, p.code, p.name, p.folded
		FROM entry_parties ep JOIN parties p ON p.seq = ep.party
		WHERE ep.entry = ? ORDER BY ep.role, p.code, p.name`, seq)
	if err != nil {
		return err
	}
	defer rows.Close()
	var stored []partyRow
	for rows.Next() {
		var p partyRow
		var folded string
		if err := rows.Scan(&p.role, &p.code, &p.name, &folded); err != nil {
			return err
		}
		if folded != foldedColumn(p.name) {
			return v.yield("entry", e.ID, "its party %q is listed under %q", p.name, folded)
		}
		stored = append(stored, p)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if !slices.Equal(stored, partyRows(e)) {
		return v.yield("entry", e.ID, "the parties it is found by are not its own")
	}
	return nil
}
