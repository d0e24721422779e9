// Package aid reads who gives, promises, asks for or refuses what, to whom. What
// is given, and by which word, it has from the package act.
package aid

import (
	"kiroku/extract/aid/act"
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Document tells what the whole document says of aid.
func Document(r *candidate.Reader, trees []*syntax.Tree) candidate.AidDocument {
	return readerOf(r).aidDocumentOf(trees)
}

// FindLists finds the lists of goods of a document, by the sentence of each item.
func FindLists(r *candidate.Reader, trees []*syntax.Tree) map[int]*List {
	return readerOf(r).findLists(trees)
}

// Read reads the aid of one sentence; l is the list that it is an item of, nil
// for none. A list is read at its first item.
func Read(r *candidate.Reader, t *syntax.Tree, l *List) {
	switch {
	case l == nil:
		readerOf(r).aid(t)
	case l.items[0].t == t:
		readerOf(r).listClaim(l)
	}
}

// Topic is the class of aid that the document is about, "" unknown.
func Topic(r *candidate.Reader, trees []*syntax.Tree) string { return readerOf(r).TopicOf(trees) }

// reader is [act.Reader] with the rules of this package.
type reader struct{ act.Reader }

func readerOf(r *candidate.Reader) *reader { return &reader{act.Reader{Reader: r}} }
