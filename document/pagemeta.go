package document

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"kiroku/document/date"
)

// pageMeta reads what a page says about itself in its markup: JSON-LD first,
// which editors' systems write, then <meta>, <time>, <link> and <html lang>.
func pageMeta(root *html.Node) meta {
	m := meta{found: map[string]string{}}
	var later meta // what <time> says goes after every <meta>
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			m.set("lang", attr(n, "lang"), "html lang")
		case "script":
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				m.linkedData(n.FirstChild.Data)
			}
		case "meta":
			m.metaTag(n)
		case "link":
			if strings.EqualFold(attr(n, "rel"), "canonical") && strings.HasPrefix(attr(n, "href"), "http") {
				m.set("url", attr(n, "href"), "canonical link")
			}
		case "time":
			if d, ok := date.In(attr(n, "datetime")); ok {
				field := "published"
				if strings.Contains(attr(n, "itemprop")+attr(n, "class"), "odified") || strings.Contains(attr(n, "class"), "pdated") {
					field = "updated"
				}
				later.setDate(field, d, "time element")
			}
		}
	}
	m.setDate("published", later.published, "time element")
	m.setDate("updated", later.updated, "time element")
	return m
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (m *meta) metaTag(n *html.Node) {
	name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop") + attr(n, "http-equiv"))
	content := attr(n, "content")
	switch field := headWords().meta[name]; {
	case field == "":
	case field == "published" || field == "updated":
		if d, ok := date.In(content); ok {
			m.setDate(field, d, "meta "+name)
		}
	case field == "byline" && strings.HasPrefix(content, "http"):
	case field == "url" && !strings.HasPrefix(content, "http"):
	default:
		m.set(field, content, "meta "+name)
	}
}

// titleEnds are the signs that pages put between a title and their own name.
var titleEnds = []string{" | ", " - ", " – ", " — ", " » ", " › ", " :: ", " · "}

// trimTitle takes the page's own name off the end of its title: what follows
// the words of a main heading, or what is the outlet's name or its host's.
func (m *meta) trimTitle(root *html.Node, host string) {
	headings := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "h1" {
			continue
		}
		h := strings.Join(strings.Fields(render(n).text), " ")
		rest, ok := strings.CutPrefix(m.title, h)
		if ok && len(h) >= 8 && slices.ContainsFunc(titleEnds, func(sep string) bool { return strings.HasPrefix(rest, sep) }) {
			m.title = h
			return
		}
		if headings++; headings == 20 {
			break
		}
	}
	for range 2 {
		cut := -1
		var tail string
		for _, sep := range titleEnds {
			if i := strings.LastIndex(m.title, sep); i > cut {
				cut, tail = i, squash(m.title[i+len(sep):])
			}
		}
		own := squash(m.source)
		if cut < 8 || tail == "" || tail != own && !strings.Contains(squash(host), tail) && (own == "" || !strings.Contains(tail, own)) {
			return
		}
		m.title = strings.TrimSpace(m.title[:cut])
	}
}

// squash leaves the letters and digits of a name, small.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// article is the part of schema.org's Article that we read.
type article struct {
	Type      any             `json:"@type"`
	Headline  string          `json:"headline"`
	Published string          `json:"datePublished"`
	Modified  string          `json:"dateModified"`
	Author    json.RawMessage `json:"author"`
	Publisher json.RawMessage `json:"publisher"`
	Graph     []article       `json:"@graph"`
}

// linkedData reads a block of JSON-LD; one that is no JSON says nothing.
func (m *meta) linkedData(s string) {
	var items []article
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "[") {
		if json.Unmarshal([]byte(s), &items) != nil {
			return
		}
	} else {
		var one article
		if json.Unmarshal([]byte(s), &one) != nil {
			return
		}
		items = append([]article{one}, one.Graph...)
	}
	for _, it := range items {
		if it.Published == "" && it.Headline == "" {
			continue
		}
		const how = "linked data"
		m.set("title", html.UnescapeString(it.Headline), how)
		m.set("byline", names(it.Author, 0), how)
		m.set("source", names(it.Publisher, 0), how)
		if d, ok := date.In(it.Published); ok {
			m.setDate("published", d, how)
		}
		if d, ok := date.In(it.Modified); ok {
			m.setDate("updated", d, how)
		}
	}
}

// names are the names of a schema.org person or organization, or of a list.
func names(raw json.RawMessage, depth int) string {
	if depth > 2 {
		return ""
	}
	var one struct {
		Name string `json:"name"`
	}
	var many []json.RawMessage
	var word string
	switch {
	case json.Unmarshal(raw, &word) == nil:
		if strings.HasPrefix(word, "http") {
			return ""
		}
		return word
	case json.Unmarshal(raw, &one) == nil:
		return one.Name
	case json.Unmarshal(raw, &many) == nil:
		var all []string
		for _, m := range many[:min(len(many), 10)] {
			if name := names(m, depth+1); name != "" {
				all = append(all, name)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
