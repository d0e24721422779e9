package derive

import (
	"context"
	"database/sql"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
)

// learn takes in the names that the claims of one document give, and finds
// whose they are. A name that is known already, under a known office, costs a
// count; a new one is compared with those of its blocks.
func (d *Deriver) learn(ctx context.Context, document []Member) error {
	if len(document) == 0 {
		return nil
	}
	reports := make([]ledger.Report, len(document))
	for i, m := range document {
		reports[i] = m.Rep
	}
	row, err := d.Number(ctx, "SELECT document FROM claims WHERE seq = ?", document[0].Seq)
	if err != nil {
		return err
	}
	changed := map[int64]bool{} // names that say more than before
	for _, m := range d.r.Mentions(reports) {
		name, isNew, err := d.name(ctx, m.Name)
		if err != nil {
			return err
		}
		more, err := d.count(ctx, name, row, m.Office, reports[0])
		if err != nil {
			return err
		}
		if isNew || more {
			changed[name] = true
		}
	}
	return d.joinNames(ctx, changed)
}

// name gives the row of a name, made where there is none.
func (d *Deriver) name(ctx context.Context, p claim.Party) (seq int64, isNew bool, err error) {
	id := ledger.NameID(p)
	seq, err = d.Number(ctx, "SELECT seq FROM names WHERE id = ?", id)
	if err != nil || seq != 0 {
		return seq, false, err
	}
	entity, rule := d.r.Anchor(p)
	if entity == "" {
		entity = id
	}
	seq, err = d.Number(ctx, `INSERT INTO names (id, text, code, kind, folded, documents, entity, ruled, joined, rule)
		VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, '', ?7) RETURNING seq`, id, ledger.Spelled(p.Name), p.Code, p.Kind, foldedColumn(p.Name), entity, rule)
	return seq, rule == "", err
}

// count adds a document to a name's, and tells whether it gives the name an
// office that no document of its year gave it before.
func (d *Deriver) count(ctx context.Context, name, document int64, office string, rep ledger.Report) (more bool, err error) {
	var from, to any
	if day := rep.Published; !day.IsZero() {
		from, to = codec.Period(day)
	}
	first, err := d.Number(ctx, "INSERT INTO name_documents (name, document) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1", name, document)
	if err != nil {
		return false, err
	}
	if first == 1 {
		if err := d.exec(ctx, `UPDATE names SET documents = documents + 1, from_day = min(coalesce(from_day, ?2), coalesce(?2, from_day)),
			to_day = max(coalesce(to_day, ?3), coalesce(?3, to_day)) WHERE seq = ?1`, name, from, to); err != nil {
			return false, err
		}
	}
	if office == "" {
		return false, nil
	}
	documents, err := d.Number(ctx, `INSERT INTO name_offices (name, office, year, from_day, to_day, documents) VALUES (?1, ?2, ?3, ?4, ?5, 1)
		ON CONFLICT DO UPDATE SET documents = documents + 1, from_day = min(coalesce(from_day, ?4), coalesce(?4, from_day)),
			to_day = max(coalesce(to_day, ?5), coalesce(?5, to_day)) RETURNING documents`, name, office, rep.Published.From.Year, from, to)
	return documents == 1, err
}

// joinNames compares names with those of their blocks, and parts anew what
// hangs together with any of them.
func (d *Deriver) joinNames(ctx context.Context, changed map[int64]bool) error {
	var list []int64
	for seq := range changed {
		list = append(list, seq)
	}
	slices.Sort(list)
	for _, seq := range list {
		if err := d.linkName(ctx, seq); err != nil {
			return err
		}
	}
	done := map[int64]bool{}
	for _, seq := range list {
		if done[seq] {
			continue
		}
		together, err := d.numbers(ctx, hangingNames+"SELECT name FROM hang ORDER BY name", seq)
		if err != nil {
			return err
		}
		names := make([]ledger.Name, len(together))
		for i, n := range together {
			done[n] = true
			if names[i], err = d.nameOf(ctx, n); err != nil {
				return err
			}
		}
		for i, n := range d.r.Namesakes(names) {
			if err := d.exec(ctx, "UPDATE names SET entity = ?1, ruled = ?1, decided = '', joined = ?2, rule = ?3 WHERE seq = ?4", n.Entity, n.With, n.Rule, together[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// hangingNames begins a query over hang, the names that hang together with one.
const hangingNames = `WITH RECURSIVE hang(name) AS (
		VALUES (?1)
		UNION SELECT l.b FROM hang JOIN name_links l ON l.a = hang.name
		UNION SELECT l.a FROM hang JOIN name_links l ON l.b = hang.name) `

// linkName compares a name with the others of its blocks.
func (d *Deriver) linkName(ctx context.Context, seq int64) error {
	n, err := d.nameOf(ctx, seq)
	if err != nil {
		return err
	}
	var others []int64
	for _, key := range d.r.NameKeys(n) {
		k := blockKey(key)
		list, err := d.numbers(ctx, "SELECT name FROM name_blocks WHERE key = ? AND name <> ?", k, seq)
		if err != nil {
			return err
		}
		others = append(others, list...)
		if err := d.exec(ctx, "INSERT INTO name_blocks (key, name) VALUES (?, ?) ON CONFLICT DO NOTHING", k, seq); err != nil {
			return err
		}
	}
	for _, o := range unique(others) {
		other, err := d.nameOf(ctx, o)
		if err != nil {
			return err
		}
		if d.r.SameName(other, n) == "" {
			continue
		}
		if err := d.exec(ctx, "INSERT INTO name_links (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING", min(o, seq), max(o, seq)); err != nil {
			return err
		}
	}
	return nil
}

// nameOf reads a name with its offices.
func (d *Deriver) nameOf(ctx context.Context, seq int64) (n ledger.Name, err error) {
	err = d.Each(ctx, "SELECT text, code, kind FROM names WHERE seq = ?", []any{seq}, func(rows *sql.Rows) error {
		return rows.Scan(&n.Party.Name, &n.Party.Code, &n.Party.Kind)
	})
	if err != nil {
		return n, err
	}
	err = d.Each(ctx, "SELECT office, year FROM name_offices WHERE name = ? ORDER BY office, year", []any{seq}, func(rows *sql.Rows) error {
		var o ledger.OfficeYear
		err := rows.Scan(&o.Office, &o.Year)
		n.Offices = append(n.Offices, o)
		return err
	})
	return n, err
}
