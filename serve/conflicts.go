package serve

import (
	"context"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
)

// sideBySide is a disagreement with the words of each side.
type sideBySide struct {
	Disagreement
	Sides []evidence
	Other *ledger.Entry // the entry on the other side, nil within one entry
}

// The bounds of what an entry is compared with, and of what is shown.
const (
	maxNeighbours    = 300
	maxDisagreements = 12
)

// disagreementsOf are those that an entry is part of: it is compared with the
// entries that rules compare it with at all.
func (s *Server) disagreementsOf(ctx context.Context, e ledger.Entry) ([]sideBySide, error) {
	near, err := s.neighbours(ctx, e)
	if err != nil {
		return nil, err
	}
	var out []sideBySide
	for _, d := range s.Views.Conflicts(near) {
		if !slices.Contains(d.Entries, e.ID) {
			continue
		}
		side, err := s.sides(ctx, d)
		if err != nil {
			return nil, err
		}
		for i, n := range near {
			if n.ID != e.ID && slices.Contains(d.Entries, n.ID) {
				side.Other = &near[i]
			}
		}
		if out = append(out, side); len(out) == maxDisagreements {
			break
		}
	}
	return out, nil
}

// neighbours are the entry and those that may disagree with it: figures of one
// country, aid and sanctions of one party.
func (s *Server) neighbours(ctx context.Context, e ledger.Entry) ([]ledger.Entry, error) {
	f := ledger.EntryFilter{Types: []claim.Type{e.Type}, Limit: maxNeighbours}
	switch {
	case e.Type == claim.Impact && e.Where != (claim.Location{}):
		if f.Action, f.Area = e.Action, e.Where.Code; f.Area == "" {
			f.Area = e.Where.Name
		}
	case e.Type == claim.Aid && len(e.Actors) > 0 && len(e.Recipients) > 0:
		f.Actor, f.Recipient = e.Actors[0].Key(), e.Recipients[0].Key()
	case e.Type == claim.Sanction && len(e.Actors) > 0:
		f.Actor = e.Actors[0].Key()
	default:
		return []ledger.Entry{e}, nil
	}
	if d := e.Dated(); !d.IsZero() {
		f.Period = d
		if !d.From.IsZero() {
			f.Period.From = d.From.Add(-1, 0, 0)
		}
		if !d.To.IsZero() {
			f.Period.To = d.To.Add(1, 0, 0)
		}
	}
	list, err := s.Ledger.Entries(ctx, f)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(list, func(n ledger.Entry) bool { return n.ID == e.ID }) {
		list = append(list, e)
	}
	return list, nil
}

// sides puts the words of a disagreement's claims beside each other.
func (s *Server) sides(ctx context.Context, d Disagreement) (sideBySide, error) {
	side := sideBySide{Disagreement: d}
	documents := map[string]*text.Document{}
	for _, id := range d.Claims {
		c, err := s.Ledger.Claim(ctx, id)
		if err != nil {
			return side, err
		}
		if documents[c.Document] == nil {
			if documents[c.Document], err = s.Ledger.Document(ctx, c.Document); err != nil {
				return side, err
			}
		}
		side.Sides = append(side.Sides, inContext(c, documents[c.Document]))
	}
	return side, nil
}
