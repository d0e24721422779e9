package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// where collects the conditions of a query. Conditions are written in this
// package; what a user gives travels as an argument only.
type where struct {
	conds []string
	args  []any
}

func (w *where) add(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

// overlap asks that the period between two columns shares a day with d.
func (w *where) overlap(from, to string, d value.Date) {
	if d.IsZero() {
		return
	}
	first, last := period(d)
	w.add(fmt.Sprintf("%s <= ? AND %s >= ?", from, to), last, first)
}

func (w *where) sql() string {
	if len(w.conds) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(w.conds, " AND ")
}

func limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}

// Entries lists entries by date; see [ledger.Store].
func (s *SQLite) Entries(ctx context.Context, f ledger.EntryFilter) ([]ledger.Entry, error) {
	w := entryConditions(f)
	list := []ledger.Entry{}
	err := s.view(ctx, "list entries", func(tx *sql.Tx) error {
		query := "SELECT e.record FROM entries e " + w.sql() + " ORDER BY e.from_day, e.id"
		return eachRecord(ctx, tx, query, w.args, func(e ledger.Entry) bool {
			if withinAmounts(e, f) {
				list = append(list, e)
			}
			return f.Limit <= 0 || len(list) < f.Limit
		})
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return list, nil
}

func entryConditions(f ledger.EntryFilter) *where {
	w := &where{}
	if len(f.Types) > 0 {
		args := make([]any, len(f.Types))
		for i, t := range f.Types {
			args[i] = t
		}
		w.add("e.type IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
	}
	for _, eq := range []struct{ column, want string }{
		{"e.action", f.Action}, {"e.category", f.Category}, {"e.currency", strings.ToUpper(f.Currency)},
	} {
		if eq.want != "" {
			w.add(eq.column+" = ?", eq.want)
		}
	}
	w.party("", f.Party)
	w.party("actor", f.Actor)
	w.party("recipient", f.Recipient)
	w.overlap("e.from_day", "e.to_day", f.Period)
	// Rounding to floats keeps the order, so these let pass at least what
	// withinAmounts does.
	if f.MinAmount.Known() {
		w.add("e.amount_to >= ?", f.MinAmount.Float())
	}
	if f.MaxAmount.Known() {
		w.add("e.amount <= ?", f.MaxAmount.Float())
	}
	if f.Document != "" {
		w.add(`e.seq IN (SELECT ec.entry FROM documents d JOIN claims c ON c.document = d.seq
			JOIN entry_claims ec ON ec.claim = c.seq WHERE d.id = ?)`, f.Document)
	}
	return w
}

// party asks for a party by its code, or by words that its name holds side by
// side: "us" is in "US Army", not in "Russia".
func (w *where) party(role, who string) {
	if who == "" {
		return
	}
	cond, args := "p.code = ?", []any{strings.ToUpper(strings.TrimSpace(who))}
	if words := claim.FoldName(who); words != "" {
		cond, args = "(p.code = ? OR instr(p.folded, ?) > 0)", append(args, " "+words)
	}
	if role != "" {
		cond += " AND ep.role = ?"
		args = append(args, role)
	}
	w.add("e.seq IN (SELECT ep.entry FROM parties p JOIN entry_parties ep ON ep.party = p.seq WHERE "+cond+")", args...)
}

// withinAmounts compares exactly. A range is within when any of it is.
func withinAmounts(e ledger.Entry, f ledger.EntryFilter) bool {
	if !f.MinAmount.Known() && !f.MaxAmount.Known() {
		return true
	}
	if e.Money == nil || !e.Money.Amount.Known() {
		return false
	}
	low, high := sumEnds(*e.Money)
	return (!f.MinAmount.Known() || high.Cmp(f.MinAmount) >= 0) && (!f.MaxAmount.Known() || low.Cmp(f.MaxAmount) <= 0)
}
