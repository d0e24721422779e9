package review

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/ask"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// reviewPage is the queue, its first entry open for decision.
type reviewPage struct {
	Query   query.Query
	At      int // place of the entry in the queue, from 0
	Count   int
	Entry   *ask.EntryPage // nil where nothing is left
	Next    []ledger.Entry
	Done    *ask.DoneBar
	Skip    string // address of the next one
	Earlier string
}

// shownNext is how many entries that come next the queue shows.
const shownNext = 8

// review shows the queue: what is most worth a person's look first.
func (s pages) review(w http.ResponseWriter, r *http.Request) error {
	q, err := query.Parse(r.URL)
	if err != nil {
		return err
	}
	p := reviewPage{Query: q}
	if p.At, err = strconv.Atoi(cmp.Or(r.URL.Query().Get("at"), "0")); err != nil || p.At < 0 || p.At > query.MaxPage {
		return ledger.Errorf(ledger.Invalid, "There is no place %q in the queue.", r.URL.Query().Get("at"))
	}
	f := q.Filter
	f.Review = cmp.Or(f.Review, ledger.Open)
	f.Sort = cmp.Or(f.Sort, ledger.ByWorth)
	counted := q
	counted.Filter.Review, counted = f.Review, counted.On("/review")
	if p.Count, err = s.Count(r.Context(), counted); err != nil {
		return err
	}
	p.At = min(p.At, max(p.Count-1, 0))
	f.Offset, f.Limit = p.At, 1+shownNext
	if p.Next, err = s.Ledger.Entries(r.Context(), f); err != nil {
		return err
	}
	if p.Done, err = s.DoneBarOf(r); err != nil {
		return err
	}
	if len(p.Next) > 0 {
		if p.Entry, err = s.EntryPageOf(r, p.Next[0], p.place(p.At)); err != nil {
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
	return s.Render(w, r, "review", site.Page{Title: "Review", Active: "review", Body: p})
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
