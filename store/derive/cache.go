package derive

import (
	"maps"
	"sync"

	"kiroku/ledger"
)

// maxCached bounds the reports of one generation, at about 2 kB each.
const maxCached = 4096

// Cache remembers stored claims as reports, by row, in two generations:
// when the young one is full it becomes the old one, which is forgotten. Claims
// never change, so what was committed once stays right, whoever else writes to
// the file.
type Cache struct {
	mu         sync.Mutex
	young, old map[int64]ledger.Report
}

func (c *Cache) find(seq int64) (ledger.Report, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	rep, ok := c.young[seq]
	if !ok {
		rep, ok = c.old[seq]
	}
	return rep, ok
}

// Add remembers reports of a transaction that was committed.
func (c *Cache) Add(reports map[int64]ledger.Report) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.young == nil || len(c.young)+len(reports) > maxCached {
		c.young, c.old = map[int64]ledger.Report{}, c.young
	}
	maps.Copy(c.young, reports)
}
