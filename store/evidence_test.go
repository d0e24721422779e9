package store

import (
	"bytes"
	"testing"

	"kiroku/store/codec"
	"kiroku/text"
)

// FuzzUnpack reads evidence that somebody changed in the file: no panic, and
// no more than was stored.
func FuzzUnpack(f *testing.F) {
	whole, err := codec.Pack(&text.Document{Raw: &text.Raw{Bytes: bytes.Repeat([]byte("words "), 1000)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes, int64(6000))
	f.Add(whole.Bytes, int64(10))
	f.Add(whole.Bytes[:20], int64(6000))
	f.Fuzz(func(t *testing.T, b []byte, size int64) {
		size = min(max(size, 0), 1<<20)
		p := codec.Packed{Coding: codec.CodingGzip, Bytes: b}
		if err := p.Unpack(size); err == nil && int64(len(p.Bytes)) > size+1 {
			t.Errorf("%d bytes of %d", len(p.Bytes), size)
		}
	})
}

// Evidence packs the same each time, and gives itself back.
func TestPack(t *testing.T) {
	doc := &text.Document{Text: "words", Raw: &text.Raw{Bytes: []byte("<p>words</p>")}}
	first, err := codec.Pack(doc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := codec.Pack(doc)
	if err != nil || !bytes.Equal(first.Bytes, again.Bytes) || first.Coding != codec.CodingGzip {
		t.Errorf("packed otherwise: %v", err)
	}
	if err := first.Unpack(12); err != nil || string(first.Bytes) != "<p>words</p>" {
		t.Errorf("%q, %v", first.Bytes, err)
	}
	doc.Raw.Bytes = []byte("words")
	if own, err := codec.Pack(doc); err != nil || own.Coding != codec.CodingText || len(own.Bytes) != 0 {
		t.Errorf("a text that is its own evidence: %+v, %v", own, err)
	}
	if none, err := codec.Pack(&text.Document{}); err != nil || none.Coding != "" {
		t.Errorf("no evidence: %+v, %v", none, err)
	}
}
