package main

import "errors"

// errSomeFailed ends a command that did its work and has said already what it
// could not read.
var errSomeFailed = errors.New("some documents could not be read")

// errStopped ends a command that was interrupted.
var errStopped = errors.New("stopped before the end; run the same command again to go on")

// usageError is a mistake in the command line that the flags' own types do
// not catch.
type usageError string

func (e usageError) Error() string { return string(e) }
