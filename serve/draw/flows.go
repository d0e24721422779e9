package draw

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/ask"
	"kiroku/serve/chart"
	"kiroku/serve/site"
)

// matrix is who gives to whom: the largest givers down, receivers across.
type matrix struct {
	Givers    []ask.Flow
	Receivers []ask.Flow
	Cells     [][]cell // by giver, then receiver
}

// cell is the aid of one giver to one receiver.
type cell struct {
	ask.Sum
	Level int // 0 nothing, 1 to 5 by size, for shading
	Href  string
}

const (
	matrixSize   = 8
	matrixGroups = 4000
)

// matrixOf gathers counted aid by giver and receiver.
func (s pages) matrixOf(ctx context.Context) (*matrix, error) {
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{Counted: true},
		ledger.Grouping{By: []ledger.Dimension{ledger.PerActor, ledger.PerRecipient}, Order: ledger.BySum, Limit: matrixGroups})
	if err != nil {
		return nil, err
	}
	sums := map[[2]string]ask.Sum{}
	given, received := map[string]ask.Sum{}, map[string]ask.Sum{}
	for _, g := range groups {
		if g.Key[0] == "" || g.Key[1] == "" {
			continue
		}
		one := ask.SumOf(g)
		sums[[2]string{g.Key[0], g.Key[1]}] = one
		given[g.Key[0]] = given[g.Key[0]].Add(one)
		received[g.Key[1]] = received[g.Key[1]].Add(one)
	}
	m := &matrix{}
	if m.Givers, err = s.largest(ctx, given); err != nil {
		return nil, err
	}
	if m.Receivers, err = s.largest(ctx, received); err != nil {
		return nil, err
	}
	most := 0.0
	for _, sum := range sums {
		most = max(most, sum.USD.Float())
	}
	for _, from := range m.Givers {
		var line []cell
		for _, to := range m.Receivers {
			c := cell{Sum: sums[[2]string{from.Key, to.Key}]}
			if c.Counted > 0 {
				c.Level = levelOf(c.USD.Float(), most)
				c.Href = "/ledger?" + url.Values{"type": {"aid"}, "counted": {"1"}, "actor": {site.FirstKey(from.Key)}, "recipient": {site.FirstKey(to.Key)}}.Encode()
			}
			line = append(line, c)
		}
		m.Cells = append(m.Cells, line)
	}
	return m, nil
}

// largest are the parties of most money, then of most entries.
func (s pages) largest(ctx context.Context, by map[string]ask.Sum) ([]ask.Flow, error) {
	keys := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(by[b].USD.Cmp(by[a].USD), cmp.Compare(by[b].Counted, by[a].Counted), cmp.Compare(a, b))
	})
	var list []ask.Flow
	for _, key := range keys[:min(len(keys), matrixSize)] {
		name, err := s.PartyName(ctx, key)
		if err != nil {
			return nil, err
		}
		list = append(list, ask.Flow{Key: key, Name: name, Sum: by[key]})
	}
	return list, nil
}

// levelOf is 1 to 5 by how large a part of the most something is, in steps of
// about three.
func levelOf(v, most float64) int {
	if most <= 0 || v <= 0 {
		return 1
	}
	return max(1, 5+int(math.Ceil(math.Log(v/most)/math.Log(3)-1e-9)))
}

// progress is how far the aid of a receiver has come, by stage.
type progress struct {
	ask.Flow
	Stages []stageSum // as stageNames
}

type stageSum struct {
	Stage string
	ask.Sum
}

// stageNames are the stages of aid that is given, in order.
var stageNames = []string{"pledge", "approve", "send", "deliver"}

// progressOf gathers counted aid by receiver and by how far it came.
func (s pages) progressOf(ctx context.Context) ([]progress, error) {
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{Counted: true},
		ledger.Grouping{By: []ledger.Dimension{ledger.PerRecipient, ledger.PerAction}, Limit: matrixGroups})
	if err != nil {
		return nil, err
	}
	all, stages := map[string]ask.Sum{}, map[[2]string]ask.Sum{}
	for _, g := range groups {
		if g.Key[0] == "" {
			continue
		}
		one := ask.SumOf(g)
		all[g.Key[0]] = all[g.Key[0]].Add(one)
		stages[[2]string{g.Key[0], g.Key[1]}] = one
	}
	list, err := s.largest(ctx, all)
	if err != nil {
		return nil, err
	}
	var out []progress
	for _, f := range list {
		p := progress{Flow: f}
		for _, stage := range stageNames {
			p.Stages = append(p.Stages, stageSum{stage, stages[[2]string{f.Key, stage}]})
		}
		out = append(out, p)
	}
	return out, nil
}

// progressChart draws pledged against delivered.
func progressChart(list []progress) *chart.Drawing {
	var rows []chart.Bar
	for _, p := range list {
		b := chart.Bar{Name: p.Name, Href: "/ledger?" + url.Values{"type": {"aid"}, "counted": {"1"}, "recipient": {site.FirstKey(p.Key)}}.Encode()}
		for _, st := range slices.Backward(p.Stages) {
			b.Parts = append(b.Parts, chart.Part{Class: "s-" + st.Stage, Name: phrase.PastForms[st.Stage], Value: st.USD.Float()})
		}
		if p.Unknown > 0 {
			b.Note = fmt.Sprintf("+ %d not stated", p.Unknown)
		}
		rows = append(rows, b)
	}
	if len(rows) == 0 {
		return nil
	}
	return chart.Bars("progress", "How far aid has come, by receiver", "US dollars", rows)
}
