package resolve

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// ofDay reports whether things of a type are told apart by their days alone:
// one army attacks another each day, and a minister says each day the same.
func ofDay(t claim.Type) bool { return t == claim.Event || t == claim.Statement }

// oneDay reports whether two reports may tell of one happening: both are of one
// day, stated or supposed, or of longer stretches that begin on one day. To
// allow days to differ, or a day to be within a stretch, would chain the
// reports of a war into one happening; since each report has just one day, what
// hangs together stays small however long the war is.
func oneDay(a, b ledger.Report) bool { return dayKey(a) == dayKey(b) }

// dayKey names the day that a report of a happening is of.
func dayKey(rep ledger.Report) string {
	d, stated := happened(rep)
	switch {
	case d.IsZero():
		return "undated"
	case days(d) <= preciseDays:
		return strconv.Itoa(ledger.DayNumber(d.From))
	case stated:
		return "from " + d.From.String()
	}
	return "within " + d.String()
}

// neverDated reports whether neither a report's thing nor the report has a date.
func neverDated(rep ledger.Report) bool {
	d, _ := happened(rep)
	return d.IsZero()
}

// Telling is what a report of a happening adds to what is told day by day. The
// like of an event is one of its kind with the very same parties, or without
// any at the same place; of a statement, one of the same speakers, stance and
// words, as far as its longest tell.
func (Rules) Telling(rep ledger.Report) (ledger.Telling, bool) {
	c := rep.Claim
	rep.Since = value.Day{}
	d, stated := happened(rep)
	if !ofDay(c.Type) || days(d) > preciseDays || !stated && days(d) > 1 {
		return ledger.Telling{}, false
	}
	who, what := whoOf(c.Actors, c.Recipients), c.Kind
	switch {
	case c.Type == claim.Statement:
		who, what = speakers(c), c.Stance+" "+longestWords(c.Content)
	case len(who) == 0 && area(c) != "":
		who = []string{"at " + area(c)}
	}
	if len(who) == 0 {
		return ledger.Telling{}, false
	}
	key := strings.Join([]string{string(c.Type), string(c.Polarity), what, strings.Join(who, ",")}, "|")
	return ledger.Telling{Key: key, Day: ledger.DayNumber(d.From), Stated: stated}, true
}

// longestWords are the four longest different words of a text, in order: two
// ways to tell one sentence differ in the short ones.
func longestWords(text string) string {
	words := slices.Clone(differentWords.of(text)) // in order
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	words = words[:min(len(words), 4)]
	slices.Sort(words)
	return strings.Join(words, " ")
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
		if since := ledger.Since(t.Day, func(day int) ledger.Told { return told[cell{t.Key, day}] }); since != t.Day {
			reports[i].Since = ledger.DayOf(since)
		}
	}
}
