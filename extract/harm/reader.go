// Package harm reads figures of harm: killed, hurt, displaced, missing, destroyed.
package harm

import (
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// Crisis tells how much of the document uses words of crises.
func Crisis(r *reading.Reader, trees []*syntax.Tree) string { return (&reader{r}).crisisOf(trees) }

// Extent tells how much of the document tells of harm: "none" to "much".
func Extent(r *reading.Reader, trees []*syntax.Tree) string { return (&reader{r}).harmOf(trees) }

// KeepDate keeps the last day that the report's past is dated to.
func KeepDate(r *reading.Reader, t *syntax.Tree) { (&reader{r}).keepDate(t) }

// Loans reads what loans and their like destroyed or took.
func Loans(r *reading.Reader, t *syntax.Tree) { (&reader{r}).loans(t) }

// Read reads the figures of one sentence.
func Read(r *reading.Reader, t *syntax.Tree) { (&reader{r}).impacts(t) }

// reader is [reading.Reader] with the rules of this package.
type reader struct{ *reading.Reader }
