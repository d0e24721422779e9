package derive

import (
	"context"
	"hash/fnv"

	"kiroku/value"
)

// link enters a claim in its blocks, compares it with the others there, and
// joins it to what people said it is one with.
func (d *Deriver) link(ctx context.Context, m Member, p places) error {
	others, err := d.enter(ctx, m, p)
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
		if err := d.exec(ctx, "INSERT INTO links (a, b, decision) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", seq, m.Seq); err != nil {
			return err
		}
	}
	return nil
}

// enter puts a claim into its blocks and gives the claims that stand there, by
// row. Where its document fills a block without it, these are the document's.
func (d *Deriver) enter(ctx context.Context, m Member, p places) ([]int64, error) {
	var others []int64
	keys := d.r.Keys(m.Rep)
	undecided := m.Rep
	undecided.Since = value.Day{}
	for i, place := range d.r.Keys(undecided) {
		if !p.stands(m.Seq, place) {
			others = append(others, p.standing[place]...)
			continue
		}
		if p.anew {
			others = append(others, p.others[place]...)
		}
		k := blockKey(keys[i])
		list, err := d.numbers(ctx, "SELECT claim FROM blocks WHERE key = ?", k)
		if err != nil {
			return nil, err
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
