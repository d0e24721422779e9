package mention_test

import (
	"strings"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/lang/mention"
	"kiroku/text"
)

// TestParty reads the phrase in brackets of each line.
func TestParty(t *testing.T) {
	casetest.Run(t, "testdata/party*.test", func(t *testing.T, c casetest.Case) string {
		var out []string
		for l := range strings.Lines(c.Input) {
			before, rest, _ := strings.Cut(strings.TrimSpace(l), "{")
			inside, after, _ := strings.Cut(rest, "}")
			doc, sents := analysed(t, before+inside+after, c.Arg("published", ""))
			sp := text.Span{Start: len(before), End: len(before) + len(inside)}
			names := mention.Names(doc, sents)
			m := mention.Mention{}
			for i := range sents {
				if sents[i].Span.Contains(sp) {
					m = mention.Party(doc, &sents[i], names[i], sp)
				}
			}
			if m.Kind == "" {
				out = append(out, "nobody")
				continue
			}
			out = append(out, strings.TrimSpace(fields(m, m.Name)))
		}
		return strings.Join(out, "\n")
	})
}
