package lang_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"kiroku/lang"
	"kiroku/text"
)

func ExampleAnalyze() {
	doc := &text.Document{Text: "Norwegian Foreign Minister Ida Solheim promised tents. Solheim thanked the Red Cross."}
	for _, sent := range lang.Analyze(doc).Sentences {
		for _, m := range sent.Mentions {
			fmt.Println(m.Kind, m.Name, m.Code)
		}
	}
	// Output:
	// country Norway NOR
	// person Ida Solheim NOR
	// person Ida Solheim NOR
	// organization Red Cross ICRC
}

func TestAnalyzeReadsEnglishOnly(t *testing.T) {
	for tag, sentences := range map[string]int{"": 1, "en-GB": 1, "de": 0} {
		doc := &text.Document{Text: "Japan helps.", Lang: tag}
		if got := len(lang.Analyze(doc).Sentences); got != sentences {
			t.Errorf("%q: %d sentences, want %d", tag, got, sentences)
		}
	}
}

// TestAnalyzeIsTheSameFromManyGoroutines runs documents at once and compares
// with one after the other; the race detector watches.
func TestAnalyzeIsTheSameFromManyGoroutines(t *testing.T) {
	var docs []*text.Document
	for _, town := range []string{"Larkham", "Osby", "Tarn", "Uld"} {
		docs = append(docs, &text.Document{Text: "Floods in " + town + "\n\nThe U.N. sent 200 tents to " + town + " on Monday. \"We'll need more,\" Mayor Ada Marlow said.\n\nMarlow had asked Japan for $3.5 million."})
	}
	want := make([]*lang.Analysis, len(docs))
	for i, doc := range docs {
		want[i] = lang.Analyze(doc)
	}
	var wg sync.WaitGroup
	for i := range 4 * len(docs) {
		wg.Go(func() {
			if got := lang.Analyze(docs[i%len(docs)]); !reflect.DeepEqual(got, want[i%len(docs)]) {
				t.Errorf("document %d: another analysis than alone", i%len(docs))
			}
		})
	}
	wg.Wait()
}

// TestParseOption leaves sentences without a tree where the caller wants none.
func TestParseOption(t *testing.T) {
	doc := &text.Document{Text: "Japan helps. Nobody was hurt."}
	a := lang.Analyzer{Parse: func(sent *lang.Sentence) bool { return len(sent.Mentions) > 0 }}
	sents := a.Analyze(doc).Sentences
	if len(sents) != 2 || sents[0].Tokens[0].Rel == "" || sents[1].Tokens[0].Rel != "" || sents[1].Tokens[0].Tag == "" {
		t.Errorf("sentences %+v", sents)
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add("Norland's foreign minister, Ada Marlow, gave $5m to the U.N. on Monday.\n• tents\nRelated Topics")
	f.Add("\xff\x00(((''' \u2028 5% of GDP")
	f.Fuzz(func(t *testing.T, in string) {
		a := lang.Analyze(&text.Document{Text: in})
		for _, sent := range a.Sentences {
			if sent.Paragraph < 0 || sent.Paragraph >= len(a.Paragraphs) || !sent.Span.In(len(in)) {
				t.Fatalf("sentence %v of paragraph %d", sent.Span, sent.Paragraph)
			}
			roots := 0
			for _, tok := range sent.Tokens {
				if !sent.Span.Contains(tok.Span) || tok.Tag == "" || tok.Head >= len(sent.Tokens) {
					t.Fatalf("token %+v of %v", tok, sent.Span)
				}
				if tok.Head < 0 {
					roots++
				}
			}
			if roots != 1 {
				t.Fatalf("%d roots in %q", roots, sent.Span.Of(in))
			}
			for _, m := range sent.Mentions {
				if !sent.Span.Contains(m.Span) || m.Head < 0 || m.Head >= len(sent.Tokens) {
					t.Fatalf("mention %+v outside %v", m, sent.Span)
				}
			}
		}
	})
}

func BenchmarkAnalyze(b *testing.B) {
	const news = "Norland's foreign minister, Ada Marlow, said on Monday that her country would give $350 million to Sudria. \"We'll not stop here,\" she told the Larkham Relief Trust.\n\n"
	doc := &text.Document{Text: strings.Repeat(news, 20)}
	words := 0
	for _, sent := range lang.Analyze(doc).Sentences {
		words += len(sent.Tokens)
	}
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		lang.Analyze(doc)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
