package derive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/store/codec"
	"kiroku/text"
	"kiroku/value"
)

// maxAtAddress is how many documents one address may have before it is taken
// for no document's: records that all name their site.
const maxAtAddress = 256

// versionRow is a document among those of its address.
type versionRow struct {
	seq                int64
	id, title, lang    string
	local              bool      // it was never fetched, but lay in a file
	retrieved          time.Time // last
	published, updated value.Date
	newest             int64 // row of its newest version, 0 where it has only itself
}

// byAge orders the texts of one address: by when they last stood there, then
// by the dates they state and by when they were read.
func byAge(a, b versionRow) int {
	return cmp.Or(a.stood().Compare(b.stood()), a.updated.To.Cmp(b.updated.To), a.published.To.Cmp(b.published.To),
		a.retrieved.Compare(b.retrieved), cmp.Compare(a.id, b.id))
}

// stood is when the address gave the text: when it was fetched. Of a file that
// was kept somewhere the reading says nothing but that it was before, so the
// day that the text states goes before that.
func (row versionRow) stood() time.Time {
	stated := row.updated
	if stated.To.IsZero() {
		stated = row.published
	}
	if !row.local || stated.To.IsZero() {
		return row.retrieved
	}
	if end := stated.To.Time().Add(24*time.Hour - 1); end.Before(row.retrieved) || row.retrieved.IsZero() {
		return end
	}
	return row.retrieved
}

// atAddress reads the documents of an address, the oldest first; none where
// there are too many.
func (d *Deriver) atAddress(ctx context.Context, url string) (list []versionRow, err error) {
	n, err := d.Number(ctx, "SELECT count(*) FROM documents WHERE url = ? AND url <> ''", url)
	if err != nil || n < 2 || n > maxAtAddress {
		return nil, err
	}
	last := map[int64]time.Time{}
	note := func(seq int64, retrieved string) error {
		at, err := codec.ParseTime(retrieved)
		if at.After(last[seq]) {
			last[seq] = at
		}
		return err
	}
	if err := d.Each(ctx, `SELECT seq, id, title, lang, published, updated, retrieved, ref NOT LIKE 'http://%' AND ref NOT LIKE 'https://%'
			AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.document = d.seq AND f.header <> 'null')
			FROM documents d WHERE url = ? AND url <> ''`, []any{url}, func(rows *sql.Rows) error {
		var row versionRow
		var published, updated, retrieved string
		if err := rows.Scan(&row.seq, &row.id, &row.title, &row.lang, &published, &updated, &retrieved, &row.local); err != nil {
			return err
		}
		var errs [3]error
		row.published, errs[0] = value.ParseDate(published)
		row.updated, errs[1] = value.ParseDate(updated)
		errs[2] = note(row.seq, retrieved)
		list = append(list, row)
		return errors.Join(errs[:]...)
	}); err != nil {
		return nil, err
	}
	if err := d.Each(ctx, `SELECT f.document, f.retrieved FROM fetches f JOIN documents d ON d.seq = f.document WHERE d.url = ? AND d.url <> ''`, []any{url}, func(rows *sql.Rows) error {
		var seq int64
		var retrieved string
		if err := rows.Scan(&seq, &retrieved); err != nil {
			return err
		}
		return note(seq, retrieved)
	}); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].retrieved = last[list[i].seq]
	}
	slices.SortFunc(list, byAge)
	return list, nil
}

// parted says of each of the newest documents of an address which is its
// newest version. Documents that share little are not versions of one.
func (d *Deriver) parted(ctx context.Context, list []versionRow) error {
	list = list[max(0, len(list)-ledger.MaxVersions):]
	sketches := make([]ledger.Sketch, len(list))
	for i, row := range list {
		var body string
		st, err := d.stmt(ctx, "SELECT text FROM documents WHERE seq = ?")
		if err != nil {
			return err
		}
		if err := st.QueryRowContext(ctx, row.seq).Scan(&body); err != nil {
			return err
		}
		sketches[i] = ledger.SketchOf(row.title, body)
	}
	group := make([]int, len(list)) // the newest of its group, by index
	for i := range group {
		group[i] = i
	}
	for apart := 1; apart < len(list); apart++ { // neighbours first: they are the likeliest
		for i := 0; i+apart < len(list); i++ {
			a, b := group[i], group[i+apart]
			if a == b || list[i].lang != list[i+apart].lang || !ledger.OneDocument(sketches[i], sketches[i+apart]) {
				continue
			}
			for k, g := range group {
				if g == a || g == b {
					group[k] = max(a, b)
				}
			}
		}
	}
	for i, g := range group {
		if count(group, g) > 1 {
			list[i].newest = list[g].seq
		}
	}
	return nil
}

func count(list []int, v int) (n int) {
	for _, o := range list {
		if o == v {
			n++
		}
	}
	return n
}

// reversion brings the versions of an address up to date, and gives the rows
// of the claims that were withdrawn by that, or are no longer.
func (d *Deriver) reversion(ctx context.Context, url string) ([]int64, error) {
	n, err := d.Number(ctx, "SELECT count(*) FROM documents WHERE url = ? AND url <> ''", url)
	if err != nil || n < 2 {
		return nil, err
	}
	list, err := d.atAddress(ctx, url)
	if err != nil {
		return nil, err
	}
	if err := d.parted(ctx, list); err != nil {
		return nil, err
	}
	const ours = " IN (SELECT seq FROM documents WHERE url = ? AND url <> '')"
	if err := d.exec(ctx, "DELETE FROM versions WHERE document"+ours, url); err != nil {
		return nil, err
	}
	gone := map[int64]bool{}
	for _, row := range list {
		if row.newest == 0 {
			continue
		}
		if err := d.exec(ctx, "INSERT INTO versions (document, newest) VALUES (?, ?)", row.seq, row.newest); err != nil {
			return nil, err
		}
		if row.newest == row.seq {
			continue
		}
		dropped, err := d.dropped(ctx, row.seq, row.newest)
		if err != nil {
			return nil, err
		}
		for _, seq := range dropped {
			gone[seq] = true
		}
	}
	return d.withdraw(ctx, gone, url)
}

