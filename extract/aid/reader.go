// Package aid reads who gives, promises, asks for or refuses what, to whom.
package aid

import (
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// Document tells what the whole document says of aid.
func Document(r *reading.Reader, trees []*syntax.Tree) reading.AidDocument {
	return (&reader{r}).aidDocumentOf(trees)
}

// Read reads the aid of one sentence.
func Read(r *reading.Reader, t *syntax.Tree) { (&reader{r}).aid(t) }

// Topic is the class of aid that the document is about, "" unknown.
func Topic(r *reading.Reader, trees []*syntax.Tree) string { return (&reader{r}).topicOf(trees) }

// reader is [reading.Reader] with the rules of this package.
type reader struct{ *reading.Reader }
