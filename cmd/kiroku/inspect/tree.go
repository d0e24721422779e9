package inspect

import (
	"fmt"
	"io"
	"strings"

	"kiroku/cmd/kiroku/terminal"
	"kiroku/lang/conllu"
	"kiroku/text"
)

// DrawTree is the tree of a sentence as lines, "" where it has none.
func DrawTree(t string, sent *text.Sentence) string {
	var drawn strings.Builder
	if err := conllu.Draw(&drawn, t, sent); err != nil {
		return "" // a builder takes all that is written
	}
	return strings.TrimRight(drawn.String(), "\n")
}

// treeWriter draws the tree of every sentence under its text. The first error
// stays.
type treeWriter struct {
	w   io.Writer
	err error
}

func (out *treeWriter) write(a annotated) {
	for i := range a.Sentences {
		sent := &a.Sentences[i].Sentence
		if out.err == nil {
			_, out.err = fmt.Fprintln(out.w, terminal.OneLine(sent.Span.Of(a.Doc.Text)))
		}
		for line := range strings.Lines(DrawTree(a.Doc.Text, sent)) {
			if out.err == nil {
				_, out.err = fmt.Fprintln(out.w, strings.TrimRight("  "+terminal.Printable(line), " "))
			}
		}
		if out.err == nil {
			_, out.err = fmt.Fprintln(out.w)
		}
	}
}
