package cli

import "errors"

// ErrSomeFailed ends a command that did its work and has said already what it
// could not read.
var ErrSomeFailed = errors.New("some documents could not be read")

// ErrStopped ends a command that was interrupted.
var ErrStopped = errors.New("stopped before the end; run the same command again to go on")

// UsageError is a mistake in the command line that the flags' own types do
// not catch.
type UsageError string

func (e UsageError) Error() string { return string(e) }
