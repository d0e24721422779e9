package extract_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"kiroku/lang"
	"kiroku/text"
)

func TestScratch(t *testing.T) {
	raw, _ := os.ReadFile("/tmp/scratch.txt")
	for l := range strings.SplitSeq(string(raw), "\n") {
		a := lang.Analyze(&text.Document{Text: l, Lang: "en"})
		for _, s := range a.Sentences {
			for i, tok := range s.Tokens {
				fmt.Printf("%d:%s/%s/%s>%d:%s  ", i, tok.Span.Of(l), tok.Lemma, tok.XTag, tok.Head, tok.Rel)
			}
			fmt.Println()
		}
	}
}
