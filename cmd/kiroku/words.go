package main

import "kiroku/phrase"

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
