package mention_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/internal/casetest"
	"kiroku/lang/mention"
	"kiroku/lang/name"
	"kiroku/lang/quantity"
	"kiroku/lang/tag"
	"kiroku/text"
)

// all is every mention of a document, tagged first.
func all(t testing.TB, in, published string) (*text.Document, []text.Sentence, [][]mention.Mention) {
	doc, sents := analysed(t, in, published)
	for i := range sents {
		tag.Tag(in, &sents[i])
	}
	found := mention.Find(doc, sents)
	for i := range found {
		found[i] = mention.Join(&sents[i], found[i], quantity.Find(doc.Text, sents[i].Span, doc.Published))
	}
	return doc, sents, found
}

func TestFind(t *testing.T) {
	casetest.Run(t, "testdata/learnt.test", func(t *testing.T, c casetest.Case) string {
		doc, _, found := all(t, c.Input, c.Arg("published", ""))
		var out []string
		for _, list := range found {
			for _, m := range list {
				switch m.Kind {
				case mention.Person, mention.Organization, mention.Place, mention.Country:
					out = append(out, fields(m, m.Span.Of(doc.Text)))
				default:
					out = append(out, string(m.Kind)+" \""+m.Span.Of(doc.Text)+"\"")
				}
			}
		}
		return strings.Join(out, "\n")
	})
}

// TestFindAnyBytes holds for any text: mentions are in order of start, within
// their sentence, and their head is one of their tokens.
func TestFindAnyBytes(t *testing.T) {
	words := []string{"the", "Norland", "Japanese", "President", "Ada", "Marlow", "UN", "$", "350", "million", "of", "-", "'s", "(", ")", ". ", "\n\n", "\xff", "Kyiv", "al", "Monday"}
	rapid.Check(t, func(r *rapid.T) {
		_, sents, found := all(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 25).Draw(r, "words"), " "), "2022-03-04")
		for i, list := range found {
			at := 0
			for _, m := range list {
				if m.Span.Start < at || !sents[i].Span.Contains(m.Span) || m.Span.Len() == 0 {
					t.Fatalf("%s %v after %d in %v", m.Kind, m.Span, at, sents[i].Span)
				}
				if m.Head < 0 || m.Head >= len(sents[i].Tokens) || !sents[i].Tokens[m.Head].Span.Overlaps(m.Span) {
					t.Fatalf("%s %v has head %d", m.Kind, m.Span, m.Head)
				}
				at = m.Span.Start
			}
		}
	})
}

func TestReconcile(t *testing.T) {
	in := "Norwegian Minister Ida Solheim met GDP at Larkham Aid Trust."
	doc, sents := analysed(t, in, "")
	at := func(words string) text.Span {
		i := strings.Index(in, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	rules := [][]mention.Mention{{
		{Kind: mention.Country, Span: at("Norwegian"), Code: "NOR", Adj: true},
		{Kind: mention.Person, Span: at("Ida Solheim"), Name: "Ida Solheim", Role: "minister", Code: "NOR"},
		{Kind: mention.Organization, Span: at("GDP"), Code: "GDP"},
		{Kind: mention.Place, Span: at("Larkham"), Name: "Larkham"},
	}}
	learnt := [][]name.Name{{
		{Kind: name.Person, Span: at("Minister Ida Solheim")},
		{Kind: name.Organization, Span: at("Larkham Aid Trust")},
	}}
	got := mention.Reconcile(doc, sents, rules, learnt)[0]
	var out []string
	for _, m := range got {
		out = append(out, fields(m, m.Span.Of(in)))
	}
	want := []string{
		`country      "Norwegian" code=NOR adj`,
		`person       "Ida Solheim" code=NOR role=minister`,
		`organization "Larkham Aid Trust"`,
	}
	if strings.Join(out, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(out, "\n"), strings.Join(want, "\n"))
	}
}
