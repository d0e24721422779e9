package derive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"hash/fnv"
	"iter"
	"math"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/value"
)

// Deriver brings what is derived up to date with claims and decisions, inside
// one transaction.
type Deriver struct {
	tx      *sql.Tx
	r       ledger.Resolver
	stmts   map[string]*sql.Stmt    // prepared once; they end with tx
	parties map[partyName]int64     // rows of the parties met so far
	Reports map[int64]ledger.Report // read in this transaction
	known   *Cache                  // read in earlier ones

	underWay string        // the document whose claims are being linked
	standing map[int64]int // how many of them stand in each block of relations
}

// New derives in a transaction. Without a resolver it only reads.
func New(tx *sql.Tx, r ledger.Resolver, known *Cache) *Deriver {
	return &Deriver{tx: tx, r: r, stmts: map[string]*sql.Stmt{}, parties: map[partyName]int64{}, Reports: map[int64]ledger.Report{}, known: known}
}

// stmt prepares a query that a transaction runs many times.
func (d *Deriver) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
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

func (d *Deriver) exec(ctx context.Context, query string, args ...any) error {
	st, err := d.stmt(ctx, query)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx, args...)
	return err
}

// Number runs a query that gives one number, 0 where it gives no row.
func (d *Deriver) Number(ctx context.Context, query string, args ...any) (n int64, err error) {
	st, err := d.stmt(ctx, query)
	if err != nil {
		return 0, err
	}
	if err = st.QueryRowContext(ctx, args...).Scan(&n); errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// numbers runs a query that gives a column of numbers.
func (d *Deriver) numbers(ctx context.Context, query string, args ...any) ([]int64, error) {
	var list []int64
	err := d.Each(ctx, query, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		list = append(list, n)
		return err
	})
	return list, err
}

