package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/store/derive"
	"kiroku/store/fulltext"
	"kiroku/value"
)

// where collects the conditions of a query. Conditions are written in this
// package; what a user gives travels as an argument only.
type where struct {
	conds   []string
	args    []any
	nothing bool // whatever is asked for cannot be there
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
	first, last := codec.Period(d)
	w.add(fmt.Sprintf("%s <= ? AND %s >= ?", from, to), last, first)
}

func (w *where) sql() string {
	if len(w.conds) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(w.conds, " AND ")
}

func limit(n int) string { return page(n, 0) }

// page is the end of a query that gives n rows after passing over some.
func page(n, offset int) string {
	switch {
	case n <= 0 && offset <= 0:
		return ""
	case n <= 0:
		n = -1
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", n, max(offset, 0))
}

// orders are the columns behind each order of entries.
var orders = map[ledger.Sort]string{
	ledger.ByDate:       "e.from_day, e.id",
	ledger.ByNewest:     "(e.from_day = 'unknown'), e.from_day DESC, e.id",
	ledger.ByAmount:     "e.usd DESC, e.id",
	ledger.ByReports:    "e.reports DESC, e.id",
	ledger.ByConfidence: "e.confidence, e.id",
	ledger.ByChange:     "e.seq DESC",
	ledger.ByWorth:      "e.worth DESC, e.id",
	ledger.ByActor:      "e.actor, e.from_day, e.id",
	ledger.ByRecipient:  "e.recipient, e.from_day, e.id",
}

// Entries lists entries; see [ledger.Reader].
func (s *SQLite) Entries(ctx context.Context, f ledger.EntryFilter) ([]ledger.Entry, error) {
	list := []ledger.Entry{}
	w, err := entryConditions(f)
	if err != nil || w.nothing {
		return list, err
	}
	order, ok := orders[cmp.Or(f.Sort, ledger.ByDate)]
	if !ok {
		return nil, ledger.Errorf(ledger.Invalid, "list entries: there is no order %q", f.Sort)
	}
	err = s.view(ctx, "list entries", func(tx *sql.Tx) error {
		// With a limit the inner query keeps its order, and the outer one follows it.
		query := "SELECT e.seq FROM entries e " + w.sql() + " ORDER BY " + order + page(cmp.Or(max(f.Limit, 0), math.MaxInt64), f.Offset)
		return eachRecord(ctx, tx, "SELECT r.record FROM ("+query+") p CROSS JOIN entry_records r ON r.entry = p.seq", w.args,
			func(e ledger.Entry) bool {
				list = append(list, e)
				return true
			})
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Count counts entries; see [ledger.Reader].
func (s *SQLite) Count(ctx context.Context, f ledger.EntryFilter) (n int, err error) {
	w, err := entryConditions(f)
	if err != nil || w.nothing {
		return 0, err
	}
	err = s.view(ctx, "count entries", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM entries e "+w.sql(), w.args...).Scan(&n)
	})
	return n, err
}

func entryConditions(f ledger.EntryFilter) (*where, error) {
	w := &where{}
	w.types(f.Types)
	for _, eq := range []struct{ column, want string }{
		{"e.actor", f.ActorKey}, {"e.recipient", f.RecipientKey}, {"e.category", f.Category}, {"e.currency", strings.ToUpper(f.Currency)},
	} {
		if eq.want != "" {
			w.add(eq.column+" = ?", eq.want)
		}
	}
	w.action(f.Action)
	w.party("", f.Party, f.Exactly)
	w.party("actor", f.Actor, f.Exactly)
	w.party("recipient", f.Recipient, f.Exactly)
	w.overlap("e.from_day", "e.to_day", f.Period)
	if f.MinAmount.Known() {
		w.add("e.high >= ?", derive.Sortable(f.MinAmount))
	}
	if f.MaxAmount.Known() {
		w.add("e.low <= ? AND e.low <> ''", derive.Sortable(f.MaxAmount))
	}
	if f.Document != "" {
		w.add(`e.seq IN (SELECT ec.entry FROM documents d JOIN claims c ON c.document = d.seq
			JOIN entry_claims ec ON ec.claim = c.seq WHERE d.id = ?)`, f.Document)
	}
	if f.Area != "" {
		w.add("e.area IN (?, ?)", strings.ToUpper(f.Area), claim.FoldName(f.Area))
	}
	if f.Counted {
		w.add("e.counted = 1")
	}
	if f.Likely && !f.Counted { // what counts is aid, which is always likely enough
		w.add("e.likely = 1")
	}
	switch f.Review {
	case "":
	case ledger.Open:
		w.add("e.status = ''")
	case ledger.Accepted, ledger.Rejected:
		w.add("e.status = ?", f.Review)
	case ledger.Edited:
		w.add("e.edited = 1")
	default:
		return nil, ledger.Errorf(ledger.Invalid, "list entries: there is no state of review %q", f.Review)
	}
	return w, w.words(f.Text)
}

func (w *where) types(list []claim.Type) {
	if len(list) == 0 {
		return
	}
	args := make([]any, len(list))
	for i, t := range list {
		args[i] = t
	}
	w.add("e.type IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
}

// action asks for a whole action, for either word of a sanction's, or for one
// of a type: "aid.pledge".
func (w *where) action(asked string) {
	if asked == "" {
		return
	}
	if typ, word, ok := strings.Cut(asked, "."); ok && slices.Contains(claim.Types, claim.Type(typ)) {
		w.add("e.type = ?", typ)
		asked = word
	}
	w.add("(e.action = ? OR e.type = 'sanction' AND instr(' ' || e.action || ' ', ?) > 0)", asked, " "+asked+" ")
}

// words asks for entries that hold every word.
func (w *where) words(typed string) error {
	if typed == "" {
		return nil
	}
	query, err := fulltext.Query(typed)
	if err != nil {
		return err
	}
	w.nothing = query == "" // signs alone stand in no entry
	w.add("e.seq IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?)", query)
	return nil
}

// party asks for a party by its code, or by words that its name holds side by
// side: "us" is in "US Army", not in "Russia". Where a key is given, indexes
// find the party.
func (w *where) party(role, who string, exactly bool) {
	if who == "" {
		return
	}
	cond, args := "p.code = ?", []any{strings.ToUpper(strings.TrimSpace(who))}
	if words := claim.FoldName(who); words != "" && exactly {
		cond, args = "(p.code = ? OR p.code = '' AND p.folded = ?)", append(args, " "+words)
	} else if words != "" {
		cond, args = "(p.code = ? OR instr(p.folded, ?) > 0)", append(args, " "+words)
	}
	if role != "" {
		cond += " AND ep.role = ?"
		args = append(args, role)
	}
	w.add("e.seq IN (SELECT ep.entry FROM parties p CROSS JOIN entry_parties ep ON ep.party = p.seq WHERE "+cond+")", args...)
}
