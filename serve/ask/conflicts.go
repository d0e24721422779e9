package ask

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/serve/site"
	"kiroku/text"
)

// sideBySide is a disagreement with the words of each side.
type sideBySide struct {
	site.Disagreement
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
func (s Pages) disagreementsOf(ctx context.Context, e ledger.Entry) ([]sideBySide, error) {
	near, err := s.neighbours(ctx, e)
	if err != nil {
		return nil, err
	}
	var out []sideBySide
	found, err := s.conflictsOf(ctx, near)
	if err != nil {
		return nil, err
	}
	for _, d := range found {
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
func (s Pages) neighbours(ctx context.Context, e ledger.Entry) ([]ledger.Entry, error) {
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
func (s Pages) sides(ctx context.Context, d site.Disagreement) (sideBySide, error) {
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

// conflictKinds are the kinds of disagreements, those that call for a person
// first.
var conflictKinds = []string{"conflict", "reversal", "restatement", "scope", "update", "rounding", "other_currency"}

// calling are the kinds that wait for somebody to look.
var calling = map[string]bool{"conflict": true, "reversal": true, "restatement": true}

// conflictList is a page of the ledger's disagreements.
type conflictList struct {
	Kinds  []kindCount
	Kind   string // "" is those that call for a person
	Shown  []sideBySide
	Known  bool // false while they are being looked for
	Count  int
	Page   int
	Pages  int
	Titles map[string]string
}

type kindCount struct {
	Kind  string
	Count int
}

const conflictsPerPage = 15

func (s Pages) conflicts(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	l := conflictList{Kind: v.Get("kind")}
	if l.Kind != "" && !slices.Contains(conflictKinds, l.Kind) {
		return ledger.Errorf(ledger.Invalid, "There is no kind %q of disagreement.", l.Kind)
	}
	var err error
	if l.Page, err = query.PageOf(v); err != nil {
		return err
	}
	all, known, err := s.AllConflicts(r.Context())
	if err != nil {
		return err
	}
	l.Known = known
	for _, kind := range conflictKinds {
		l.Kinds = append(l.Kinds, kindCount{kind, len(all[kind])})
	}
	found := all[l.Kind]
	l.Count, l.Pages = len(found), query.Pages(len(found), conflictsPerPage)
	start := min(len(found), (l.Page-1)*conflictsPerPage)
	for _, d := range found[start:min(len(found), start+conflictsPerPage)] {
		side, err := s.sides(r.Context(), d)
		if ledger.CodeOf(err) == ledger.NotFound {
			continue // the ledger changed since they were looked for
		}
		if err != nil {
			return err
		}
		l.Shown = append(l.Shown, side)
	}
	return s.Render(w, r, "conflicts", site.Page{Title: "Disagreements", Active: "conflicts", Body: l})
}

// At is the address of another page of the list.
func (l conflictList) At(page int) string {
	v := url.Values{}
	if l.Kind != "" {
		v.Set("kind", l.Kind)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return "/disagreements?" + v.Encode()
}

// conflictsOf are the disagreements among a few entries.
func (s Pages) conflictsOf(ctx context.Context, list []ledger.Entry) ([]site.Disagreement, error) {
	var documents []string
	for _, e := range list {
		if len(documents)+len(e.Documents) <= maxNeighbours {
			documents = append(documents, e.Documents...)
		}
	}
	if len(documents) == 0 {
		return s.Views.Conflicts(list), nil
	}
	slices.Sort(documents)
	copies, err := s.Ledger.Copies(ctx, slices.Compact(documents)...)
	return s.Views.Conflicts(list, copies...), err
}

// AllConflicts are the disagreements of the whole ledger by kind, newest
// first; under "" those that call for a person. They are looked for in the
// background; known is false until they were once.
func (s Pages) AllConflicts(ctx context.Context) (byKind map[string][]site.Disagreement, known bool, err error) {
	return site.KeepSlow(ctx, s.Site, "disagreements", func(ctx context.Context) (map[string][]site.Disagreement, error) {
		var all []ledger.Entry
		for e, err := range s.everyEntry(ctx, query.Query{Filter: ledger.EntryFilter{Sort: ledger.ByDate}}) {
			if err != nil {
				return nil, err
			}
			if e.Type != claim.Statement && e.Type != claim.Event { // which nothing compares
				all = append(all, e)
			}
		}
		copies, err := s.Ledger.Copies(ctx)
		if err != nil {
			return nil, err
		}
		found := s.Views.Conflicts(all, copies...)
		slices.Reverse(found)
		byKind := map[string][]site.Disagreement{}
		for _, d := range found {
			byKind[d.Kind] = append(byKind[d.Kind], d)
			if calling[d.Kind] {
				byKind[""] = append(byKind[""], d)
			}
		}
		return byKind, nil
	})
}
