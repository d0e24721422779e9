package resolve

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// The days in which things that are told apart by days are retold without one.
const (
	happeningReach = 2
	sanctionReach  = 7
	actReach       = 14
)

// ofDay reports whether nothing but its day tells a thing from others of its
// kind: one army attacks another each day, a minister says each day the same,
// and a state speaks of "sanctions" or "support" each day for years.
func ofDay(c claim.Claim) bool {
	return c.Type == claim.Event || c.Type == claim.Statement || c.Type == claim.Sanction || c.Type == claim.Aid && !hasSum(c) && len(c.Items) == 0
}

// oneDay reports whether two reports of such things may tell of one: both are of
// one day, stated or supposed, or of longer stretches that begin on one day. To
// allow days to differ, or a day to be within a stretch, would chain the
// reports of a war into one happening; since each report has just one day, what
// hangs together stays small however long the war is. What nobody dates is one
// within a document, and beyond it where the words are alike.
func oneDay(a, b ledger.Report) bool { return dayKey(a) == dayKey(b) || undatedAlike(a, b) }

// dayKey names the day that a report is of, or else its document.
func dayKey(rep ledger.Report) string {
	d, stated := happened(rep)
	switch {
	case d.IsZero():
		return "in " + rep.Claim.Document
	case days(d) <= preciseDays:
		return strconv.Itoa(ledger.DayNumber(d.From))
	case stated:
		return "from " + d.From.String()
	}
	return "within " + d.String()
}

// dayKeys are the blocks of a report by its day: where it has none, those of
// its longest words beside that of its document.
func dayKeys(rep ledger.Report) []string {
	keys := []string{dayKey(rep)}
	quote := folded.of(rep.Claim.Evidence.Quote)
	if !neverDated(rep) || len(quote) < minQuote {
		return keys
	}
	for _, w := range longest(quote, 8) {
		keys = append(keys, "undated "+w)
	}
	return keys
}

// neverDated reports whether neither a report's thing nor the report has a date.
func neverDated(rep ledger.Report) bool {
	d, _ := happened(rep)
	return d.IsZero()
}

// How alike the words of two undated texts must be to tell of one happening, and
// where they name one place.
const (
	undatedLikeness = 0.6
	placedLikeness  = 1.0 / 3
)

// undatedAlike reports whether two reports that nobody dates tell of one thing
// by their words: a clause or more, most of it the same, or of one place and a
// third of it the same.
func undatedAlike(a, b ledger.Report) bool {
	if !neverDated(a) || !neverDated(b) {
		return false
	}
	qa, qb := folded.of(a.Claim.Evidence.Quote), folded.of(b.Claim.Evidence.Quote)
	if len(qa) < minQuote || len(qb) < minQuote {
		return false
	}
	least := undatedLikeness
	if place := area(a.Claim); place != "" && place == area(b.Claim) {
		least = placedLikeness
	}
	return likeness(qa, qb) >= least
}

// Telling is what a report adds to what is told day by day. The like of an event
// is one of its kind with the very same parties, or without any at the same
// place; of a statement, one of the same speakers, stance and words, as far as
// its longest tell; of a sanction or of aid without sum or things, one of the
// same action or measure by the same and for the same.
func (Rules) Telling(rep ledger.Report) (ledger.Telling, bool) {
	c := rep.Claim
	rep.Since = value.Day{}
	d, stated := happened(rep)
	if !ofDay(c) || days(d) > preciseDays || !stated && days(d) > 1 {
		return ledger.Telling{}, false
	}
	who, what, reach := whoOf(c.Actors), c.Action, actReach
	switch c.Type {
	case claim.Event:
		who, what, reach = whoOf(c.Actors, c.Recipients), c.Kind, happeningReach
		if len(who) == 0 && area(c) != "" {
			who = []string{"at " + area(c)}
		}
	case claim.Statement:
		who, what, reach = speakers(c), c.Stance+" "+longestWords(c.Content), happeningReach
	case claim.Sanction:
		what, reach = c.Action+" "+c.Measure+" on "+strings.Join(whoOf(c.Recipients), ","), sanctionReach
	default:
		what += " for " + strings.Join(whoOf(c.Recipients), ",")
	}
	if len(who) == 0 {
		return ledger.Telling{}, false
	}
	key := strings.Join([]string{string(c.Type), string(c.Polarity), what, strings.Join(who, ",")}, "|")
	return ledger.Telling{Key: key, Day: ledger.DayNumber(d.From), Stated: stated, Reach: reach}, true
}

// longestWords are the four longest different words of a text, in order: two
// ways to tell one sentence differ in the short ones.
func longestWords(text string) string {
	words := longest(text, 4)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// longest are the n longest different words of a text.
func longest(text string, n int) []string {
	words := slices.Clone(differentWords.of(text)) // in order
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words[:min(len(words), n)]
}

// suppose gives each report its day, as a store finds it out one by one.
func suppose(r ledger.Resolver, reports []ledger.Report) {
	type cell struct {
		key string
		day int
	}
	told := map[cell]ledger.Told{}
	tellings := make([]ledger.Telling, len(reports))
	for i := range reports {
		reports[i].Since = value.Day{}
		t, ok := r.Telling(reports[i])
		if !ok {
			continue
		}
		tellings[i] = t
		at := told[cell{t.Key, t.Day}]
		told[cell{t.Key, t.Day}] = ledger.Told{Loose: at.Loose || !t.Stated, Stated: at.Stated || t.Stated}
	}
	for i, t := range tellings {
		if t.Stated || t.Key == "" {
			continue
		}
		if since := ledger.Since(t.Day, t.Reach, func(day int) ledger.Told { return told[cell{t.Key, day}] }); since != t.Day {
			reports[i].Since = ledger.DayOf(since)
		}
	}
}
