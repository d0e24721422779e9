package ask

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"kiroku/ledger"
	"kiroku/serve/site"
	"kiroku/text"
)

// comparePage is how two documents or more tell of things.
type comparePage struct {
	Documents  []*text.Document
	Candidates []candidate // what else could be compared, when there are few
	All        []ledger.Entry
	Some       []told // told by several, not by all
	Only       []onlyIn
	Disagree   []sideBySide
}

// told is an entry and which of the documents, from 1, tell of it.
type told struct {
	ledger.Entry
	In []int
}

// onlyIn is what one document alone tells.
type onlyIn struct {
	Document *text.Document
	Entries  []ledger.Entry
}

// candidate is a document that tells of some of the same entries.
type candidate struct {
	Document ledger.DocumentInfo
	Shared   int
	Add      string // address of the comparison with it
}

// The bounds of what is compared at once: documents, and the entries of each.
const (
	maxCompared = 6
	maxTold     = 800
)

func (s Pages) compare(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	ids := slices.DeleteFunc(slices.Clone(v["doc"]), func(id string) bool { return id == "" })
	if len(ids) > maxCompared {
		return ledger.Errorf(ledger.Invalid, "At most %d reports can be compared.", maxCompared)
	}
	var p comparePage
	in := map[string][]int{} // entry -> documents, from 1
	entries := map[string]ledger.Entry{}
	for _, id := range ids {
		doc, err := s.Ledger.Document(r.Context(), id)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(p.Documents, func(d *text.Document) bool { return d.ID == doc.ID }) {
			continue
		}
		p.Documents = append(p.Documents, doc)
		list, err := s.Ledger.Entries(r.Context(), ledger.EntryFilter{Document: doc.ID, Limit: maxTold})
		if err != nil {
			return err
		}
		for _, e := range list {
			entries[e.ID] = e
			in[e.ID] = append(in[e.ID], len(p.Documents))
		}
	}
	all := slices.SortedFunc(maps.Values(entries), func(a, b ledger.Entry) int {
		return cmp.Or(a.Dated().From.Cmp(b.Dated().From), cmp.Compare(a.ID, b.ID))
	})
	p.sort(all, in)
	if err := s.between(r.Context(), &p, all, in); err != nil {
		return err
	}
	if len(p.Documents) < maxCompared {
		var err error
		if p.Candidates, err = s.candidates(r.Context(), all, p.Documents); err != nil {
			return err
		}
	}
	return s.Render(w, r, "compare", site.Page{Title: "Compare", Active: "compare", Body: p})
}

// sort parts entries by who tells of them.
func (p *comparePage) sort(all []ledger.Entry, in map[string][]int) {
	for _, doc := range p.Documents {
		p.Only = append(p.Only, onlyIn{Document: doc})
	}
	for _, e := range all {
		switch n := in[e.ID]; {
		case len(n) == 1:
			p.Only[n[0]-1].Entries = append(p.Only[n[0]-1].Entries, e)
		case len(n) == len(p.Documents):
			p.All = append(p.All, e)
		default:
			p.Some = append(p.Some, told{e, n})
		}
	}
}

// between adds the disagreements whose sides stand in different documents.
func (s Pages) between(ctx context.Context, p *comparePage, all []ledger.Entry, in map[string][]int) error {
	if len(p.Documents) < 2 {
		return nil
	}
	found, err := s.conflictsOf(ctx, all)
	if err != nil {
		return err
	}
	for _, d := range found {
		from := map[string]bool{}
		side, err := s.sides(ctx, d)
		if err != nil {
			return err
		}
		for _, ev := range side.Sides {
			from[ev.Document.ID] = true
		}
		if len(from) < 2 || len(p.Disagree) == maxDisagreements {
			continue
		}
		p.Disagree = append(p.Disagree, side)
	}
	return nil
}

// candidates are the documents that share most entries with those compared,
// or the newest where none are chosen yet.
func (s Pages) candidates(ctx context.Context, all []ledger.Entry, chosen []*text.Document) ([]candidate, error) {
	const most = 12
	shared := map[string]int{}
	for _, e := range all {
		for _, id := range e.Documents[:min(len(e.Documents), 50)] {
			shared[id]++
		}
	}
	v := url.Values{}
	for _, doc := range chosen {
		delete(shared, doc.ID)
		v.Add("doc", doc.ID)
	}
	var out []candidate
	add := func(doc ledger.DocumentInfo, n int) {
		with := maps.Clone(v)
		with["doc"] = append(slices.Clone(v["doc"]), doc.ID)
		out = append(out, candidate{doc, n, "/compare?" + with.Encode()})
	}
	if len(chosen) == 0 {
		list, err := s.Ledger.Documents(ctx, ledger.DocumentFilter{Newest: true, Limit: most})
		for _, doc := range list {
			add(doc, 0)
		}
		return out, err
	}
	ids := slices.SortedFunc(maps.Keys(shared), func(a, b string) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	for _, id := range ids[:min(len(ids), most)] {
		doc, err := s.Ledger.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		add(ledger.DocumentInfo{Document: *doc}, shared[id])
	}
	return out, nil
}
