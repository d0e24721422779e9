package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"kiroku/extract"
	"kiroku/lang"
	"kiroku/text"
)

// BenchmarkDense reads one line that gives something every few words, at a size and
// at four times that: the time a byte must stay the same.
func BenchmarkDense(b *testing.B) {
	for _, size := range []int{1 << 17, 1 << 19} {
		doc := &text.Document{ID: "dense", Lang: "en", Text: strings.Repeat("Norway will give Ukraine $10 million and 500 tents , ", size/53)}
		a := lang.Analyze(doc)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.SetBytes(int64(len(doc.Text)))
			for b.Loop() {
				extract.Claims(a)
			}
		})
	}
}
