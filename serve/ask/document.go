package ask

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/serve/highlight"
	"kiroku/serve/query"
	"kiroku/serve/site"
	"kiroku/text"
)

// documentPage is a document as it was read, with its claims marked in it.
type documentPage struct {
	Document   *text.Document
	Paragraphs []paragraph
	Claims     []documentClaim
	Audit      bool // unread numbers and verbs are marked too
	Unread     []site.Unread
	CanAudit   bool
	Cut        bool // the text goes on
	CanMark    bool // claims that were missed may be added
}

type paragraph struct {
	Role   text.Role
	Pieces []highlight.Piece
}

// documentClaim is a claim and the entry that it came to.
type documentClaim struct {
	evidence
	Entry *ledger.Entry
}

// maxReader bounds the text that a page shows.
const maxReader = 400 << 10

func (s Pages) document(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.Ledger.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := documentPage{Document: doc, CanAudit: s.Audit != nil, Audit: s.Audit != nil && r.URL.Query().Get("audit") != "", Cut: len(doc.Text) > maxReader,
		CanMark: site.UserOf(r).Role.May(ledger.Reviews)}
	entries, err := s.Ledger.Entries(r.Context(), ledger.EntryFilter{Document: doc.ID})
	if err != nil {
		return err
	}
	byClaim := map[string]*ledger.Entry{}
	for i, e := range entries {
		for _, id := range e.Claims {
			byClaim[id] = &entries[i]
		}
	}
	var marks []highlight.Mark
	for c, err := range s.Ledger.Claims(r.Context(), ledger.ClaimFilter{Document: doc.ID}) {
		if err != nil {
			return err
		}
		p.Claims = append(p.Claims, documentClaim{inContext(c, doc), byClaim[c.ID]})
		marks = append(marks, highlight.Mark{Span: c.Evidence.Span(), Class: "claim t-" + string(c.Type), Label: claimLabel(c), Ref: c.ID})
	}
	if p.Audit {
		p.Unread = s.Audit(doc)
		for _, u := range p.Unread {
			marks = append(marks, highlight.Mark{Span: u.Span, Class: "unread", Label: "unread " + u.Kind + ": " + u.Reason})
		}
	}
	p.Paragraphs = paragraphs(doc, marks)
	return s.Render(w, r, "document", site.Page{Title: title(doc), Active: "documents", Body: p})
}

// title is what a document calls itself, or else where it was read from.
func title(doc *text.Document) string {
	if t := strings.Join(strings.Fields(doc.Title), " "); t != "" {
		return t
	}
	return doc.Ref
}

// claimLabel is a claim's type and kind: "aid, pledge".
func claimLabel(c claim.Claim) string {
	parts := []string{string(c.Type)}
	for _, s := range []string{c.Action, c.Measure, c.Kind, c.Stance} {
		if s != "" {
			parts = append(parts, strings.ReplaceAll(s, "_", " "))
		}
	}
	return strings.Join(parts, ", ")
}

// paragraphs parts a document's text with its marks. A document that does not
// say where its paragraphs are is cut at blank lines.
func paragraphs(doc *text.Document, marks []highlight.Mark) []paragraph {
	spans := doc.Paragraphs
	if len(spans) == 0 {
		at := 0
		for part := range strings.SplitSeq(doc.Text, "\n\n") {
			spans = append(spans, text.Paragraph{Span: text.Span{Start: at, End: at + len(part)}})
			at += len(part) + 2
		}
	}
	slices.SortStableFunc(marks, func(a, b highlight.Mark) int { return a.Span.Start - b.Span.Start })
	var out []paragraph
	next := 0
	var open []highlight.Mark
	for _, p := range spans {
		if p.Span.Start >= maxReader {
			break
		}
		for ; next < len(marks) && marks[next].Span.Start < p.Span.End; next++ {
			open = append(open, marks[next])
		}
		open = slices.DeleteFunc(open, func(m highlight.Mark) bool { return m.Span.End <= p.Span.Start })
		if strings.TrimSpace(p.Span.Of(doc.Text)) == "" {
			continue
		}
		out = append(out, paragraph{p.Role, highlight.Pieces(doc.Text, p.Span, open)})
	}
	return out
}

// documentList is a page of the documents of the ledger.
type documentList struct {
	Documents []ledger.DocumentInfo
	Sources   []ledger.SourceInfo
	Source    string
	Since     string
	Until     string
	Count     int
	Page      int
	Pages     int
}

// maxSources bounds the outlets that the filter offers.
const maxSources = 300

func (s Pages) documents(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if err := query.Check(v); err != nil {
		return err
	}
	l := documentList{Source: v.Get("source"), Since: strings.TrimSpace(v.Get("since")), Until: strings.TrimSpace(v.Get("until"))}
	var err error
	if l.Page, err = query.PageOf(v); err != nil {
		return err
	}
	f := ledger.DocumentFilter{Source: l.Source, Newest: true, Limit: perPage, Offset: (l.Page - 1) * perPage}
	if f.Period, err = query.Period(l.Since, l.Until); err != nil {
		return err
	}
	if l.Documents, err = s.Ledger.Documents(r.Context(), f); err != nil {
		return err
	}
	if l.Count, err = s.Ledger.CountDocuments(r.Context(), f); err != nil {
		return err
	}
	if l.Sources, err = site.Keep(r.Context(), s.Site, "sources", s.Ledger.Sources); err != nil {
		return err
	}
	l.Sources, l.Pages = l.Sources[:min(len(l.Sources), maxSources)], query.Pages(l.Count, perPage)
	return s.Render(w, r, "documents", site.Page{Title: "Documents", Active: "documents", Body: l})
}

// At is the address of another page of the list.
func (l documentList) At(page int) string {
	v := url.Values{}
	for name, s := range map[string]string{"source": l.Source, "since": l.Since, "until": l.Until} {
		if s != "" {
			v.Set(name, s)
		}
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return "/documents?" + v.Encode()
}
