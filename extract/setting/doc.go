// Package setting tells when and where what a document tells of was: by the words of a
// clause, by nouns and words of time that point back, by the last day and place told of.
// In comes a tree of one sentence, sentences in order; out come a claim's dates and
// places with their words. It knows no parties, and it leaves open what no word says.
package setting

import (
	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// Setting is what is known of time and place while a document's sentences are read in
// order.
type Setting struct {
	Lex       *lexicon.Lexicon
	Analysis  *lang.Analysis
	Doc       *text.Document
	Home      string         // country of the document's author, "" for none
	Scene     claim.Party    // the country where what it tells of happened, zero unknown
	LastPlace claim.Location // the last place named, for figures without one
	placeRank int            // how surely that is one
	LastDate  Dated          // the last day that the report told of
	anchor    value.Date     // the last date, in a text that has none of its own
	Country   string         // the one country that the document is about, "" for several
}
