package store

import (
	"bytes"
	"testing"

	"kiroku/text"
)

// FuzzUnpack reads evidence that somebody changed in the file: no panic, and
// no more than was stored.
func FuzzUnpack(f *testing.F) {
	whole, err := pack(&text.Document{Raw: &text.Raw{Bytes: bytes.Repeat([]byte("words "), 1000)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole.bytes, int64(6000))
	f.Add(whole.bytes, int64(10))
	f.Add(whole.bytes[:20], int64(6000))
	f.Fuzz(func(t *testing.T, b []byte, size int64) {
		size = min(max(size, 0), 1<<20)
		p := packed{codingGzip, b}
		if err := p.unpack(size); err == nil && int64(len(p.bytes)) > size+1 {
			t.Errorf("%d bytes of %d", len(p.bytes), size)
		}
	})
}

// Evidence packs the same each time, and gives itself back.
func TestPack(t *testing.T) {
	doc := &text.Document{Text: "words", Raw: &text.Raw{Bytes: []byte("<p>words</p>")}}
	first, err := pack(doc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := pack(doc)
	if err != nil || !bytes.Equal(first.bytes, again.bytes) || first.coding != codingGzip {
		t.Errorf("packed otherwise: %v", err)
	}
	if err := first.unpack(12); err != nil || string(first.bytes) != "<p>words</p>" {
		t.Errorf("%q, %v", first.bytes, err)
	}
	doc.Raw.Bytes = []byte("words")
	if own, err := pack(doc); err != nil || own.coding != codingText || len(own.bytes) != 0 {
		t.Errorf("a text that is its own evidence: %+v, %v", own, err)
	}
	if none, err := pack(&text.Document{}); err != nil || none.coding != "" {
		t.Errorf("no evidence: %+v, %v", none, err)
	}
}
