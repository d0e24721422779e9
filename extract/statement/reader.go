// Package statement reads what somebody says, directly or not, and its stance.
package statement

import (
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Read reads the statements of one sentence.
func Read(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).statements(t) }

// reader is [candidate.Reader] with the rules of this package.
type reader struct{ *candidate.Reader }
