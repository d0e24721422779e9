package derive

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// entryRow is an entry as the entries table keeps it: what narrows, orders and
// adds up listings. Its record stands in a table of its own.
type entryRow struct {
	typ, action, category, status, actor, recipient, area, currency, low, high, from, to string

	edited, counted, bounded, likely bool
	stated, usd                      sql.NullInt64
	reports                          int
	confidence, worth                float64
}

// EntryRowColumns are the columns of entries behind its row and id.
const EntryRowColumns = `type, action, category, status, edited, counted, actor, recipient, area, currency, low, high, stated, usd,
	bounded, from_day, to_day, reports, confidence, worth, likely`

func (row entryRow) values() []any {
	return []any{row.typ, row.action, row.category, row.status, row.edited, row.counted, row.actor, row.recipient, row.area,
		row.currency, row.low, row.high, row.stated, row.usd, row.bounded, row.from, row.to, row.reports, row.confidence, row.worth, row.likely}
}

func rowOf(e ledger.Entry) entryRow {
	row := entryRow{typ: string(e.Type), action: e.Action, category: e.Category, status: e.Status, edited: len(e.Edited) > 0,
		counted: e.Counted, actor: e.ActorKey, recipient: e.RecipientKey, area: placeKey(e.Where), usd: hundredths(e.USD),
		reports: len(e.Documents), confidence: e.Confidence, worth: e.Worth(), likely: e.Likely()}
	row.from, row.to = codec.Period(e.Dated())
	if e.Money != nil {
		row.currency = e.Money.Currency
		low, high := sumEnds(*e.Money)
		row.low, row.high, row.stated = Sortable(low), Sortable(high), hundredths(e.Money.Amount)
		switch e.Money.Bound {
		case value.UpTo, value.AtMost, value.LessThan:
			row.bounded = true
		}
	}
	return row
}

// placeKey is a place's country, or else its folded name.
func placeKey(l claim.Location) string {
	if l.Code != "" {
		return l.Code
	}
	return claim.FoldName(l.Name)
}

// hundredths is an amount as a whole number that can be added up exactly; NULL
// where it is unknown, or so large that sums of it might not fit.
func hundredths(n value.Number) sql.NullInt64 {
	most := value.Int(ledger.MaxSum)
	if !n.Known() || n.Cmp(most) > 0 || n.Cmp(value.Int(-ledger.MaxSum)) < 0 {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: n.Mul(value.Int(100)).Round(0).Int64(), Valid: true}
}

// Sortable writes a number as text that compares as the numbers do: the place
// of its first digit, and its digits. Unknown is "", which is before every
// number; numbers below nought, which no text states, are all one.
func Sortable(n value.Number) string {
	switch {
	case !n.Known():
		return ""
	case n.Sign() < 0:
		return "-"
	case n.Sign() == 0:
		return "0"
	}
	whole, fraction, _ := strings.Cut(n.String(), ".")
	whole = strings.TrimLeft(whole, "0")
	place := len(whole)
	if whole == "" {
		rest := strings.TrimLeft(fraction, "0")
		place = len(rest) - len(fraction)
	}
	digits := strings.TrimRight(strings.TrimLeft(whole+fraction, "0"), "0")
	const middle = 500 // of three digits: numbers have at most 128
	return fmt.Sprintf("%03d%s", middle+place, digits)
}

// sumEnds are the least and the greatest amount that was stated.
func sumEnds(m value.Money) (low, high value.Number) {
	if m.AmountTo.Known() {
		return m.Amount, m.AmountTo
	}
	return m.Amount, m.Amount
}

// put stores an entry of claims whose rows are given by id, and gives its row.
func (d *Deriver) put(ctx context.Context, e ledger.Entry, rows map[string]int64) (seq int64, err error) {
	record, err := codec.Canonical(e)
	if err != nil {
		return 0, err
	}
	seq, err = d.Number(ctx, `INSERT INTO entries (id, `+EntryRowColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`, append([]any{e.ID}, rowOf(e).values()...)...)
	if err != nil {
		return 0, fmt.Errorf("store entry %s: %w", e.ID, err)
	}
	if err := d.addUp(ctx, seq, 1); err != nil {
		return 0, err
	}
	if err := d.exec(ctx, "INSERT INTO entry_records (entry, record) VALUES (?, ?)", seq, record); err != nil {
		return 0, err
	}
	if err := d.exec(ctx, "INSERT INTO entry_words (rowid, words) VALUES (?, ?)", seq, entryWords(e)); err != nil {
		return 0, err
	}
	for _, id := range e.Claims {
		if err := d.exec(ctx, "INSERT INTO entry_claims (claim, entry, anchor) VALUES (?, ?, ?)", rows[id], seq, ledger.EntryID(id)); err != nil {
			return 0, fmt.Errorf("list claim %s under entry %s: %w", id, e.ID, err)
		}
	}
	return seq, d.putParties(ctx, seq, e)
}

// entryWords are the words that an entry is found by.
func entryWords(e ledger.Entry) string {
	words := []string{e.Summary, e.Content, e.Where.Name}
	for _, p := range slices.Concat(e.Actors, e.Recipients, e.Via) {
		words = append(words, p.Name)
	}
	for _, it := range e.Items {
		words = append(words, it.Name)
	}
	return strings.Join(words, "\n")
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

func (d *Deriver) putParties(ctx context.Context, entry int64, e ledger.Entry) error {
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
func (d *Deriver) party(ctx context.Context, p partyName) (int64, error) {
	if seq := d.parties[p]; seq != 0 {
		return seq, nil
	}
	seq, err := d.Number(ctx, "SELECT seq FROM parties WHERE code = ? AND name = ?", p.code, p.name)
	if err == nil && seq == 0 {
		seq, err = d.Number(ctx, "INSERT INTO parties (code, name, folded) VALUES (?, ?, ?) RETURNING seq", p.code, p.name, foldedColumn(p.name))
	}
	d.parties[p] = seq
	return seq, err
}

// foldedColumn has a space before each word, by which a search for words side
// by side finds where one begins.
func foldedColumn(name string) string { return " " + claim.FoldName(name) }

// addUp counts an entry into its months, or with the sign -1 out of them. It
// is called after the entry's row is written and before it goes, so that
// entry_months says at all times what entries says.
func (d *Deriver) addUp(ctx context.Context, entry int64, sign int) error {
	return d.exec(ctx, `INSERT INTO entry_months
		SELECT substr(from_day, 1, 7), substr(to_day, 1, 7), type, likely, ?2, ?2 * counted, ?2 * iif(counted, ifnull(usd, 0), 0),
			?2 * iif(counted, ifnull(stated, 0), 0), ?2 * (counted AND usd IS NULL), ?2 * (counted AND bounded)
		FROM entries WHERE seq = ?1
		ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, counted = counted + excluded.counted, usd = usd + excluded.usd,
			stated = stated + excluded.stated, unknown = unknown + excluded.unknown, bounded = bounded + excluded.bounded`, entry, sign)
}
