package serve

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

// panel is what a person may decide about an entry as it now is.
type panel struct {
	Entry      ledger.Entry
	Version    string // on which the decision will be taken
	Back       string // where to go on
	Claims     []evidence
	Fields     []editField
	Candidates []alike // entries that may be the same thing
}

// editField is a field as a form shows it.
type editField struct {
	Name, Value string
	Options     []string // of a closed set
}

// alike is an entry to merge with, as it now is.
type alike struct {
	Entry   ledger.Entry
	Version string
}

// maxCandidates bounds the entries that are offered for merging.
const maxCandidates = 8

func (s *Server) panelOf(ctx context.Context, e ledger.Entry, claims []evidence, back string) (*panel, error) {
	p := &panel{Entry: e, Version: ledger.Version(e), Back: back, Claims: claims, Fields: editFields(e)}
	f := ledger.EntryFilter{Types: []claim.Type{e.Type}, Period: around30(e.Dated()), Limit: 4 * maxCandidates}
	switch { // of what tells most things apart, so that few are looked at
	case e.Type == claim.Impact && e.Where.Name != "":
		f.Area, f.Action = cmp.Or(e.Where.Code, e.Where.Name), e.Action
	case e.ActorKey != "":
		f.ActorKey = e.ActorKey
	case e.RecipientKey != "":
		f.RecipientKey = e.RecipientKey
	default:
		return p, nil // nothing says what it might be the same as
	}
	list, err := s.Ledger.Entries(ctx, f)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b ledger.Entry) int { return cmp.Compare(likeness(e, b), likeness(e, a)) })
	for _, o := range list {
		if o.ID != e.ID && len(p.Candidates) < maxCandidates {
			p.Candidates = append(p.Candidates, alike{o, ledger.Version(o)})
		}
	}
	return p, nil
}

// likeness counts in what two entries agree.
func likeness(a, b ledger.Entry) (n int) {
	for _, same := range []bool{a.RecipientKey == b.RecipientKey, a.ActorKey == b.ActorKey, a.Action == b.Action, a.Category == b.Category,
		a.Where == b.Where, a.Dated() == b.Dated(), a.Quantity.Value.Equal(b.Quantity.Value), a.USD.Equal(b.USD)} {
		if same {
			n++
		}
	}
	return n
}

// around30 is a month either way of a date; unknown stays unknown.
func around30(d value.Date) value.Date {
	const days = 30
	if !d.From.IsZero() {
		d.From = d.From.Add(0, 0, -days)
	}
	if !d.To.IsZero() {
		d.To = d.To.Add(0, 0, days)
	}
	return d
}

// editFields are the fields that an entry of its type has, with their values
// in the notation in which they are read.
func editFields(e ledger.Entry) []editField {
	actions := map[claim.Type][]string{claim.Aid: claim.AidActions, claim.Impact: claim.ImpactMeasures, claim.Event: claim.EventKinds, claim.Statement: claim.Stances}
	if e.Type == claim.Sanction {
		for _, a := range claim.SanctionActions {
			for _, m := range claim.SanctionMeasures {
				actions[e.Type] = append(actions[e.Type], a+" "+m)
			}
		}
	}
	fields := []editField{{"action", e.Action, with(actions[e.Type], e.Action)}, {"polarity", string(e.Polarity), []string{string(claim.Affirmed), string(claim.Negated)}},
		{Name: "actors", Value: ledger.FormatParties(e.Actors)}, {Name: "recipients", Value: ledger.FormatParties(e.Recipients)}}
	if e.Type == claim.Aid {
		money := ""
		if e.Money != nil {
			money = e.Money.String()
		}
		fields = append(fields, editField{"category", e.Category, with(claim.Categories, e.Category)}, editField{Name: "money", Value: money})
	}
	if e.Type == claim.Impact || e.Type == claim.Sanction {
		fields = append(fields, editField{Name: "quantity", Value: e.Quantity.String()})
	}
	where := ""
	if e.Where.Name != "" {
		where = ledger.FormatParties([]claim.Party{{Name: e.Where.Name, Code: e.Where.Code}})
	}
	return append(fields, editField{Name: "when", Value: e.When.String()}, editField{Name: "where", Value: where}, editField{Name: "summary", Value: e.Summary})
}

