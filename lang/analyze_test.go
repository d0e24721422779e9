package lang_test

import (
	"fmt"
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
