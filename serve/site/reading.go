package site

import (
	"context"

	"kiroku/serve/upload"
)

// Reading reads what a person gives into the ledger.
type Reading interface {
	// Read reads the input and says how far it has come, after each document
	// and at the end. The error is of the ledger; what is wrong with documents
	// stands in the progress.
	Read(ctx context.Context, in upload.Input, say func(Progress)) error
}

// Progress is what reading has come to.
type Progress struct {
	New, Known, Claims int
	Last               string
	Problems, Warnings []FileProblem
}

// FileProblem is what is wrong with a file, or with a part of it.
type FileProblem struct{ Where, Reason string }
