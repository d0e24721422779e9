package derive

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"

	"kiroku/ledger"
	"kiroku/store/codec"
)

// Settle derives the entries of all that hangs together with any of the
// claims, writes those that are other than before, and gives their ids, sorted.
func (d *Deriver) Settle(ctx context.Context, claims ...int64) ([]string, error) {
	var ids []string
	var entries []int64
	done := map[int64]bool{}
	for len(claims) > 0 {
		first := claims[0]
		claims = claims[1:]
		if done[first] {
			continue
		}
		seqs, err := d.together(ctx, first)
		if err != nil {
			return nil, err
		}
		for _, seq := range seqs {
			done[seq] = true
		}
		before, left, err := d.writtenFor(ctx, seqs)
		if err != nil {
			return nil, err
		}
		for _, seq := range left {
			if !done[seq] {
				claims = append(claims, seq)
			}
		}
		made, rows, err := d.derive(ctx, seqs, before)
		if err != nil {
			return nil, err
		}
		ids, entries = append(ids, made...), append(entries, rows...)
	}
	if err := d.relateEntries(ctx, entries); err != nil {
		return nil, err
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// hanging begins a query over hang, the claims that hang together with the
// first argument: by rules alone where the second is 0, and by decisions too
// where it is larger than any.
const hanging = `WITH RECURSIVE hang(claim) AS (
		VALUES (?1)
		UNION SELECT l.b FROM hang JOIN links l ON l.a = hang.claim AND l.decision <= ?2
		UNION SELECT l.a FROM hang JOIN links l ON l.b = hang.claim AND l.decision <= ?2) `

// together are the claims that hang together with one, by rules or decisions,
// in order of id.
func (d *Deriver) together(ctx context.Context, claim int64) ([]int64, error) {
	return d.numbers(ctx, hanging+"SELECT hang.claim FROM hang JOIN claims c ON c.seq = hang.claim ORDER BY c.id", claim, int64(math.MaxInt64))
}

// stored is an entry as it is written.
type stored struct {
	seq    int64
	record string
}

// writtenFor are the entries that any of the claims stand in, by id, and the
// other claims of those entries, which need a new one too.
func (d *Deriver) writtenFor(ctx context.Context, claims []int64) (entries map[string]stored, left []int64, err error) {
	entries = map[string]stored{}
	seen := map[int64]bool{}
	for _, seq := range claims {
		entry, err := d.Number(ctx, "SELECT entry FROM entry_claims WHERE claim = ?", seq)
		if err != nil {
			return nil, nil, err
		}
		if entry == 0 || seen[entry] {
			continue
		}
		seen[entry] = true
		if err := d.Each(ctx, "SELECT e.id, r.record FROM entries e JOIN entry_records r ON r.entry = e.seq WHERE e.seq = ?", []any{entry}, func(rows *sql.Rows) error {
			var id string
			e := stored{seq: entry}
			err := rows.Scan(&id, &e.record)
			entries[id] = e
			return err
		}); err != nil {
			return nil, nil, err
		}
		all, err := d.numbers(ctx, "SELECT claim FROM entry_claims WHERE entry = ?", entry)
		if err != nil {
			return nil, nil, err
		}
		left = append(left, all...)
	}
	return entries, left, nil
}

// derive makes the entries of claims that hang together, writes those that are
// not as before, removes the others that were, and gives the ids and rows of
// what it wrote.
func (d *Deriver) derive(ctx context.Context, claims []int64, before map[string]stored) (ids []string, entries []int64, err error) {
	c, rows, err := d.component(ctx, claims)
	if err != nil {
		return nil, nil, err
	}
	var changed []ledger.Entry
	for _, e := range d.r.Entries(c) {
		same, err := unchanged(e, before[e.ID].record)
		if err != nil {
			return nil, nil, err
		}
		if same {
			delete(before, e.ID)
			continue
		}
		changed = append(changed, e)
	}
	for _, old := range before {
		if err := d.remove(ctx, old.seq); err != nil {
			return nil, nil, err
		}
	}
	for _, e := range changed {
		seq, err := d.put(ctx, e, rows)
		if err != nil {
			return nil, nil, err
		}
		ids, entries = append(ids, e.ID), append(entries, seq)
	}
	return ids, entries, nil
}

// unchanged reports whether an entry is as its record says, its relations
// aside, which are not known yet.
func unchanged(e ledger.Entry, record string) (bool, error) {
	if record == "" {
		return false, nil
	}
	if strings.Contains(record, `"relations":[{`) {
		was, err := codec.Parse[ledger.Entry](record)
		if err != nil {
			return false, err
		}
		e.Relations, e.Counted = was.Relations, was.Counted
	}
	is, err := codec.Canonical(e)
	return is == record, err
}

// remove takes away an entry.
func (d *Deriver) remove(ctx context.Context, entry int64) error {
	if err := d.addUp(ctx, entry, -1); err != nil {
		return err
	}
	for _, q := range []string{"DELETE FROM entry_claims WHERE entry = ?", "DELETE FROM entry_parties WHERE entry = ?",
		"DELETE FROM entry_records WHERE entry = ?", "DELETE FROM entry_words WHERE rowid = ?", "DELETE FROM entries WHERE seq = ?"} {
		if err := d.exec(ctx, q, entry); err != nil {
			return err
		}
	}
	return nil
}

// component reads claims and the decisions about them, and gives the claims'
// rows by id.
func (d *Deriver) component(ctx context.Context, claims []int64) (c ledger.Component, rows map[string]int64, err error) {
	rows = map[string]int64{}
	for _, seq := range claims {
		rep, err := d.Report(ctx, seq)
		if err != nil {
			return c, nil, err
		}
		gone, err := d.Number(ctx, "SELECT 1 FROM withdrawn WHERE claim = ?", seq)
		if err != nil {
			return c, nil, err
		}
		rep.Withdrawn = gone == 1 // of a remembered report it may be another by now
		if len(claims) > 1 {
			if rep.Copies, err = d.CopiesOf(ctx, seq); err != nil {
				return c, nil, err
			}
		}
		c.Reports = append(c.Reports, rep)
		rows[rep.Claim.ID] = seq
	}
	c.Decisions, err = d.decisionsOf(ctx, c.Reports)
	return c, rows, err
}
