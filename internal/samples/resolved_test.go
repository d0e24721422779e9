package samples

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/view"
	"kiroku/text"
)

// resolved is what the program makes of the folder.
type resolved struct {
	docs      map[string]*text.Document
	claims    map[string][]claim.Claim // by document
	entryOf   map[string]ledger.Entry  // by claim
	disagrees []view.Disagreement
}

func resolveAll(t *testing.T) resolved {
	t.Helper()
	r := resolved{docs: read(t), claims: map[string][]claim.Claim{}, entryOf: map[string]ledger.Entry{}}
	var reports []ledger.Report
	for name, doc := range r.docs {
		if doc.Lang != "en" {
			continue
		}
		for _, c := range extract.Claims(lang.Analyze(doc)) {
			r.claims[name] = append(r.claims[name], c)
			reports = append(reports, ledger.Report{Claim: c, Source: doc.Source, Title: doc.Title, Published: doc.Published})
		}
	}
	list := resolve.Entries(resolve.Rules{}, reports, nil)
	for _, e := range list {
		for _, id := range e.Claims {
			r.entryOf[id] = e
		}
	}
	r.disagrees = view.Conflicts(list)
	return r
}

// of gives the entries of the claims of a type that were read from the quoted
// words, or from words that hold them.
func (r resolved) of(q Quote, typ claim.Type) []ledger.Entry {
	words := strings.Fields(q.Quote)
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	places := regexp.MustCompile(strings.Join(words, `\s+`)).FindAllStringIndex(r.docs[q.Document].Text, -1)
	var list []ledger.Entry
	for _, c := range r.claims[q.Document] {
		sp := c.Evidence.Span()
		for _, field := range []string{"money", "value", "items"} {
			if s := c.Spans[field]; !s.IsZero() {
				sp = s
				break
			}
		}
		e := r.entryOf[c.ID]
		if slices.ContainsFunc(places, func(at []int) bool { return sp.Start < at[1] && at[0] < sp.End }) && (typ == "" || c.Type == typ) &&
			!slices.ContainsFunc(list, func(have ledger.Entry) bool { return have.ID == e.ID }) {
			list = append(list, e)
		}
	}
	return list
}

// What comes out as intended of what is planted: floors that only rise. The
// rest is not read as it is meant, which the log of a test names one by one.
const (
	leastEntries   = 11
	leastRelations = 17
	mostFalse      = 1 // conflicts and reversals that nobody planted
)

// TestEntriesAreOne: the planted reports of one thing are one entry.
func TestEntriesAreOne(t *testing.T) {
	r := resolveAll(t)
	right, all := 0, 0
	for _, want := range load(t).Entries {
		if len(want.Reports) < 2 || want.Type == "impact" && want.Fields["value"] == "" {
			continue // alone, or a series of several figures
		}
		all++
		if problem := together(r, want); problem != "" {
			t.Logf("%s: %s", want.ID, problem)
			continue
		}
		right++
	}
	t.Logf("%d of %d entries with several reports come out as intended", right, all)
	if right < leastEntries {
		t.Errorf("%d entries come out as intended, want %d", right, leastEntries)
	}
}

func together(r resolved, want Entry) string {
	var first []ledger.Entry
	for i, q := range want.Reports {
		found := r.of(q, claim.Type(want.Type))
		if len(found) == 0 {
			return fmt.Sprintf("nothing is read from %q in %s", q.Quote, q.Document)
		}
		if i == 0 {
			first = found
			continue
		}
		if !slices.ContainsFunc(found, func(e ledger.Entry) bool {
			return slices.ContainsFunc(first, func(f ledger.Entry) bool { return f.ID == e.ID })
		}) {
			return fmt.Sprintf("%q in %s is %q, not %q", q.Quote, q.Document, found[0].Summary, first[0].Summary)
		}
	}
	return ""
}

// TestRelationsAreFound: what ties two planted quotations comes out, as one
// entry, as a relation between two, or as a disagreement of its kind.
func TestRelationsAreFound(t *testing.T) {
	r := resolveAll(t)
	relations := load(t).Relations
	right := 0
	for _, want := range relations {
		if problem := r.tied(want); problem != "" {
			t.Logf("%s, %q and %q: %s", want.Kind, want.Claims[0].Quote, want.Claims[1].Quote, problem)
			continue
		}
		right++
	}
	t.Logf("%d of %d relations come out as intended", right, len(relations))
	if right < leastRelations {
		t.Errorf("%d relations come out as intended, want %d", right, leastRelations)
	}
}

// tied reports how a relation does not come out, "" when it does.
func (r resolved) tied(want Relation) string {
	as, bs := r.of(want.Claims[0], ""), r.of(want.Claims[1], "")
	if len(as) == 0 || len(bs) == 0 {
		return "nothing is read from one of them"
	}
	kinds := map[string][]string{"rounding": {"same"}, "currency": {"same"}, "acceptance": {"same"}, "lifting": nil, "denial": nil,
		"part": {"part_of", "whole", "same"}, "fulfils": {"draws_on"}, "cumulative": {"sums"}, "correction": {"restatement", "conflict", "update"}}
	wanted, listed := kinds[want.Kind]
	if !listed {
		wanted = []string{want.Kind}
	}
	if wanted == nil {
		return "" // two things, each read
	}
	var got []string
	for _, a := range as {
		for _, b := range bs {
			got = append(got, r.between(a, b)...)
		}
	}
	if slices.ContainsFunc(got, func(k string) bool { return slices.Contains(wanted, k) }) {
		return ""
	}
	return fmt.Sprintf("%q and %q are %v", as[0].Summary, bs[0].Summary, got)
}

func (r resolved) between(a, b ledger.Entry) []string {
	if a.ID == b.ID {
		return []string{"same"}
	}
	var got []string
	for _, rel := range a.Relations {
		if rel.Entry == b.ID {
			got = append(got, string(rel.Kind))
		}
	}
	for _, d := range r.disagrees {
		if slices.Contains(d.Entries, a.ID) && slices.Contains(d.Entries, b.ID) {
			got = append(got, string(d.Kind))
		}
	}
	return got
}

// TestFalseConflicts: hardly anything but what is planted is called a
// conflict or a reversal.
func TestFalseConflicts(t *testing.T) {
	r := resolveAll(t)
	planted := map[string]bool{}
	for _, want := range load(t).Relations {
		for _, a := range r.of(want.Claims[0], "") {
			for _, b := range r.of(want.Claims[1], "") {
				planted[want.Kind+a.ID+b.ID], planted[want.Kind+b.ID+a.ID] = true, true
			}
		}
	}
	wrong := 0
	for _, d := range r.disagrees {
		if d.Kind == view.Conflict || d.Kind == view.Reversal {
			if !planted[string(d.Kind)+d.Entries[0]+d.Entries[len(d.Entries)-1]] {
				t.Logf("%s that nobody planted: %s", d.Kind, d.Why)
				wrong++
			}
		}
	}
	if wrong > mostFalse {
		t.Errorf("%d false conflicts and reversals, at most %d", wrong, mostFalse)
	}
}
