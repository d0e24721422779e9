package segment

import (
	"strings"
	"testing"

	"kiroku/text"
)

const article = `Norland pledges $350 million to Sudria

The government said on Monday that it would give "at least" $350 million to Sudria, whose prime minister, Gen. J. R. Marlow, had asked for it at 9 a.m. in the U.N. building. It won't send troops, a well-placed official said.

“We’ll not stop here,” he added. The first 1,200 tents leave on 3/4/2026; 45% of them are new.
`

func benchmark(b *testing.B, t string) {
	doc := &text.Document{Text: t}
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(doc, Paragraphs(doc))
	}
}

func BenchmarkArticle(b *testing.B) { benchmark(b, strings.Repeat(article, 10)) }

func BenchmarkLongLine(b *testing.B) { benchmark(b, strings.Repeat("no stop in sight ", 10<<20/17)) }

func BenchmarkNoBlank(b *testing.B) { benchmark(b, strings.Repeat("x.Y'z-", 1<<20/6)) }

// TestAdversarial runs long texts that make tokenizers quadratic: then it
// would not end.
func TestAdversarial(t *testing.T) {
	for _, unit := range []string{"word ", "a.b.", "(", ")", "[", "\"", "'", "-", "x'", "U.S. ", ". ", "1", "1-", "1.", "a@", "\n", "A\n", "’", "é", "日", "http://", "http:// ", "\xff", "?!", "can't", "'s", "’s", "A.’s.", "a-b.c/", "(A) - ", "non-", "...", ". \" ) "} {
		invariants(t, strings.Repeat(unit, 1<<19/len(unit)))
	}
}
