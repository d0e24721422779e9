package fulltext

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kiroku/text"
)

func TestQuery(t *testing.T) {
	for typed, want := range map[string]string{
		"norland floods": `"norland" "floods"`, `"five million" sudr*`: `"five million" "sudr"*`, "a AND NOT b": `"a" "AND" "NOT" "b"`,
		"title : x": `"title" "x"`, "“so quoted” *": `"so quoted"`, `it's "`: `"it's"`, "": "",
	} {
		if got, err := Query(typed); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", typed, got, err, want)
		}
	}
	if _, err := Query(strings.Repeat("word ", 65)); err == nil {
		t.Error("65 words are let pass")
	}
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
		sp, inside := Passage(kept, []text.Span{m})
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
		{"a b", "a " + MarkOpen + "b" + MarkClose, 1},
		{"a b", MarkOpen + "a" + MarkClose + " " + MarkOpen + "b" + MarkClose, 2},
		{"a " + MarkOpen + " b", "a " + MarkOpen + " " + MarkOpen + "b" + MarkClose, 0},
		{"a b", "a b" + MarkOpen, 0},
		{"a b", "a c", 0},
		{"a b", "a", 0},
		{"", "", 0},
	} {
		if got := Matches(c.kept, c.marked); len(got) != c.want {
			t.Errorf("matches(%q, %q) = %v", c.kept, c.marked, got)
		}
	}
}
