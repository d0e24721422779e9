package mlp

// table maps keys to rows: open addressing with linear probing. Keys are
// spread already, so their share of the range of keys is their place.
type table struct {
	slots []slot
	size  uint64
}

// slot holds a key and row*2 + 2, + 1 for a coarse row; 0 is an empty slot.
type slot struct {
	key Key
	row uint32
}

// newTable maps sorted keys to the rows from 0; coarse, where given, tells
// which are coarse.
func newTable(keys []Key, coarse []bool) table {
	t := table{size: uint64(len(keys))*7/4 + 1}
	t.slots = make([]slot, 0, int(t.size)+len(keys)/16+8)
	for row, k := range keys {
		at := int(uint64(k) * t.size >> 32)
		for len(t.slots) <= at { // sorted keys have sorted places
			t.slots = append(t.slots, slot{})
		}
		if t.slots[at].row != 0 {
			at = len(t.slots)
			t.slots = append(t.slots, slot{})
		}
		t.slots[at] = slot{k, uint32(row)*2 + 2}
		if coarse != nil && coarse[row] {
			t.slots[at].row++
		}
	}
	for len(t.slots) <= int(t.size) {
		t.slots = append(t.slots, slot{})
	}
	t.slots = append(t.slots, slot{}) // the last is empty, so that every search ends
	return t
}

// find gives the row of the key.
func (t *table) find(k Key) (row uint32, coarse, ok bool) {
	for _, s := range t.slots[uint64(k)*t.size>>32:] {
		if s.row == 0 {
			break
		}
		if s.key == k {
			return s.row/2 - 1, s.row&1 != 0, true
		}
	}
	return 0, false, false
}

// keys gives the keys, sorted, and which of their rows are coarse.
func (t *table) keys() (keys []Key, coarse []bool) {
	for _, s := range t.slots {
		if s.row != 0 {
			keys, coarse = append(keys, s.key), append(coarse, s.row&1 != 0)
		}
	}
	return keys, coarse
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
