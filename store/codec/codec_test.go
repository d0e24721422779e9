package codec

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiroku/text"
	"kiroku/value"
)

// Days written as text compare as the days do, and an unknown date overlaps
// nothing.
func TestPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := func(name string) value.Day {
			return value.NewDay(rapid.IntRange(1, 9999).Draw(t, name), time.Month(rapid.IntRange(1, 12).Draw(t, name)), rapid.IntRange(1, 28).Draw(t, name))
		}
		a, b := day("a"), day("b")
		fromA, toA := Period(value.OnDay(a))
		fromB, _ := Period(value.OnDay(b))
		if fromA != toA || (a.Cmp(b) < 0) != (fromA < fromB) {
			t.Fatalf("%v is %q, %v is %q", a, fromA, b, fromB)
		}
		if from, to := Period(value.Date{From: a}); from != fromA || to <= toA {
			t.Fatalf("since %v: %q to %q", a, from, to)
		}
		if from, to := Period(value.Date{}); from <= fromA || to >= fromA {
			t.Fatalf("unknown: %q to %q", from, to)
		}
	})
}

// What is packed is unpacked as it was.
func TestPack(t *testing.T) {
	for _, kept := range []string{"", "the same", "a page \x00\xff"} {
		doc := &text.Document{Text: "the same", Raw: &text.Raw{Bytes: []byte(kept)}}
		p, err := Pack(doc)
		if err != nil {
			t.Fatal(err)
		}
		if kept == doc.Text && (p.Coding != CodingText || len(p.Bytes) != 0) {
			t.Errorf("a text is kept twice: %+v", p)
		}
	}
	if at, err := ParseTime(TimeText(time.Unix(1, 5).UTC())); err != nil || at != time.Unix(1, 5).UTC() {
		t.Errorf("%v, %v", at, err)
	}
}
