package mlp

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// A model file is a few lines of text that say what it is, from which data it
// was learnt and under which licence it may be used, an empty line, and
// numbers, byte strings and networks in the order that the package which owns
// the file wrote them. The rows of networks are as short as they get (rows.go);
// compressing all makes lists of strings and the like smaller.

const (
	magic  = "kiroku model 4"
	packed = magic + " packed" // all after the empty line is compressed
)

// maxRatio bounds how many times larger than a packed file that is which it
// holds.
const maxRatio = 64

// ErrFormat says that a file is no model file, or a damaged one.
var ErrFormat = errors.New("not a model file of this version")

// Encoder writes a model file.
type Encoder struct{ buf []byte }

// NewEncoder starts a file; notes are the lines of its head.
func NewEncoder(notes ...string) *Encoder {
	head := append([]string{magic}, notes...)
	return &Encoder{[]byte(strings.Join(head, "\n") + "\n\n")}
}

// Uint writes a number.
func (e *Encoder) Uint(n uint64) { e.buf = binary.AppendUvarint(e.buf, n) }

// Int writes a signed number.
func (e *Encoder) Int(n int64) { e.buf = binary.AppendVarint(e.buf, n) }

// String writes a string.
func (e *Encoder) String(s string) {
	e.Uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

// Strings writes a list of strings.
func (e *Encoder) Strings(list []string) {
	e.Uint(uint64(len(list)))
	for _, s := range list {
		e.String(s)
	}
}

// Keys writes sorted keys.
func (e *Encoder) Keys(keys []Key) {
	e.Uint(uint64(len(keys)))
	last := Key(0)
	for _, k := range keys {
		e.Uint(uint64(k - last))
		last = k
	}
}

// Model writes a network.
func (e *Encoder) Model(m *Model) {
	e.Uint(uint64(m.hidden))
	e.Uint(uint64(m.classes))
	e.Uint(uint64(m.nat))
	for _, list := range [...][]int32{m.bias, m.outBias, m.unpack()} {
		for _, w := range list {
			e.Int(int64(w))
		}
	}
	keys, coarse := m.table.keys()
	e.Keys(keys)
	flags := make([]byte, (len(keys)+7)/8)
	for i, is := range coarse {
		if is {
			flags[i/8] |= 1 << (i % 8)
		}
	}
	e.buf = append(e.buf, flags...)
	e.rows(m)
}

// Bytes is the file.
func (e *Encoder) Bytes() []byte { return e.buf }

// Packed is the file, compressed.
func (e *Encoder) Packed() []byte {
	head, body, _ := bytes.Cut(e.buf, []byte("\n\n"))
	var out bytes.Buffer
	out.WriteString(packed + string(head[len(magic):]) + "\n\n")
	w, _ := flate.NewWriter(&out, flate.DefaultCompression) // fails only for an unknown level
	w.Write(body)                                           // a buffer takes anything
	w.Close()
	return out.Bytes()
}

// Decoder reads a model file, a packed one piece by piece. The first error
// sticks, and every value read after it is zero.
type Decoder struct {
	Notes  []string // the lines of the head
	rest   []byte   // the piece at hand
	packed io.Reader
	room   []byte // for the next piece
	more   int    // bytes that can come after the piece, at most
	err    error
}

// piece is the size of what is unpacked at once.
const piece = 1 << 16

// NewDecoder opens a model file.
func NewDecoder(file []byte) *Decoder {
	d := &Decoder{}
	head, body, ok := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head[:min(len(head), 1<<12)]), "\n")
	if !ok || lines[0] != magic && lines[0] != packed {
		d.err = ErrFormat
		return d
	}
	d.Notes, d.rest = lines[1:], body
	if lines[0] == packed {
		d.more = maxRatio * len(body)
		d.packed = io.LimitReader(flate.NewReader(bytes.NewReader(body)), int64(d.more))
		d.rest, d.room = nil, make([]byte, piece)
	}
	return d
}

