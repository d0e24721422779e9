package name

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/internal/casetest"
	"kiroku/lang/segment"
	"kiroku/lang/tag"
	"kiroku/text"
)

// found is the document's names, without hints.
func found(in string) (*text.Document, []text.Sentence, [][]Name) {
	doc := &text.Document{Text: in}
	sents := segment.Sentences(doc, segment.Paragraphs(doc))
	for i := range sents {
		tag.Tag(in, &sents[i])
	}
	return doc, sents, Find(doc, sents, nil)
}

func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		doc, _, names := found(c.Input)
		var b strings.Builder
		for _, list := range names {
			for _, n := range list {
				fmt.Fprintf(&b, "%-12s %q\n", n.Kind, n.Span.Of(doc.Text))
			}
		}
		return b.String()
	})
}

// TestAnyBytes holds for any text: names are in order, disjoint, within their
// sentence, and made of whole tokens; hints of any kind change none of it.
func TestAnyBytes(t *testing.T) {
	words := []string{"the", "Norland", "Ada", "Marlow", "of", "Prime", "Minister", "U.S.", "-", "'s", "(", ")", ".", ",", "\n\n", "\xff", "KYIV", "al", "é", "5", "\u2028"}
	rapid.Check(t, func(r *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(r, "words"), rapid.SampledFrom([]string{"", " "}).Draw(r, "blank"))
		doc, sents, names := found(in)
		check(t, sents, names)
		hints := [][]Name{{{Kind: Place, Span: text.Span{Start: -4, End: 1 << 20}}}, {{Kind: Person, Span: text.Span{Start: 3, End: 2}}}}
		check(t, sents, Find(doc, sents, hints))
	})
}

func check(t *testing.T, sents []text.Sentence, names [][]Name) {
	t.Helper()
	if len(names) != len(sents) {
		t.Fatalf("%d lists for %d sentences", len(names), len(sents))
	}
	for i, list := range names {
		next := 0
		for _, n := range list {
			if n.First < next || n.Last < n.First || n.Last >= len(sents[i].Tokens) || n.Kind >= kinds {
				t.Fatalf("name %v after token %d", n, next)
			}
			if want := (text.Span{Start: sents[i].Tokens[n.First].Span.Start, End: sents[i].Tokens[n.Last].Span.End}); n.Span != want {
				t.Fatalf("name %v covers %v", n, want)
			}
			next = n.Last + 1
		}
	}
}

// lesson is a text whose names are marked: Ada and Ben are people, Larkham and
// Osby places.
func lesson() []Gold {
	var golds []Gold
	for _, person := range []string{"Ada", "Ben", "Cleo"} {
		for _, place := range []string{"Larkham", "Osby", "Tarn"} {
			doc := &text.Document{Text: "Then " + person + " said that the road to " + place + " was closed."}
			g := Gold{Doc: doc, Sents: segment.Sentences(doc, segment.Paragraphs(doc)), Unclear: make([][][2]int, 1)}
			for i, tok := range g.Sents[0].Tokens {
				n := Name{Span: tok.Span, First: i, Last: i}
				switch tok.Span.Of(doc.Text) {
				case person:
					n.Kind = Person
				case place:
					n.Kind = Place
				default:
					continue
				}
				g.Names = append(g.Names, nil)[:1]
				g.Names[0] = append(g.Names[0], n)
			}
			golds = append(golds, g)
		}
	}
	return golds
}

func TestTrain(t *testing.T) {
	how := Training{Hidden: 16, Epochs: 30, Frequent: 1, Batch: 4, Rate: 0.1, Seed: 3}
	file := Train(lesson(), how).Encode("a note")
	if !bytes.Equal(file, Train(lesson(), how).Encode("a note")) {
		t.Error("the same text gave another model")
	}
	m, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	doc := &text.Document{Text: "Then Yva said that the road to Uld was closed."}
	sents := segment.Sentences(doc, segment.Paragraphs(doc))
	names := m.Find(doc, sents, nil)[0]
	if len(names) != 2 || names[0].Kind != Person || names[1].Kind != Place {
		t.Errorf("found %v", names)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, file := range [][]byte{nil, []byte("no model"), english[:len(english)/2]} {
		if _, err := Load(file); err == nil {
			t.Errorf("Load of %d bytes gave no error", len(file))
		}
	}
}

func BenchmarkFind(b *testing.B) {
	doc := &text.Document{Text: strings.Repeat("The foreign minister of Norland, Ada Marlow, met officials of the Larkham Relief Trust in Osby on Monday, and promised help to the people of the flooded valleys.\n\n", 50)}
	sents := segment.Sentences(doc, segment.Paragraphs(doc))
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(doc, sents, nil)
	}
}
