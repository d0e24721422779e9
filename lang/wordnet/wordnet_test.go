package wordnet

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

// table reads a table of the lines.
func table(t *testing.T, lines ...string) *Table {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(strings.Join(lines, "\n") + "\n")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	words, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestOf(t *testing.T) {
	words := table(t, "# a note", "n 06 - - truck city bus", "v - 40 dop send", "v - 30 o plan bake", "j - - - big late", "V - 40 dop sent")
	base := func(w string) uint16 { return words.Of([]byte(w)).Word }
	for _, c := range []struct {
		word, of string
		ending   uint16
	}{
		{"trucks", "truck", plural}, {"cities", "truck", plural}, {"buses", "truck", plural}, {"sends", "send", plural},
		{"planned", "send", past}, {"baked", "send", past}, {"sending", "send", present}, {"planning", "send", present}, {"baking", "send", present},
		{"bigger", "big", comparative}, {"latest", "big", superlative},
	} {
		if e := words.Of([]byte(c.word)); e.Word != 0 || e.Inflected != base(c.of)*endings+c.ending {
			t.Errorf("Of(%s) = %+v, want ending %d of a word like %s", c.word, e, c.ending, c.of)
		}
	}
	for _, w := range []string{"", "s", "ss", "trucked", "bigs", "glass", "unheard", "ing", strings.Repeat("a", 100)} {
		if e := words.Of([]byte(w)); e != (Entry{}) {
			t.Errorf("Of(%q) = %+v, want nothing", w, e)
		}
	}
	if send, sent := words.Of([]byte("send")), words.Of([]byte("sent")); send.Verb != sent.Verb || send.Frames != sent.Frames || send.Word == sent.Word {
		t.Errorf("send is %+v, sent %+v", send, sent)
	}
	if sends := words.Of([]byte("sends")); sends.Verb != words.Of([]byte("send")).Verb || sends.Frames == 0 {
		t.Errorf("sends is %+v, without what send takes", sends)
	}
}

func TestEnglish(t *testing.T) {
	words := English()
	of := func(w string) Entry { return words.Of([]byte(w)) }
	if a, b := of("nurse"), of("teacher"); a.Noun != b.Noun || a.Noun == 0 || a.Noun == of("hammer").Noun {
		t.Errorf("nurse is %+v, teacher %+v, hammer %+v", a, b, of("hammer"))
	}
	if e := of("walked"); e.Inflected == 0 || e.Verb != of("walk").Verb {
		t.Errorf("walked is %+v", e)
	}
	if allocs := testing.AllocsPerRun(100, func() { words.Of([]byte("supplies")) }); allocs > 0 {
		t.Errorf("%v allocations for a word", allocs)
	}
}

func TestReadRefuses(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte("n 06\n"))
	z.Close()
	for _, raw := range []string{"", "not gzip", b.String()} {
		if _, err := Read(strings.NewReader(raw)); err == nil {
			t.Errorf("Read(%q) gave no error", raw)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	words := English()
	b.ReportAllocs()
	for b.Loop() {
		words.Of([]byte("shipments"))
		words.Of([]byte("unknownword"))
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(bytes.NewReader(english)); err != nil {
			b.Fatal(err)
		}
	}
}