// fill sees to it that the piece at hand holds n bytes, if there are as many.
func (d *Decoder) fill(n int) {
	if len(d.rest) >= n || d.packed == nil {
		return
	}
	if n > len(d.room) {
		d.room = make([]byte, min(n, d.most()))
	}
	size := copy(d.room, d.rest)
	got, err := io.ReadAtLeast(d.packed, d.room[size:], min(n, len(d.room))-size)
	d.more -= got
	d.rest = d.room[:size+got]
	if err != nil {
		if d.packed, d.more = nil, 0; err != io.EOF && err != io.ErrUnexpectedEOF {
			d.fail("%v", err)
		}
	}
}

// most is how many bytes there can still be.
func (d *Decoder) most() int { return len(d.rest) + d.more }

// Err is what went wrong so far, or nil.
func (d *Decoder) Err() error { return d.err }

// End says whether the file was read well to its end.
func (d *Decoder) End() error {
	if d.fill(1); d.err == nil && len(d.rest) > 0 {
		d.fail("bytes after the end")
	}
	return d.err
}

func (d *Decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
	}
	d.rest, d.packed, d.more = nil, nil, 0
}

// Uint reads a number.
func (d *Decoder) Uint() uint64 {
	d.fill(binary.MaxVarintLen64)
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.fail("no number where one is due")
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// Int reads a signed number.
func (d *Decoder) Int() int64 {
	d.fill(binary.MaxVarintLen64)
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		d.fail("no number where one is due")
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// Len reads the length of a list, at most limit.
func (d *Decoder) Len(limit int) int {
	n := d.Uint()
	if n > uint64(max(0, limit)) {
		d.fail("a list of %d, more than %d", n, limit)
		return 0
	}
	return int(n)
}

// List reads the length of a list whose members take a byte at least.
func (d *Decoder) List() int { return d.Len(d.most()) }

// String reads a string.
func (d *Decoder) String() string {
	n := d.List()
	if d.fill(n); n > len(d.rest) {
		d.fail("a string of %d bytes", n)
		return ""
	}
	s := string(d.rest[:n])
	d.rest = d.rest[n:]
	return s
}

// Strings reads a list of strings.
func (d *Decoder) Strings() []string {
	list := make([]string, d.List())
	for i := range list {
		list[i] = d.String()
	}
	return list
}

// Keys reads sorted, distinct keys.
func (d *Decoder) Keys() []Key {
	keys := make([]Key, d.List())
	last := uint64(0)
	for i := range keys {
		step := d.Uint()
		if step > math.MaxUint32-last || step == 0 && i > 0 {
			d.fail("keys out of order")
			return nil
		}
		last += step
		keys[i] = Key(last)
	}
	return keys
}

// Model reads a network, or nil.
func (d *Decoder) Model() *Model {
	m := &Model{hidden: d.Len(1024), classes: d.Len(4096), nat: int32(d.Len(1 << 20))}
	if m.hidden == 0 || m.hidden%16 != 0 || m.hidden*m.classes > d.most() {
		d.fail("%d hidden units for %d classes", m.hidden, m.classes)
		return nil
	}
	m.bias = d.int32s(m.hidden)
	m.outBias = d.int32s(m.classes)
	m.pack(d.int32s(m.classes * m.hidden))
	keys := d.Keys()
	flags := (len(keys) + 7) / 8
	if d.fill(flags); flags > len(d.rest) || len(keys)*m.hidden > chunk*8*d.most() {
		d.fail("%d rows are too many", len(keys))
		return nil
	}
	coarse := make([]bool, len(keys))
	for i := range coarse {
		coarse[i] = d.rest[i/8]>>(i%8)&1 != 0
	}
	d.rest = d.rest[flags:]
	m.table = newTable(keys, coarse)
	m.rows = make([]uint64, len(keys)*m.stride())
	d.rows(m)
	if d.err != nil {
		return nil
	}
	m.dense = newDense(m)
	return m
}

func (d *Decoder) int32s(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(d.Int())
	}
	return list
}
