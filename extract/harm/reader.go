// Package harm reads figures of harm: killed, hurt, displaced, missing, destroyed.
package harm

import (
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Crisis tells how much of the document uses words of crises.
func Crisis(r *candidate.Reader, trees []*syntax.Tree) string { return (&reader{r}).crisisOf(trees) }

// Extent tells how much of the document tells of harm: "none" to "much".
func Extent(r *candidate.Reader, trees []*syntax.Tree) string { return (&reader{r}).harmOf(trees) }

// Loans reads what loans and their like destroyed or took.
func Loans(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).loans(t) }

// Read reads the figures of one sentence.
func Read(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).impacts(t) }

// reader is [candidate.Reader] with the rules of this package.
type reader struct{ *candidate.Reader }
