package review

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/ask"
	"kiroku/serve/site"
	"kiroku/text"
)

// byHandPage asks for a claim that was missed in a document.
type byHandPage struct {
	Document *text.Document
	Quote    string
	Type     claim.Type
	Actions  []string
	Wrong    string
	Form     url.Values // as it was filled
}

// Value is what a field of the form was filled with.
func (p byHandPage) Value(name string) string { return p.Form.Get(name) }

// Has reports whether the claims of the type have a field.
func (p byHandPage) Has(name string) bool {
	switch name {
	case "category", "money":
		return p.Type == claim.Aid
	case "quantity":
		return p.Type == claim.Impact || p.Type == claim.Sanction
	}
	return true
}

// Categories are the classes of aid.
func (byHandPage) Categories() []string { return claim.Categories }

// maxQuote bounds the words of a claim that a person marks.
const maxQuote = 2000

// byHand shows the form: words that were marked in the document come with the
// address.
func (s pages) byHand(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.Ledger.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	v := r.URL.Query()
	return s.askByHand(w, r, http.StatusOK, doc, v, "")
}

func (s pages) askByHand(w http.ResponseWriter, r *http.Request, status int, doc *text.Document, form url.Values, wrong string) error {
	p := byHandPage{Document: doc, Quote: form.Get("quote"), Type: claim.Type(form.Get("type")), Wrong: wrong, Form: form}
	if !slices.Contains(claim.Types, p.Type) {
		p.Type = claim.Aid
	}
	if len(p.Quote) > maxQuote {
		return ledger.Errorf(ledger.Invalid, "Mark fewer words: %d bytes at most.", maxQuote)
	}
	p.Actions = ask.EditFields(ledger.Entry{Type: p.Type})[0].Options[1:] // the first is none
	return s.RenderStatus(w, r, status, "byhand", site.Page{Title: "A missed claim", Active: "documents", Body: p})
}

// markByHand adds the claim that a form describes.
func (s pages) markByHand(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.Ledger.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return ledger.Errorf(ledger.Invalid, "The form cannot be read.")
	}
	c, err := s.claimOf(doc, r.PostForm)
	if err != nil {
		return s.askByHand(w, r, http.StatusBadRequest, doc, r.PostForm, err.Error())
	}
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return err
	}
	dec := ledger.Decision{Who: s.WhoIs(r), Why: strings.TrimSpace("marked by hand " + r.PostFormValue("why")), At: ledger.After(all, s.Now())}
	e, err := s.Ledger.Mark(r.Context(), c, dec, s.Resolver)
	if err != nil {
		return err
	}
	return site.Redirect(w, r, "/entry/"+e.ID)
}

// claimOf is the claim that a form describes, grounded in the words that it
// quotes: those of the document, and of them the first where they stand there
// more than once.
func (s pages) claimOf(doc *text.Document, form url.Values) (claim.Claim, error) {
	sp, err := quoted(doc.Text, form.Get("quote"))
	if err != nil {
		return claim.Claim{}, err
	}
	e := ledger.Entry{Type: claim.Type(form.Get("type"))}
	if !slices.Contains(claim.Types, e.Type) {
		return claim.Claim{}, ledger.Errorf(ledger.Invalid, "There is no type %q.", e.Type)
	}
	for _, field := range []string{"action", "polarity", "actors", "recipients", "category", "money", "quantity", "when", "where"} {
		to := strings.Join(strings.Fields(form.Get(field)), " ")
		if to == "" && field != "action" {
			continue
		}
		if field == "actors" || field == "recipients" || field == "where" {
			to = s.named(to)
		}
		if err := ledger.Set(&e, field, to); err != nil {
			return claim.Claim{}, ledger.Errorf(ledger.Invalid, "%w", err)
		}
	}
	if len(e.Actors) == 0 && len(e.Recipients) == 0 && e.Where.Name == "" {
		return claim.Claim{}, ledger.Errorf(ledger.Invalid, "Say who acts, upon whom, or where.")
	}
	c := claimFor(e)
	if !e.When.IsZero() {
		c.When.Text = strings.Join(strings.Fields(form.Get("when")), " ")
	}
	if c.Type == claim.Statement {
		c.Content, c.Quoted = sp.Of(doc.Text), "indirect"
	}
	return claim.Seal(doc, sp, c)
}

// claimFor is the claim that an entry of these fields would be made from.
func claimFor(e ledger.Entry) claim.Claim {
	c := claim.Claim{Type: e.Type, Polarity: e.Polarity, Confidence: 1, Rule: "hand", Version: "1", Spans: map[string]text.Span{},
		Actors: e.Actors, Recipients: e.Recipients, Category: e.Category, Money: e.Money, Where: e.Where, When: claim.When{Date: e.When}}
	switch e.Type {
	case claim.Aid:
		c.Action = e.Action
	case claim.Sanction:
		c.Action, c.Measure, _ = strings.Cut(e.Action, " ")
		c.Count = e.Quantity.Value
	case claim.Impact:
		c.Measure = e.Action
		c.Value, c.ValueTo, c.Unit, c.Bound = e.Quantity.Value, e.Quantity.ValueTo, e.Quantity.Unit, e.Quantity.Bound
	case claim.Event:
		c.Kind = e.Action
	default:
		c.Stance = e.Action
	}
	return c
}

// quoted finds words in a text, whatever white space stands between them.
func quoted(t, quote string) (text.Span, error) {
	words := strings.Fields(quote)
	if len(words) == 0 || len(quote) > maxQuote {
		return text.Span{}, ledger.Errorf(ledger.Invalid, "Quote the words that say it, %d bytes at most.", maxQuote)
	}
	for from := 0; ; {
		i := strings.Index(t[from:], words[0])
		if i < 0 {
			return text.Span{}, ledger.Errorf(ledger.Invalid, "These words do not stand in the report: %q.", strings.Join(words, " "))
		}
		start := from + i
		at, ok := start+len(words[0]), true
		for _, word := range words[1:] {
			rest := strings.TrimLeft(t[at:], " \t\r\n\u00a0")
			if ok = strings.HasPrefix(rest, word) && len(rest) < len(t)-at; !ok {
				break
			}
			at = len(t) - len(rest) + len(word)
		}
		if ok {
			return text.Span{Start: start, End: at}, nil
		}
		from = start + len(words[0])
	}
}