// with is a closed set, and the value that a field has where it is none of it.
func with(options []string, have string) []string {
	if slices.Contains(options, have) {
		return options
	}
	return append([]string{have}, options...)
}

// reviewPage is the queue, its first entry open for decision.
type reviewPage struct {
	Query   query
	At      int // place of the entry in the queue, from 0
	Count   int
	Entry   *entryPage // nil where nothing is left
	Next    []ledger.Entry
	Done    *doneBar
	Skip    string // address of the next one
	Earlier string
}

// shownNext is how many entries that come next the queue shows.
const shownNext = 8

// review shows the queue: what is most worth a person's look first.
func (s *Server) review(w http.ResponseWriter, r *http.Request) error {
	q, err := parseQuery(r.URL)
	if err != nil {
		return err
	}
	p := reviewPage{Query: q}
	if p.At, err = strconv.Atoi(cmp.Or(r.URL.Query().Get("at"), "0")); err != nil || p.At < 0 || p.At > maxPage {
		return ledger.Errorf(ledger.Invalid, "There is no place %q in the queue.", r.URL.Query().Get("at"))
	}
	f := q.Filter
	f.Review = cmp.Or(f.Review, ledger.Open)
	f.Sort = cmp.Or(f.Sort, ledger.ByWorth)
	counted := q
	counted.Filter.Review, counted.path = f.Review, "/review"
	if p.Count, err = s.count(r.Context(), counted); err != nil {
		return err
	}
	p.At = min(p.At, max(p.Count-1, 0))
	f.Offset, f.Limit = p.At, 1+shownNext
	if p.Next, err = s.Ledger.Entries(r.Context(), f); err != nil {
		return err
	}
	if p.Done, err = s.doneBarOf(r); err != nil {
		return err
	}
	if len(p.Next) > 0 {
		if p.Entry, err = s.entryPageOf(r, p.Next[0], p.place(p.At)); err != nil {
			return err
		}
		p.Next = p.Next[1:]
		if p.At+1 < p.Count {
			p.Skip = p.place(p.At + 1)
		}
		if p.At > 0 {
			p.Earlier = p.place(p.At - 1)
		}
	}
	return s.render(w, r, "review", page{Title: "Review", Active: "review", Body: p})
}

// place is the address of a place in the same queue.
func (p reviewPage) place(at int) string {
	v := url.Values{"at": {strconv.Itoa(at)}}
	for _, t := range p.Query.Filter.Types {
		v.Add("type", string(t))
	}
	for name, word := range map[string]string{"party": p.Query.Filter.Party, "sort": string(p.Query.Filter.Sort), "review": string(p.Query.Filter.Review)} {
		if word != "" {
			v.Set(name, word)
		}
	}
	return "/review?" + v.Encode()
}

// decide records what a form says about an entry and goes back. One taken on
// what is no longer so is refused: the page shows what the entry is now.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	e, err := s.Ledger.Entry(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	version := r.PostFormValue("version")
	if version == "" {
		return ledger.Errorf(ledger.Invalid, "The form does not say on what it decides.")
	}
	if version != ledger.Version(e) {
		return s.stale(w, r, e)
	}
	list, err := s.wanted(r, e)
	if err != nil {
		return err
	}
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return err
	}
	var last ledger.Decision
	for i, d := range list {
		d.Who, d.Why, d.At = s.whoIs(r), strings.TrimSpace(r.PostFormValue("why")), ledger.After(append(all, last), s.Now())
		if i > 0 { // taken on what the one before made of it
			if e, err = s.Ledger.Entry(r.Context(), e.ID); err != nil {
				return err
			}
			d.On = []string{ledger.Version(e)}
		}
		last, err = s.Ledger.Decide(r.Context(), d, s.Resolver)
		if ledger.CodeOf(err) == ledger.Conflict {
			if e, err = s.Ledger.Entry(r.Context(), e.ID); err != nil {
				return err
			}
			return s.stale(w, r, e)
		}
		if err != nil {
			return err
		}
	}
	return redirect(w, r, withDone(here(cmp.Or(r.PostFormValue("back"), "/entry/"+e.ID)), last.ID))
}