// Each runs a query and gives its rows.
func (d *Deriver) Each(ctx context.Context, query string, args []any, f func(*sql.Rows) error) error {
	st, err := d.stmt(ctx, query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Member is a stored claim as a report, and its row.
type Member struct {
	Seq int64
	Rep ledger.Report
}

// ByID orders claims.
func ByID(a, b claim.Claim) int { return cmp.Compare(a.ID, b.ID) }

// Upgrade rebuilds where another version of the rules derived the entries.
func (d *Deriver) Upgrade(ctx context.Context) error {
	var version string
	err := d.tx.QueryRowContext(ctx, "SELECT version FROM derivation").Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if version == d.Version() {
		return nil
	}
	return d.Rebuild(ctx)
}

// Version names all that entries are derived by: the resolver's rules, and
// what this package finds out for them.
func (d *Deriver) Version() string { return d.r.Version() + " versions/2" }

// Rebuild derives everything again.
func (d *Deriver) Rebuild(ctx context.Context) error {
	for _, table := range []string{"entry_claims", "entry_parties", "entry_records", "entry_words", "parties", "entries", "entry_months", "relations", "links", "blocks",
		"name_documents", "name_offices", "name_links", "name_blocks", "names", "text_keys", "copies", "wires"} {
		if _, err := d.tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	if err := d.compareTexts(ctx); err != nil {
		return err
	}
	if err := d.reversionAll(ctx); err != nil {
		return err
	}
	if err := d.Enforce(ctx); err != nil {
		return err
	}
	var document []Member // the claims read so far of one
	for m, err := range d.Members(ctx, "ORDER BY c.document, c.seq") {
		if err != nil {
			return err
		}
		if len(document) > 0 && document[0].Rep.Claim.Document != m.Rep.Claim.Document {
			if err := d.learn(ctx, document); err != nil {
				return err
			}
			document = document[:0]
		}
		document = append(document, m)
		if err := d.link(ctx, m); err != nil {
			return err
		}
	}
	if err := d.learn(ctx, document); err != nil {
		return err
	}
	if err := d.DecideNames(ctx); err != nil {
		return err
	}
	claims, err := d.tx.QueryContext(ctx, "SELECT seq FROM claims ORDER BY seq")
	if err != nil {
		return err
	}
	defer claims.Close()
	for claims.Next() {
		var seq int64
		if err := claims.Scan(&seq); err != nil {
			return err
		}
		if done, err := d.Number(ctx, "SELECT 1 FROM entry_claims WHERE claim = ?", seq); err != nil {
			return err
		} else if done == 1 {
			continue
		}
		if _, err := d.Settle(ctx, seq); err != nil {
			return err
		}
	}
	if err := claims.Err(); err != nil {
		return err
	}
	return d.exec(ctx, `INSERT INTO derivation (one, version) VALUES (1, ?1)
		ON CONFLICT (one) DO UPDATE SET version = ?1`, d.Version())
}

// Add links newly stored claims, and brings the entries up to date that they
// touch, or that a new version of the document at an address does.
func (d *Deriver) Add(ctx context.Context, claims []Member, url string) ([]string, error) {
	seqs := make([]int64, len(claims))
	for i, m := range claims {
		if err := d.link(ctx, m); err != nil {
			return nil, err
		}
		seqs[i] = m.Seq
	}
	if err := d.learn(ctx, claims); err != nil {
		return nil, err
	}
	if err := d.DecideNames(ctx); err != nil {
		return nil, err
	}
	changed, err := d.reversion(ctx, url)
	if err != nil {
		return nil, err
	}
	return d.Settle(ctx, append(seqs, changed...)...)
}

// link enters a claim in its blocks, compares it with the others there, and
// joins it to what people said it is one with.
func (d *Deriver) link(ctx context.Context, m Member) error {
	d.remember(m)
	others, err := d.enter(ctx, m)
	if err != nil {
		return err
	}
	joined := map[int64]bool{m.Seq: true}
	for _, seq := range others {
		if joined[seq] {
			continue // it hangs together with one that matched
		}
		rep, err := d.Report(ctx, seq)
		if err != nil {
			return err
		}
		if d.r.Same(rep, m.Rep) == "" {
			continue
		}
		together, err := d.numbers(ctx, hanging+"SELECT claim FROM hang", seq, 0)
		if err != nil {
			return err
		}
		for _, t := range together {
			joined[t] = true
		}
		if err := d.exec(ctx, "INSERT INTO links (a, b, decision) VALUES (?, ?, 0)", seq, m.Seq); err != nil {
			return err
		}
	}
	if err := d.relate(ctx, m); err != nil {
		return err
	}
	return d.LinkDecided(ctx, m)
}

// enter puts a claim into its blocks and gives the claims that stand there, by
// row.
func (d *Deriver) enter(ctx context.Context, m Member) ([]int64, error) {
	var others []int64
	for _, key := range d.r.Keys(m.Rep) {
		k := blockKey(key)
		list, err := d.numbers(ctx, "SELECT claim FROM blocks WHERE key = ?", k)
		if err != nil {
			return nil, err
		}
		if len(list) >= ledger.MaxBlockPerDocument {
			own, err := d.numbers(ctx, `SELECT b.claim FROM blocks b JOIN claims c ON c.seq = b.claim
				WHERE b.key = ? AND c.document = (SELECT document FROM claims WHERE seq = ?)`, k, m.Seq)
			if err != nil {
				return nil, err
			}
			if len(own) >= ledger.MaxBlockPerDocument {
				others = append(others, own...)
				continue
			}
		}
		others = append(others, list...)
		if err := d.exec(ctx, "INSERT INTO blocks (key, claim) VALUES (?, ?) ON CONFLICT DO NOTHING", k, m.Seq); err != nil {
			return nil, err
		}
	}
	return unique(others), nil
}

func blockKey(key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return int64(h.Sum64())
}

// Report reads a stored claim as a report, and remembers it for the next
// comparison.
func (d *Deriver) Report(ctx context.Context, seq int64) (ledger.Report, error) {
	if rep, ok := d.Reports[seq]; ok {
		return rep, nil
	}
	if rep, ok := d.known.find(seq); ok {
		return rep, nil
	}
	for m, err := range d.Members(ctx, "WHERE c.seq = ?", seq) {
		if err != nil {
			return ledger.Report{}, err
		}
		d.remember(m)
		return m.Rep, nil
	}
	return ledger.Report{}, sql.ErrNoRows
}

func (d *Deriver) remember(m Member) {
	if len(d.Reports) >= maxCached {
		clear(d.Reports)
	}
	d.Reports[m.Seq] = m.Rep
}

// Members reads claims as reports. The rest of the query comes from this
// package alone.
func (d *Deriver) Members(ctx context.Context, rest string, args ...any) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		err := d.Each(ctx, `SELECT c.seq, c.record, d.source, d.title, d.published, d.url,
			CASE WHEN d.publisher = '' THEN '' ELSE d.publisher ->> 'name' END,
			CASE WHEN d.publisher = '' THEN '' ELSE coalesce(d.publisher ->> 'relays', '') END,
			coalesce((SELECT w.wire FROM wires w WHERE w.document = d.seq), ''),
			EXISTS (SELECT 1 FROM withdrawn w WHERE w.claim = c.seq) FROM claims c JOIN documents d ON d.seq = c.document `+rest, args, func(rows *sql.Rows) error {
			m, err := scanMember(rows)
			if err == nil && !yield(m, nil) {
				err = codec.ErrStop
			}
			return err
		})
		if err != nil && !errors.Is(err, codec.ErrStop) {
			yield(Member{}, err)
		}
	}
}

func scanMember(rows *sql.Rows) (m Member, err error) {
	var record, published, wires string
	if err = rows.Scan(&m.Seq, &record, &m.Rep.Source, &m.Rep.Title, &published, &m.Rep.Address, &m.Rep.Publisher, &wires, &m.Rep.Wire, &m.Rep.Withdrawn); err != nil {
		return m, err
	}
	if m.Rep.Relays, err = relays(wires); err != nil {
		return m, err
	}
	if m.Rep.Claim, err = codec.Parse[claim.Claim](record); err != nil {
		return m, err
	}
	m.Rep.Published, err = value.ParseDate(published)
	return m, err
}

// Settle derives the entries of all that hangs together with any of the
// claims, and gives their ids, sorted.
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
		left, err := d.clear(ctx, seqs)
		if err != nil {
			return nil, err
		}
		claims = append(claims, left...)
		made, rows, err := d.derive(ctx, seqs)
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

// clear removes the entries that any of the claims stand in, and gives the
// other claims of those entries, which need a new one too.
func (d *Deriver) clear(ctx context.Context, claims []int64) (left []int64, err error) {
	for _, seq := range claims {
		entry, err := d.Number(ctx, "SELECT entry FROM entry_claims WHERE claim = ?", seq)
		if err != nil {
			return nil, err
		}
		if entry == 0 {
			continue
		}
		all, err := d.numbers(ctx, "SELECT claim FROM entry_claims WHERE entry = ?", entry)
		if err != nil {
			return nil, err
		}
		for _, other := range all {
			if !slices.Contains(claims, other) {
				left = append(left, other)
			}
		}
		if err := d.addUp(ctx, entry, -1); err != nil {
			return nil, err
		}
		for _, q := range []string{"DELETE FROM entry_claims WHERE entry = ?", "DELETE FROM entry_parties WHERE entry = ?",
			"DELETE FROM entry_records WHERE entry = ?", "DELETE FROM entry_words WHERE rowid = ?", "DELETE FROM entries WHERE seq = ?"} {
			if err := d.exec(ctx, q, entry); err != nil {
				return nil, err
			}
		}
	}
	return left, nil
}

// derive makes and stores the entries of claims that hang together, and gives
// their ids and rows.
func (d *Deriver) derive(ctx context.Context, claims []int64) (ids []string, entries []int64, err error) {
	c, rows, err := d.component(ctx, claims)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range d.r.Entries(c) {
		seq, err := d.put(ctx, e, rows)
		if err != nil {
			return nil, nil, err
		}
		ids, entries = append(ids, e.ID), append(entries, seq)
	}
	return ids, entries, nil
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
