package derive

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// What people decide about names holds for the claims that give them: where
// two names are one, claims of either are compared, counted and shown as those
// of the first; a name that was taken out of an entity is somebody else,
// however like it sounds.

// stands gives by written form the party for which it stands.
type standsFor map[string]claim.Party

// DecideNames brings entities up to date with what people decided about names,
// and gives the claims that hung together with those it linked anew.
func (d *Deriver) DecideNames(ctx context.Context) ([]int64, error) {
	if err := d.layDecisions(ctx); err != nil {
		return nil, err
	}
	before, err := d.decidedParties(ctx)
	if err != nil {
		return nil, err
	}
	after, err := d.decideParties(ctx)
	if err != nil || maps.Equal(before, after) {
		return nil, err
	}
	var changed []string
	for _, names := range []standsFor{before, after} {
		for name := range names {
			if before[name] != after[name] {
				changed = append(changed, name)
			}
		}
	}
	slices.Sort(changed)
	return d.renamed(ctx, slices.Compact(changed), after)
}

// decidedParties reads for whom names stand, once.
func (d *Deriver) decidedParties(ctx context.Context) (standsFor, error) {
	if d.names != nil {
		return d.names, nil
	}
	d.names = standsFor{}
	err := d.Each(ctx, "SELECT name, party FROM decided_parties", nil, func(rows *sql.Rows) error {
		var name, record string
		if err := rows.Scan(&name, &record); err != nil {
			return err
		}
		p, err := codec.Parse[claim.Party](record)
		d.names[name] = p
		return err
	})
	return d.names, err
}

// decideParties finds for whom names stand by the decisions that were laid over
// entities.
func (d *Deriver) decideParties(ctx context.Context) (standsFor, error) {
	type decided struct{ id, entity, decision string }
	var list []decided
	if err := d.Each(ctx, "SELECT id, entity, decided FROM names WHERE decided <> '' ORDER BY id", nil, func(rows *sql.Rows) error {
		var n decided
		err := rows.Scan(&n.id, &n.entity, &n.decision)
		list = append(list, n)
		return err
	}); err != nil || len(list) == 0 {
		return nil, err
	}
	names := standsFor{}
	for _, n := range list {
		dec, err := d.decision(ctx, n.decision)
		if err != nil {
			return nil, err
		}
		first := dec.Names
		if dec.Kind == ledger.DifferentNames && n.entity == dec.OtherNames[0] {
			first = dec.OtherNames
		}
		p, err := d.written(ctx, first[0])
		if err != nil {
			return nil, err
		}
		if dec.Kind == ledger.DifferentNames && n.entity == dec.OtherNames[0] {
			p.Entity = n.entity
		}
		names[n.id] = p
	}
	for id, p := range names { // what a name stands for may itself stand for another
		for range len(names) {
			next, ok := names[ledger.NameID(p)]
			if !ok || p.Entity != "" || next == p {
				break
			}
			p = next
		}
		names[id] = p
	}
	return names, nil
}

// written is a written form as claims give it.
func (d *Deriver) written(ctx context.Context, id string) (p claim.Party, err error) {
	err = d.Each(ctx, "SELECT text, code, kind FROM names WHERE id = ?", []any{id}, func(rows *sql.Rows) error {
		return rows.Scan(&p.Name, &p.Code, &p.Kind)
	})
	return p, err
}

// renamed links the claims of all documents that give any of some names anew, by
// whom the names stand for now.
func (d *Deriver) renamed(ctx context.Context, changed []string, after standsFor) ([]int64, error) {
	var rows []int64
	for _, name := range changed {
		in, err := d.numbers(ctx, "SELECT nd.document FROM names n JOIN name_documents nd ON nd.name = n.seq WHERE n.id = ?", name)
		if err != nil {
			return nil, err
		}
		rows = append(rows, in...)
	}
	var documents [][]Member
	var hung []int64
	moved := map[int64]value.Day{}
	for _, row := range unique(rows) {
		document, err := d.claimsIn(ctx, row)
		if err != nil {
			return nil, err
		}
		documents = append(documents, document)
	}
	for _, document := range documents {
		with, err := d.unlink(ctx, document, moved)
		if err != nil {
			return nil, err
		}
		hung = append(hung, with...)
	}
	if err := d.keepParties(ctx, after); err != nil {
		return nil, err
	}
	return d.again(ctx, documents, unique(hung), moved)
}

