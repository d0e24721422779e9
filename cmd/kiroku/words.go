package main

import (
	"kiroku/cmd/kiroku/terminal"
	"kiroku/phrase"
)

// What package phrase says, under the short names that every command uses.
var (
	chain        = phrase.Chain
	days         = phrase.Days
	entryParties = phrase.Parties
	howMuch      = phrase.HowMuch
	items        = phrase.Items
	names        = phrase.Names
	number       = phrase.Number
	pastForms    = phrase.PastForms
	plural       = phrase.Plural
	stage        = phrase.Stage
	sum          = phrase.Sum
	thousands    = phrase.Thousands
	what         = phrase.What
	whenOf       = phrase.When
)

// And what package terminal writes with.
type (
	console   = terminal.Console
	table     = terminal.Table
	column    = terminal.Column
	quotation = terminal.Quotation
)

const (
	bold = terminal.Bold
	dim  = terminal.Dim
)

var (
	cellsOf   = terminal.Cells
	clip      = terminal.Clip
	inContext = terminal.InContext
	oneLine   = terminal.OneLine
	printable = terminal.Printable
)
