package codec

import (
	"context"
	"database/sql"
	"errors"

	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// Scanner is a row, alone or one of many.
type Scanner interface{ Scan(dest ...any) error }

// ScanDocument reads documentColumns, and what follows them into more.
func ScanDocument(row Scanner, more ...any) (doc text.Document, err error) {
	var published, updated, retrieved, paragraphs, found, publisher string
	err = row.Scan(append([]any{&doc.ID, &doc.Ref, &doc.Source, &doc.URL, &doc.Title, &doc.Byline, &doc.Lang, &doc.Charset,
		&published, &updated, &retrieved, &doc.RawHash, &paragraphs, &found, &publisher}, more...)...)
	if err != nil {
		return doc, err
	}
	if doc.Published, err = value.ParseDate(published); err != nil {
		return doc, err
	}
	if doc.Updated, err = value.ParseDate(updated); err != nil {
		return doc, err
	}
	if doc.Found, err = Parse[map[string]string](found); err != nil {
		return doc, err
	}
	if publisher != "" {
		if doc.Publisher, err = Parse[text.Publisher](publisher); err != nil {
			return doc, err
		}
	}
	if doc.Retrieved, err = ParseTime(retrieved); err != nil {
		return doc, err
	}
	doc.Paragraphs, err = Parse[[]text.Paragraph](paragraphs)
	return doc, err
}

// DocumentColumns are what [ScanDocument] reads, of documents d.
const DocumentColumns = `d.id, d.ref, d.source, d.url, d.title, d.byline, d.lang, d.charset, d.published, d.updated,
	d.retrieved, d.raw_hash, d.paragraphs, d.found, d.publisher`

// ErrStop ends a transaction early because the reader wants no more.
var ErrStop = errors.New("stop")

// Read reads one record.
func Read[T any](ctx context.Context, tx *sql.Tx, query string, arg any) (v T, err error) {
	var record string
	if err := tx.QueryRowContext(ctx, query, arg).Scan(&record); err != nil {
		return v, err
	}
	return Parse[T](record)
}

// ScanFetch reads a fetch.
func ScanFetch(row Scanner) (f ledger.Fetch, err error) {
	var retrieved, header string
	if err = row.Scan(&f.Hash, &f.Size, &f.Ref, &f.URL, &retrieved, &f.ContentType, &header, &f.Tool); err != nil {
		return f, err
	}
	if f.Retrieved, err = ParseTime(retrieved); err != nil {
		return f, err
	}
	f.Header, err = Parse[map[string][]string](header)
	return f, err
}
