package mlp

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPrefixCode: what is written comes back, in no more bits than a plain code
// would take, and however skewed the counts no word is too long.
func TestPrefixCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.OneOf(rapid.Just(0), rapid.IntRange(1, 9), rapid.IntRange(1, 1<<30)), 256, 256).Draw(t, "counts")
		c := newPrefixCode(counts)
		symbols := []byte{}
		for s, n := range counts {
			if (n > 0) != (c.bits[s] > 0) {
				t.Fatalf("symbol %d occurs %d times and has %d bits", s, n, c.bits[s])
			}
			if n > 0 {
				symbols = append(symbols, byte(s))
			}
		}
		if len(symbols) == 0 {
			return
		}
		list := rapid.SliceOf(rapid.SampledFrom(symbols)).Draw(t, "symbols")
		var w bitWriter
		for _, s := range list {
			w.write(c.words[s], c.bits[s])
		}
		again := &prefixCode{bits: c.bits}
		if !again.assign() || again.words != c.words {
			t.Fatal("the lengths do not give the code")
		}
		r, table := bitReader{buf: w.flush()}, again.table()
		for i, s := range list {
			if i%5 == 0 {
				r.pause()
				r.need()
			}
			if got := r.symbol(table); got != s {
				t.Fatalf("symbol %d is %d, want %d", i, got, s)
			}
		}
		if r.pause(); r.at != len(r.buf) && (r.at != len(r.buf)-1 || r.n == 0) {
			t.Errorf("%d of %d bytes read, and %d bits", r.at, len(r.buf), r.n)
		}
	})
}

// TestPrefixCodeShort: frequent symbols have shorter words.
func TestPrefixCodeShort(t *testing.T) {
	c := newPrefixCode([]int{1, 8, 0, 2, 4, 1 << 40})
	if got, want := c.bits[:6], []uint8{4, 2, 0, 4, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("words of %v bits, want %v", got, want)
	}
}

// TestNoPrefixCode: lengths of which no code can be, or one that leaves words
// over, are refused.
func TestNoPrefixCode(t *testing.T) {
	for _, bits := range [][]uint8{{1, 1, 1}, {1, 2}, {2, 2, 2}, {3, 1, 2, 3, 10}} {
		c := &prefixCode{}
		if copy(c.bits[:], bits); c.assign() {
			t.Errorf("%v is taken for a code", bits)
		}
	}
}
