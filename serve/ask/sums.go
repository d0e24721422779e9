package ask

import (
	"context"
	"strings"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/site"
	"kiroku/value"
)

// Sum is what aid adds up to.
type Sum struct {
	USD     value.Number
	Counted int // entries
	Unknown int // of them, without a stated sum
}

// Flow is aid between two parties.
type Flow struct {
	Key, Name string
	Sum
}

// SumOf is the sum of a group of entries.
func SumOf(g ledger.Group) Sum { return Sum{g.USD, g.Counted, g.Unknown} }

// Add is both together.
func (a Sum) Add(b Sum) Sum {
	if !a.USD.Known() {
		a.USD = value.Int(0)
	}
	return Sum{a.USD.Add(b.USD), a.Counted + b.Counted, a.Unknown + b.Unknown}
}

// Flows is the counted aid of a filter, and with whom.
func (s Pages) Flows(ctx context.Context, f ledger.EntryFilter, by ledger.Dimension) (all Sum, list []Flow, err error) {
	groups, err := s.Ledger.Groups(ctx, f, ledger.Grouping{By: []ledger.Dimension{by}, Order: ledger.BySum})
	if err != nil {
		return all, nil, err
	}
	all.USD = value.Int(0)
	for _, g := range groups {
		one := SumOf(g)
		all = all.Add(one)
		if len(list) < maxFlows && g.Key[0] != "" {
			list = append(list, Flow{Key: g.Key[0], Sum: one})
		}
	}
	for i := range list {
		if list[i].Name, err = s.PartyName(ctx, list[i].Key); err != nil {
			return all, nil, err
		}
	}
	return all, list, nil
}

// PartyName is the name to show for a key of a party.
func (s Pages) PartyName(ctx context.Context, key string) (string, error) {
	if name := s.Place(key); name != "" {
		return name, nil
	}
	return site.Keep(ctx, s.Site, "name "+key, func(ctx context.Context) (string, error) {
		names, err := s.Ledger.PartyNames(ctx, []string{key})
		if err != nil {
			return "", err
		}
		var parts []string
		for part := range strings.SplitSeq(key, "+") {
			switch name := s.Place(part); {
			case name != "":
				parts = append(parts, name)
			case names[part] != "":
				parts = append(parts, names[part])
			default:
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ", "), nil
	})
}

// AreaName is the name to show for the key of an area.
func (s Pages) AreaName(ctx context.Context, key string) (string, error) {
	name, err := s.PartyName(ctx, key)
	if name == key {
		name = phrase.Capitals(key)
	}
	return name, err
}
