package store

import (
	"context"
	"database/sql"

	"kiroku/ledger"
	"kiroku/store/fulltext"
)

// Search finds documents by their words; see [ledger.Store].
func (s *SQLite) Search(ctx context.Context, words string, n int) ([]ledger.Hit, error) {
	query, err := fulltext.Query(words)
	if err != nil {
		return nil, err
	}
	hits := []ledger.Hit{}
	if query == "" {
		return hits, nil
	}
	err = s.view(ctx, "search", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			SELECT d.id, d.title, d.source, d.text, highlight(document_words, 1, ?, ?)
			FROM (SELECT rowid AS seq, bm25(document_words, 2.0, 1.0) AS score FROM document_words
				WHERE document_words MATCH ? ORDER BY score, seq`+limit(n)+`) best
			JOIN document_words ON document_words.rowid = best.seq
			JOIN documents d ON d.seq = best.seq
			WHERE document_words MATCH ?
			ORDER BY best.score, best.seq`, fulltext.MarkOpen, fulltext.MarkClose, query, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var h ledger.Hit
			var kept, marked string
			if err := rows.Scan(&h.Document, &h.Title, &h.Source, &kept, &marked); err != nil {
				return err
			}
			h.Span, h.Matches = fulltext.Passage(kept, fulltext.Matches(kept, marked))
			h.Snippet = h.Span.Of(kept)
			hits = append(hits, h)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}
