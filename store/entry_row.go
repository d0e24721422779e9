package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// entryRow is an entry as the entries table keeps it: the record, and columns
// that narrow a listing.
type entryRow struct {
	typ, action, category, currency string
	amount, amountTo                sql.NullFloat64
	from, to, record                string
}

const entryRowColumns = "type, action, category, currency, amount, amount_to, from_day, to_day, record"

func rowOf(e ledger.Entry) (entryRow, error) {
	record, err := canonical(e)
	if err != nil {
		return entryRow{}, err
	}
	row := entryRow{typ: string(e.Type), action: e.Action, category: e.Category, record: record}
	row.from, row.to = period(e.Dated())
	if e.Money != nil {
		row.currency = e.Money.Currency
		low, high := sumEnds(*e.Money)
		row.amount = sql.NullFloat64{Float64: low.Float(), Valid: low.Known()}
		row.amountTo = sql.NullFloat64{Float64: high.Float(), Valid: high.Known()}
	}
	return row, nil
}

// sumEnds are the least and the greatest amount that was stated.
func sumEnds(m value.Money) (low, high value.Number) {
	if m.AmountTo.Known() {
		return m.Amount, m.AmountTo
	}
	return m.Amount, m.Amount
}

// put stores an entry of claims whose rows are given by id.
func (d *deriver) put(ctx context.Context, e ledger.Entry, rows map[string]int64) error {
	row, err := rowOf(e)
	if err != nil {
		return err
	}
	seq, err := d.number(ctx, `INSERT INTO entries (id, `+entryRowColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
		e.ID, row.typ, row.action, row.category, row.currency, row.amount, row.amountTo, row.from, row.to, row.record)
	if err != nil {
		return fmt.Errorf("store entry %s: %w", e.ID, err)
	}
	for _, id := range e.Claims {
		if err := d.exec(ctx, "INSERT INTO entry_claims (claim, entry, anchor) VALUES (?, ?, ?)", rows[id], seq, ledger.EntryID(id)); err != nil {
			return fmt.Errorf("list claim %s under entry %s: %w", id, e.ID, err)
		}
	}
	return d.putParties(ctx, seq, e)
}

// partyName is what the parties table holds once.
type partyName struct{ code, name string }

// partyRow is a party in a role, as the party tables keep it.
type partyRow struct {
	role string
	partyName
}

// partyRows gives each party and role once, in order.
func partyRows(e ledger.Entry) []partyRow {
	var rows []partyRow
	for _, role := range []struct {
		name    string
		parties []claim.Party
	}{{"actor", e.Actors}, {"recipient", e.Recipients}, {"via", e.Via}} {
		for _, p := range role.parties {
			rows = append(rows, partyRow{role.name, partyName{p.Code, p.Name}})
		}
	}
	slices.SortFunc(rows, func(a, b partyRow) int {
		return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.code, b.code), cmp.Compare(a.name, b.name))
	})
	return slices.Compact(rows)
}

func (d *deriver) putParties(ctx context.Context, entry int64, e ledger.Entry) error {
	for _, p := range partyRows(e) {
		party, err := d.party(ctx, p.partyName)
		if err != nil {
			return err
		}
		if err := d.exec(ctx, "INSERT INTO entry_parties (party, role, entry) VALUES (?, ?, ?)", party, p.role, entry); err != nil {
			return err
		}
	}
	return nil
}

// party gives the row of a party, made where there is none.
func (d *deriver) party(ctx context.Context, p partyName) (int64, error) {
	if seq := d.parties[p]; seq != 0 {
		return seq, nil
	}
	seq, err := d.number(ctx, "SELECT seq FROM parties WHERE code = ? AND name = ?", p.code, p.name)
	if err == nil && seq == 0 {
		seq, err = d.number(ctx, "INSERT INTO parties (code, name, folded) VALUES (?, ?, ?) RETURNING seq", p.code, p.name, foldedColumn(p.name))
	}
	d.parties[p] = seq
	return seq, err
}

// foldedColumn has a space before each word, by which a search for words side
// by side finds where one begins.
func foldedColumn(name string) string { return " " + claim.FoldName(name) }
