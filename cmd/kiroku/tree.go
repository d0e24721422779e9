package main

import (
	"fmt"
	"io"
	"strings"

	"kiroku/lang/conllu"
)

// treeWriter draws the tree of every sentence under its text. The first error
// stays.
type treeWriter struct {
	w   io.Writer
	err error
}

func (out *treeWriter) write(a annotated) {
	for i := range a.Sentences {
		sent := &a.Sentences[i].Sentence
		var drawn strings.Builder
		if out.err == nil {
			out.err = conllu.Draw(&drawn, a.Doc.Text, sent)
		}
		if out.err == nil {
			_, out.err = fmt.Fprintln(out.w, oneLine(sent.Span.Of(a.Doc.Text)))
		}
		for line := range strings.Lines(strings.TrimRight(drawn.String(), "\n")) {
			if out.err == nil {
				_, out.err = fmt.Fprintln(out.w, strings.TrimRight("  "+printable(line), " "))
			}
		}
		if out.err == nil {
			_, out.err = fmt.Fprintln(out.w)
		}
	}
}
