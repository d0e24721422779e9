package segment

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/internal/casetest"
	"kiroku/text"
)

func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		doc := &text.Document{Text: c.Input, Title: strings.ReplaceAll(c.Arg("title", ""), "_", " ")}
		var b strings.Builder
		switch c.Layer {
		case "tokens":
			for _, tok := range Tokens(doc.Text, text.Span{End: len(doc.Text)}) {
				fmt.Fprintf(&b, "%s ", tok.Span.Of(doc.Text))
			}
		case "sentences":
			for _, sent := range Sentences(doc, Paragraphs(doc)) {
				fmt.Fprintf(&b, "%s\n", strings.ReplaceAll(sent.Span.Of(doc.Text), "\n", "⏎"))
			}
		case "paragraphs":
			for _, p := range Paragraphs(doc) {
				role := p.Role
				if role == text.Body {
					role = "body"
				}
				fmt.Fprintf(&b, "%-11s %s\n", role, strings.ReplaceAll(p.Span.Of(doc.Text), "\n", "⏎"))
			}
		default:
			t.Fatalf("unknown layer %s", c.Layer)
		}
		return b.String()
	})
}

// invariants are what holds for any bytes: spans in bounds and in order, and
// the tokens of the paragraphs cover all that is not blank, once.
func invariants(t *testing.T, in string) {
	t.Helper()
	doc := &text.Document{Text: in}
	paras := Paragraphs(doc)
	covered := make([]bool, len(in))
	end := 0
	for _, p := range paras {
		if !p.Span.In(len(in)) || p.Span.Start < end || p.Span.Len() == 0 {
			t.Fatalf("paragraph %v out of order or bounds in %q", p.Span, in)
		}
		end = p.Span.End
	}
	end = 0
	for _, sent := range Sentences(doc, paras) {
		if len(sent.Tokens) == 0 || len(sent.Tokens) > MaxTokens+1 {
			t.Fatalf("sentence of %d tokens in %.80q", len(sent.Tokens), in)
		}
		if !paras[sent.Paragraph].Span.Contains(sent.Span) {
			t.Fatalf("sentence %v outside its paragraph %v in %q", sent.Span, paras[sent.Paragraph].Span, in)
		}
		for _, tok := range sent.Tokens {
			if tok.Span.Start < end || tok.Span.Len() <= 0 || !sent.Span.Contains(tok.Span) {
				t.Fatalf("token %v after %d in %q", tok.Span, end, in)
			}
			end = tok.Span.End
			for i := tok.Span.Start; i < tok.Span.End; i++ {
				covered[i] = true
			}
		}
	}
	for i := 0; i < len(in); {
		n := blank(in[i:])
		if n == 0 {
			if !covered[i] {
				t.Fatalf("byte %d of %q is in no token", i, in)
			}
			n = 1
		}
		i += n
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("The U.S. gave $350m. \"Stop,\" he said... 10-15%\n• one\n• two")
	f.Add("e.g. \xff\xfe'90s can't U.N.’s 5:00pm http://a.b/c?d. :-) ((\"www.x.org\"")
	f.Add("A.B.\u2028C. \u200bD’s’s’s n't'n't 1-800-999-1111 foo./ @x #y")
	f.Fuzz(func(t *testing.T, in string) { invariants(t, in) })
}

// TestAnyBytes draws texts from pieces that have broken tokenizers.
func TestAnyBytes(t *testing.T) {
	parts := []string{"U.S.", "a", "B", ".", "...", "…", "'s", "’", "`", "\"", "(", ")", " ", "\n", "\r\n", "\u00a0", "\u200b", "-", "–", "5", "12", "3.5", ":", ",", "/", "@", "#", "$",
		"€", "&", "http://x.org", "www.", ".com", "\xff", "é", "ß", "日本", "👩‍🚀", "\u0301", "can't", "cannot", "Mr.", "No.", "*", "_", "<", "\u2028", "\x00", "O'", "n't", "'90s", "\u0085"}
	rapid.Check(t, func(r *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 40).Draw(r, "parts"), "")
		invariants(t, in)
	})
}
