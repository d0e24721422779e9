package ask

import (
	"context"
	"net/http"
	"strings"

	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// actorList is who acts and who is acted upon.
type actorList struct {
	Words  string
	Found  []ledger.PartyInfo
	Givers []Flow
	Takers []Flow
	Busy   []ledger.PartyInfo // whom most entries are about
}

const maxParties = 60

func (s Pages) actors(w http.ResponseWriter, r *http.Request) error {
	if err := query.Check(r.URL.Query()); err != nil {
		return err
	}
	l := actorList{Words: strings.TrimSpace(r.URL.Query().Get("q"))}
	var err error
	if l.Words != "" {
		l.Found, err = s.Ledger.Parties(r.Context(), l.Words, maxParties)
	} else {
		var kept *actorList
		if kept, err = site.Keep(r.Context(), s.Site, "actors", s.actorsOf); err == nil {
			l = *kept
		}
	}
	if err != nil {
		return err
	}
	return s.Render(w, r, "actors", site.Page{Title: "Actors", Active: "actors", Body: l})
}

func (s Pages) actorsOf(ctx context.Context) (l *actorList, err error) {
	l = &actorList{}
	if _, l.Givers, err = s.Flows(ctx, ledger.EntryFilter{Counted: true}, ledger.PerActor); err != nil {
		return nil, err
	}
	if _, l.Takers, err = s.Flows(ctx, ledger.EntryFilter{Counted: true}, ledger.PerRecipient); err != nil {
		return nil, err
	}
	groups, err := s.Ledger.Groups(ctx, ledger.EntryFilter{}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor}, Order: ledger.ByEntries, Limit: maxParties})
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if g.Key[0] == "" || strings.Contains(g.Key[0], "+") {
			continue
		}
		name, err := s.PartyName(ctx, g.Key[0])
		if err != nil {
			return nil, err
		}
		l.Busy = append(l.Busy, ledger.PartyInfo{Key: g.Key[0], Name: name, Entries: g.Entries})
	}
	return l, nil
}