// stale answers a decision that came too late with the entry as it is now.
func (s *Server) stale(w http.ResponseWriter, r *http.Request, e ledger.Entry) error {
	p, err := s.entryPageOf(r, e, here(r.PostFormValue("back")))
	if err != nil {
		return err
	}
	p.Stale = true
	w.Header().Set("Cache-Control", "no-store")
	return s.renderStatus(w, r, http.StatusConflict, "entry", page{Title: heading(e), Active: "review", Body: p})
}

// wanted are the decisions that a form asks for, on the entry as it is now.
func (s *Server) wanted(r *http.Request, e ledger.Entry) ([]ledger.Decision, error) {
	switch kind := r.PostFormValue("kind"); kind {
	case "accept", "reject":
		return []ledger.Decision{ledger.On(e, ledger.DecisionKind(kind))}, nil
	case "edit":
		return s.edits(r, e)
	case "merge", "apart":
		return s.pairs(r, e, kind)
	case "split":
		d, err := ledger.Split(e, r.PostForm["claim"])
		return []ledger.Decision{d}, err
	default:
		return nil, ledger.Errorf(ledger.Invalid, "There is no decision %q.", kind)
	}
}

// edits are a decision for each field whose value in the form is another.
func (s *Server) edits(r *http.Request, e ledger.Entry) ([]ledger.Decision, error) {
	var list []ledger.Decision
	for _, f := range editFields(e) {
		if _, there := r.PostForm[f.Name]; !there {
			continue
		}
		to := strings.Join(strings.Fields(r.PostFormValue(f.Name)), " ")
		if to == strings.Join(strings.Fields(f.Value), " ") {
			continue
		}
		if slices.Contains([]string{"actors", "recipients", "where"}, f.Name) {
			to = s.named(to)
		}
		if err := ledger.CheckEdit(e, f.Name, to); err != nil {
			return nil, ledger.Errorf(ledger.Invalid, "%w", err)
		}
		d := ledger.On(e, ledger.Edit)
		d.Field, d.Value = f.Name, to
		list = append(list, d)
	}
	if len(list) == 0 {
		return nil, ledger.Errorf(ledger.Invalid, "No field of the form is another than before.")
	}
	return list, nil
}

// named gives codes that stand alone the name of what they are the code of.
func (s *Server) named(parties string) string {
	list, err := ledger.ParseParties(parties)
	if err != nil {
		return parties // the check that follows says what is wrong
	}
	for i, p := range list {
		if name := s.Place(p.Code); p.Code != "" && p.Code == p.Name && name != "" {
			list[i].Name = name
		}
	}
	return ledger.FormatParties(list)
}

// pairs are the decisions that the entry and others are one, or are not.
// Others are named "id@version" by the form, or by an id that was typed.
func (s *Server) pairs(r *http.Request, e ledger.Entry, kind string) ([]ledger.Decision, error) {
	named := slices.Clone(r.PostForm["other"])
	if typed := strings.TrimSpace(r.PostFormValue("other-id")); typed != "" {
		named = append(named, typed[strings.LastIndexByte(typed, '/')+1:])
	}
	others := []ledger.Entry{e}
	for _, name := range named {
		id, version, _ := strings.Cut(name, "@")
		o, err := s.Ledger.Entry(r.Context(), id)
		if err != nil {
			return nil, err
		}
		if version != "" && version != ledger.Version(o) {
			return nil, ledger.Errorf(ledger.Conflict, "Entry %s has changed since you looked at it; go back and look again.", o.ID[:7])
		}
		if !slices.ContainsFunc(others, func(have ledger.Entry) bool { return have.ID == o.ID }) {
			others = append(others, o)
		}
	}
	if len(others) < 2 {
		return nil, ledger.Errorf(ledger.Invalid, "Choose another entry.")
	}
	if kind == "merge" {
		return []ledger.Decision{ledger.Merge(others...)}, nil
	}
	var list []ledger.Decision
	for _, o := range others[1:] {
		list = append(list, ledger.Apart(e, o))
	}
	return list[:1], nil
}

// undo takes a decision back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	i := slices.IndexFunc(all, func(d ledger.Decision) bool { return d.ID == id })
	switch {
	case i < 0:
		return ledger.Errorf(ledger.NotFound, "There is no decision %s.", id)
	case !ledger.Standing(all, all[i]):
		return ledger.Errorf(ledger.Conflict, "The decision is undone already.")
	}
	d := ledger.Decision{Kind: ledger.Undo, Undoes: id, Who: s.whoIs(r), Why: strings.TrimSpace(r.PostFormValue("why")), At: ledger.After(all, s.Now())}
	if d, err = s.Ledger.Decide(r.Context(), d, s.Resolver); err != nil {
		return err
	}
	return redirect(w, r, withDone(here(cmp.Or(r.PostFormValue("back"), "/decisions")), d.ID))
}

