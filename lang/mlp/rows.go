package mlp

import "math/bits"

// Rows of weights are most of a model file. Each is written as its kind, then
// for every eight weights which of them are not zero, then those, all in prefix
// codes. How many weights are not zero differs from row to row and from unit to
// unit, and how large they are from row to row: so the code of the former is
// one for each kind of row and place, that of the latter one for each kind.

const (
	chunk     = 8 // weights
	densities = 9 // kinds of rows by how many weights are not zero
	sizes     = 8 // and by how large those are
	kinds     = densities * sizes
)

// A rowCoder has the codes of a network's rows: that of their kinds, those of
// the weights by size, those of the chunks by density and place.
type rowCoder struct{ chunks int }

func (c rowCoder) codes() int { return 1 + sizes + densities*c.chunks }

func (c rowCoder) size(kind int) int { return 1 + kind%sizes }

func (c rowCoder) density(kind int) int { return 1 + sizes + kind/sizes*c.chunks }

// kind is the kind of a row.
func (c rowCoder) kind(row []uint64) int {
	count, sum := 0, 0
	for j := range 16 * len(row) {
		q := int(row[j/16]>>(4*(j%16))&15) - rowBias
		if q != 0 {
			count++
			sum += max(q, -q)
		}
	}
	size := 2 * (sum - count) / max(1, count)
	return count/c.chunks*sizes + min(size, sizes-1)
}

// spell calls write for each symbol of a row, and the code that it is in.
func (c rowCoder) spell(row []uint64, write func(code int, symbol uint8)) {
	kind := c.kind(row)
	write(0, uint8(kind))
	for k := range c.chunks {
		w := uint32(row[k/2] >> (32 * (k % 2)))
		mask := uint8(0)
		for j := range chunk {
			if w>>(4*j)&15 != rowBias {
				mask |= 1 << j
			}
		}
		write(c.density(kind)+k, mask)
		for ; mask != 0; mask &= mask - 1 {
			write(c.size(kind), uint8(w>>(4*bits.TrailingZeros8(mask))&15))
		}
	}
}

// rows writes the rows of a network.
func (e *Encoder) rows(m *Model) {
	c := rowCoder{m.hidden / chunk}
	each := func(write func(code int, symbol uint8)) {
		for at := 0; at < len(m.rows); at += m.stride() {
			c.spell(m.rows[at:][:m.hidden/16], write)
		}
	}
	counts := make([][256]int, c.codes())
	each(func(code int, symbol uint8) { counts[code][symbol]++ })
	codes := make([]*prefixCode, len(counts))
	for i := range codes {
		codes[i] = newPrefixCode(counts[i][:])
		e.lengths(codes[i])
	}
	w := bitWriter{buf: e.buf}
	each(func(code int, symbol uint8) { w.write(codes[code].words[symbol], codes[code].bits[symbol]) })
	e.buf = w.flush()
}

// lengths writes a code: how long the symbols' words are, by half a byte each.
func (e *Encoder) lengths(c *prefixCode) {
	n := len(c.bits)
	for n > 0 && c.bits[n-1] == 0 {
		n--
	}
	e.Uint(uint64(n))
	for i := 0; i < n; i += 2 {
		e.buf = append(e.buf, c.bits[i]|c.bits[min(i+1, 255)]<<4)
	}
}

// lengths reads a code.
func (d *Decoder) lengths() *prefixCode {
	c := &prefixCode{}
	n := d.Len(len(c.bits))
	if d.fill((n + 1) / 2); (n+1)/2 > len(d.rest) {
		d.fail("a code is cut off")
		return c
	}
	for i := range n {
		c.bits[i] = d.rest[i/2] >> (4 * (i % 2)) & 15
	}
	d.rest = d.rest[(n+1)/2:]
	if !c.assign() {
		d.fail("no prefix code")
	}
	return c
}

// rows reads the rows of a network, which has room for them.
func (d *Decoder) rows(m *Model) {
	c := rowCoder{m.hidden / chunk}
	tables := make([]*[1 << maxBits]entry, c.codes())
	for i := range tables {
		tables[i] = d.lengths().table()
	}
	most := maxBits * (1 + c.chunks + m.hidden) / 8
	var r bitReader
	for at := 0; at < len(m.rows) && d.err == nil; at += m.stride() {
		d.fill(most)
		r.buf, r.at = d.rest, 0
		c.read(&r, tables, m.rows[at:][:m.hidden/16])
		if r.pause(); r.at > len(d.rest) {
			d.fail("a row is cut off")
			return
		}
		d.rest = d.rest[r.at:]
	}
}

// zeros is eight weights of zero.
const zeros = rowBias * 0x11111111

// read reads a row.
func (c rowCoder) read(r *bitReader, tables []*[1 << maxBits]entry, row []uint64) {
	r.need()
	kind := min(int(r.symbol(tables[0])), kinds-1)
	weights := tables[c.size(kind)]
	for k, masks := range tables[c.density(kind):][:c.chunks] {
		r.need()
		w := uint32(zeros)
		for mask := r.symbol(masks); mask != 0; mask &= mask - 1 {
			if r.n < maxBits {
				r.need()
			}
			w ^= uint32(rowBias^r.symbol(weights)&15) << (4 * bits.TrailingZeros8(mask))
		}
		row[k/2] |= uint64(w) << (32 * (k % 2))
	}
}
