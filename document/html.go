package document

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"kiroku/document/date"
	"kiroku/source"
	"kiroku/text"
)

// page is what is kept of an HTML page: its main text as plain text,
// paragraphs with an empty line between them, and what it says about itself.
type page struct {
	text       string
	paragraphs []text.Paragraph
	meta       meta
}

const (
	maxNodes = 200_000 // of one page's tree: beyond, it is no article
	little   = 300     // bytes of main text that ask for a second opinion
)

// page reads an HTML document within its limits of nodes and time.
func (r *reader) page(t string) (page, *source.Problem) {
	problem := func(reason, hint string, err error) (page, *source.Problem) {
		return page{}, &source.Problem{Ref: r.raw.Ref, Reason: reason, Hint: hint, Err: err}
	}
	root, err := html.Parse(strings.NewReader(strings.ReplaceAll(t, "\x00", "")))
	if err != nil {
		return problem("is HTML that cannot be taken apart: "+err.Error(), "give its text as a text file", err)
	}
	if n := countNodes(root); n > maxNodes {
		return problem(fmt.Sprintf("is a page of more than %d elements", maxNodes), "give its text as a text file", nil)
	}
	done := make(chan page, 1)
	go func() { done <- r.mainText(root) }()
	late := time.NewTimer(r.limits.MaxPageTime)
	defer late.Stop()
	var p page
	select {
	case p = <-done:
	case <-late.C:
		return problem(fmt.Sprintf("took more than %v to find the main text of", r.limits.MaxPageTime), "give its text as a text file", nil)
	}
	if blank(p.text) {
		return problem("is a page without text; scripts may load it", "save the page from a browser, or give its text", nil)
	}
	return p, nil
}

func countNodes(root *html.Node) int {
	n := 0
	for range root.Descendants() {
		if n++; n > maxNodes {
			break
		}
	}
	return n
}

// mainText finds the main text and what the page says about itself. A library
// may trip over a hostile page; that costs its opinion, not the page.
func (r *reader) mainText(root *html.Node) page {
	m := pageMeta(root)
	address, _ := url.Parse(r.raw.URL)
	var body rendering
	if res := r.trafilatura(root, address, &m); res != nil {
		body = render(res)
	}
	host := ""
	if address != nil {
		host = address.Hostname()
	}
	m.trimTitle(root, host)
	if len(body.text) < little {
		body = secondOpinion(root, address, body)
	}
	for i, p := range body.paragraphs {
		if p.Role == text.Heading && m.title != "" && strings.EqualFold(p.Span.Of(body.text), m.title) {
			body.paragraphs[i].Role = text.Title
		}
	}
	head := readHead(body.text)
	if head.found["source"] == "dateline" {
		m.set("source", head.source, "dateline")
	}
	m.set("byline", head.byline, head.found["byline"])
	m.setDate("updated", head.updated, head.found["updated"])
	return page{body.text, body.paragraphs, m}
}

// trafilatura is the first opinion on the main text, and the last on what the
// page does not say in its markup.
func (r *reader) trafilatura(root *html.Node, address *url.URL, m *meta) (content *html.Node) {
	defer func() {
		if recover() != nil {
			content = nil
		}
	}()
	opts := trafilatura.Options{
		OriginalURL:     address,
		ExcludeComments: true,
		MaxTreeSize:     maxNodes,
		HtmlDateMode:    trafilatura.Disabled,
	}
	dated := !m.published.IsZero()
	if _, ok := date.InAddress(r.raw.URL); !dated && !ok {
		opts.HtmlDateMode = trafilatura.Fast
		opts.HtmlDateOptions = &htmldate.Options{
			UseOriginalDate:     true,
			URL:                 r.raw.URL,
			SkipExtensiveSearch: true,
			MinDate:             time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC),
			MaxDate:             latest(r.raw.Retrieved),
		}
	}
	res, err := trafilatura.ExtractDocument(root, opts)
	if err != nil {
		return nil
	}
	m.set("title", res.Metadata.Title, "page")
	m.set("byline", strings.ReplaceAll(res.Metadata.Author, "; ", ", "), "page")
	m.set("source", res.Metadata.Sitename, "page")
	if !res.Metadata.Date.IsZero() && opts.HtmlDateMode == trafilatura.Fast {
		if d, ok := date.In(res.Metadata.Date.Format(time.DateOnly)); ok {
			m.setDate("published", d, "page text")
		}
	}
	return res.ContentNode
}

// latest bounds a page's date by the time it was taken, where that is known.
func latest(retrieved time.Time) time.Time {
	if retrieved.IsZero() {
		return time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return retrieved.AddDate(0, 0, 1)
}

// secondOpinion finds the text of a page in which little was found: all of it
// where the page is short, since extractors tell text from decoration by its
// length, else what another extractor takes for the text.
func secondOpinion(root *html.Node, address *url.URL, first rendering) rendering {
	whole := render(bodyOf(root))
	if len(whole.text) < 4*little && 4*len(whole.text)+20 > len(first.text) {
		return whole
	}
	other := render(readable(root, address))
	switch {
	case len(other.text) > 2*len(first.text):
		return other
	case first.text == "":
		return whole
	}
	return first
}

// readable is what the second extractor takes for the text.
func readable(root *html.Node, address *url.URL) (content *html.Node) {
	defer func() {
		if recover() != nil {
			content = nil
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxNodes
	article, err := parser.ParseDocument(root, address)
	if err != nil {
		return nil
	}
	return article.Node
}

// bodyOf is the whole page, for pages too short for either opinion.
func bodyOf(root *html.Node) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			return n
		}
	}
	return root
}
