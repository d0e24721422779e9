package lang_test

import (
	"reflect"
	"strings"
	"testing"

	"kiroku/lang"
	"kiroku/text"
)

// A document no longer than a part is analysed as ever.
func TestOnePart(t *testing.T) {
	doc := &text.Document{Text: "Floods in Osby\n\nThe U.N. sent 200 tents to Osby on Monday."}
	n := 0
	for a := range (lang.Analyzer{}).Parts(doc) {
		if n++; !reflect.DeepEqual(a, lang.Analyze(doc)) {
			t.Error("another analysis than Analyze gives")
		}
	}
	if n != 1 {
		t.Errorf("%d parts", n)
	}
}

// What is longer comes in parts whose sentences tile the text as those of the
// whole do, wherever it has to be cut.
func TestParts(t *testing.T) {
	sentence := "Norland sent 40 tents. "
	for name, in := range map[string]string{
		"paragraphs":  strings.Repeat(strings.Repeat(sentence, 9)+"\n\n", lang.MaxPart*5/4/len(sentence)/9),
		"one line":    strings.Repeat(sentence, lang.MaxPart*5/4/len(sentence)),
		"no sentence": strings.Repeat("word ", lang.MaxPart/4),
		"no blank":    strings.Repeat("é", lang.MaxPart/2+9),
	} {
		doc := &text.Document{Text: in}
		parts, words, end := 0, 0, 0
		never := lang.Analyzer{Parse: func(*lang.Sentence) bool { return false }}
		for a := range never.Parts(doc) {
			parts++
			for _, sent := range a.Sentences {
				if sp := a.Paragraphs[sent.Paragraph].Span; !sp.Contains(sent.Span) || sent.Span.Start < end {
					t.Fatalf("%s: sentence %v in paragraph %v after %d", name, sent.Span, sp, end)
				}
				end = sent.Span.End
				for _, tok := range sent.Tokens {
					words += len(tok.Span.Of(in))
				}
			}
		}
		if blanks := strings.Count(in, " ") + strings.Count(in, "\n"); parts < 2 || words != len(in)-blanks {
			t.Errorf("%s: %d parts, %d bytes of %d in tokens", name, parts, words, len(in)-blanks)
		}
	}
}
