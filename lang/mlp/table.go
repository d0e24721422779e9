package mlp

// table maps keys to rows: open addressing with linear probing, at most half
// full, so that most absent keys cost one look.
type table struct {
	slots []slot
	shift uint // keys are spread already: their top bits are the place
}

type slot struct {
	key Key
	row uint32 // row + 1; 0 is an empty slot
}

func newTable(keys []Key) *table {
	t := &table{shift: 28}
	for 1<<(32-t.shift) < 2*len(keys) {
		t.shift--
	}
	t.slots = make([]slot, 1<<(32-t.shift)+len(keys)+1)
	for row, k := range keys {
		at := uint32(k) >> t.shift
		for t.slots[at].row != 0 {
			at++
		}
		t.slots[at] = slot{k, uint32(row) + 1}
	}
	return t
}

// find gives the row of the key, or -1.
func (t *table) find(k Key) int {
	for at := uint32(k) >> t.shift; ; at++ {
		s := t.slots[at]
		if s.row == 0 {
			return -1
		}
		if s.key == k {
			return int(s.row) - 1
		}
	}
}

// Counter counts keys, to keep those worth learning.
type Counter struct {
	keys   []Key
	counts []uint32
	used   int
}

// Add counts every key once more.
func (c *Counter) Add(keys []Key) {
	for _, k := range keys {
		if 2*c.used >= len(c.keys) {
			c.grow()
		}
		at := c.place(k)
		if c.counts[at] == 0 {
			c.keys[at] = k
			c.used++
		}
		c.counts[at]++
	}
}

func (c *Counter) place(k Key) int {
	mask := len(c.keys) - 1
	at := int(uint32(k)*0x9e3779b1) & mask
	for c.counts[at] != 0 && c.keys[at] != k {
		at = (at + 1) & mask
	}
	return at
}

func (c *Counter) grow() {
	old := *c
	size := max(1<<16, 2*len(old.keys))
	c.keys, c.counts = make([]Key, size), make([]uint32, size)
	for i, n := range old.counts {
		if n > 0 {
			at := c.place(old.keys[i])
			c.keys[at], c.counts[at] = old.keys[i], n
		}
	}
}

// Frequent gives the keys that were counted at least n times, sorted.
func (c *Counter) Frequent(n int) []Key {
	var keys []Key
	for i, count := range c.counts {
		if int(count) >= n && count > 0 {
			keys = append(keys, c.keys[i])
		}
	}
	sortKeys(keys)
	return keys
}
