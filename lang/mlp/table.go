package mlp

import (
	"math"
	"math/bits"
	"slices"
)

// table maps keys to rows: the place of a key's bucket is its share of the range
// of keys, which are spread already, and its row is its rank among all keys.
type table struct {
	buckets []bucket
	size    uint64
}

// places is how many keys a bucket holds, so that it is one line of the
// processor's cache and one look nearly always settles where a key is, or that
// it is nowhere.
const places = 14

// bucket holds sorted keys. Of marks the lower half tells whose rows are coarse,
// the upper which places are taken.
type bucket struct {
	keys  [places]Key // empty places hold the largest
	base  uint32      // row of the first key
	marks uint32
}

var empty = bucket{keys: [places]Key(slices.Repeat([]Key{math.MaxUint32}, places))}

const (
	taken   = 16      // the upper half of marks
	spilled = 1 << 31 // keys of the bucket stand in the next one
	load    = 8       // keys for each bucket
)

// newTable maps sorted, distinct keys to the rows from 0; coarse, where given,
// tells which are coarse.
func newTable(keys []Key, coarse []bool) table {
	t := table{size: uint64(len(keys))/load + 1}
	t.buckets = make([]bucket, t.size, int(t.size)+len(keys)/(load*places)+1)
	for i := range t.buckets {
		t.buckets[i] = empty
	}
	at, n := 0, 0 // where the last key went
	for row, k := range keys {
		if home := int(uint64(k) * t.size >> 32); home > at {
			at, n = home, 0
		}
		if n == places {
			t.buckets[at].marks |= spilled
			at, n = at+1, 0
			if at == len(t.buckets) {
				t.buckets = append(t.buckets, empty)
			}
		}
		b := &t.buckets[at]
		if n == 0 {
			b.base = uint32(row)
		}
		b.keys[n] = k
		b.marks |= 1 << (taken + n)
		if coarse != nil && coarse[row] {
			b.marks |= 1 << n
		}
		n++
	}
	return t
}

// find gives the row of the key.
func (t *table) find(k Key) (row uint32, coarse, ok bool) {
	for at := uint64(k) * t.size >> 32; ; at++ {
		b := &t.buckets[at]
		if i := b.rank(k); i < places && b.keys[i] == k && b.marks>>(taken+i)&1 != 0 {
			return b.base + uint32(i), b.marks>>i&1 != 0, true
		}
		if b.marks&spilled == 0 {
			return 0, false, false
		}
	}
}

// rank is the number of smaller keys. It is found without a branch, as nobody
// could foretell which way it goes.
func (b *bucket) rank(k Key) (i uint) {
	if b.keys[7] < k {
		i = 8
	}
	if b.keys[i+3] < k {
		i += 4
	}
	if b.keys[i+1] < k {
		i += 2
	}
	if i < places && b.keys[i] < k {
		i++
	}
	return i
}

// count is the number of the bucket's keys.
func (b *bucket) count() int { return bits.OnesCount32(b.marks &^ spilled >> taken) }

// keys gives the keys, sorted, and which of their rows are coarse.
func (t *table) keys() (keys []Key, coarse []bool) {
	for i := range t.buckets {
		b := &t.buckets[i]
		for j, k := range b.keys[:b.count()] {
			keys, coarse = append(keys, k), append(coarse, b.marks>>j&1 != 0)
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
