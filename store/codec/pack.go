package codec

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"

	"kiroku/ledger"
	"kiroku/text"
)

// The codings of evidence. What is a document's own text to the byte is not
// kept twice.
const (
	CodingGzip = "gzip"
	CodingText = "text"
)

// Packed is a document's evidence as it is stored.
type Packed struct {
	Coding string
	Bytes  []byte
}

// Pack is done before the write lock is taken.
func Pack(doc *text.Document) (p Packed, err error) {
	switch {
	case doc.Raw == nil:
		return p, nil
	case string(doc.Raw.Bytes) == doc.Text:
		return Packed{CodingText, []byte{}}, nil
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b) // without a time, so that the same bytes pack the same
	if _, err := z.Write(doc.Raw.Bytes); err != nil {
		return p, fmt.Errorf("pack evidence: %w", err)
	}
	if err := z.Close(); err != nil {
		return p, fmt.Errorf("pack evidence: %w", err)
	}
	return Packed{CodingGzip, b.Bytes()}, nil
}

// InsertFetch stores the evidence of a document, and when and where it was
// taken.
func InsertFetch(ctx context.Context, tx *sql.Tx, document int64, doc *text.Document, p Packed) error {
	if doc.Raw == nil {
		return nil
	}
	header, err := Canonical(doc.Raw.Header)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO evidence (hash, size, coding, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		doc.Raw.Hash, len(doc.Raw.Bytes), p.Coding, p.Bytes); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO fetches (document, hash, ref, url, retrieved, content_type, header, tool)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		document, doc.Raw.Hash, doc.Ref, doc.URL, TimeText(doc.Retrieved), doc.Raw.ContentType, header, doc.Raw.Tool)
	return err
}

// ReadEvidence unpacks what is kept under a hash. An error that is Invalid says
// how it no longer holds.
func ReadEvidence(ctx context.Context, tx *sql.Tx, hash string) ([]byte, error) {
	var p Packed
	var size int64
	if err := tx.QueryRowContext(ctx, "SELECT size, coding, bytes FROM evidence WHERE hash = ?", hash).Scan(&size, &p.Coding, &p.Bytes); err != nil {
		return nil, err
	}
	if p.Coding == CodingText {
		err := tx.QueryRowContext(ctx, `SELECT CAST(d.text AS BLOB) FROM fetches f JOIN documents d ON d.seq = f.document
			WHERE f.hash = ? ORDER BY f.seq LIMIT 1`, hash).Scan(&p.Bytes)
		if err != nil {
			return nil, ledger.Errorf(ledger.Invalid, "evidence %s: the text that it is cannot be read: %w", hash, err)
		}
	} else if err := p.Unpack(size); err != nil {
		return nil, ledger.Errorf(ledger.Invalid, "evidence %s cannot be unpacked: %w", hash, err)
	}
	sum := sha256.Sum256(p.Bytes)
	if got := hex.EncodeToString(sum[:]); got != hash || int64(len(p.Bytes)) != size {
		return nil, ledger.Errorf(ledger.Invalid, "evidence %s holds %d bytes of hash %s", hash, len(p.Bytes), got)
	}
	return p.Bytes, nil
}

// Unpack reads no more than was stored, whatever the file says now.
func (p *Packed) Unpack(size int64) error {
	if p.Coding != CodingGzip {
		return fmt.Errorf("coding %q", p.Coding)
	}
	z, err := gzip.NewReader(bytes.NewReader(p.Bytes))
	if err != nil {
		return err
	}
	p.Bytes, err = io.ReadAll(io.LimitReader(z, size+1))
	return err
}
