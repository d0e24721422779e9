package store

import (
	"strings"
	"testing"

	"kiroku/internal/storetest"
	"kiroku/resolve"
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
