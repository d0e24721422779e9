package store

import (
	"maps"
	"sync"

	"kiroku/ledger"
)

// maxCached bounds the reports that a store remembers, at 2 to 3 kB each.
const maxCached = 8192

// reportCache remembers stored claims as reports, by row. Claims never change,
// so what was committed once stays right, whoever else writes to the file.
type reportCache struct {
	mu      sync.Mutex
	reports map[int64]ledger.Report
}

func (c *reportCache) find(seq int64) (ledger.Report, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	rep, ok := c.reports[seq]
	return rep, ok
}

// add remembers reports of a transaction that was committed. When the cache is
// full it begins anew: what is compared next is mostly what came last.
func (c *reportCache) add(reports map[int64]ledger.Report) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reports == nil || len(c.reports)+len(reports) > maxCached {
		c.reports = map[int64]ledger.Report{}
	}
	if len(reports) <= maxCached {
		maps.Copy(c.reports, reports)
	}
}
