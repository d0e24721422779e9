package ask

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/highlight"
	"kiroku/serve/site"
	"kiroku/text"
)

// EntryPage is an entry with everything that it rests on.
type EntryPage struct {
	Entry     ledger.Entry
	Claims    []evidence
	More      int // claims that are not shown
	Disagree  []sideBySide
	Decisions []decisionLine
	Panel     *panel // nil for those who only read
	Stale     bool   // somebody decided while the reader looked
	Done      *DoneBar
	Reports   []report
	Relations []relation
	Figures   string // address of the series that a figure stands in
}

// relation is how the entry stands to another one.
type relation struct {
	Kind  ledger.RelationKind
	Rule  string
	Other ledger.Entry
}

// maxTraced bounds the reports whose texts are compared for copies.
const maxTraced = 12

// maxRelations bounds the relations that are shown.
const maxRelations = 40

// report is a document that tells of the entry.
type report struct {
	Document *text.Document
	Origin   *text.Document // that it was copied from, nil where it is no copy
	Stated   []string       // the sums or figures that it gives
}

// maxShown bounds the claims that an entry's page shows: the surest ones.
const maxShown = 60

// evidence is a claim with its words in their context.
type evidence struct {
	Claim    claim.Claim
	Document *text.Document
	Before   bool // the paragraph begins earlier
	Pieces   []highlight.Piece
	After    bool
	Fields   []fieldWords
	Joined   string // the rule that brought it to the entry
}

// fieldWords is a field and the words that it was read from.
type fieldWords struct{ Name, Class, Words string }

func (s Pages) entry(w http.ResponseWriter, r *http.Request) error {
	e, err := s.Ledger.Entry(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p, err := s.EntryPageOf(r, e, "/entry/"+e.ID)
	if err != nil {
		return err
	}
	if p.Done, err = s.DoneBarOf(r); err != nil {
		return err
	}
	return s.Render(w, r, "entry", site.Page{Title: Heading(e), Active: "ledger", Body: p})
}

// EntryPageOf gathers what a page tells of an entry; back is where to go on
// once something was decided.
func (s Pages) EntryPageOf(r *http.Request, e ledger.Entry, back string) (*EntryPage, error) {
	p := &EntryPage{Entry: e}
	var err error
	if p.Claims, err = s.evidence(r.Context(), e); err != nil {
		return nil, err
	}
	p.More = len(e.Claims) - len(p.Claims)
	p.Reports = s.reportsOf(p.Claims)
	if key := cmp.Or(e.Where.Code, claim.FoldName(e.Where.Name)); e.Type == claim.Impact && key != "" {
		p.Figures = site.FiguresURL(e.Action, key)
	}
	if p.Disagree, err = s.disagreementsOf(r.Context(), e); err != nil {
		return nil, err
	}
	if p.Relations, err = s.relationsOf(r.Context(), e); err != nil {
		return nil, err
	}
	about, err := s.Ledger.DecisionsOn(r.Context(), e.ID)
	if err != nil {
		return nil, err
	}
	p.Decisions = decisionLines(about)
	if site.UserOf(r).Role.May(ledger.Reviews) {
		p.Panel, err = s.panelOf(r.Context(), e, p.Claims, back)
	}
	return p, err
}

// relationsOf are the entries that the entry stands in a relation to.
func (s Pages) relationsOf(ctx context.Context, e ledger.Entry) ([]relation, error) {
	var list []relation
	for _, r := range e.Relations[:min(len(e.Relations), maxRelations)] {
		other, err := s.Ledger.Entry(ctx, r.Entry)
		if ledger.CodeOf(err) == ledger.NotFound {
			continue // derived again since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, relation{r.Kind, r.Rule, other})
	}
	return list, nil
}

// reportsOf are the documents of claims, in order, each with where its text
// comes from and what it states.
func (s Pages) reportsOf(claims []evidence) []report {
	var docs []*text.Document
	stated := map[string][]string{}
	for _, ev := range claims {
		if !slices.Contains(docs, ev.Document) {
			docs = append(docs, ev.Document)
		}
		if words := statedIn(ev.Claim); words != "" && !slices.Contains(stated[ev.Document.ID], words) {
			stated[ev.Document.ID] = append(stated[ev.Document.ID], words)
		}
	}
	var list []report
	origins := s.Views.Origins(docs[:min(len(docs), maxTraced)])
	for i, doc := range docs {
		r := report{Document: doc, Stated: stated[doc.ID]}
		for _, other := range docs {
			if i < len(origins) && other.ID == origins[i] && other != doc {
				r.Origin = other
			}
		}
		list = append(list, r)
	}
	return list
}

// statedIn is the sum or the figure that a claim states.
func statedIn(c claim.Claim) string {
	switch {
	case c.Money != nil:
		return phrase.Sum(*c.Money)
	case c.Value.Known():
		return strings.TrimSpace(phrase.Bounded(c.Bound, c.Value, c.ValueTo) + " " + c.Unit)
	case c.Count.Known():
		return phrase.Number(c.Count)
	}
	return phrase.Items(c.Items)
}

// Heading names an entry: "Norway → Ukraine, military aid pledged".
func Heading(e ledger.Entry) string {
	what := strings.TrimSpace(phrase.What(e) + " " + phrase.Stage(e))
	if parties := phrase.Parties(e); parties != "" {
		return parties + ", " + what
	}
	return what
}

// evidence are the claims of an entry, those of the first report first.
func (s Pages) evidence(ctx context.Context, e ledger.Entry) ([]evidence, error) {
	var list []evidence
	documents := map[string]*text.Document{}
	for _, id := range e.Claims[:min(len(e.Claims), maxShown)] {
		c, err := s.Ledger.Claim(ctx, id)
		if err != nil {
			return nil, err
		}
		if documents[c.Document] == nil {
			if documents[c.Document], err = s.Ledger.Document(ctx, c.Document); err != nil {
				return nil, err
			}
		}
		ev := inContext(c, documents[c.Document])
		for _, j := range e.Joins {
			if j.Claim == c.ID {
				ev.Joined = j.Rule
			}
		}
		list = append(list, ev)
	}
	slices.SortStableFunc(list, func(a, b evidence) int {
		return cmp.Or(a.Document.Published.From.Cmp(b.Document.Published.From), cmp.Compare(a.Document.ID, b.Document.ID),
			cmp.Compare(a.Claim.Evidence.Start, b.Claim.Evidence.Start))
	})
	return list, nil
}

// inContext cuts a claim's paragraph into pieces by what its fields were read
// from.
func inContext(c claim.Claim, doc *text.Document) evidence {
	ev := evidence{Claim: c, Document: doc}
	window, before, after := highlight.Around(doc.Text, c)
	ev.Before, ev.After = before, after
	ev.Pieces = highlight.Pieces(doc.Text, window, highlight.FieldMarks(c))
	for _, key := range sortedKeys(c.Spans) {
		name := highlight.FieldName(key)
		ev.Fields = append(ev.Fields, fieldWords{strings.ReplaceAll(name, "_", " "), "f-" + name, c.Spans[key].Of(doc.Text)})
	}
	return ev
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
