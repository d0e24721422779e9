package ask

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// actorPage is one party: what it gives, receives, suffers, imposes, does and
// says.
type actorPage struct {
	Key, Name string
	Given     Sum // aid that it gives
	Received  Sum
	To, From  []Flow // most money first
	Parts     []actorPart
	Reversals []sideBySide
}

// actorPart is a list of entries, the newest of them, and where all are.
type actorPart struct {
	Title   string
	Entries []ledger.Entry
	All     string // address of the listing, "" where none has exactly these
	More    bool
}

const (
	maxProfile  = 300 // entries that a profile is made from, the newest
	profileRows = 10
	maxFlows    = 8
)

func (s Pages) actor(w http.ResponseWriter, r *http.Request) error {
	key := r.PathValue("key")
	if len(key) > query.MaxParam || strings.TrimSpace(key) == "" {
		return ledger.Errorf(ledger.NotFound, "There is no such party.")
	}
	p, err := site.Keep(r.Context(), s.Site, "actor "+key, func(ctx context.Context) (*actorPage, error) { return s.actorOf(ctx, key) })
	if err != nil {
		return err
	}
	return s.Render(w, r, "actor", site.Page{Title: p.Name, Active: "actors", Body: p})
}

func (s Pages) actorOf(ctx context.Context, key string) (*actorPage, error) {
	p := &actorPage{Key: key}
	entries, err := s.Ledger.Entries(ctx, ledger.EntryFilter{Party: key, Exactly: true, Likely: true, Sort: ledger.ByNewest, Limit: maxProfile})
	if err != nil {
		return nil, err
	}
	hit, err := s.Ledger.Entries(ctx, ledger.EntryFilter{Types: []claim.Type{claim.Impact}, Area: key, Sort: ledger.ByNewest, Limit: maxProfile})
	if err != nil {
		return nil, err
	}
	if len(entries)+len(hit) == 0 {
		return nil, ledger.Errorf(ledger.NotFound, "The ledger knows no party %q.", key)
	}
	for _, e := range hit {
		if !slices.ContainsFunc(entries, func(o ledger.Entry) bool { return o.ID == e.ID }) {
			entries = append(entries, e)
		}
	}
	if p.Name, err = s.PartyName(ctx, key); err != nil {
		return nil, err
	}
	if p.Given, p.To, err = s.Flows(ctx, ledger.EntryFilter{Actor: key, Exactly: true, Counted: true}, ledger.PerRecipient); err != nil {
		return nil, err
	}
	if p.Received, p.From, err = s.Flows(ctx, ledger.EntryFilter{Recipient: key, Exactly: true, Counted: true}, ledger.PerActor); err != nil {
		return nil, err
	}
	profile := s.Views.Profile(entries, key)
	p.Parts = partsOf(profile, key)
	for _, d := range profile.Reversals[:min(len(profile.Reversals), maxDisagreements)] {
		side, err := s.sides(ctx, d)
		if err != nil {
			return nil, err
		}
		p.Reversals = append(p.Reversals, side)
	}
	return p, nil
}

func partsOf(p site.Profile, key string) []actorPart {
	var parts []actorPart
	for _, l := range []struct {
		title string
		list  []ledger.Entry
		query string
	}{
		{"Gives", p.Gives, "type=aid&counted=1&actor="}, {"Refuses or ends", p.Refuses, ""}, {"Receives", p.Receives, "type=aid&recipient="},
		{"Sanctions", p.Sanctions, "type=sanction&actor="}, {"Is sanctioned", p.Sanctioned, "type=sanction&recipient="},
		{"Suffers", p.Suffers, "type=impact&area="}, {"Does", p.Acts, "type=event&party="}, {"Says", p.Says, "type=statement&actor="},
	} {
		if len(l.list) == 0 {
			continue
		}
		part := actorPart{Title: l.title, Entries: slices.Clone(l.list), More: len(l.list) > profileRows}
		slices.Reverse(part.Entries) // newest first
		part.Entries = part.Entries[:min(len(part.Entries), profileRows)]
		if l.query != "" {
			part.All = "/ledger?" + l.query + url.QueryEscape(key)
		}
		parts = append(parts, part)
	}
	return parts
}
