package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// AsOf gives the ledger as it would have stood at the end of a day: the
// documents that were known then, by their publication or else by when they
// were fetched, and the decisions taken by then, in a file of its own that
// closing it removes. A document with neither day is left out, for nobody can
// say that it was known. It costs a derivation of all that was known.
func (s *SQLite) AsOf(ctx context.Context, day value.Day, r ledger.Resolver) (*SQLite, error) {
	dir, err := os.MkdirTemp("", "kiroku-as-of-")
	if err != nil {
		return nil, ledger.Errorf(ledger.Unavailable, "look back: %w", err)
	}
	then, err := Open(ctx, filepath.Join(dir, "ledger.db"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	then.temporary = dir
	if err := then.copyKnown(ctx, s.path, day); err != nil {
		return nil, errors.Join(s.explain("look back", err), then.Close())
	}
	if err := then.Rebuild(ctx, r); err != nil {
		return nil, errors.Join(err, then.Close())
	}
	return then, nil
}

// known is the day from which a document was known, as text; one that is
// never.
const known = `min(iif(to_day IN ('', '` + codec.LastDay + `'), 'never', to_day), iif(retrieved = '', 'never', substr(retrieved, 1, 10)))`

// copyKnown copies what was known on a day from another ledger's file.
func (s *SQLite) copyKnown(ctx context.Context, path string, day value.Day) (err error) {
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "ATTACH DATABASE ? AS live", path); err != nil {
		return fmt.Errorf("open the ledger beside: %w", err)
	}
	defer func() {
		_, detached := conn.ExecContext(context.WithoutCancel(ctx), "DETACH DATABASE live")
		err = errors.Join(err, detached)
	}()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, q := range []string{
		`INSERT INTO main.documents (id, ref, source, url, title, byline, lang, charset, published, from_day, to_day, updated, retrieved,
				raw_hash, text_hash, paragraphs, found, text, publisher)
			SELECT id, ref, source, url, title, byline, lang, charset, published, from_day, to_day, updated, retrieved,
				raw_hash, text_hash, paragraphs, found, text, publisher FROM live.documents WHERE ` + known + ` <= @day ORDER BY seq`,
		`INSERT INTO main.claims (id, document, type, start, record) SELECT c.id, d.seq, c.type, c.start, c.record
			FROM live.claims c JOIN live.documents l ON l.seq = c.document JOIN main.documents d ON d.id = l.id ORDER BY c.seq`,
		`INSERT INTO main.evidence SELECT * FROM live.evidence WHERE hash IN (SELECT hash FROM live.fetches WHERE substr(retrieved, 1, 10) <= @day)`,
		`INSERT INTO main.fetches (document, hash, ref, url, retrieved, content_type, header, tool)
			SELECT d.seq, f.hash, f.ref, f.url, f.retrieved, f.content_type, f.header, f.tool FROM live.fetches f JOIN live.documents l ON l.seq = f.document
			JOIN main.documents d ON d.id = l.id WHERE substr(f.retrieved, 1, 10) <= @day ORDER BY f.seq`,
		`INSERT INTO main.decisions (id, record) SELECT id, record FROM live.decisions WHERE substr(record ->> 'at', 1, 10) <= @day ORDER BY seq`,
		`INSERT INTO main.decision_claims (claim, decision) SELECT dc.claim, d.seq FROM live.decision_claims dc
			JOIN live.decisions l ON l.seq = dc.decision JOIN main.decisions d ON d.id = l.id`,
	} {
		if _, err := tx.ExecContext(ctx, q, sql.Named("day", day.String())); err != nil {
			return errors.Join(err, rollback(tx))
		}
	}
	return tx.Commit()
}

// remove takes away the file of a ledger that looked back.
func (s *SQLite) remove() error {
	if s.temporary == "" {
		return nil
	}
	if err := os.RemoveAll(s.temporary); err != nil {
		return ledger.Errorf(ledger.Unavailable, "remove what looked back: %w", err)
	}
	return nil
}
