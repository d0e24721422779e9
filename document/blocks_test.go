package document

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/source"
	"kiroku/text"
)

func TestMarkdown(t *testing.T) {
	casetest.Run(t, "testdata/markdown.test", func(t *testing.T, c casetest.Case) string {
		paragraphs, m := markdown(c.Input)
		return describe(m) + listing(t, c.Input, paragraphs)
	})
}

func TestPage(t *testing.T) {
	casetest.Run(t, "testdata/page.test", func(t *testing.T, c casetest.Case) string {
		r := &reader{raw: source.Raw{Ref: "a.html"}, limits: Limits{}.orDefault()}
		p, problem := r.page(c.Input)
		if problem != nil {
			return problem.Error()
		}
		return describe(p.meta) + listing(t, p.text, p.paragraphs)
	})
}

// listing gives paragraphs a line each, and checks that they are in order,
// disjoint and inside the text.
func listing(t *testing.T, s string, paragraphs []text.Paragraph) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, p := range paragraphs {
		if !p.Span.In(len(s)) || p.Span.Start < at || p.Span.Len() == 0 {
			t.Errorf("span %v after %d in %d bytes", p.Span, at, len(s))
		}
		at = p.Span.End
		fmt.Fprintf(&b, "%s %q\n", cmp.Or(p.Role, "body"), p.Span.Of(s))
	}
	return b.String()
}
