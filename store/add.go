package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/text"
)

// Add stores a document, its claims and the entries they touch in one
// transaction; see [ledger.Store].
func (s *SQLite) Add(ctx context.Context, doc *text.Document, claims []claim.Claim, r ledger.Resolver) (ledger.Added, error) {
	if err := refuse(doc, claims); err != nil {
		return ledger.Added{}, err
	}
	if err := refuseEvidence(doc); err != nil {
		return ledger.Added{}, err
	}
	p, err := codec.Pack(doc)
	if err != nil {
		return ledger.Added{}, err
	}
	var added ledger.Added
	var read map[int64]ledger.Report
	err = s.update(ctx, "add a document", func(tx *sql.Tx) error {
		added = ledger.Added{}
		seq, err := insertDocument(ctx, tx, doc)
		if err != nil {
			return err
		}
		d := derive.New(tx, r, &s.known)
		read = d.Reports
		if err := d.Upgrade(ctx); err != nil {
			return err
		}
		if seq == 0 {
			return d.Again(ctx, doc, p)
		}
		if err := harvest(ctx, tx, doc); err != nil {
			return err
		}
		if err := codec.InsertFetch(ctx, tx, seq, doc, p); err != nil {
			return err
		}
		if err := d.CompareText(ctx, seq, doc); err != nil {
			return err
		}
		stored, err := insertClaims(ctx, tx, seq, doc, r.Wire(doc), claims)
		if err != nil {
			return err
		}
		entries, err := d.Add(ctx, stored, doc.URL)
		added = ledger.Added{New: true, Claims: len(stored), Entries: entries}
		return err
	})
	if err != nil {
		return ledger.Added{}, err
	}
	s.known.Add(read)
	return added, nil
}

// refuse finds what must not be stored, before anything is written.
func refuse(doc *text.Document, claims []claim.Claim) error {
	if want := text.DocumentID(doc.Source, doc.URL, doc.Text); doc.ID != want {
		return ledger.Errorf(ledger.Invalid, "add document %q: its id should be %s", doc.ID, want)
	}
	if !utf8.ValidString(doc.Text) {
		return ledger.Errorf(ledger.Invalid, "add document %s: the text is not UTF-8", doc.ID)
	}
	for _, p := range doc.Paragraphs {
		if !p.Span.In(len(doc.Text)) {
			return ledger.Errorf(ledger.Invalid, "add document %s: paragraph %d-%d is outside the text", doc.ID, p.Span.Start, p.Span.End)
		}
	}
	for _, c := range claims {
		if c.Document != doc.ID {
			return ledger.Errorf(ledger.Invalid, "add document %s: claim %s is of document %q", doc.ID, c.ID, c.Document)
		}
		if err := claim.Check(doc, c); err != nil {
			return ledger.Errorf(ledger.Invalid, "add document %s: %w", doc.ID, err)
		}
	}
	return nil
}

// insertDocument gives the new row, 0 where the document is there already.
func insertDocument(ctx context.Context, tx *sql.Tx, doc *text.Document) (seq int64, err error) {
	paragraphs, err := codec.Canonical(doc.Paragraphs)
	if err != nil {
		return 0, err
	}
	found, err := codec.Canonical(doc.Found)
	if err != nil {
		return 0, err
	}
	publisher := ""
	if doc.Publisher.ID != "" || doc.Publisher.Name != "" {
		if publisher, err = codec.Canonical(doc.Publisher); err != nil {
			return 0, err
		}
	}
	from, to := codec.Period(doc.Published)
	err = tx.QueryRowContext(ctx, `
		INSERT INTO documents (id, ref, source, url, title, byline, lang, charset, published, from_day, to_day,
			updated, retrieved, raw_hash, text_hash, paragraphs, found, text, publisher)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO NOTHING RETURNING seq`,
		doc.ID, doc.Ref, doc.Source, doc.URL, doc.Title, doc.Byline, doc.Lang, doc.Charset, doc.Published.String(), from, to,
		doc.Updated.String(), codec.TimeText(doc.Retrieved), doc.RawHash, codec.SHA256(doc.Text), paragraphs, found, doc.Text, publisher).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, err
}

// insertClaims stores each claim once, in order of id.
func insertClaims(ctx context.Context, tx *sql.Tx, document int64, doc *text.Document, wire string, claims []claim.Claim) ([]derive.Member, error) {
	insert, err := tx.PrepareContext(ctx, `
		INSERT INTO claims (id, document, type, start, record) VALUES (?, ?, ?, ?, ?) RETURNING seq`)
	if err != nil {
		return nil, err
	}
	defer insert.Close() // ends with tx at the latest
	stored := make([]derive.Member, 0, len(claims))
	for _, c := range slices.SortedFunc(slices.Values(claims), derive.ByID) {
		if n := len(stored); n > 0 && stored[n-1].Rep.Claim.ID == c.ID {
			continue
		}
		record, err := codec.Canonical(c)
		if err != nil {
			return nil, err
		}
		m := derive.Member{Rep: ledger.Report{Source: doc.Source, Title: doc.Title, Published: doc.Published, Address: doc.URL, Publisher: doc.Publisher.Name,
			Wire: wire, Relays: doc.Publisher.Relays}}
		if err := insert.QueryRowContext(ctx, c.ID, document, c.Type, c.Evidence.Start, record).Scan(&m.Seq); err != nil {
			return nil, err
		}
		// Read back, so that an entry derived now is the one a rebuild derives.
		if m.Rep.Claim, err = codec.Parse[claim.Claim](record); err != nil {
			return nil, err
		}
		stored = append(stored, m)
	}
	return stored, nil
}
