package mlp

import (
	"encoding/binary"
	"slices"
)

// maxBits is the longest word of a prefix code: its table is then one page of
// memory at most.
const maxBits = 10

// prefixCode gives each of up to 256 symbols a word of bits such that none
// begins another; frequent symbols get short ones (Huffman 1952).
type prefixCode struct {
	bits  [256]uint8  // of the symbol's word, 0 for none
	words [256]uint16 // first bit lowest
}

// newPrefixCode makes the code for symbols that occur so often.
func newPrefixCode(counts []int) *prefixCode {
	c := &prefixCode{}
	counts = slices.Clone(counts)
	for c.measure(counts) > maxBits { // closer counts make closer words
		for i, n := range counts {
			counts[i] = (n + 1) / 2
		}
	}
	c.assign()
	return c
}

// measure sets the length of each symbol's word, and gives the longest.
func (c *prefixCode) measure(counts []int) (most uint8) {
	type group struct {
		count   int
		symbols []byte // whose words grow by a bit when the group is joined
	}
	var groups []group
	c.bits = [256]uint8{}
	for s, n := range counts {
		if n > 0 {
			groups = append(groups, group{n, []byte{byte(s)}})
			c.bits[s] = 1 // should it be the only one
		}
	}
	if len(groups) < 2 {
		return 1
	}
	c.bits = [256]uint8{}
	for len(groups) > 1 {
		slices.SortStableFunc(groups, func(a, b group) int { return b.count - a.count })
		last := len(groups) - 1
		a, b := &groups[last-1], groups[last]
		a.count, a.symbols = a.count+b.count, append(a.symbols, b.symbols...)
		for _, s := range a.symbols {
			c.bits[s]++
			most = max(most, c.bits[s])
		}
		groups = groups[:last]
	}
	return most
}

// assign gives out the words by length, then by symbol, and says whether the
// lengths are those of a code that leaves no word over. With a single symbol,
// or none, any word means it.
func (c *prefixCode) assign() bool {
	word, used := 0, 0
	for n := 1; n <= maxBits; n++ {
		for s, bits := range c.bits {
			if int(bits) != n {
				continue
			}
			for k := range n {
				c.words[s] |= uint16(word>>(n-1-k)&1) << k
			}
			word++
			used++
		}
		if word > 1<<n {
			return false
		}
		word *= 2
	}
	return used < 2 || word == 2<<maxBits
}

// entry is what a prefix of maxBits bits begins with.
type entry struct{ symbol, bits uint8 }

// table lists what all prefixes begin with.
func (c *prefixCode) table() *[1 << maxBits]entry {
	t := &[1 << maxBits]entry{}
	single := entry{0, 1}
	used := 0
	for s, bits := range c.bits {
		if bits == 0 {
			continue
		}
		single = entry{byte(s), 1}
		used++
		for at := int(c.words[s]); at < len(t); at += 1 << bits {
			t[at] = entry{byte(s), bits}
		}
	}
	if used < 2 {
		for i := range t {
			t[i] = single
		}
	}
	return t
}

// bitWriter appends words of bits.
type bitWriter struct {
	buf []byte
	acc uint64
	n   uint // bits in acc
}

func (w *bitWriter) write(word uint16, bits uint8) {
	w.acc |= uint64(word) << w.n
	for w.n += uint(bits); w.n >= 8; w.n -= 8 {
		w.buf = append(w.buf, byte(w.acc))
		w.acc >>= 8
	}
}

// flush ends the last byte.
func (w *bitWriter) flush() []byte {
	if w.n > 0 {
		w.buf = append(w.buf, byte(w.acc))
	}
	w.acc, w.n = 0, 0
	return w.buf
}

// bitReader reads words of bits. Behind the end of buf it reads zeros, and at
// tells that it did.
type bitReader struct {
	buf []byte
	at  int // the next byte
	acc uint64
	n   uint // bits in acc; what stands above them is what comes next, or zero
}

// need sees to it that there are 56 bits at least.
func (r *bitReader) need() {
	if r.at+8 > len(r.buf) {
		r.last()
		return
	}
	r.acc |= binary.LittleEndian.Uint64(r.buf[r.at:]) << (r.n & 63)
	k := (63 - r.n) >> 3
	r.at += int(k)
	r.n += 8 * k
}

func (r *bitReader) last() {
	for ; r.n < 56; r.n += 8 {
		if r.at < len(r.buf) {
			r.acc |= uint64(r.buf[r.at]) << r.n
		}
		r.at++
	}
}

func (r *bitReader) symbol(t *[1 << maxBits]entry) uint8 {
	e := t[r.acc&(1<<maxBits-1)]
	r.acc >>= e.bits & 63
	r.n -= uint(e.bits)
	return e.symbol
}

// pause gives back whole bytes, so that buf may change.
func (r *bitReader) pause() {
	r.at -= int(r.n / 8)
	r.n %= 8
	r.acc &= 1<<r.n - 1
}
