package mlp

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A model file is a few lines of text that say what it is, from which data it
// was learnt and under which licence it may be used, an empty line, and
// compressed numbers, byte strings and networks in the order that the package
// which owns the file wrote them.

const magic = "kiroku model 1"

// ErrFormat says that a file is no model file, or a damaged one.
var ErrFormat = errors.New("not a model file of this version")

// Encoder writes the body of a model file.
type Encoder struct {
	buf  bytes.Buffer
	body *flate.Writer
	num  []byte
}

// NewEncoder starts a file; notes are the lines of its head.
func NewEncoder(notes ...string) *Encoder {
	e := &Encoder{}
	e.buf.WriteString(magic + "\n" + strings.Join(notes, "\n") + "\n\n")
	e.body, _ = flate.NewWriter(&e.buf, flate.BestCompression) // fails only for an unknown level
	return e
}

// Uint writes a number.
func (e *Encoder) Uint(n uint64) {
	e.num = binary.AppendUvarint(e.num[:0], n)
	e.body.Write(e.num)
}

// Int writes a signed number.
func (e *Encoder) Int(n int64) {
	e.num = binary.AppendVarint(e.num[:0], n)
	e.body.Write(e.num)
}

// String writes a string.
func (e *Encoder) String(s string) {
	e.Uint(uint64(len(s)))
	io.WriteString(e.body, s)
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

// Model writes a network: weights by hidden unit, whose numbers are alike.
func (e *Encoder) Model(m *Model) {
	e.Uint(uint64(m.hidden))
	e.Uint(uint64(m.classes))
	for _, b := range m.bias {
		e.Int(int64(b))
	}
	for _, b := range m.outBias {
		e.Int(int64(b))
	}
	for _, w := range m.unpack() {
		e.Int(int64(w))
	}
	e.Keys(m.keys)
	column := make([]byte, len(m.keys))
	for j := range m.hidden {
		for row := range column {
			column[row] = byte(m.rows[row*m.hidden/8+j/8] >> (8 * (j % 8)))
		}
		e.body.Write(column)
	}
}

// Bytes ends the file and gives it.
func (e *Encoder) Bytes() []byte {
	e.body.Close()
	return e.buf.Bytes()
}

// Decoder reads the body of a model file. The first error sticks, and every
// value read after it is zero.
type Decoder struct {
	Notes []string // the lines of the head
	body  *bufio.Reader
	err   error
}

// NewDecoder opens a model file.
func NewDecoder(file []byte) *Decoder {
	d := &Decoder{body: bufio.NewReader(bytes.NewReader(nil))}
	head, body, ok := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || lines[0] != magic {
		d.err = ErrFormat
		return d
	}
	d.Notes = lines[1:]
	d.body = bufio.NewReaderSize(flate.NewReader(bytes.NewReader(body)), 1<<16)
	return d
}

// Err is what went wrong, or nil.
func (d *Decoder) Err() error { return d.err }

func (d *Decoder) fail(err error) {
	if d.err == nil {
		d.err = fmt.Errorf("%w: %w", ErrFormat, err)
	}
}

// Uint reads a number.
func (d *Decoder) Uint() uint64 {
	if d.err != nil {
		return 0
	}
	n, err := binary.ReadUvarint(d.body)
	if err != nil {
		d.fail(err)
		return 0
	}
	return n
}

// Int reads a signed number.
func (d *Decoder) Int() int64 {
	if d.err != nil {
		return 0
	}
	n, err := binary.ReadVarint(d.body)
	if err != nil {
		d.fail(err)
		return 0
	}
	return n
}

// Len reads the length of a list, at most limit.
func (d *Decoder) Len(limit int) int {
	n := d.Uint()
	if n > uint64(limit) {
		d.fail(fmt.Errorf("a list of %d, more than %d", n, limit))
		return 0
	}
	return int(n)
}

// String reads a string.
func (d *Decoder) String() string {
	b := make([]byte, d.Len(1<<16))
	d.read(b)
	return string(b)
}

// Strings reads a list of strings.
func (d *Decoder) Strings() []string {
	list := make([]string, 0, 16)
	for range d.Len(1 << 20) {
		list = append(list, d.String())
		if d.err != nil {
			return nil
		}
	}
	return list
}

func (d *Decoder) read(b []byte) {
	if d.err != nil {
		clear(b)
		return
	}
	if _, err := io.ReadFull(d.body, b); err != nil {
		d.fail(err)
		clear(b)
	}
}

// Keys reads sorted keys.
func (d *Decoder) Keys() []Key {
	n := d.Len(1 << 24)
	keys := make([]Key, 0, min(n, 1<<16))
	last := Key(0)
	for range n {
		last += Key(d.Uint())
		keys = append(keys, last)
		if d.err != nil {
			return nil
		}
	}
	return keys
}

// Model reads a network, or nil.
func (d *Decoder) Model() *Model {
	m := &Model{hidden: d.Len(1024), classes: d.Len(4096)}
	if m.hidden%16 != 0 {
		d.fail(fmt.Errorf("%d hidden units", m.hidden))
	}
	m.bias = d.int32s(m.hidden)
	m.outBias = d.int32s(m.classes)
	m.pack(d.int32s(m.classes * m.hidden))
	m.keys = d.Keys()
	if d.err != nil {
		return nil
	}
	m.table = newTable(m.keys)
	m.rows = make([]uint64, len(m.keys)*m.hidden/8)
	column := make([]byte, len(m.keys))
	for j := range m.hidden {
		d.read(column)
		for row, b := range column {
			m.rows[row*m.hidden/8+j/8] |= uint64(b) << (8 * (j % 8))
		}
	}
	if d.err != nil {
		return nil
	}
	return m
}

func (d *Decoder) int32s(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(d.Int())
	}
	return list
}
