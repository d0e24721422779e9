package store

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kiroku/internal/storetest"
	"kiroku/resolve"
	"kiroku/store/fulltext"
	"kiroku/text"
)

// Whatever is typed, the index understands the query made of it.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"norland", `"five million" sudr*`, `NEAR(a b, 3)`, "a AND NOT b", "title : x", "“x", "\x00", "\xff*"} {
		f.Add(seed)
	}
	s := openTemp(f)
	rep := storetest.Numbered(f, 1)
	if _, err := s.Add(f.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 1000 {
			return
		}
		hits, err := s.Search(t.Context(), words, 5)
		if err != nil && !strings.Contains(err.Error(), "more than 64") {
			t.Errorf("%q: %v", words, err)
		}
		for _, h := range hits {
			if h.Span.Of(rep.Doc.Text) != h.Snippet {
				t.Errorf("%q: %+v", words, h)
			}
		}
	})
}

// A passage lies in the text, ends between characters, and holds the matches
// that are given with it.
func FuzzPassage(f *testing.F) {
	f.Add("Norland pledged help. It came late.", 8, 15)
	f.Add(strings.Repeat("長い文", 300), 300, 309)
	f.Add(strings.Repeat("x", 1000), 500, 501)
	f.Fuzz(func(t *testing.T, kept string, start, end int) {
		m := text.Span{Start: start, End: end}
		if !utf8.ValidString(kept) || !m.In(len(kept)) || !utf8.ValidString(m.Of(kept)) {
			return
		}
		sp, inside := fulltext.Passage(kept, []text.Span{m})
		if !sp.In(len(kept)) || !utf8.ValidString(sp.Of(kept)) {
			t.Errorf("passage %v of %q", sp, kept)
		}
		if strings.TrimSpace(m.Of(kept)) == m.Of(kept) && m.Len() > 0 && len(inside) != 1 {
			t.Errorf("match %v is not in passage %v of %q", m, sp, kept)
		}
	})
}

// A text that holds the index's own marks is shown without matches rather
// than with wrong ones.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		kept, marked string
		want         int
	}{
		{"a b", "a " + fulltext.MarkOpen + "b" + fulltext.MarkClose, 1},
		{"a b", fulltext.MarkOpen + "a" + fulltext.MarkClose + " " + fulltext.MarkOpen + "b" + fulltext.MarkClose, 2},
		{"a " + fulltext.MarkOpen + " b", "a " + fulltext.MarkOpen + " " + fulltext.MarkOpen + "b" + fulltext.MarkClose, 0},
		{"a b", "a b" + fulltext.MarkOpen, 0},
		{"a b", "a c", 0},
		{"a b", "a", 0},
		{"", "", 0},
	} {
		if got := fulltext.Matches(c.kept, c.marked); len(got) != c.want {
			t.Errorf("matches(%q, %q) = %v", c.kept, c.marked, got)
		}
	}
}
