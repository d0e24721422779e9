package derive

import (
	"context"
	"database/sql"
	"slices"

	"kiroku/ledger"
	"kiroku/store/codec"
)

// Allow refuses a decision taken on entries that are no longer so, and one
// that sets a field of its entry to what it cannot be.
func (d *Deriver) Allow(ctx context.Context, dec ledger.Decision, touched []int64) error {
	if len(dec.On) == 0 && dec.Kind != ledger.Edit {
		return nil
	}
	for _, seq := range touched {
		e, err := codec.Read[ledger.Entry](ctx, d.tx, "SELECT r.record FROM entry_claims ec JOIN entry_records r ON r.entry = ec.entry WHERE ec.claim = ?", seq)
		if err != nil {
			return err
		}
		if version := ledger.Version(e); len(dec.On) > 0 && !slices.Contains(dec.On, version) {
			return ledger.Errorf(ledger.Conflict, "decide %s: entry %s has changed since you looked at it (it is now at version %s); look again", dec.Kind, e.ID, version)
		}
		if dec.Kind == ledger.Edit {
			if err := ledger.CheckEdit(e, dec.Field, dec.Value); err != nil {
				return ledger.Errorf(ledger.Invalid, "edit entry %s: %w", e.ID, err)
			}
		}
	}
	return nil
}

// Concerned are the rows of the claims that a decision is about; Invalid when
// it names any that is not stored.
func (d *Deriver) Concerned(ctx context.Context, dec ledger.Decision) ([]int64, error) {
	ids := slices.Concat(dec.Claims, dec.Others)
	if dec.Kind == ledger.Undo {
		undone, err := d.decision(ctx, dec.Undoes)
		if err != nil {
			return nil, err
		}
		if undone.Kind == ledger.Undo {
			if undone, err = d.decision(ctx, undone.Undoes); err != nil {
				return nil, err
			}
		}
		ids = slices.Concat(undone.Claims, undone.Others)
	}
	var seqs []int64
	for _, id := range ids {
		seq, err := d.Number(ctx, "SELECT seq FROM claims WHERE id = ?", id)
		if err != nil {
			return nil, err
		}
		if seq == 0 {
			return nil, ledger.Errorf(ledger.Invalid, "decide %s: there is no claim %s", dec.Kind, id)
		}
		seqs = append(seqs, seq)
	}
	return seqs, nil
}

func (d *Deriver) decision(ctx context.Context, id string) (ledger.Decision, error) {
	list, err := d.Decisions(ctx, "WHERE id = ?", id)
	if err == nil && len(list) == 0 {
		err = ledger.Errorf(ledger.Invalid, "decide: there is no decision %s", id)
	}
	if err != nil {
		return ledger.Decision{}, err
	}
	return list[0], nil
}

// Record stores a decision; one that is there already changes nothing.
func (d *Deriver) Record(ctx context.Context, dec ledger.Decision) error {
	record, err := codec.Canonical(dec)
	if err != nil {
		return err
	}
	seq, err := d.Number(ctx, "INSERT INTO decisions (id, record) VALUES (?, ?) ON CONFLICT (id) DO NOTHING RETURNING seq", dec.ID, record)
	if err != nil || seq == 0 {
		return err
	}
	for _, id := range slices.Concat(dec.Claims, dec.Others) {
		if err := d.exec(ctx, "INSERT INTO decision_claims (claim, decision) VALUES (?, ?) ON CONFLICT DO NOTHING", id, seq); err != nil {
			return err
		}
	}
	return nil
}

// Enforce finds which decisions are in force, and takes away the links of
// those that no longer are.
func (d *Deriver) Enforce(ctx context.Context) error {
	all, err := d.Decisions(ctx, "")
	if err != nil {
		return err
	}
	if err := d.exec(ctx, "DELETE FROM undone"); err != nil {
		return err
	}
	in := map[string]bool{}
	for _, dec := range ledger.InForce(all) {
		in[dec.ID] = true
	}
	for _, dec := range all {
		if in[dec.ID] {
			continue
		}
		if err := d.exec(ctx, "INSERT INTO undone (decision) SELECT seq FROM decisions WHERE id = ?", dec.ID); err != nil {
			return err
		}
		if err := d.exec(ctx, "DELETE FROM links WHERE decision = (SELECT seq FROM decisions WHERE id = ?)", dec.ID); err != nil {
			return err
		}
	}
	return nil
}

// LinkDecided joins a claim to what decisions in force say it is one with, as
// far as that is stored.
func (d *Deriver) LinkDecided(ctx context.Context, m Member) error {
	list, err := d.decisionsOf(ctx, []ledger.Report{m.Rep})
	if err != nil {
		return err
	}
	for _, dec := range list {
		if dec.Kind != ledger.Same {
			continue
		}
		for _, id := range dec.Claims {
			if err := d.exec(ctx, `INSERT INTO links (a, b, decision) SELECT ?1, c.seq, dec.seq FROM claims c, decisions dec
				WHERE c.id = ?2 AND c.seq <> ?1 AND dec.id = ?3 ON CONFLICT DO NOTHING`, m.Seq, id, dec.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// decisionsOf are the decisions in force that name any of the claims, in order
// of time.
func (d *Deriver) decisionsOf(ctx context.Context, reports []ledger.Report) ([]ledger.Decision, error) {
	var list []ledger.Decision
	seen := map[string]bool{}
	any, err := d.Number(ctx, "SELECT EXISTS (SELECT 1 FROM decisions)")
	if err != nil || any == 0 {
		return nil, err
	}
	for _, rep := range reports {
		some, err := d.Decisions(ctx, `WHERE seq IN (SELECT decision FROM decision_claims WHERE claim = ?)
			AND seq NOT IN (SELECT decision FROM undone)`, rep.Claim.ID)
		if err != nil {
			return nil, err
		}
		for _, dec := range some {
			if !seen[dec.ID] {
				seen[dec.ID] = true
				list = append(list, dec)
			}
		}
	}
	slices.SortFunc(list, ledger.CompareDecisions)
	return list, nil
}

// Decisions lists what was decided. The rest of the query comes from this module
// alone.
func (d *Deriver) Decisions(ctx context.Context, rest string, args ...any) ([]ledger.Decision, error) {
	list := []ledger.Decision{}
	err := d.Each(ctx, "SELECT record FROM decisions "+rest, args, func(rows *sql.Rows) error {
		var record string
		if err := rows.Scan(&record); err != nil {
			return err
		}
		dec, err := codec.Parse[ledger.Decision](record)
		list = append(list, dec)
		return err
	})
	return list, err
}
