package serve

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/value"
)

// actorPage is one party: what it gives, receives, suffers, imposes, does and
// says.
type actorPage struct {
	Key, Name string
	Given     sumOf // aid that it gives
	Received  sumOf
	To, From  []flow // most money first
	Parts     []actorPart
	Reversals []sideBySide
}

type sumOf struct {
	USD     value.Number
	Counted int
	Unknown int
}

// flow is aid between two parties.
type flow struct {
	Key, Name string
	sumOf
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

func (s *Server) actor(w http.ResponseWriter, r *http.Request) error {
	key := r.PathValue("key")
	if len(key) > query.MaxParam || strings.TrimSpace(key) == "" {
		return ledger.Errorf(ledger.NotFound, "There is no such party.")
	}
	p, err := keep(r.Context(), s, "actor "+key, func(ctx context.Context) (*actorPage, error) { return s.actorOf(ctx, key) })
	if err != nil {
		return err
	}
	return s.render(w, r, "actor", page{Title: p.Name, Active: "actors", Body: p})
}

func (s *Server) actorOf(ctx context.Context, key string) (*actorPage, error) {
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
	if p.Name, err = s.partyName(ctx, key); err != nil {
		return nil, err
	}
	if p.Given, p.To, err = s.flows(ctx, ledger.EntryFilter{Actor: key, Exactly: true, Counted: true}, ledger.PerRecipient); err != nil {
		return nil, err
	}
	if p.Received, p.From, err = s.flows(ctx, ledger.EntryFilter{Recipient: key, Exactly: true, Counted: true}, ledger.PerActor); err != nil {
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

func partsOf(p Profile, key string) []actorPart {
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

// flows is the counted aid of a filter, and with whom.
func (s *Server) flows(ctx context.Context, f ledger.EntryFilter, by ledger.Dimension) (all sumOf, list []flow, err error) {
	groups, err := s.Ledger.Groups(ctx, f, ledger.Grouping{By: []ledger.Dimension{by}, Order: ledger.BySum})
	if err != nil {
		return all, nil, err
	}
	all.USD = value.Int(0)
	for _, g := range groups {
		one := sumOf{g.USD, g.Counted, g.Unknown}
		all = sumOf{all.USD.Add(one.USD), all.Counted + one.Counted, all.Unknown + one.Unknown}
		if len(list) < maxFlows && g.Key[0] != "" {
			list = append(list, flow{Key: g.Key[0], sumOf: one})
		}
	}
	for i := range list {
		if list[i].Name, err = s.partyName(ctx, list[i].Key); err != nil {
			return all, nil, err
		}
	}
	return all, list, nil
}

// partyName is the name to show for a key of a party.
func (s *Server) partyName(ctx context.Context, key string) (string, error) {
	if name := s.Place(key); name != "" {
		return name, nil
	}
	return keep(ctx, s, "name "+key, func(ctx context.Context) (string, error) {
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

// actorList is who acts and who is acted upon.
type actorList struct {
	Words  string
	Found  []ledger.PartyInfo
	Givers []flow
	Takers []flow
	Busy   []ledger.PartyInfo // whom most entries are about
}

const maxParties = 60

func (s *Server) actors(w http.ResponseWriter, r *http.Request) error {
	if err := query.Check(r.URL.Query()); err != nil {
		return err
	}
	l := actorList{Words: strings.TrimSpace(r.URL.Query().Get("q"))}
	var err error
	if l.Words != "" {
		l.Found, err = s.Ledger.Parties(r.Context(), l.Words, maxParties)
	} else {
		var kept *actorList
		if kept, err = keep(r.Context(), s, "actors", s.actorsOf); err == nil {
			l = *kept
		}
	}
	if err != nil {
		return err
	}
	return s.render(w, r, "actors", page{Title: "Actors", Active: "actors", Body: l})
}

func (s *Server) actorsOf(ctx context.Context) (l *actorList, err error) {
	l = &actorList{}
	if _, l.Givers, err = s.flows(ctx, ledger.EntryFilter{Counted: true}, ledger.PerActor); err != nil {
		return nil, err
	}
	if _, l.Takers, err = s.flows(ctx, ledger.EntryFilter{Counted: true}, ledger.PerRecipient); err != nil {
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
		name, err := s.partyName(ctx, g.Key[0])
		if err != nil {
			return nil, err
		}
		l.Busy = append(l.Busy, ledger.PartyInfo{Key: g.Key[0], Name: name, Entries: g.Entries})
	}
	return l, nil
}
