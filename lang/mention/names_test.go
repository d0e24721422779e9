package mention_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/internal/casetest"
	"kiroku/lang/mention"
	"kiroku/lang/segment"
	"kiroku/text"
	"kiroku/value"
)

// analysed makes a document and its sentences of a text, without tags.
func analysed(t testing.TB, in, published string) (*text.Document, []text.Sentence) {
	doc := &text.Document{Text: in}
	if published != "" {
		day, err := value.ParseDay(published)
		if err != nil {
			t.Fatal(err)
		}
		doc.Published = value.Date{From: day, To: day}
	}
	return doc, segment.Sentences(doc, segment.Paragraphs(doc))
}

// fields writes what a name's mention says beyond its words.
func fields(m mention.Mention, words string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %q", m.Kind, words)
	for _, f := range []struct{ key, value string }{{"code", m.Code}, {"role", m.Role}, {"place", m.Place}} {
		if f.value != "" {
			fmt.Fprintf(&b, " %s=%s", f.key, strings.ReplaceAll(f.value, " ", "_"))
		}
	}
	if m.Name != words && !m.Adj {
		fmt.Fprintf(&b, " name=%q", m.Name)
	}
	if m.Adj {
		b.WriteString(" adj")
	}
	return b.String()
}

func TestNames(t *testing.T) {
	casetest.Run(t, "testdata/names*.test", func(t *testing.T, c casetest.Case) string {
		doc, sents := analysed(t, c.Input, c.Arg("published", ""))
		var out []string
		for _, found := range mention.Names(doc, sents) {
			for _, m := range found {
				out = append(out, fields(m, m.Span.Of(doc.Text)))
			}
		}
		return strings.Join(out, "\n")
	})
}

// sound checks what holds for any bytes: names lie in their sentence, in
// order, and none overlaps another.
func sound(t *testing.T, in string) {
	t.Helper()
	doc, sents := analysed(t, in, "2023-05-01")
	found := mention.Names(doc, sents)
	if len(found) != len(sents) {
		t.Fatalf("%d sentences, %d answers", len(sents), len(found))
	}
	for i, names := range found {
		at := sents[i].Span.Start
		for _, m := range names {
			if m.Span.Start < at || m.Span.Len() <= 0 || m.Span.End > sents[i].Span.End {
				t.Fatalf("%q: name %v after %d", in, m, at)
			}
			if m.Head < 0 || m.Head >= len(sents[i].Tokens) {
				t.Fatalf("%q: head %d of %d tokens", in, m.Head, len(sents[i].Tokens))
			}
			at = m.Span.End
			mention.Party(doc, &sents[i], names, text.Span{Start: sents[i].Span.Start, End: m.Span.End})
			mention.Party(doc, &sents[i], names, m.Span)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Finland's Prime Minister, Petteri Orpo (PO), met U.N. Secretary-General António Guterres in Washington, D.C.")
	f.Add("The Ministry of X, Y and Z (MXYZ) of the of Bank of and University-of")
	f.Add("THE WHO TOLD US, “Kim Jong-un’s Dr. Mr. J.”")
	f.Add("\xff A. B. C-D President of of Gen. 's")
	f.Fuzz(sound)
}

// TestPieces joins fragments in every order that once broke something.
func TestPieces(t *testing.T) {
	pieces := []string{"Japanese ", "Foreign Minister ", "Yoko ", "Kamikawa", "'s ", "Ministry of ", "Health", " and ", "(NATO) ", "U.S. ", "Kyiv", ", ", "the ", "al-", "Assad ", ". ", "Bank ", "J. ", "\n", "of ", "**", "said "}
	rapid.Check(t, func(r *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(r, "pieces"), "")
		sound(t, in)
	})
}

func BenchmarkNames(b *testing.B) {
	in := strings.Repeat("Finnish Foreign Minister Elina Valtonen told reporters in Kyiv on Sunday that Finland would give $12 million to a NATO trust fund, and the Ministry of Health and Welfare agreed. ", 40)
	doc, sents := analysed(b, in, "2024-01-07")
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		mention.Names(doc, sents)
	}
}
