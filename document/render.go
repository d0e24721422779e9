package document

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"kiroku/text"
)

// rendering is an HTML tree as plain text: runs of white space are one blank,
// paragraphs have an empty line between them.
type rendering struct {
	text       string
	paragraphs []text.Paragraph
}

// maxTreeDepth bounds recursion; the parser itself stops not far beyond.
const maxTreeDepth = 600

func render(n *html.Node) rendering {
	if n == nil {
		return rendering{}
	}
	var p printer
	p.node(n, text.Body, 0)
	p.flush(text.Body)
	return rendering{p.out.String(), p.paragraphs}
}

// printer writes paragraphs as their elements end.
type printer struct {
	out        strings.Builder
	paragraphs []text.Paragraph
	line       strings.Builder // the paragraph being gathered
	space      bool            // white space is owed before the next word
}

// skipped elements are never part of what a page says.
var skipped = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "nav": true, "footer": true, "form": true, "button": true,
	"select": true, "iframe": true, "svg": true, "math": true, "object": true, "head": true, "aside": true, "audio": true, "video": true,
}

// roles are the elements that make a paragraph, and its role.
var roles = map[string]text.Role{
	"h1": text.Heading, "h2": text.Heading, "h3": text.Heading, "h4": text.Heading, "h5": text.Heading, "h6": text.Heading,
	"li": text.ListItem, "dd": text.ListItem, "dt": text.ListItem, "tr": text.ListItem, "figcaption": text.Caption, "caption": text.Caption,
}

// breaking elements end the paragraph before them and their own.
var breaking = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "main": true, "header": true, "blockquote": true, "pre": true, "ul": true,
	"ol": true, "dl": true, "table": true, "tbody": true, "thead": true, "figure": true, "hr": true, "address": true, "body": true, "html": true,
}

func (p *printer) node(n *html.Node, role text.Role, depth int) {
	switch {
	case depth > maxTreeDepth:
		return
	case n.Type == html.TextNode:
		p.words(n.Data)
		return
	case n.Type == html.ElementNode && skipped[n.Data]:
		return
	}
	outer := role
	own, special := roles[n.Data]
	breaks := n.Type == html.ElementNode && (special || breaking[n.Data])
	if breaks {
		p.flush(outer)
	}
	if special && outer != text.Caption {
		role = own
	}
	switch n.Data {
	case "br":
		p.newline()
	case "td", "th":
		p.space = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c, role, depth+1)
	}
	if breaks {
		p.flush(role)
	}
}

func (p *printer) words(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) && r != '\u00a0' {
			p.space = true
			continue
		}
		if p.space && p.line.Len() > 0 && !strings.HasSuffix(p.line.String()[p.line.Len()-1:], "\n") {
			p.line.WriteByte(' ')
		}
		p.space = false
		p.line.WriteRune(r)
	}
}

// newline keeps one line break; a second ends the paragraph.
func (p *printer) newline() {
	if s := p.line.String(); s == "" || s[len(s)-1] == '\n' {
		p.flush(text.Body)
		return
	}
	p.line.WriteByte('\n')
	p.space = false
}

// flush ends the paragraph that is being gathered.
func (p *printer) flush(role text.Role) {
	s := strings.Trim(p.line.String(), "\n \u00a0")
	p.line.Reset()
	p.space = false
	if s == "" {
		return
	}
	if p.out.Len() > 0 {
		p.out.WriteString("\n\n")
	}
	start := p.out.Len()
	p.out.WriteString(s)
	p.paragraphs = append(p.paragraphs, text.Paragraph{Span: text.Span{Start: start, End: p.out.Len()}, Role: role})
}
