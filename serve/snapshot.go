package serve

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/value"
)

// snapshot is what listings need of the whole ledger, as it stood at one
// revision. It never changes, so any number of requests may read it at once.
type snapshot struct {
	revision  string
	rows      []row // by date, undated last, then id
	byID      map[string]int
	documents []ledger.DocumentInfo // by publication, then id
	reports   int                   // claims in all
	sources   []sourceCount
	decisions []ledger.Decision
	derived   derived
}

// row is an entry without what only its own page shows, and the words that it
// is found by.
type row struct {
	ledger.Entry
	Reports    int // documents that report it
	actors     string
	recipients string
	parties    string // those, and whom it goes through
	words      string // folded: everything that a person might type
	sum        float64
	from       string // day, for comparing; "" is none
}

// sourceCount is an outlet or author and what the ledger has of it.
type sourceCount struct {
	Name        string
	Documents   int
	Claims      int
	First, Last value.Day
}

// derived are the views that are worked out once a snapshot, when first asked
// for.
type derived struct {
	conflicts sync.Once
	disagree  []Disagreement
	byEntry   map[string][]Disagreement
	figures   sync.Once
	series    []Series
	home      sync.Once
	overview  overview
	orders    sync.Map // order -> []*row
	totals    sync.Map // query and currency -> []Total
	profiles  sync.Map // party -> Profile
}

// snapshots keeps the newest one.
type snapshots struct {
	load func(ctx context.Context, old *snapshot, revision string) (*snapshot, error)

	mu      sync.Mutex
	newest  *snapshot
	checked time.Time
}

// checkEvery is for how long a snapshot is taken for the newest without asking.
const checkEvery = 200 * time.Millisecond

// snapshot is the newest state of the ledger.
func (s *Server) snapshot(ctx context.Context) (*snapshot, error) {
	v := &s.views
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.newest != nil && time.Since(v.checked) < checkEvery {
		return v.newest, nil
	}
	revision, err := s.Ledger.State(ctx)
	if err != nil {
		return nil, err
	}
	if v.newest == nil || v.newest.revision != revision {
		snap, err := v.load(context.WithoutCancel(ctx), v.newest, revision)
		if err != nil {
			return nil, err
		}
		v.newest = snap
	}
	v.checked = time.Now()
	return v.newest, nil
}

// changed makes the next request look at the ledger again.
func (s *Server) changed() {
	s.views.mu.Lock()
	defer s.views.mu.Unlock()
	s.views.checked = time.Time{}
}

// load reads what a snapshot holds.
func (s *Server) load(ctx context.Context, _ *snapshot, revision string) (*snapshot, error) {
	start := time.Now()
	entries, err := s.Ledger.Entries(ctx, ledger.EntryFilter{})
	if err != nil {
		return nil, err
	}
	docs, err := s.Ledger.Documents(ctx, ledger.DocumentFilter{})
	if err != nil {
		return nil, err
	}
	decisions, err := s.Ledger.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	snap := &snapshot{revision: revision, documents: docs, decisions: decisions, rows: make([]row, len(entries)), byID: make(map[string]int, len(entries))}
	for i, e := range entries {
		snap.rows[i] = rowOf(e)
		snap.byID[e.ID] = i
	}
	snap.count()
	s.Log.Info("looked at the ledger", "entries", len(entries), "documents", len(docs), "took", time.Since(start).Round(time.Millisecond))
	return snap, nil
}

// rowOf leaves out what listings do not show.
func rowOf(e ledger.Entry) row {
	r := row{Reports: len(e.Documents), actors: partyWords(e.Actors), recipients: partyWords(e.Recipients)}
	r.parties = r.actors + r.recipients + partyWords(e.Via)
	r.words = " " + claim.FoldName(strings.Join([]string{e.Summary, e.Content, e.Where.Name, e.Category}, " "))
	if d := e.Dated().From; !d.IsZero() {
		r.from = d.String()
	}
	if e.Money != nil && e.Money.Amount.Known() {
		r.sum = e.Money.Amount.Float()
	}
	e.Joins = nil
	r.Entry = e
	return r
}

// partyWords is what parties are found by: "\x00DEU\x00 german army". A code
// stands between marks, a name begins after a space, as each of its words does.
func partyWords(list []claim.Party) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString("\x00" + p.Code + "\x00 " + claim.FoldName(p.Name))
	}
	b.WriteByte(0)
	return b.String()
}

// count fills in what is counted over all.
func (snap *snapshot) count() {
	bySource := map[string]*sourceCount{}
	for _, d := range snap.documents {
		snap.reports += d.Claims
		name := sourceName(d)
		c := bySource[name]
		if c == nil {
			c = &sourceCount{Name: name}
			bySource[name] = c
		}
		c.Documents++
		c.Claims += d.Claims
		if day := d.Published.From; !day.IsZero() {
			if c.First.IsZero() || day.Cmp(c.First) < 0 {
				c.First = day
			}
			if day.Cmp(c.Last) > 0 {
				c.Last = day
			}
		}
	}
	for _, c := range bySource {
		snap.sources = append(snap.sources, *c)
	}
	slices.SortFunc(snap.sources, func(a, b sourceCount) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
}

// find is the row of an entry, nil where there is none.
func (snap *snapshot) find(id string) *row {
	if i, ok := snap.byID[id]; ok {
		return &snap.rows[i]
	}
	return nil
}

// entries are the entries of rows, for views.
func entriesOf(rows []*row) []ledger.Entry {
	list := make([]ledger.Entry, len(rows))
	for i, r := range rows {
		list[i] = r.Entry
	}
	return list
}

func (snap *snapshot) all() []*row {
	list := make([]*row, len(snap.rows))
	for i := range snap.rows {
		list[i] = &snap.rows[i]
	}
	return list
}

// disagreements are those of the whole ledger.
func (s *Server) disagreements(snap *snapshot) []Disagreement {
	d := &snap.derived
	d.conflicts.Do(func() {
		d.disagree, d.byEntry = s.Views.Conflicts(entriesOf(snap.all())), map[string][]Disagreement{}
		for _, g := range d.disagree {
			for _, id := range g.Entries {
				d.byEntry[id] = append(d.byEntry[id], g)
			}
		}
	})
	return d.disagree
}

// disagreementsOf are those that an entry is part of.
func (s *Server) disagreementsOf(snap *snapshot, id string) []Disagreement {
	s.disagreements(snap)
	list := snap.derived.byEntry[id]
	return list[:min(len(list), maxDisagreements)]
}

// maxDisagreements bounds those that one page shows in full.
const maxDisagreements = 12

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// sourceName is what a reader would call where a document comes from.
func sourceName(d ledger.DocumentInfo) string {
	return cmp.Or(d.Source, d.URL[strings.LastIndexByte(d.URL, '/')+1:], d.Ref[strings.LastIndexByte(d.Ref, '/')+1:])
}