// doneBar says what was just decided, and lets it be undone.
type doneBar struct {
	Decision ledger.Decision
	Said     string
	Back     string
	Standing bool
}

// withDone is an address that tells of a decision.
func withDone(address, decision string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	v := u.Query()
	v.Set("done", decision)
	u.RawQuery = v.Encode()
	return u.String()
}

// doneBarOf is the bar for the decision that an address tells of.
func (s *Server) doneBarOf(r *http.Request) (*doneBar, error) {
	v := r.URL.Query()
	id := v.Get("done")
	if id == "" || !userOf(r).Role.May(ledger.Reviews) {
		return nil, nil
	}
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(d ledger.Decision) bool { return d.ID == id })
	if i < 0 {
		return nil, nil
	}
	v.Del("done")
	back := url.URL{Path: r.URL.Path, RawQuery: v.Encode()}
	return &doneBar{all[i], decisionWords(all[i]), back.String(), ledger.Standing(all, all[i])}, nil
}

// decisionWords is a decision in words, without who and why.
func decisionWords(d ledger.Decision) string {
	switch d.Kind {
	case ledger.Accept:
		return "accepted"
	case ledger.Reject:
		return "rejected"
	case ledger.Edit:
		return d.Field + " is " + d.Value
	case ledger.Same:
		return "one thing"
	case ledger.Different:
		return "not the same"
	case ledger.Undo:
		return "taken back"
	}
	return string(d.Kind)
}

// decisionLine is a decision as a list shows it.
type decisionLine struct {
	ledger.Decision
	Said     string
	Standing bool
	Entries  []ledger.Entry // that it is about, as they now are; at most two
}

func decisionLines(all []ledger.Decision) []decisionLine {
	var lines []decisionLine
	for _, d := range all {
		lines = append(lines, decisionLine{Decision: d, Said: decisionWords(d), Standing: ledger.Standing(all, d)})
	}
	return lines
}

// maxDecisions bounds the decisions that the log shows: the newest.
const maxDecisions = 100

// decisions is the log: who decided what, the newest first.
func (s *Server) decisions(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return err
	}
	lines := decisionLines(all)
	slices.Reverse(lines)
	lines = lines[:min(len(lines), maxDecisions)]
	for i, line := range lines {
		told := line.Decision
		if k := slices.IndexFunc(all, func(d ledger.Decision) bool { return told.Kind == ledger.Undo && d.ID == told.Undoes }); k >= 0 {
			told = all[k]
		}
		for _, ids := range [][]string{told.Claims, told.Others} {
			if len(ids) == 0 {
				continue
			}
			e, err := s.Ledger.Entry(r.Context(), ledger.EntryID(ids[0]))
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(lines[i].Entries, func(have ledger.Entry) bool { return have.ID == e.ID }) {
				lines[i].Entries = append(lines[i].Entries, e)
			}
		}
	}
	done, err := s.doneBarOf(r)
	if err != nil {
		return err
	}
	return s.render(w, r, "decisions", page{Title: "Decisions", Active: "decisions", Body: struct {
		Lines  []decisionLine
		Count  int
		Done   *doneBar
		Review bool
	}{lines, len(all), done, userOf(r).Role.May(ledger.Reviews)}})
}

// Why says what makes an entry worth a look.
func (p reviewPage) Why() string {
	e := p.Entry.Entry
	parts := []string{fmt.Sprintf("confidence %.0f %%", 100*e.Confidence)}
	if e.USD.Known() && (e.Money == nil || e.Money.Currency != "USD") {
		parts = append(parts, "about USD "+phrase.Number(e.USD.Round(0)))
	}
	if len(e.Sums) > 1 {
		parts = append(parts, "its sum is stated in "+phrase.Plural(len(e.Sums), "way"))
	}
	if len(e.Documents) > 1 && e.Origins == 1 {
		parts = append(parts, "several reports repeat one origin")
	}
	return strings.Join(parts, " · ")
}
