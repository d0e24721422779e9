package view

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/wordlist"
)

// Series is the figures of one measure for one area, as they developed.
type Series struct {
	Measure string         `json:"measure"`
	Area    string         `json:"area"`
	Unit    string         `json:"unit,omitempty"`
	Things  string         `json:"things,omitempty"` // what is counted, of damage: "home"
	Cause   string         `json:"cause,omitempty"`  // what did the harm, where a point says: "weather"
	Points  []ledger.Entry `json:"points"`           // in order of time, then id
}

// Latest is the newest point: of those of the last day, the one of the highest
// authority, then the one that most independent origins report, then the
// highest.
func (s Series) Latest() ledger.Entry {
	last := s.Points[len(s.Points)-1]
	best := last
	for _, e := range s.Points {
		n, ok := resolve.Gap(e.Dated(), last.Dated())
		if !ok || n > 0 {
			continue
		}
		if weight(e, best) > 0 {
			best = e
		}
	}
	return best
}

// weight compares two figures of one day by who counted, then by how many
// independent origins report them, then by size.
func weight(a, b ledger.Entry) int {
	return cmp.Or(cmp.Compare(Authority(a), Authority(b)), cmp.Compare(a.Origins, b.Origins), a.Quantity.Value.Cmp(b.Quantity.Value))
}

// Line is the weightiest point of each dated day, in order of time: what a line
// through the series goes through.
func (s Series) Line() []ledger.Entry {
	var line []ledger.Entry
	for _, e := range s.Points {
		day := e.Dated().From
		switch n := len(line); {
		case day.IsZero():
		case n == 0 || line[n-1].Dated().From != day:
			line = append(line, e)
		case weight(e, line[n-1]) > 0:
			line[n-1] = e
		}
	}
	return line
}

//go:embed authorities.txt
var authorityList string

// authorityWords gives ranks by folded words, a space before and behind.
var authorityWords = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for line := range wordlist.Lines(authorityList) {
		rank, words, _ := strings.Cut(line, ":")
		for w := range strings.SplitSeq(words, ",") {
			m[" "+strings.TrimSpace(w)+" "], _ = strconv.Atoi(rank)
		}
	}
	return m
})

// Authority ranks who counted: 2 for the state, 1 for those who treat, rescue
// and help, 0 for others and for what nobody is named for.
func Authority(e ledger.Entry) int {
	rank := 0
	for _, s := range e.Sources {
		said := " " + claim.FoldName(s.Name+" "+s.Role) + " "
		for words, r := range authorityWords() {
			if r > rank && strings.Contains(said, words) {
				rank = r
			}
		}
	}
	return rank
}

// seriesDays is how long a series may fall silent. After that, the figures of
// an area are of another happening.
const seriesDays = 45

// SeriesOf gathers the impact figures of entries into series, in order of area
// and measure, apart by cause where several are named. Rejected entries and
// denials stay out, and so do figures that add to an earlier one.
func SeriesOf(list []ledger.Entry) []Series {
	groups := map[[3]string][]ledger.Entry{}
	for _, e := range list {
		if e.Type == claim.Impact && e.Quantity.Value.Known() && resolve.Counts(e) && resolve.Area(e) != "" && !e.Increment && !takenBack(e) {
			k := [3]string{resolve.Area(e), e.Action, e.Quantity.Unit + " " + e.Things}
			groups[k] = append(groups[k], e)
		}
	}
	var out []Series
	for _, k := range sortedKeys(groups) {
		points := groups[k]
		slices.SortFunc(points, byDate)
		for _, of := range byCause(points) {
			for _, run := range runs(of) {
				first := run[0]
				out = append(out, Series{Measure: k[1], Area: first.Where.Name, Unit: first.Quantity.Unit, Things: first.Things, Cause: cause(run), Points: run})
			}
		}
	}
	return out
}

// runs parts points in order of time where they fall silent.
func runs(points []ledger.Entry) [][]ledger.Entry {
	var out [][]ledger.Entry
	start := 0
	for i := 1; i <= len(points); i++ {
		if i < len(points) {
			if n, ok := resolve.Gap(points[i-1].Dated(), points[i].Dated()); !ok || n <= seriesDays {
				continue
			}
		}
		out = append(out, points[start:i:i])
		start = i
	}
	return out
}

func sortedKeys[V any](m map[[3]string]V) [][3]string {
	keys := make([][3]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [3]string) int { return slices.Compare(a[:], b[:]) })
	return keys
}

// byDate orders entries by time, those without a date last, and then by id.
func byDate(a, b ledger.Entry) int {
	da, db := a.Dated().From, b.Dated().From
	switch {
	case da.IsZero() != db.IsZero() && da.IsZero():
		return 1
	case da.IsZero() != db.IsZero():
		return -1
	}
	return cmp.Or(da.Cmp(db), a.Dated().To.Cmp(b.Dated().To), cmp.Compare(a.ID, b.ID))
}
