package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"kiroku/document/date"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

var (
	feedHead    = regexp.MustCompile(`(?s)^(?:<\?xml.{0,300}?\?>\s*|<\?xml-stylesheet.{0,300}?\?>\s*|<!--.{0,900}?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]`)
	sitemapHead = regexp.MustCompile(`(?s)^(?:<\?.{0,300}?\?>\s*|<!--.{0,900}?-->\s*)*<(?:urlset|sitemapindex)[\s>]`)
	jsonFeed    = regexp.MustCompile(`^\{\s*"version"\s*:\s*"https?://jsonfeed\.org/`)
)

func looksFeed(start []byte) bool {
	return feedHead.Match(start[:min(len(start), 8<<10)]) || jsonFeed.Match(start[:min(len(start), 300)])
}

// feed gives a document for each entry of an RSS, Atom or JSON feed: the
// content that the feed carries, else its summary.
func (r *reader) feed(b []byte) {
	f, cut, err := parseFeed(b)
	if err != nil {
		r.yield(nil, &source.Problem{Ref: r.raw.Ref, Reason: "is a feed that cannot be taken apart: " + err.Error(), Hint: "get it again from where it came", Err: err})
		return
	}
	given, whole := 0, r.newDocument(b).Raw
	for i, item := range f.Items {
		doc, bad := r.entry(f, item, i+1)
		if doc != nil {
			doc.Raw = whole
			given++
		}
		if !r.yield(doc, bad) {
			return
		}
	}
	switch {
	case cut:
		r.yield(nil, &source.Problem{Ref: r.raw.Ref, Reason: fmt.Sprintf("is a feed that is cut short; %d entries are read", given), Hint: "get it again from where it came"})
	case len(f.Items) == 0:
		r.yield(nil, &source.Problem{Ref: r.raw.Ref, Reason: "is a feed without entries", Hint: "nothing to do unless it should have some"})
	}
}

// parseFeed reads a feed; of one that is cut short it reads what is whole.
func parseFeed(b []byte) (f *gofeed.Feed, cut bool, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			f, err = nil, fmt.Errorf("%v", cause)
		}
	}()
	if f, err = gofeed.NewParser().Parse(bytes.NewReader(b)); err == nil {
		return f, false, nil
	}
	for _, end := range []struct{ item, rest string }{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}} {
		i := bytes.LastIndex(b, []byte(end.item))
		if i < 0 {
			continue
		}
		whole := append(bytes.Clone(b[:i+len(end.item)]), end.rest...)
		if f, again := gofeed.NewParser().Parse(bytes.NewReader(whole)); again == nil {
			return f, true, nil
		}
	}
	return nil, false, err
}

// Links are the addresses that a feed lists, and when it says that their pages
// appeared or changed.
func Links(feed []byte) ([]source.Link, error) {
	f, _, err := parseFeed(feed)
	if err != nil {
		return nil, err
	}
	var links []source.Link
	for _, item := range f.Items {
		link := source.Link{URL: strings.TrimSpace(item.Link)}
		if link.URL == "" && strings.HasPrefix(item.GUID, "http") {
			link.URL = item.GUID
		}
		for _, at := range []*time.Time{item.UpdatedParsed, item.PublishedParsed} {
			if at != nil && link.Changed.IsZero() {
				link.Changed = *at
			}
		}
		if link.URL != "" {
			links = append(links, link)
		}
	}
	return links, nil
}

func (r *reader) entry(f *gofeed.Feed, item *gofeed.Item, n int) (*text.Document, *source.Problem) {
	body := item.Content
	if len(strings.TrimSpace(body)) < len(strings.TrimSpace(item.Description)) {
		body = item.Description
	}
	doc := r.newDocument([]byte(body))
	if doc.Ref = item.GUID; doc.Ref == "" {
		doc.Ref = fmt.Sprintf("%s#%d", r.raw.Ref, n)
	}
	if doc.URL = item.Link; doc.URL == "" && strings.HasPrefix(item.GUID, "http") {
		doc.URL = item.GUID
	}
	page, err := fragment(body)
	switch {
	case err != nil:
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: fmt.Sprintf("has an entry (%d) that cannot be taken apart", n), Hint: "the other entries are read", Err: err}
	case blank(page.text):
		return nil, &source.Problem{Ref: r.raw.Ref, Reason: fmt.Sprintf("has an entry (%d) without text", n), Hint: "give the address that it links to: " + clip(item.Link)}
	}
	doc.Text, doc.Paragraphs = page.text, page.paragraphs
	m := meta{found: map[string]string{}}
	const how = "feed"
	m.set("title", plainText(item.Title), how)
	m.set("source", plainText(f.Title), how)
	m.set("lang", f.Language, how)
	var writers []string
	for _, a := range item.Authors[:min(len(item.Authors), 10)] {
		if a != nil && a.Name != "" {
			writers = append(writers, plainText(a.Name))
		}
	}
	m.set("byline", strings.Join(writers, ", "), how)
	m.setDate("published", day(item.PublishedParsed, item.Published), how)
	m.setDate("updated", day(item.UpdatedParsed, item.Updated), how)
	r.finish(doc, m)
	return doc, nil
}

// day is the day of a feed's date, as written where that can be read, since
// the parsed one is in another zone.
func day(parsed *time.Time, written string) value.Date {
	if d, ok := date.In(written); ok {
		return d
	}
	if parsed == nil {
		return value.Date{}
	}
	return value.OnDay(value.DayOf(*parsed))
}

// fragment is a piece of HTML, or plain text, as text.
func fragment(s string) (rendering, error) {
	root, err := html.Parse(strings.NewReader(strings.ToValidUTF8(s, "\ufffd")))
	if err != nil {
		return rendering{}, err
	}
	if countNodes(root) > maxNodes {
		return rendering{}, fmt.Errorf("more than %d elements", maxNodes)
	}
	return render(bodyOf(root)), nil
}

// plainText is one line of text out of a piece of HTML.
func plainText(s string) string {
	p, err := fragment(s)
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(p.text), " ")
}
