package view

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/summary"
	"kiroku/resolve/wordlist"
)

//go:embed earlier_versions.txt
var earlierVersionList string

var earlierVersions = sync.OnceValue(func() []string { return slices.Collect(wordlist.Lines(earlierVersionList)) })

// takenBack reports whether nobody but an earlier version of a text is said to
// give a figure: a correction tells it only to take it back.
func takenBack(e ledger.Entry) bool {
	return len(e.Sources) > 0 && !slices.ContainsFunc(e.Sources, func(s claim.Attribution) bool {
		said := claim.FoldName(s.Name)
		return !slices.ContainsFunc(earlierVersions(), func(words string) bool { return strings.Contains(said, words) })
	})
}

// corrections finds figures that a text takes back, beside those of the same
// measure that it gives: those of the same area, or the only one. Where the text
// gives that number for several areas, the one that it tells most of is meant:
// a correction stands far from the words that say where.
func corrections(list []ledger.Entry) []Disagreement {
	given := map[[2]string][]ledger.Entry{} // by document and measure
	told := map[[2]string]int{}             // figures by document and area
	key := func(doc string, e ledger.Entry) [2]string { return [2]string{doc, e.Action + " " + e.Quantity.Unit} }
	var back []ledger.Entry
	for _, e := range list {
		switch {
		case e.Type != claim.Impact || !e.Quantity.Value.Known():
		case takenBack(e):
			back = append(back, e)
		default:
			for _, doc := range e.Documents {
				given[key(doc, e)] = append(given[key(doc, e)], e)
				told[[2]string{doc, resolve.Area(e)}]++
			}
		}
	}
	var out []Disagreement
	for _, a := range back {
		for _, doc := range a.Documents {
			now := given[key(doc, a)]
			if i := slices.IndexFunc(now, func(b ledger.Entry) bool { return resolve.Area(a) == resolve.Area(b) }); i >= 0 {
				number := now[i].Quantity.Value
				alike := slices.DeleteFunc(slices.Clone(now), func(b ledger.Entry) bool { return !b.Quantity.Value.Equal(number) })
				now = []ledger.Entry{slices.MaxFunc(alike, func(b, c ledger.Entry) int {
					return cmp.Compare(told[[2]string{doc, resolve.Area(b)}], told[[2]string{doc, resolve.Area(c)}])
				})}
			}
			if len(now) == 1 && !now[0].Quantity.Value.Equal(a.Quantity.Value) {
				out = append(out, between(Restatement, a, now[0], "%s: %s, corrected to %s", a.Action, summary.Quantity(a.Quantity), summary.Quantity(now[0].Quantity)))
			}
		}
	}
	return out
}

// narrowed finds figures that go on for a part of their area: at least 41 dead
// in a country, of whose province the same text tells, then 97 in the province.
// Only the last figure of an area is looked at, and the first higher one.
func narrowed(list []ledger.Entry, series []Series) []Disagreement {
	const maxAreas = 16
	areas := map[string][]string{} // harmed areas by document
	for _, e := range list {
		if e.Type != claim.Impact || resolve.Area(e) == "" {
			continue
		}
		for _, doc := range e.Documents {
			if have := areas[doc]; len(have) < maxAreas && !slices.Contains(have, resolve.Area(e)) {
				areas[doc] = append(have, resolve.Area(e))
			}
		}
	}
	points := map[[3]string][]ledger.Entry{}
	key := func(area string, e ledger.Entry) [3]string {
		return [3]string{area, e.Action, e.Quantity.Unit + " " + e.Things}
	}
	for _, s := range series {
		k := key(resolve.Area(s.Points[0]), s.Points[0])
		points[k] = append(points[k], s.Points...)
	}
	for _, of := range points {
		slices.SortFunc(of, byDate) // an area's series of two causes overlap in time
	}
	var out []Disagreement
	for _, s := range series {
		a := s.Latest()
		if a.Where.Code != "" && !isCountry(a.Where) {
			continue // of two towns of one country, neither holds the other
		}
		if b, ok := higherWithin(a, areas, func(area string) []ledger.Entry { return points[key(area, a)] }); ok {
			out = append(out, between(Update, a, b, "%s: %s in %s, then %s in %s", a.Action, summary.Quantity(a.Quantity), a.Where.Name,
				summary.Quantity(b.Quantity), b.Where.Name))
		}
	}
	return out
}

// isCountry reports whether a place is a country by its name, and no part of it.
func isCountry(w claim.Location) bool {
	return slices.ContainsFunc(gazetteer.Lookup(w.Name), func(e gazetteer.Entry) bool {
		return e.Kind == gazetteer.Country && e.Code == w.Code
	})
}

// higherWithin is the first later figure that is higher than a whole one, among
// those of the other areas that its documents tell of. A document that gives
// the same measure for both areas counts them apart.
func higherWithin(a ledger.Entry, areas map[string][]string, of func(area string) []ledger.Entry) (first ledger.Entry, ok bool) {
	for _, doc := range a.Documents {
		for _, area := range areas[doc] {
			if area == resolve.Area(a) {
				continue
			}
			points := of(area)
			at, _ := slices.BinarySearchFunc(points, a, byDate)
			for _, b := range points[at:] {
				n, dated := resolve.Gap(a.Dated(), b.Dated())
				if !dated || n > seriesDays || shareDocument(a, b) {
					break
				}
				if n > 0 && b.Quantity.Value.Cmp(a.Quantity.Value) > 0 && a.Where.Code == b.Where.Code && mayBeOfOneCause(a, b) {
					if !ok || byDate(b, first) < 0 {
						first, ok = b, true
					}
					break
				}
			}
		}
	}
	return first, ok
}
