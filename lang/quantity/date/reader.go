// Package date reads days, periods and times: written out, in figures, and told
// from the day of publication.
package date

import (
	"kiroku/lang/mention"
	"kiroku/lang/quantity/scan"
	"kiroku/value"
)

// Bounded reads a distance that is itself bounded: "more than 2 weeks after today", "less than 3 days after 5 March".
func Bounded(r *scan.Scanner, i int, b value.Bound, cue int) (d value.Date, next int, ok bool) {
	return (&reader{r}).bounded(i, b, cue)
}

// Cue looks back in the sentence for the tense that an undated day stands in: 1 future, -1 past, 0 neither.
func Cue(r *scan.Scanner, i int) int { return (&reader{r}).cue(i) }

// Dated is the mention of a date that stands from piece i to before piece k.
func Dated(r *scan.Scanner, i int, k int, d value.Date) mention.Mention {
	return (&reader{r}).dated(i, k, d)
}

// Read reads the date that begins at piece i, with the word that opens its interval; next is the piece behind it.
func Read(r *scan.Scanner, i int) (m mention.Mention, next int, ok bool) { return (&reader{r}).date(i) }

// reader is [scan.Scanner] with the rules of this package.
type reader struct{ *scan.Scanner }