// claimsIn are the claims of a document, as they are compared.
func (d *Deriver) claimsIn(ctx context.Context, document int64) (list []Member, err error) {
	for m, err := range d.Members(ctx, "WHERE c.document = ? ORDER BY c.seq", document) {
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	for i, m := range list {
		if list[i].Rep, err = d.present(ctx, m); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// unlink takes the claims of a document out of their blocks, relations and
// tellings, and gives all that hung together with them; moved gets the others
// for which another day is supposed without them.
func (d *Deriver) unlink(ctx context.Context, document []Member, moved map[int64]value.Day) (hung []int64, err error) {
	for _, m := range document {
		together, err := d.numbers(ctx, hanging+"SELECT claim FROM hang", m.Seq, 0)
		if err != nil {
			return nil, err
		}
		hung = append(hung, together...)
	}
	for _, m := range document {
		in, seek := d.r.RelationKeys(m.Rep)
		keys := slices.Clone(d.r.Keys(m.Rep))
		for _, k := range in {
			keys = append(keys, "relation in "+k)
		}
		for _, k := range seek {
			keys = append(keys, "relation seek "+k)
		}
		for _, k := range keys {
			if err := d.exec(ctx, "DELETE FROM blocks WHERE key = ? AND claim = ?", blockKey(k), m.Seq); err != nil {
				return nil, err
			}
		}
		for _, q := range []string{"DELETE FROM relations WHERE a = ?", "DELETE FROM relations WHERE b = ?"} {
			if err := d.exec(ctx, q, m.Seq); err != nil {
				return nil, err
			}
		}
		if err := d.untell(ctx, m, moved); err != nil {
			return nil, err
		}
	}
	return hung, nil
}

// keepParties writes for whom names stand from now on.
func (d *Deriver) keepParties(ctx context.Context, names standsFor) error {
	if err := d.exec(ctx, "DELETE FROM decided_parties"); err != nil {
		return err
	}
	for name, p := range names {
		record, err := codec.Canonical(p)
		if err != nil {
			return err
		}
		if err := d.exec(ctx, "INSERT INTO decided_parties (name, party) VALUES (?, ?)", name, record); err != nil {
			return err
		}
	}
	d.names = names
	if d.names == nil {
		d.names = standsFor{}
	}
	clear(d.now)
	return nil
}

// again links the claims of documents that were unlinked, and what hung
// together with them or has moved, and gives all of these.
func (d *Deriver) again(ctx context.Context, documents [][]Member, hung []int64, moved map[int64]value.Day) ([]int64, error) {
	own := map[int64]bool{}
	var seqs []int64
	for _, document := range documents {
		for _, m := range document {
			own[m.Seq] = true
			seqs = append(seqs, m.Seq)
		}
	}
	for seq := range moved {
		if own[seq] {
			delete(moved, seq)
		}
	}
	for _, seq := range hung {
		if err := d.exec(ctx, "DELETE FROM links WHERE a = ? AND decision = 0", seq); err != nil {
			return nil, err
		}
	}
	var raw [][]Member
	for _, document := range documents {
		list := make([]Member, len(document))
		for i, m := range document {
			rep, err := d.raw(ctx, m.Seq)
			if err != nil {
				return nil, err
			}
			list[i] = Member{m.Seq, rep}
		}
		more, err := d.tell(ctx, list, own)
		if err != nil {
			return nil, err
		}
		for seq, was := range more {
			if _, known := moved[seq]; !known {
				moved[seq] = was
			}
		}
		raw = append(raw, list)
	}
	for _, list := range raw {
		if err := d.take(ctx, list); err != nil {
			return nil, err
		}
	}
	var rest []int64
	for _, seq := range hung {
		if !own[seq] {
			rest = append(rest, seq)
		}
	}
	with, err := d.move(ctx, moved)
	if err != nil {
		return nil, err
	}
	return slices.Concat(seqs, rest, with), d.relink(ctx, rest)
}

// named is a report with the parties for which the names that it gives stand.
func (d *Deriver) named(ctx context.Context, m Member) (ledger.Report, error) {
	names, err := d.decidedParties(ctx)
	if err != nil || len(names) == 0 {
		return m.Rep, err
	}
	rep := m.Rep
	for _, side := range []*[]claim.Party{&rep.Claim.Actors, &rep.Claim.Recipients, &rep.Claim.Via} {
		for i, p := range *side {
			to, ok := names[ledger.NameID(p)]
			if !ok {
				continue
			}
			given, err := d.Number(ctx, `SELECT EXISTS (SELECT 1 FROM claims c JOIN name_documents nd ON nd.document = c.document JOIN names n ON n.seq = nd.name
				WHERE c.seq = ? AND n.id = ?)`, m.Seq, ledger.NameID(p))
			if err != nil {
				return rep, err
			}
			if given == 0 {
				continue // the document gives more names than are kept
			}
			*side = slices.Clone(*side)
			to.Mention = p.Mention
			(*side)[i] = to
		}
	}
	return rep, nil
}
