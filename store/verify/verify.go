package verify

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/text"
)

// Run reports everything stored that does not hold any more, and then, with a
// resolver, how the entries differ from what it derives today; that it derives
// in tx, which is to be rolled back.
func Run(ctx context.Context, tx *sql.Tx, r ledger.Resolver, yield func(ledger.Problem) error) error {
	sound := true
	v := verifier{tx: tx, yield: func(kind, id, format string, args ...any) error {
		sound = false
		return yield(ledger.Problem{Kind: kind, ID: id, Reason: fmt.Sprintf(format, args...)})
	}}
	for _, part := range []func(context.Context) error{v.file, v.words, v.documents, v.evidence, v.decisions} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	if r == nil {
		return nil
	}
	if !sound {
		return v.yield("entry", "", "not checked: what they are derived from is damaged")
	}
	return v.entries(ctx, derive.New(tx, r, &derive.Cache{}))
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
	rows, err := v.tx.QueryContext(ctx, "SELECT "+codec.DocumentColumns+", d.text, d.text_hash, d.seq, d.from_day, d.to_day FROM documents d ORDER BY d.seq")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kept, hash, from, to string
		var seq int64
		doc, err := codec.ScanDocument(rows, &kept, &hash, &seq, &from, &to)
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
	if got := codec.SHA256(doc.Text); got != hash {
		errs = append(errs, v.yield("document", doc.ID, "its text has hash %s, stored was %s", got, hash))
	}
	if want := text.DocumentID(doc.Source, doc.URL, doc.Text); doc.ID != want {
		errs = append(errs, v.yield("document", doc.ID, "its id should be %s", want))
	}
	if f, t := codec.Period(doc.Published); f != from || t != to {
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
	c, err := codec.Parse[claim.Claim](record)
	if err != nil {
		return err
	}
	if again, err := codec.Canonical(c); err != nil || again != record {
		return fmt.Errorf("its record is not in canonical form")
	}
	if c.ID != id || c.Type != typ || c.Evidence.Start != start || c.Document != doc.ID {
		return fmt.Errorf("its record and its columns differ")
	}
	return claim.Check(doc, c)
}

// decisions checks each decision's form and id, and that it is found by the
// claims it names.
func (v verifier) decisions(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT d.id, d.record, (SELECT group_concat(claim) FROM
		(SELECT claim FROM decision_claims WHERE decision = d.seq ORDER BY claim)) FROM decisions d ORDER BY d.seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, record string
		var found sql.NullString
		if err := rows.Scan(&id, &record, &found); err != nil {
			return err
		}
		if err := checkDecision(id, record, found.String); err != nil {
			if err := v.yield("decision", id, "%v", err); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// derived are the tables that rules and decisions derive, as rows of text that
// do not depend on the order in which they were made. Which links make the
// forest does, and what the links join shows in the entries.
var derived = []struct{ name, rows string }{
	{"entries", `SELECT id, json_array(` + derive.EntryRowColumns + `) AS row FROM entries`},
	{"entry_records", `SELECT e.id, r.record AS row FROM entry_records r JOIN entries e ON e.seq = r.entry`},
	{"entry_words", `SELECT e.id, '' AS row FROM entry_words w JOIN entries e ON e.seq = w.rowid`},
	{"entry_months", `SELECT '' AS id, json_array(from_month, to_month, type, likely, entries, counted, usd, stated, unknown, bounded) AS row
		FROM entry_months WHERE entries <> 0`},
	{"entry_claims", `SELECT e.id, concat_ws('|', c.id, ec.anchor) AS row FROM entry_claims ec
		JOIN entries e ON e.seq = ec.entry JOIN claims c ON c.seq = ec.claim`},
	{"entry_parties", `SELECT e.id, concat_ws('|', ep.role, p.code, p.name, p.folded) AS row FROM entry_parties ep
		JOIN entries e ON e.seq = ep.entry JOIN parties p ON p.seq = ep.party`},
	{"blocks", `SELECT '' AS id, concat_ws('|', b.key, c.id) AS row FROM blocks b JOIN claims c ON c.seq = b.claim`},
	{"tellings", `SELECT '' AS id, concat_ws('|', key, day, stated) AS row FROM tellings`},
	{"versions", `SELECT '' AS id, concat_ws('|', d.id, n.id) AS row FROM versions v JOIN documents d ON d.seq = v.document
		JOIN documents n ON n.seq = v.newest`},
	{"withdrawn", `SELECT '' AS id, c.id AS row FROM withdrawn w JOIN claims c ON c.seq = w.claim`},
	{"relations", `SELECT '' AS id, concat_ws('|', a.id, b.id, r.kind, r.rule) AS row FROM relations r
		JOIN claims a ON a.seq = r.a JOIN claims b ON b.seq = r.b`},
	{"names", `SELECT id, concat_ws('|', text, code, kind, folded, documents, from_day, to_day, entity, ruled, decided, joined, rule) AS row FROM names`},
	{"copies", `SELECT '' AS id, concat_ws('|', d.id, o.id, k.origin) AS row FROM copies k JOIN documents d ON d.seq = k.document
		JOIN documents o ON o.seq = k.other`},
	{"wires", `SELECT d.id, w.wire AS row FROM wires w JOIN documents d ON d.seq = w.document`},
	{"name_offices", `SELECT n.id, concat_ws('|', o.office, o.year, o.from_day, o.to_day, o.documents) AS row FROM name_offices o
		JOIN names n ON n.seq = o.name`},
	{"name_documents", `SELECT n.id, d.id AS row FROM name_documents nd JOIN names n ON n.seq = nd.name JOIN documents d ON d.seq = nd.document`},
	{"undone", `SELECT '' AS id, d.id AS row FROM undone u JOIN decisions d ON d.seq = u.decision`},
}

// entries derives everything again and compares.
func (v verifier) entries(ctx context.Context, d *derive.Deriver) error {
	var version string
	err := v.tx.QueryRowContext(ctx, "SELECT version FROM derivation").Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil && version != d.Version() {
		return v.yield("entry", "", "rules %s derived the entries, these are %s; rebuild", version, d.Version())
	}
	for _, t := range derived {
		if _, err := v.tx.ExecContext(ctx, "CREATE TEMP TABLE kept_"+t.name+" AS "+t.rows); err != nil {
			return err
		}
	}
	if err := d.Rebuild(ctx); err != nil {
		return err
	}
	for _, t := range derived {
		for _, differ := range []struct{ from, but, what string }{
			{t.rows, "SELECT id, row FROM temp.kept_" + t.name, "is not as its claims say: missing in"},
			{"SELECT id, row FROM temp.kept_" + t.name, t.rows, "is not as its claims say: too much in"},
		} {
			q := "SELECT DISTINCT id FROM (SELECT id, row FROM (" + differ.from + ") EXCEPT SELECT id, row FROM (" + differ.but + ")) ORDER BY id"
			if err := v.each(ctx, q, func(id string) error { return v.yield("entry", id, "it %s %s", differ.what, t.name) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// evidence checks that all that is kept is what its hash says, and belongs to
// some document.
func (v verifier) evidence(ctx context.Context) error {
	var hashes []string
	if err := v.each(ctx, "SELECT hash FROM evidence ORDER BY hash", func(hash string) error {
		hashes = append(hashes, hash)
		return nil
	}); err != nil {
		return err
	}
	for _, hash := range hashes {
		_, err := codec.ReadEvidence(ctx, v.tx, hash)
		switch {
		case ledger.CodeOf(err) == ledger.Invalid:
			if err := v.yield("evidence", hash, "%v", err); err != nil {
				return err
			}
		case err != nil:
			return err
		}
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT f.hash, 0, f.ref, f.url, f.retrieved, f.content_type, f.header, f.tool FROM fetches f ORDER BY f.seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if f, err := codec.ScanFetch(rows); err != nil {
			if err := v.yield("evidence", f.Hash, "the record of its fetch cannot be read: %v", err); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// checkDecision finds what no longer holds of a stored decision.
func checkDecision(id, record, foundBy string) error {
	dec, err := codec.Parse[ledger.Decision](record)
	if err != nil {
		return err
	}
	if again, err := codec.Canonical(dec); err != nil || again != record {
		return fmt.Errorf("its record is not in canonical form")
	}
	if dec.ID != id || ledger.DecisionID(dec) != id {
		return fmt.Errorf("its id should be %s", ledger.DecisionID(dec))
	}
	named := slices.Compact(slices.Sorted(slices.Values(slices.Concat(dec.Claims, dec.Others))))
	if strings.Join(named, ",") != foundBy {
		return fmt.Errorf("it is listed under other claims than it names")
	}
	return dec.Check()
}
