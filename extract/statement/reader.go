// Package statement reads what somebody says, directly or not, and its stance.
package statement

import (
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// Read reads the statements of one sentence.
func Read(r *reading.Reader, t *syntax.Tree) { (&reader{r}).statements(t) }

// reader is [reading.Reader] with the rules of this package.
type reader struct{ *reading.Reader }
