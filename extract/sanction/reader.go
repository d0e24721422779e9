// Package sanction reads measures against somebody, and their lifting.
package sanction

import (
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Read reads the measures of one sentence.
func Read(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).sanctions(t) }

// reader is [candidate.Reader] with the rules of this package.
type reader struct{ *candidate.Reader }
