package derive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"iter"
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
	Reports map[int64]ledger.Report // read in this transaction, as they stand in their documents
	now     map[int64]ledger.Report // the same as they are compared: see present
	names   standsFor               // read once, nil before
	known   *Cache                  // read in earlier ones

	underWay string        // the document whose claims are being linked
	standing map[int64]int // how many of them stand in each block of relations
}

// New derives in a transaction. Without a resolver it only reads.
func New(tx *sql.Tx, r ledger.Resolver, known *Cache) *Deriver {
	return &Deriver{tx: tx, r: r, stmts: map[string]*sql.Stmt{}, parties: map[partyName]int64{}, Reports: map[int64]ledger.Report{}, now: map[int64]ledger.Report{}, known: known}
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
func (d *Deriver) Version() string { return d.r.Version() + " versions/3" }

// Rebuild derives everything again.
func (d *Deriver) Rebuild(ctx context.Context) error {
	for _, table := range []string{"entry_claims", "entry_parties", "entry_records", "entry_words", "parties", "entries", "entry_months", "relations", "links", "blocks",
		"tellings", "decided_parties", "name_documents", "name_offices", "name_links", "name_blocks", "names", "text_keys", "copies", "wires"} {
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
	if err := d.eachDocument(ctx, func(document []Member) error { return d.learn(ctx, document) }); err != nil {
		return err
	}
	if err := d.layDecisions(ctx); err != nil {
		return err
	}
	names, err := d.decideParties(ctx)
	if err != nil {
		return err
	}
	if err := d.keepParties(ctx, names); err != nil {
		return err
	}
	if err := d.eachDocument(ctx, func(document []Member) error {
		_, err := d.tell(ctx, document, nil) // nothing is linked yet
		return err
	}); err != nil {
		return err
	}
	if err := d.eachDocument(ctx, func(document []Member) error { return d.take(ctx, document) }); err != nil {
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

// eachDocument gives the claims of each document that has any, in order.
func (d *Deriver) eachDocument(ctx context.Context, f func(document []Member) error) error {
	var document []Member
	for m, err := range d.Members(ctx, "ORDER BY c.document, c.seq") {
		if err != nil {
			return err
		}
		if len(document) > 0 && document[0].Rep.Claim.Document != m.Rep.Claim.Document {
			if err := f(document); err != nil {
				return err
			}
			document = document[:0]
		}
		document = append(document, m)
	}
	return f(document)
}

// take links claims of one document.
func (d *Deriver) take(ctx context.Context, document []Member) error {
	if len(document) == 0 {
		return nil
	}
	p, err := d.placesAmong(ctx, document)
	if err != nil {
		return err
	}
	for _, m := range document {
		if m.Rep, err = d.present(ctx, m); err != nil {
			return err
		}
		if err := d.link(ctx, m, p); err != nil {
			return err
		}
		if err := d.relate(ctx, m); err != nil {
			return err
		}
		if err := d.LinkDecided(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// Add links newly stored claims, and brings the entries up to date that they
// touch, or that a new version of the document at an address does.
func (d *Deriver) Add(ctx context.Context, claims []Member, url string) ([]string, error) {
	if err := d.learn(ctx, claims); err != nil {
		return nil, err
	}
	own := map[int64]bool{}
	for _, m := range claims {
		own[m.Seq] = true
	}
	moved, err := d.tell(ctx, claims, own)
	if err != nil {
		return nil, err
	}
	if err := d.take(ctx, claims); err != nil {
		return nil, err
	}
	seqs, err := d.move(ctx, moved)
	if err != nil {
		return nil, err
	}
	for _, m := range claims {
		seqs = append(seqs, m.Seq)
	}
	renamed, err := d.DecideNames(ctx)
	if err != nil {
		return nil, err
	}
	changed, err := d.reversion(ctx, url)
	if err != nil {
		return nil, err
	}
	return d.Settle(ctx, slices.Concat(seqs, renamed, changed)...)
}

// Report reads a stored claim as a report, as it is compared, and remembers it
// for the next comparison.
func (d *Deriver) Report(ctx context.Context, seq int64) (ledger.Report, error) {
	if rep, ok := d.now[seq]; ok {
		return rep, nil
	}
	rep, err := d.raw(ctx, seq)
	if err != nil {
		return rep, err
	}
	return d.present(ctx, Member{seq, rep})
}

// raw reads a stored claim as its document has it.
func (d *Deriver) raw(ctx context.Context, seq int64) (ledger.Report, error) {
	if rep, ok := d.Reports[seq]; ok {
		return rep, nil
	}
	if rep, ok := d.known.find(seq); ok {
		return rep, nil
	}
	for m, err := range d.Members(ctx, "WHERE c.seq = ?", seq) {
		return m.Rep, err
	}
	return ledger.Report{}, sql.ErrNoRows
}

// present is a report as it is compared: with the parties for which its names
// stand, and the day that is supposed for it.
func (d *Deriver) present(ctx context.Context, m Member) (rep ledger.Report, err error) {
	if len(d.Reports) >= maxCached {
		clear(d.Reports)
	}
	if len(d.now) >= maxCached {
		clear(d.now)
	}
	d.Reports[m.Seq] = m.Rep
	if rep, err = d.named(ctx, m); err != nil {
		return rep, err
	}
	if rep.Since, err = d.since(ctx, rep); err != nil {
		return rep, err
	}
	d.now[m.Seq] = rep
	return rep, nil
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
