package derive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kiroku/ledger"
	"kiroku/value"
)

// tell enters what claims, as their documents have them, add to what is told day
// by day, and gives the claims, but for own, that were linked before and for
// which another day is supposed by that, with the day that was supposed.
func (d *Deriver) tell(ctx context.Context, claims []Member, own map[int64]bool) (moved map[int64]value.Day, err error) {
	moved = map[int64]value.Day{}
	for _, m := range claims {
		rep, err := d.named(ctx, m)
		if err != nil {
			return nil, err
		}
		t, ok := d.r.Telling(rep)
		if !ok {
			continue
		}
		key := blockKey("telling " + t.Key)
		first, err := d.Number(ctx, "INSERT INTO tellings (key, day, stated) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1", key, t.Day, t.Stated)
		if err != nil {
			return nil, err
		}
		if err := d.exec(ctx, "INSERT INTO blocks (key, claim) VALUES (?, ?) ON CONFLICT DO NOTHING", toldKey(t.Key, t.Day, t.Stated), m.Seq); err != nil {
			return nil, err
		}
		if first == 0 {
			continue
		}
		after, err := d.told(ctx, key, t.Day-2*t.Reach, t.Day+2*t.Reach)
		if err != nil {
			return nil, err
		}
		if err := d.supposedAnew(ctx, t, without(t, after), after, own, moved); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// untell takes back what a claim, as it is compared, added to what is told; moved
// gets the claims for which another day is supposed by that.
func (d *Deriver) untell(ctx context.Context, m Member, moved map[int64]value.Day) error {
	t, ok := d.r.Telling(m.Rep)
	if !ok {
		return nil
	}
	block, key := toldKey(t.Key, t.Day, t.Stated), blockKey("telling "+t.Key)
	if err := d.exec(ctx, "DELETE FROM blocks WHERE key = ? AND claim = ?", block, m.Seq); err != nil {
		return err
	}
	left, err := d.Number(ctx, "SELECT EXISTS (SELECT 1 FROM blocks WHERE key = ?)", block)
	if err != nil || left == 1 {
		return err
	}
	before, err := d.told(ctx, key, t.Day-2*t.Reach, t.Day+2*t.Reach)
	if err != nil {
		return err
	}
	if err := d.exec(ctx, "DELETE FROM tellings WHERE key = ? AND day = ? AND stated = ?", key, t.Day, t.Stated); err != nil {
		return err
	}
	return d.supposedAnew(ctx, t, before, without(t, before), nil, moved)
}

// without is what is told but for one telling.
func without(t ledger.Telling, told func(day int) ledger.Told) func(day int) ledger.Told {
	return func(day int) ledger.Told {
		at := told(day)
		if day == t.Day {
			at.Stated, at.Loose = at.Stated && !t.Stated, at.Loose && t.Stated
		}
		return at
	}
}

// toldKey is the block of the reports of one telling of one day.
func toldKey(key string, day int, stated bool) int64 {
	return blockKey(fmt.Sprint("told ", day, stated, " ", key))
}

// supposedAnew finds the claims, but for own, for which the day is another after
// something was told, or taken back, than before, and the day that was supposed.
func (d *Deriver) supposedAnew(ctx context.Context, t ledger.Telling, before, after func(day int) ledger.Told, own map[int64]bool, moved map[int64]value.Day) error {
	for day := t.Day; day <= t.Day+2*t.Reach; day++ { // see [ledger.Since]
		was := ledger.Since(day, t.Reach, before)
		if !before(day).Loose || ledger.Since(day, t.Reach, after) == was {
			continue
		}
		claims, err := d.numbers(ctx, "SELECT claim FROM blocks WHERE key = ?", toldKey(t.Key, day, false))
		if err != nil {
			return err
		}
		for _, seq := range claims {
			if _, known := moved[seq]; !known && !own[seq] {
				moved[seq] = sinceDay(day, was)
			}
		}
	}
	return nil
}

// told reads on which of some days the like was told, and how.
func (d *Deriver) told(ctx context.Context, key int64, from, to int) (func(day int) ledger.Told, error) {
	days := map[int]ledger.Told{}
	err := d.Each(ctx, "SELECT day, stated FROM tellings WHERE key = ? AND day BETWEEN ? AND ?", []any{key, from, to}, func(rows *sql.Rows) error {
		var day int
		var stated bool
		err := rows.Scan(&day, &stated)
		at := days[day]
		days[day] = ledger.Told{Loose: at.Loose || !stated, Stated: at.Stated || stated}
		return err
	})
	return func(day int) ledger.Told { return days[day] }, err
}

// since is the day that is supposed for a report by all that is told now.
func (d *Deriver) since(ctx context.Context, rep ledger.Report) (value.Day, error) {
	t, ok := d.r.Telling(rep)
	if !ok || t.Stated {
		return value.Day{}, nil
	}
	told, err := d.told(ctx, blockKey("telling "+t.Key), t.Day-2*t.Reach, t.Day)
	return sinceDay(t.Day, ledger.Since(t.Day, t.Reach, told)), err
}

// sinceDay is a supposed day as reports have it: none where it is the day of
// publication.
func sinceDay(published, since int) value.Day {
	if published == since {
		return value.Day{}
	}
	return ledger.DayOf(since)
}

// move links claims anew that were linked by another day, and all that hung
// together with them by rules, and gives these: without one of them the others
// may fall apart.
func (d *Deriver) move(ctx context.Context, moved map[int64]value.Day) ([]int64, error) {
	var hung []int64
	for seq := range moved {
		together, err := d.numbers(ctx, hanging+"SELECT claim FROM hang", seq, 0)
		if err != nil {
			return nil, err
		}
		hung = append(hung, together...)
	}
	hung = unique(hung)
	for _, seq := range hung {
		if err := d.exec(ctx, "DELETE FROM links WHERE a = ? AND decision = 0", seq); err != nil {
			return nil, err
		}
		was, ok := moved[seq]
		if !ok {
			continue
		}
		rep, err := d.Report(ctx, seq)
		if err != nil {
			return nil, err
		}
		rep.Since = was
		for _, key := range d.r.Keys(rep) {
			if err := d.exec(ctx, "DELETE FROM blocks WHERE key = ? AND claim = ?", blockKey(key), seq); err != nil {
				return nil, err
			}
		}
		delete(d.now, seq) // it is presented again with its new day
	}
	return hung, d.relink(ctx, hung)
}

// relink links claims of any documents.
func (d *Deriver) relink(ctx context.Context, claims []int64) error {
	known := map[string]places{}
	for _, seq := range claims {
		rep, err := d.Report(ctx, seq)
		if err != nil {
			return err
		}
		p, ok := known[rep.Claim.Document]
		if !ok {
			if p, err = d.placesOf(ctx, seq); err != nil {
				return err
			}
			p.anew = true
			known[rep.Claim.Document] = p
		}
		if err := d.link(ctx, Member{seq, rep}, p); err != nil {
			return err
		}
	}
	return nil
}

// places says which claims of a document stand in which blocks, by the keys
// that their reports have without a supposed day: the first of each, as many as
// [ledger.MaxBlockPerDocument]. The others are compared with these alone.
type places struct {
	standing, others map[string][]int64
	anew             bool // claims are linked that were before, so that others were too
}

func newPlaces() places {
	return places{standing: map[string][]int64{}, others: map[string][]int64{}}
}

func (p places) enter(seq int64, keys []string) {
	for _, key := range keys {
		if len(p.standing[key]) < ledger.MaxBlockPerDocument {
			p.standing[key] = append(p.standing[key], seq)
		} else {
			p.others[key] = append(p.others[key], seq)
		}
	}
}

// stands reports whether a claim stands in the block of a key.
func (p places) stands(seq int64, key string) bool { return slices.Contains(p.standing[key], seq) }

// placesAmong are the places of a document of which some claims are at hand, as
// a rule all of them.
func (d *Deriver) placesAmong(ctx context.Context, claims []Member) (places, error) {
	all, err := d.Number(ctx, "SELECT count(*) FROM claims WHERE document = (SELECT document FROM claims WHERE seq = ?)", claims[0].Seq)
	if err != nil || all > int64(len(claims)) {
		return d.placesOf(ctx, claims[0].Seq)
	}
	p := newPlaces()
	for _, m := range claims {
		rep, err := d.named(ctx, m)
		if err != nil {
			return p, err
		}
		p.enter(m.Seq, d.r.Keys(rep))
	}
	return p, nil
}

// placesOf reads the places of the document that a claim is of.
func (d *Deriver) placesOf(ctx context.Context, claim int64) (places, error) {
	p := newPlaces()
	for m, err := range d.Members(ctx, "WHERE c.document = (SELECT document FROM claims WHERE seq = ?) ORDER BY c.seq", claim) {
		if err != nil {
			return p, err
		}
		rep, err := d.named(ctx, m)
		if err != nil {
			return p, err
		}
		p.enter(m.Seq, d.r.Keys(rep))
	}
	return p, nil
}
