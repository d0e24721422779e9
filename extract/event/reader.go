// Package event reads what happened between parties: attacks, meetings, votes.
package event

import (
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
)

// Read reads the events of one sentence.
func Read(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).events(t) }

// TakeParts marks the words that expressions of the sentence use, so that no other rule reads them.
func TakeParts(r *candidate.Reader, t *syntax.Tree) { (&reader{r}).takeParts(t) }

// reader is [candidate.Reader] with the rules of this package.
type reader struct{ *candidate.Reader }
