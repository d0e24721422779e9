package resolve

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
)

// Series is the figures of one measure for one area, as they developed.
type Series struct {
	Measure string         `json:"measure"`
	Area    string         `json:"area"`
	Unit    string         `json:"unit,omitempty"`
	Points  []ledger.Entry `json:"points"` // in order of time, then id
}

// Latest is the newest point: of those of the last day, the one that most
// independent origins report, and then the highest.
func (s Series) Latest() ledger.Entry {
	last := s.Points[len(s.Points)-1]
	best := last
	for _, e := range s.Points {
		n, ok := gap(e.Dated(), last.Dated())
		if !ok || n > 0 {
			continue
		}
		if c := cmp.Or(cmp.Compare(e.Origins, best.Origins), e.Quantity.Value.Cmp(best.Quantity.Value)); c > 0 {
			best = e
		}
	}
	return best
}

// seriesDays is how long a series may fall silent. After that, the figures of
// an area are of another happening.
const seriesDays = 45

// SeriesOf gathers the impact figures of entries into series, in order of area
// and measure. Rejected entries and denials stay out.
func SeriesOf(list []ledger.Entry) []Series {
	groups := map[[3]string][]ledger.Entry{}
	for _, e := range list {
		if e.Type == claim.Impact && e.Quantity.Value.Known() && counts(e) && areaOf(e) != "" {
			k := [3]string{areaOf(e), e.Action, e.Quantity.Unit}
			groups[k] = append(groups[k], e)
		}
	}
	var out []Series
	for _, k := range sortedKeys(groups) {
		points := groups[k]
		slices.SortFunc(points, byDate)
		start := 0
		for i := 1; i <= len(points); i++ {
			if i < len(points) {
				if n, ok := gap(points[i-1].Dated(), points[i].Dated()); !ok || n <= seriesDays {
					continue
				}
			}
			out = append(out, Series{Measure: k[1], Area: points[start].Where.Name, Unit: k[2], Points: points[start:i:i]})
			start = i
		}
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

// counts reports whether an entry may stand in a series or a total.
func counts(e ledger.Entry) bool {
	if e.Status == "rejected" || e.Polarity == claim.Negated {
		return false
	}
	switch e.Modality {
	case claim.Possibility, claim.Opinion, claim.Request:
		return e.Status == "accepted"
	}
	return true
}

// areaOf is area for an entry.
func areaOf(e ledger.Entry) string { return area(claim.Claim{Where: e.Where}) }

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
