package review

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"kiroku/ledger"
	"kiroku/serve/ask"
	"kiroku/serve/site"
)

// decide records what a form says about an entry and goes back. One taken on
// what is no longer so is refused: the page shows what the entry is now.
func (s pages) decide(w http.ResponseWriter, r *http.Request) error {
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
		d.Who, d.Why, d.At = s.WhoIs(r), strings.TrimSpace(r.PostFormValue("why")), ledger.After(append(all, last), s.Now())
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
	return site.Redirect(w, r, ask.WithDone(site.Here(cmp.Or(r.PostFormValue("back"), "/entry/"+e.ID)), last.ID))
}

// stale answers a decision that came too late with the entry as it is now.
func (s pages) stale(w http.ResponseWriter, r *http.Request, e ledger.Entry) error {
	p, err := s.EntryPageOf(r, e, site.Here(r.PostFormValue("back")))
	if err != nil {
		return err
	}
	p.Stale = true
	w.Header().Set("Cache-Control", "no-store")
	return s.RenderStatus(w, r, http.StatusConflict, "entry", site.Page{Title: ask.Heading(e), Active: "review", Body: p})
}

// wanted are the decisions that a form asks for, on the entry as it is now.
func (s pages) wanted(r *http.Request, e ledger.Entry) ([]ledger.Decision, error) {
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
func (s pages) edits(r *http.Request, e ledger.Entry) ([]ledger.Decision, error) {
	var list []ledger.Decision
	for _, f := range ask.EditFields(e) {
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
func (s pages) named(parties string) string {
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
func (s pages) pairs(r *http.Request, e ledger.Entry, kind string) ([]ledger.Decision, error) {
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
func (s pages) undo(w http.ResponseWriter, r *http.Request) error {
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
	d := ledger.Decision{Kind: ledger.Undo, Undoes: id, Who: s.WhoIs(r), Why: strings.TrimSpace(r.PostFormValue("why")), At: ledger.After(all, s.Now())}
	if d, err = s.Ledger.Decide(r.Context(), d, s.Resolver); err != nil {
		return err
	}
	return site.Redirect(w, r, ask.WithDone(site.Here(cmp.Or(r.PostFormValue("back"), "/decisions")), d.ID))
}