// withdraw makes these, of the claims of an address, the withdrawn ones, and
// gives those for which that is new.
func (d *Deriver) withdraw(ctx context.Context, gone map[int64]bool, url string) (changed []int64, err error) {
	before, err := d.numbers(ctx, `SELECT w.claim FROM withdrawn w JOIN claims c ON c.seq = w.claim
		JOIN documents d ON d.seq = c.document WHERE d.url = ? AND d.url <> ''`, url)
	if err != nil {
		return nil, err
	}
	for _, seq := range before {
		if gone[seq] {
			delete(gone, seq)
			continue
		}
		if err := d.exec(ctx, "DELETE FROM withdrawn WHERE claim = ?", seq); err != nil {
			return nil, err
		}
		changed = append(changed, seq)
	}
	for seq := range gone {
		if err := d.exec(ctx, "INSERT INTO withdrawn (claim) VALUES (?)", seq); err != nil {
			return nil, err
		}
		changed = append(changed, seq)
	}
	slices.Sort(changed)
	return changed, nil
}

// dropped are the claims of a document that its newest version does not make.
func (d *Deriver) dropped(ctx context.Context, document, newest int64) ([]int64, error) {
	earlier, rows, err := d.claimsOf(ctx, document)
	if err != nil || len(earlier) == 0 {
		return nil, err
	}
	later, _, err := d.claimsOf(ctx, newest)
	if err != nil {
		return nil, err
	}
	var list []int64
	for _, c := range claim.Diff(earlier, later).Dropped {
		list = append(list, rows[c.ID])
	}
	return list, nil
}

func (d *Deriver) claimsOf(ctx context.Context, document int64) (list []claim.Claim, rows map[string]int64, err error) {
	rows = map[string]int64{}
	for m, err := range d.Members(ctx, "WHERE c.document = ? ORDER BY c.start, c.id", document) {
		if err != nil {
			return nil, nil, err
		}
		list = append(list, m.Rep.Claim)
		rows[m.Rep.Claim.ID] = m.Seq
	}
	return list, rows, nil
}

// reversionAll finds the versions of every address anew.
func (d *Deriver) reversionAll(ctx context.Context) error {
	for _, table := range []string{"versions", "withdrawn"} {
		if _, err := d.tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	var urls []string
	if err := d.Each(ctx, "SELECT url FROM documents WHERE url <> '' GROUP BY url HAVING count(*) > 1 ORDER BY url", nil, func(rows *sql.Rows) error {
		var url string
		err := rows.Scan(&url)
		urls = append(urls, url)
		return err
	}); err != nil {
		return err
	}
	for _, url := range urls {
		if _, err := d.reversion(ctx, url); err != nil {
			return err
		}
	}
	return nil
}

// Again records that the address of a stored document gave it again. That
// matters only where another was the newest of its versions.
func (d *Deriver) Again(ctx context.Context, doc *text.Document, p codec.Packed) error {
	seq, err := d.Number(ctx, `SELECT d.seq FROM documents d JOIN versions v ON v.document = d.seq WHERE d.id = ? AND v.newest <> d.seq`, doc.ID)
	if err != nil || seq == 0 {
		return err
	}
	if err := codec.InsertFetch(ctx, d.tx, seq, doc, p); err != nil {
		return err
	}
	changed, err := d.reversion(ctx, doc.URL)
	if err != nil {
		return err
	}
	_, err = d.Settle(ctx, changed...)
	return err
}

// Versions lists the documents of an address that have one newest version.
func (d *Deriver) Versions(ctx context.Context, seq int64, url string, newest int64) (list []ledger.Revision, err error) {
	query, arg := documentByRow, seq
	if newest != 0 {
		query, arg = documentsByNewest, newest
	}
	rows, err := d.atAddress(ctx, url)
	if err != nil {
		return nil, err
	}
	at, age := map[int64]versionRow{}, map[string]int{}
	for i, row := range rows {
		at[row.seq], age[row.id] = row, i
	}
	if err := d.Each(ctx, query, []any{arg}, func(rows *sql.Rows) error {
		var v ledger.Revision
		var row int64
		doc, err := codec.ScanDocument(rows, &row, &v.Claims)
		v.Document, v.Title, v.URL, v.Published, v.Updated = doc.ID, doc.Title, doc.URL, doc.Published, doc.Updated
		if v.Retrieved = at[row].retrieved; v.Retrieved.IsZero() {
			v.Retrieved = doc.Retrieved
		}
		v.Newest = newest == 0 || row == newest
		list = append(list, v)
		return err
	}); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b ledger.Revision) int { return cmp.Compare(age[a.Document], age[b.Document]) })
	for i := range list {
		list[i].Number = i + 1
	}
	return list, nil
}

const (
	documentByRow     = "SELECT " + codec.DocumentColumns + ", d.seq, (SELECT count(*) FROM claims c WHERE c.document = d.seq) FROM documents d WHERE d.seq = ?"
	documentsByNewest = "SELECT " + codec.DocumentColumns + `, d.seq, (SELECT count(*) FROM claims c WHERE c.document = d.seq)
		FROM documents d JOIN versions v ON v.document = d.seq WHERE v.newest = ?`
)
