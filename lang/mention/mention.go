// Package mention finds the things that a sentence names: people, organizations
// and places, each with its exact span. Its [Mention] is also what a number, a sum
// of money or a date is told with; lang/quantity finds those.
//
// In comes a document and its tokenised sentences; out come mentions in order
// of start, none overlapping another of its kind. Any bytes give an answer:
// the package returns fewer mentions, never an error or a panic.
package mention

import (
	"kiroku/text"
	"kiroku/value"
)

// Kind is what a mention is.
type Kind string

// The kinds. Quantity kinds are named as `annotate --format quantities` writes them.
const (
	Person       Kind = "person"
	Organization Kind = "organization"
	Place        Kind = "place"   // a place that is not a country: "Kharkiv"
	Country      Kind = "country" // a country, or an adjective or people of one: "Japan", "Japanese"
	Number       Kind = "number"
	Measure      Kind = "measure" // a number with the noun or unit it counts: "48,000 field rations"
	Percent      Kind = "percent"
	Money        Kind = "money"
	Date         Kind = "date"
	Group        Kind = "group" // people who are counted or described: "some 4,000 Norwegian citizens"; only [Party] gives it
)

// Mention is one thing in a text. Which value is set follows from Kind.
type Mention struct {
	Kind Kind
	Span text.Span
	Head int // index of the mention's head token in its sentence

	// Names.
	Name  string // canonical or longest form in the document: "Volodymyr Zelensky"
	Code  string // ISO 3166-1 alpha-3, or an organization's acronym
	Role  string // office or title that stands with the name: "foreign minister"
	Place string // alpha-3 of the country that a place lies in
	Adj   bool   // an adjective or people's name: "Japanese", "Ukrainians"

	// Values. Span covers the value's own words ("$20 million", "from 3 to 7 March").
	Full     text.Span      // with the words that bound it: "at least $20 million"
	Noun     text.Span      // of a measure: what is counted, "field rations"
	Quantity value.Quantity // number, measure, percent
	Money    value.Money
	Date     value.Date
}
