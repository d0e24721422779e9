package reading

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiroku/text"
)

// TestSearchesAgreeWithScans holds the searches over what a document holds in order
// to plain scans of all of it.
func TestSearchesAgreeWithScans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &Reader{}
		at := 0
		for range rapid.IntRange(0, 8).Draw(t, "things") {
			from := at + rapid.IntRange(0, 3).Draw(t, "gap")
			at = from + rapid.IntRange(1, 4).Draw(t, "length")
			r.Quotes = append(r.Quotes, quote{Span: text.Span{Start: from, End: at}})
			r.agents = append(r.agents, agent{at: from})
		}
		start := rapid.IntRange(0, at+3).Draw(t, "start")
		sp := text.Span{Start: start, End: start + rapid.IntRange(1, 6).Draw(t, "width")}

		var held []text.Span
		for _, q := range r.Quotes {
			if q.Span.Overlaps(sp) {
				held = append(held, q.Span)
			}
		}
		var got []text.Span
		for _, q := range r.QuotesIn(sp) {
			got = append(got, q.Span)
		}
		if !slices.Equal(got, held) {
			t.Fatalf("quotations in %v: %v, want %v", sp, got, held)
		}
		before := -1
		for k := range r.agents {
			if r.agents[k].at < start {
				before = k
			}
		}
		if got := r.agentBefore(start); got != before {
			t.Fatalf("the subject before %d is %d, want %d", start, got, before)
		}
	})
}
