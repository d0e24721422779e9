package highlight

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/text"
)

// The pieces are the window, once and in order, and each mark covers what it
// lies over and nothing else.
func TestPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringN(1, 40, 60).Draw(t, "text")
		span := func(name string) text.Span {
			a, b := rapid.IntRange(0, len(words)).Draw(t, name), rapid.IntRange(0, len(words)).Draw(t, name)
			return text.Span{Start: min(a, b), End: max(a, b)}
		}
		window := span("window")
		var marks []Mark
		for i := range rapid.IntRange(0, 5).Draw(t, "marks") {
			marks = append(marks, Mark{Span: span("mark"), Ref: string(rune('a' + i)), Class: "c"})
		}
		var got strings.Builder
		at := window.Start
		for _, p := range Pieces(words, window, marks) {
			sp := text.Span{Start: at, End: at + len(p.Text)}
			for _, m := range marks {
				if over := m.Span.Start <= sp.Start && m.Span.End >= sp.End && m.Span.End > m.Span.Start; over != slices.Contains(p.Refs, m.Ref) {
					t.Fatalf("piece %v has %v, mark %v", sp, p.Refs, m)
				}
			}
			got.WriteString(p.Text)
			at = sp.End
		}
		if got.String() != window.Of(words) {
			t.Fatalf("%q of %q", got.String(), window.Of(words))
		}
	})
}
