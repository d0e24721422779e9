package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"iter"
	"maps"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// deriver brings entries up to date with the claims, inside one transaction.
type deriver struct {
	tx      *sql.Tx
	r       ledger.Resolver
	stmts   map[string]*sql.Stmt // prepared once; they end with tx
	parties map[partyName]int64  // rows of the parties met so far
}

func newDeriver(tx *sql.Tx, r ledger.Resolver) *deriver {
	return &deriver{tx, r, map[string]*sql.Stmt{}, map[partyName]int64{}}
}

// stmt prepares a query that a transaction runs many times.
func (d *deriver) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := d.stmts[query]; st != nil {
		return st, nil
	}
	st, err := d.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	d.stmts[query] = st
	return st, nil
}

func (d *deriver) exec(ctx context.Context, query string, args ...any) error {
	st, err := d.stmt(ctx, query)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx, args...)
	return err
}

// number runs a query that gives one number, 0 where it gives no row.
func (d *deriver) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	st, err := d.stmt(ctx, query)
	if err != nil {
		return 0, err
	}
	if err = st.QueryRowContext(ctx, args...).Scan(&n); errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// member is a stored claim as a report, and its row.
type member struct {
	seq int64
	rep ledger.Report
}

func byID(a, b claim.Claim) int { return cmp.Compare(a.ID, b.ID) }

func byClaim(a, b member) int { return byID(a.rep.Claim, b.rep.Claim) }

// Rebuild derives every entry again; see [ledger.Store].
func (s *SQLite) Rebuild(ctx context.Context, r ledger.Resolver) error {
	return s.update(ctx, "rebuild the entries", func(tx *sql.Tx) error {
		return newDeriver(tx, r).rebuild(ctx)
	})
}

// upgrade rebuilds where another version of the rules derived the entries.
func (d *deriver) upgrade(ctx context.Context) error {
	var version string
	err := d.tx.QueryRowContext(ctx, "SELECT version FROM derivation").Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if version == d.r.Version() {
		return nil
	}
	return d.rebuild(ctx)
}

func (d *deriver) rebuild(ctx context.Context) error {
	for _, q := range []string{
		"DELETE FROM entry_claims", "DELETE FROM entry_parties", "DELETE FROM parties", "DELETE FROM entries",
	} {
		if _, err := d.tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	if err := d.keyTable(ctx); err != nil {
		return err
	}
	for group, err := range d.groups(ctx) {
		if err != nil {
			return err
		}
		if _, err := d.put(ctx, d.r.Key(group[0].rep), group); err != nil {
			return err
		}
	}
	_, err := d.tx.ExecContext(ctx, `INSERT INTO derivation (one, version) VALUES (1, ?1)
		ON CONFLICT (one) DO UPDATE SET version = ?1`, d.r.Version())
	return errors.Join(err, d.dropKeyTable(ctx))
}

// keyTable gives every claim its key, in a temporary table that groups reads:
// a ledger may be larger than memory.
func (d *deriver) keyTable(ctx context.Context) error {
	_, err := d.tx.ExecContext(ctx, "CREATE TEMP TABLE keyed (key TEXT, id TEXT, claim INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID")
	if err != nil {
		return err
	}
	for m, err := range d.members(ctx, "ORDER BY c.seq") {
		if err != nil {
			return err
		}
		if err := d.exec(ctx, "INSERT INTO temp.keyed (key, id, claim) VALUES (?, ?, ?)", d.r.Key(m.rep), m.rep.Claim.ID, m.seq); err != nil {
			return err
		}
	}
	return nil
}

func (d *deriver) dropKeyTable(ctx context.Context) error {
	_, err := d.tx.ExecContext(ctx, "DROP TABLE temp.keyed")
	return err
}

// groups yields the claims of each key that keyTable holds, in order of id.
func (d *deriver) groups(ctx context.Context) iter.Seq2[[]member, error] {
	return func(yield func([]member, error) bool) {
		var group []member
		key := ""
		for m, err := range d.members(ctx, "JOIN temp.keyed k ON k.claim = c.seq ORDER BY k.key, k.id") {
			if err != nil {
				yield(nil, err)
				return
			}
			k := d.r.Key(m.rep)
			if len(group) > 0 && k != key {
				if !yield(group, nil) {
					return
				}
				group = nil
			}
			key = k
			group = append(group, m)
		}
		if len(group) > 0 {
			yield(group, nil)
		}
	}
}

// members reads claims as reports. The rest of the query comes from this
// package alone.
func (d *deriver) members(ctx context.Context, rest string, args ...any) iter.Seq2[member, error] {
	return func(yield func(member, error) bool) {
		st, err := d.stmt(ctx, `
			SELECT c.seq, c.record, d.source, d.published
			FROM claims c JOIN documents d ON d.seq = c.document `+rest)
		if err != nil {
			yield(member{}, err)
			return
		}
		rows, err := st.QueryContext(ctx, args...)
		if err != nil {
			yield(member{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			m, err := scanMember(rows)
			if !yield(m, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(member{}, err)
		}
	}
}

func scanMember(rows *sql.Rows) (m member, err error) {
	var record, published string
	if err = rows.Scan(&m.seq, &record, &m.rep.Source, &published); err != nil {
		return m, err
	}
	if m.rep.Claim, err = parse[claim.Claim](record); err != nil {
		return m, err
	}
	m.rep.Published, err = value.ParseDate(published)
	return m, err
}

// add brings the entries of newly stored claims up to date and gives their
// ids, sorted.
func (d *deriver) add(ctx context.Context, claims []member) ([]string, error) {
	groups := map[string][]member{}
	for _, m := range claims {
		k := d.r.Key(m.rep)
		groups[k] = append(groups[k], m)
	}
	var ids []string
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		group := groups[key]
		for m, err := range d.members(ctx, `JOIN entry_claims ec ON ec.claim = c.seq
			JOIN entries e ON e.seq = ec.entry WHERE e.id = ?`, ledger.EntryID(key)) {
			if err != nil {
				return nil, err
			}
			group = append(group, m)
		}
		slices.SortFunc(group, byClaim)
		id, err := d.put(ctx, key, group)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}

// entry is what the rules make of a group of claims.
func (d *deriver) entry(key string, group []member) ledger.Entry {
	reports := make([]ledger.Report, len(group))
	for i, m := range group {
		reports[i] = m.rep
	}
	e := d.r.Entry(key, reports)
	e.ID = ledger.EntryID(key)
	e.Claims, e.Documents = nil, nil
	for _, rep := range reports {
		e.Claims = append(e.Claims, rep.Claim.ID)
		e.Documents = append(e.Documents, rep.Claim.Document)
	}
	slices.Sort(e.Documents)
	e.Documents = slices.Compact(e.Documents)
	return e
}
