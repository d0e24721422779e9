package draw

import (
	"context"
	"net/http"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/chart"
	"kiroku/serve/site"
)

// overview is what the ledger holds, at a glance.
type overview struct {
	Size     ledger.Size
	Types    []typeCount
	Unlikely int // entries that the types do not count
	Sources  []ledger.SourceInfo
	Lately   []ledger.Entry        // what changed last
	Newest   []ledger.DocumentInfo // published last
	Matrix   *matrix
	Stages   []progress
	Chart    *chart.Drawing // of Stages
}

// overviewPage adds what is looked for in the background.
type overviewPage struct {
	*overview
	Disagree []site.Disagreement // the newest that call for a person
	Waiting  int                 // how many do
	Compared bool
}

type typeCount struct {
	Type  claim.Type
	Count int
}

const (
	overviewSources = 10
	overviewLately  = 8

	overviewDisagree = 5
)

func (s pages) overview(w http.ResponseWriter, r *http.Request) error {
	o, err := site.Keep(r.Context(), s.Site, "overview", s.overviewOf)
	if err != nil {
		return err
	}
	if d := askedFor(r, o.Chart); d != nil {
		return s.sendSVG(w, d)
	}
	p := overviewPage{overview: o}
	found, known, err := s.AllConflicts(r.Context())
	if err != nil {
		return err
	}
	p.Waiting, p.Compared = len(found[""]), known
	p.Disagree = found[""][:min(p.Waiting, overviewDisagree)]
	return s.Render(w, r, "overview", site.Page{Title: "Overview", Active: "overview", Body: p})
}

func (s pages) overviewOf(ctx context.Context) (o *overview, err error) {
	o = &overview{}
	if o.Size, err = s.Ledger.Size(ctx); err != nil {
		return nil, err
	}
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{Likely: true}, ledger.Grouping{By: []ledger.Dimension{ledger.PerType}})
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, g := range groups {
		counts[g.Key[0]] = g.Entries
	}
	o.Unlikely = o.Size.Entries
	for _, t := range claim.Types {
		o.Types = append(o.Types, typeCount{t, counts[string(t)]})
		o.Unlikely -= counts[string(t)]
	}
	if o.Sources, err = s.Ledger.Sources(ctx); err != nil {
		return nil, err
	}
	o.Sources = o.Sources[:min(len(o.Sources), overviewSources)]
	if o.Lately, err = s.Ledger.Entries(ctx, ledger.EntryFilter{Likely: true, Sort: ledger.ByChange, Limit: overviewLately}); err != nil {
		return nil, err
	}
	if o.Newest, err = s.Ledger.Documents(ctx, ledger.DocumentFilter{Newest: true, Limit: overviewLately}); err != nil {
		return nil, err
	}
	if o.Matrix, err = s.matrixOf(ctx); err != nil {
		return nil, err
	}
	if o.Stages, err = s.progressOf(ctx); err != nil {
		return nil, err
	}
	if o.Chart = progressChart(o.Stages); o.Chart != nil {
		o.Chart.Download = "/?svg=" + o.Chart.Key
	}
	return o, nil
}
