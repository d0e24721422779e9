// Package dateparser stands in for the module of that name, which reads dates
// in some two hundred languages and compiles the expressions for all of them
// when a program starts: a tenth of a second and 24 MB for each run of kiroku.
//
// Only go-htmldate asks for it, and only in a search that kiroku switches off
// (htmldate.Options.SkipExtensiveSearch). What comes in is any text; what goes
// out is always [ErrNone].
package dateparser

import (
	"errors"
	"time"
)

// ErrNone says that no date was found.
var ErrNone = errors.New("dateparser: no date")

// ParserType is a way of reading dates.
type ParserType uint8

// The ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says where a date without a year lies.
type PreferredDateSource uint8

// Past is the one that go-htmldate names.
const Past PreferredDateSource = 1

// Configuration holds the settings that go-htmldate makes.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Date is a date found in a text.
type Date struct{ Time time.Time }

// Parser reads dates.
type Parser struct{ ParserTypes []ParserType }

// Parse finds no date.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrNone }
