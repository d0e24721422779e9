package serve

import (
	"net/http"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// overview is what the ledger holds, at a glance.
type overview struct {
	Entries   int
	Documents int
	Reports   int
	Types     []typeCount
	First     value.Day
	Last      value.Day
	Sources   []sourceCount
	Lately    []ledger.DocumentInfo // last read first
}

type typeCount struct {
	Type  claim.Type
	Count int
}

const (
	overviewSources = 10
	overviewLately  = 6
)

func (s *Server) overview(w http.ResponseWriter, r *http.Request) error {
	snap, err := s.snapshot(r.Context())
	if err != nil {
		return err
	}
	snap.derived.home.Do(func() { snap.derived.overview = overviewOf(snap) })
	return s.render(w, r, "overview", page{Title: "Overview", Active: "overview", Body: &snap.derived.overview})
}

func overviewOf(snap *snapshot) overview {
	o := overview{Entries: len(snap.rows), Documents: len(snap.documents), Reports: snap.reports}
	counts := map[claim.Type]int{}
	for i := range snap.rows {
		counts[snap.rows[i].Type]++
	}
	for _, t := range claim.Types {
		o.Types = append(o.Types, typeCount{t, counts[t]})
	}
	for _, d := range snap.documents {
		if day := d.Published.From; !day.IsZero() {
			if o.First.IsZero() {
				o.First = day
			}
			o.Last = day
		}
	}
	o.Sources = snap.sources[:min(len(snap.sources), overviewSources)]
	o.Lately = slices.Clone(snap.documents)
	slices.SortStableFunc(o.Lately, func(a, b ledger.DocumentInfo) int { return b.Retrieved.Compare(a.Retrieved) })
	o.Lately = o.Lately[:min(len(o.Lately), overviewLately)]
	return o
}
