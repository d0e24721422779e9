package resolve

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// The window of figures, in days where both reports state the day, and where
// one has only its publication.
const figureStatedDays, figurePublishedDays = 1, 4

func sanctionKeys(rep ledger.Report) []string {
	c := rep.Claim
	measures := []string{c.Measure}
	if c.Count.Known() {
		measures = append(measures, "count "+c.Count.String())
	}
	return cross("sanction "+c.Action, measures, whoOf(c.Actors), dayKeys(rep))
}

// sameSanction joins reports of one measure; another count of those hit is
// another measure, or a conflict to be shown.
func sameSanction(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if sameMeasure(x, y) && agree(whoOf(x.Actors), whoOf(y.Actors)) && compatible(whoOf(x.Recipients), whoOf(y.Recipients)) &&
		(x.Count.Equal(y.Count) || !x.Count.Known() || !y.Count.Known()) && oneDay(a, b) {
		return "sanction.same-measure"
	}
	return ""
}

// sameMeasure reports whether two claims tell of one measure: the same, or one
// says "sanctions" alone and both hit the same number.
func sameMeasure(x, y claim.Claim) bool {
	return x.Action == y.Action && (x.Measure == y.Measure || (x.Measure == "other" || y.Measure == "other") && x.Count.Known() && x.Count.Equal(y.Count))
}

// area is the place that a figure covers, by name: a country's total and its
// province's are figures of different scope, though they share a code.
func area(c claim.Claim) string {
	if name := folded.of(c.Where.Name); name != "" {
		return name
	}
	return c.Where.Code
}

// Area is the place that the figure of an entry covers, by name.
func Area(e ledger.Entry) string { return area(claim.Claim{Where: e.Where}) }

func impactKeys(rep ledger.Report) []string {
	c := rep.Claim
	if area(c) == "" || !c.Value.Known() {
		return nil
	}
	return cross("impact "+c.Measure+" "+c.Value.String(), []string{area(c)}, windows(rep, figurePublishedDays))
}

// sameFigure joins reports of one count: a later, higher number is a point of
// the same series but an entry of its own.
func sameFigure(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if x.Measure == y.Measure && area(x) == area(y) && area(x) != "" && x.Value.Known() && x.Value.Equal(y.Value) && x.ValueTo.Equal(y.ValueTo) &&
		(x.Unit == y.Unit || x.Unit == "" || y.Unit == "") && adds(valueWords(x)) == adds(valueWords(y)) &&
		!otherCause(x, y) && near(a, b, figureStatedDays, figurePublishedDays) {
		return "impact.same-figure"
	}
	return ""
}

func eventKeys(rep ledger.Report) []string {
	c := rep.Claim
	who := whoOf(c.Actors, c.Recipients)
	if len(who) == 0 && area(c) != "" {
		who = []string{"at " + area(c)}
	}
	return cross("event "+c.Kind, who, dayKeys(rep))
}

// sameEvent joins reports of one happening. Who acts and who is acted upon is
// often told either way round ("A met B"), so the parties are one set.
func sameEvent(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if x.Kind != y.Kind || !oneDay(a, b) {
		return ""
	}
	px, py := whoOf(x.Actors, x.Recipients), whoOf(y.Actors, y.Recipients)
	samePlace := area(x) == area(y)
	switch {
	case agree(px, py) && (samePlace || area(x) == "" || area(y) == ""):
		return "event.same-parties"
	case len(px) == 0 && len(py) == 0 && samePlace && area(x) != "":
		return "event.same-place"
	}
	return ""
}

// speakers are those who say it: the actors, or else the nearest source.
func speakers(c claim.Claim) []string {
	if keys := whoOf(c.Actors); len(keys) > 0 || len(c.Sources) == 0 {
		return keys
	}
	return whoOf([]claim.Party{{Name: c.Sources[0].Name, Code: c.Sources[0].Code}})
}

func statementKeys(rep ledger.Report) []string {
	return cross("statement "+rep.Claim.Stance, speakers(rep.Claim), dayKeys(rep))
}

// statementLikeness is the least part of all their words that two reports of
// one statement share.
const statementLikeness = 0.6

func sameStatement(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	if x.Stance == y.Stance && oneDay(a, b) && agree(speakers(x), speakers(y)) &&
		likeness(x.Content, y.Content) >= statementLikeness {
		return "statement.same-words"
	}
	return ""
}

// likeness is the part of two texts' different words that stand in both.
func likeness(a, b string) float64 {
	x, y := differentWords.of(a), differentWords.of(b)
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch c := strings.Compare(x[i], y[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// differentWords are those of a text, folded and sorted.
var differentWords = remembering(func(t string) []string {
	const maxWords = 200 // a statement is a sentence or two
	words := strings.Fields(claim.FoldName(t))
	words = slices.Clone(words[:min(len(words), maxWords)])
	slices.Sort(words)
	return slices.Compact(words)
})

// folded is [claim.FoldName], remembered.
var folded = remembering(claim.FoldName)

// quoteKeys blocks copies: claims read from the very same words.
func quoteKeys(rep ledger.Report) []string {
	quote := folded.of(rep.Claim.Evidence.Quote)
	if len(quote) < minQuote {
		return nil
	}
	return cross("quote "+quote, windowsOf(rep.Published, copiedDays))
}

// A copy appears within days, and shares at least a clause.
const (
	copiedDays = 4
	minQuote   = 40
)

// sameQuote joins claims that copies of a text make: the same words, read the
// same way.
func sameQuote(a, b ledger.Report) string {
	x, y := a.Claim, b.Claim
	n, dated := Gap(a.Published, b.Published)
	undated := a.Published.IsZero() && b.Published.IsZero()
	if x.Document == y.Document || !undated && (!dated || n > copiedDays) {
		return "" // asked first, because it is quick: a thing may be told a thousand times
	}
	if ofDay(x) && !oneDay(a, b) {
		return "" // a bulletin says the same words of each day
	}
	quote := folded.of(x.Evidence.Quote)
	if len(quote) < minQuote || quote != folded.of(y.Evidence.Quote) || (Plain{}).fields(x) != (Plain{}).fields(y) {
		return ""
	}
	return string(x.Type) + ".same-quote"
}

// figureOf is the number that an entry of that claim is about.
func figureOf(c claim.Claim) value.Quantity {
	switch c.Type {
	case claim.Impact:
		return value.Quantity{Value: c.Value, ValueTo: c.ValueTo, Bound: c.Bound, Unit: c.Unit}
	case claim.Sanction:
		return value.Quantity{Value: c.Count}
	}
	return value.Quantity{}
}
