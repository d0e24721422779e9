package derive

import (
	"context"
	"database/sql"
	"slices"

	"kiroku/ledger"
	"kiroku/store/codec"
)

// relate compares a newly linked claim with those it may stand in a relation
// to, and keeps what the rules find: between claims, so that relations follow
// their claims whatever entries these come to stand in.
func (d *Deriver) relate(ctx context.Context, m Member) error {
	in, seek := d.r.RelationKeys(m.Rep)
	var others []int64
	for _, side := range []struct {
		keys      []string
		own, look string
	}{{in, "relation in ", "relation seek "}, {seek, "relation seek ", "relation in "}} {
		for _, key := range side.keys {
			k := blockKey(side.own + key)
			if !d.stands(m.Rep.Claim.Document, k) {
				continue
			}
			if err := d.exec(ctx, "INSERT INTO blocks (key, claim) VALUES (?, ?) ON CONFLICT DO NOTHING", k, m.Seq); err != nil {
				return err
			}
			found, err := d.numbers(ctx, "SELECT claim FROM blocks WHERE key = ? AND claim <> ?", blockKey(side.look+key), m.Seq)
			if err != nil {
				return err
			}
			others = append(others, found...)
		}
	}
	for _, seq := range unique(others) {
		rep, err := d.Report(ctx, seq)
		if err != nil {
			return err
		}
		if err := d.keepRelation(ctx, m.Seq, seq, m.Rep, rep); err != nil {
			return err
		}
		if err := d.keepRelation(ctx, seq, m.Seq, rep, m.Rep); err != nil {
			return err
		}
	}
	return nil
}

// stands reports whether one more claim of a document may stand in a block. The
// claims of a document are linked one after the other, so that those of the
// one under way are all that need counting.
func (d *Deriver) stands(document string, key int64) bool {
	if d.underWay != document {
		d.underWay, d.standing = document, map[int64]int{}
	}
	d.standing[key]++
	return d.standing[key] <= ledger.MaxBlockPerDocument
}

func (d *Deriver) keepRelation(ctx context.Context, a, b int64, repA, repB ledger.Report) error {
	kind, rule := d.r.Related(repA, repB)
	if kind == "" {
		return nil
	}
	return d.exec(ctx, "INSERT INTO relations (a, b, kind, rule) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", a, b, kind, rule)
}

func unique(seqs []int64) []int64 {
	slices.Sort(seqs)
	return slices.Compact(seqs)
}

// related is a relation of an entry, and the row of the other entry.
type related struct {
	ledger.Relation
	entry int64
}

// relateEntries brings the relations of entries that were written up to date,
// and of those that they are with.
func (d *Deriver) relateEntries(ctx context.Context, entries []int64) error {
	var touched []int64
	for _, seq := range entries {
		list, err := d.relationsOf(ctx, seq)
		if err != nil {
			return err
		}
		if len(list) > 0 { // what was written just now has none yet
			touched = append(touched, seq)
		}
		for _, rel := range list {
			touched = append(touched, rel.entry)
		}
	}
	for _, seq := range unique(touched) {
		if err := d.relateEntry(ctx, seq); err != nil {
			return err
		}
	}
	return nil
}

// relationsOf are the relations of an entry's claims with those of others.
func (d *Deriver) relationsOf(ctx context.Context, entry int64) ([]related, error) {
	var list []related
	for _, q := range []struct {
		query   string
		inverse bool
	}{{`SELECT r.kind, r.rule, e.id, e.seq FROM entry_claims ec JOIN relations r ON r.a = ec.claim
			JOIN entry_claims oc ON oc.claim = r.b JOIN entries e ON e.seq = oc.entry WHERE ec.entry = ?1 AND oc.entry <> ?1`, false},
		{`SELECT r.kind, r.rule, e.id, e.seq FROM entry_claims ec JOIN relations r ON r.b = ec.claim
			JOIN entry_claims oc ON oc.claim = r.a JOIN entries e ON e.seq = oc.entry WHERE ec.entry = ?1 AND oc.entry <> ?1`, true}} {
		err := d.Each(ctx, q.query, []any{entry}, func(rows *sql.Rows) error {
			var rel related
			err := rows.Scan(&rel.Kind, &rel.Rule, &rel.Entry, &rel.entry)
			if q.inverse {
				rel.Kind = rel.Kind.Inverse()
			}
			list = append(list, rel)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// relateEntry writes an entry with the relations that it has now.
func (d *Deriver) relateEntry(ctx context.Context, seq int64) error {
	list, err := d.relationsOf(ctx, seq)
	if err != nil {
		return err
	}
	e, before, err := d.entryRecord(ctx, seq)
	if err != nil || len(list) == 0 && len(e.Relations) == 0 {
		return err
	}
	rows := map[string]int64{}
	var relations []ledger.Relation
	for _, rel := range list {
		rows[rel.Entry] = rel.entry
		relations = append(relations, rel.Relation)
	}
	relations = ledger.SortRelations(relations)
	others := make([]ledger.Entry, len(relations))
	for i, rel := range relations {
		if others[i], _, err = d.entryRecord(ctx, rows[rel.Entry]); err != nil {
			return err
		}
	}
	e = d.r.Relate(e, relations, others)
	after, err := codec.Canonical(e)
	if err != nil || after == before {
		return err
	}
	if err := d.exec(ctx, "UPDATE entry_records SET record = ? WHERE entry = ?", after, seq); err != nil {
		return err
	}
	if err := d.addUp(ctx, seq, -1); err != nil {
		return err
	}
	if err := d.exec(ctx, "UPDATE entries SET counted = ? WHERE seq = ?", e.Counted, seq); err != nil {
		return err
	}
	return d.addUp(ctx, seq, 1)
}

func (d *Deriver) entryRecord(ctx context.Context, seq int64) (e ledger.Entry, record string, err error) {
	st, err := d.stmt(ctx, "SELECT record FROM entry_records WHERE entry = ?")
	if err != nil {
		return e, "", err
	}
	if err := st.QueryRowContext(ctx, seq).Scan(&record); err != nil {
		return e, "", err
	}
	e, err = codec.Parse[ledger.Entry](record)
	return e, record, err
}
