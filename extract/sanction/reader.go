// Package sanction reads measures against somebody, and their lifting.
package sanction

import (
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// Read reads the measures of one sentence.
func Read(r *reading.Reader, t *syntax.Tree) { (&reader{r}).sanctions(t) }

// reader is [reading.Reader] with the rules of this package.
type reader struct{ *reading.Reader }
