// Package aid reads who gives, promises, asks for or refuses what, to whom.
package aid

import (
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Document tells what the whole document says of aid.
func Document(r *candidate.Reader, trees []*syntax.Tree) candidate.AidDocument {
	return (&reader{r}).aidDocumentOf(trees)
}

// FindLists finds the lists of goods of a document, by the sentence of each item.
func FindLists(r *candidate.Reader, trees []*syntax.Tree) map[int]*List {
	return (&reader{r}).findLists(trees)
}

// Read reads the aid of one sentence; l is the list that it is an item of, nil
// for none. A list is read at its first item.
func Read(r *candidate.Reader, t *syntax.Tree, l *List) {
	switch {
	case l == nil:
		(&reader{r}).aid(t)
	case l.items[0].t == t:
		(&reader{r}).listClaim(l)
	}
}

// Topic is the class of aid that the document is about, "" unknown.
func Topic(r *candidate.Reader, trees []*syntax.Tree) string { return (&reader{r}).topicOf(trees) }

// reader is [candidate.Reader] with the rules of this package.
type reader struct{ *candidate.Reader }
