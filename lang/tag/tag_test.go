package tag

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/lang/mlp"
	"kiroku/text"
)

// sentence cuts words at spaces.
func sentence(t string) *text.Sentence {
	sent := &text.Sentence{Span: text.Span{Start: 0, End: len(t)}}
	at := 0
	for _, w := range strings.Split(t, " ") {
		if w != "" {
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}})
		}
		at += len(w) + 1
	}
	return sent
}

func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(_ *testing.T, c casetest.Case) string {
		sent := sentence(c.Input)
		Tag(c.Input, sent)
		var b strings.Builder
		for _, tok := range sent.Tokens {
			b.WriteString(strings.Join([]string{tok.Span.Of(c.Input), tok.Tag, tok.XTag, tok.Lemma, tok.Feats}, " ") + "\n")
		}
		return b.String()
	})
}

func TestAnyBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		raw := make([]byte, rng.IntN(100))
		for i := range raw {
			raw[i] = byte(rng.IntN(256))
		}
		sent := &text.Sentence{}
		for range rng.IntN(20) {
			start := rng.IntN(110) - 5
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: start, End: start + rng.IntN(30) - 5}})
		}
		Tag(string(raw), sent)
		for i, tok := range sent.Tokens {
			if tok.Tag == "" || tok.XTag == "" {
				t.Fatalf("token %d of %q has no tag: %v", i, raw, tok)
			}
		}
	}
}

func TestManyGoroutines(t *testing.T) {
	const doc = "The ministers pledged 40 trucks to the town 's hospitals on Friday ."
	want := sentence(doc)
	Tag(doc, want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				got := sentence(doc)
				Tag(doc, got)
				if !slices.Equal(got.Tokens, want.Tokens) {
					t.Errorf("%v, alone %v", got.Tokens, want.Tokens)
				}
			}
		})
	}
	wg.Wait()
}

// tiny is a few gold sentences.
func tiny() (string, []text.Sentence) {
	var doc strings.Builder
	var gold []text.Sentence
	for _, s := range []string{
		"The/DET/the ships/NOUN/ship sailed/VERB/sail", "A/DET/a ship/NOUN/ship sails/VERB/sail",
		"Trucks/NOUN/truck waited/VERB/wait", "The/DET/the trucks/NOUN/truck wait/VERB/wait",
	} {
		var sent text.Sentence
		for _, w := range strings.Fields(s) {
			part := strings.Split(w, "/")
			start := doc.Len()
			doc.WriteString(part[0] + " ")
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(part[0])}, Tag: part[1], XTag: "x", Lemma: part[2]})
		}
		gold = append(gold, sent)
	}
	return doc.String(), gold
}

// TestSameBytes trains a tiny model twice, and reads what was written.
func TestSameBytes(t *testing.T) {
	doc, gold := tiny()
	how := Defaults
	how.Hidden, how.Epochs, how.Frequent, how.Batch = 16, 30, 1, 3
	how.Rounding = mlp.Rounding{Levels: 15}
	train := func() *Model { return Train(doc, gold, how) }
	file := train().Encode("tiny")
	if !bytes.Equal(file, train().Encode("tiny")) {
		t.Error("the same training gave another file")
	}
	read, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, read.Encode("tiny")) {
		t.Error("the model read is not the model written")
	}
	for i := range gold {
		sent := text.Sentence{Tokens: slices.Clone(gold[i].Tokens)}
		read.Tag(doc, &sent)
		for j, tok := range sent.Tokens {
			if g := gold[i].Tokens[j]; tok.Tag != g.Tag || !strings.EqualFold(tok.Lemma, g.Lemma) {
				t.Errorf("%q: %s %s, want %s %s", tok.Span.Of(doc), tok.Tag, tok.Lemma, g.Tag, g.Lemma)
			}
		}
	}
}

func TestScripts(t *testing.T) {
	for _, c := range [][2]string{{"ships", "ship"}, {"went", "go"}, {"Was", "be"}, {"Nations", "Nations"}, {"TRUCKS", "truck"}, {"café", "café"}, {"É", "é"}} {
		if got, ok := scriptFor(c[0], c[1]).apply(nil, c[0]); !ok || string(got) != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzTag(f *testing.F) {
	f.Add("The minister 's \xff trucks .")
	f.Fuzz(func(t *testing.T, doc string) {
		sent := sentence(doc)
		Tag(doc, sent)
		for i, tok := range sent.Tokens {
			if tok.Tag == "" {
				t.Fatalf("token %d has no tag", i)
			}
		}
	})
}

func BenchmarkTag(b *testing.B) {
	const doc = "The foreign minister of Norland said on Friday that her government would send 40 trucks , two field hospitals and $ 20 million to the towns along the river ."
	sent := sentence(doc)
	Tag(doc, sent)
	b.ReportAllocs()
	for b.Loop() {
		Tag(doc, sent)
	}
	b.ReportMetric(float64(b.N*len(sent.Tokens))/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(english); err != nil {
			b.Fatal(err)
		}
	}
}
