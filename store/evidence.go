package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/text"
)

// refuseEvidence finds evidence that is not what it says.
func refuseEvidence(doc *text.Document) error {
	if doc.Raw == nil {
		return nil
	}
	sum := sha256.Sum256(doc.Raw.Bytes)
	if got := hex.EncodeToString(sum[:]); got != doc.Raw.Hash {
		return ledger.Errorf(ledger.Invalid, "add document %s: its evidence has hash %s, said was %s", doc.ID, got, doc.Raw.Hash)
	}
	return nil
}

// Fetches lists when a document was taken from where; see [ledger.Store].
func (s *SQLite) Fetches(ctx context.Context, document string) ([]ledger.Fetch, error) {
	list := []ledger.Fetch{}
	err := s.view(ctx, "list fetches", func(tx *sql.Tx) error {
		whole, err := s.wholeID(ctx, tx, "document", "documents", "id", document)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT f.hash, v.size, f.ref, f.url, f.retrieved, f.content_type, f.header, f.tool
			FROM fetches f JOIN documents d ON d.seq = f.document JOIN evidence v ON v.hash = f.hash WHERE d.id = ? ORDER BY f.seq`, whole)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			f, err := codec.ScanFetch(rows)
			if err != nil {
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

// Bytes gives evidence, checked against its hash; see [ledger.Store].
func (s *SQLite) Bytes(ctx context.Context, hash string) (b []byte, err error) {
	err = s.view(ctx, "read evidence", func(tx *sql.Tx) error {
		b, err = codec.ReadEvidence(ctx, tx, hash)
		if errors.Is(err, sql.ErrNoRows) {
			return ledger.Errorf(ledger.NotFound, "there is no evidence %s", hash)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}
