package store

import (
	"context"
	"database/sql"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/text"
)

// Mark adds a claim that a person found in a document of the ledger; see
// [ledger.Store].
func (s *SQLite) Mark(ctx context.Context, c claim.Claim, dec ledger.Decision, r ledger.Resolver) (ledger.Entry, error) {
	dec.Kind, dec.Claims, dec.At = ledger.Accept, []string{c.ID}, dec.At.UTC()
	if err := dec.Check(); err != nil {
		return ledger.Entry{}, err
	}
	dec.ID = ledger.DecisionID(dec)
	var e ledger.Entry
	err := s.update(ctx, "mark a claim", func(tx *sql.Tx) error {
		d := derive.New(tx, r, &s.known)
		if err := d.Upgrade(ctx); err != nil {
			return err
		}
		seq, doc, err := markedDocument(ctx, tx, c)
		if err != nil {
			return err
		}
		var wire string
		if err := tx.QueryRowContext(ctx, "SELECT coalesce((SELECT wire FROM wires WHERE document = ?), '')", seq).Scan(&wire); err != nil {
			return err
		}
		stored, err := insertClaims(ctx, tx, seq, doc, wire, []claim.Claim{c})
		if err != nil {
			return err
		}
		if err := d.Record(ctx, dec); err != nil {
			return err
		}
		if _, err := d.Add(ctx, stored, doc.URL); err != nil {
			return err
		}
		e, err = codec.Read[ledger.Entry](ctx, tx, `SELECT r.record FROM entry_claims ec JOIN entry_records r ON r.entry = ec.entry
			WHERE ec.claim = ?`, stored[0].Seq)
		return err
	})
	return e, err
}

// markedDocument is the document that a claim to be added was found in, and
// its row; the claim must be new, and its words must stand there.
func markedDocument(ctx context.Context, tx *sql.Tx, c claim.Claim) (int64, *text.Document, error) {
	var known, seq int64
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM claims WHERE id = ?)", c.ID).Scan(&known); err != nil {
		return 0, nil, err
	}
	if known == 1 {
		return 0, nil, ledger.Errorf(ledger.Conflict, "the ledger has this very claim already")
	}
	var kept string
	doc, err := codec.ScanDocument(tx.QueryRowContext(ctx, "SELECT "+codec.DocumentColumns+", d.text, d.seq FROM documents d WHERE d.id = ?", c.Document), &kept, &seq)
	if err == sql.ErrNoRows {
		return 0, nil, ledger.Errorf(ledger.Invalid, "mark a claim: there is no document %s", c.Document)
	}
	if err != nil {
		return 0, nil, err
	}
	doc.Text = kept
	if err := claim.Check(&doc, c); err != nil {
		return 0, nil, ledger.Errorf(ledger.Invalid, "mark a claim: %w", err)
	}
	return seq, &doc, nil
}
