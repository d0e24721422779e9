package document

import (
	"regexp"
	"strings"

	"kiroku/document/charset"
	"kiroku/text"
)

// markdown finds the blocks of a Markdown text by its lines. The text is kept
// as the file has it; spans leave out the marks that make a line a heading, an
// item or a quotation, so that later stages read words.
func markdown(t string) ([]text.Paragraph, meta) {
	m := readHead(t)
	b := blocks{t: t}
	_, body := frontMatter(t)
	if body > 0 {
		b.add(0, body, text.Byline)
	} else if strings.HasPrefix(t, charset.BOM) {
		body = len(charset.BOM)
	}
	for at := body; at < len(t); {
		end := len(t)
		if i := strings.IndexByte(t[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		b.line(at, end)
		at = end
	}
	b.close()
	if m.found["title"] == "first line" || m.title == "" {
		b.takeTitle(&m)
	}
	b.markTitle(m.title)
	return b.out, m
}

// blocks gathers lines to paragraphs.
type blocks struct {
	t          string
	out        []text.Paragraph
	open       bool // the last paragraph may go on
	fence      string
	comment    bool
	firstLevel int // of the first heading
}

var (
	mdATX      = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$`)
	mdItem     = regexp.MustCompile(`^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\] )?`)
	mdQuote    = regexp.MustCompile(`^ {0,3}(?:> ?)+`)
	mdRule     = regexp.MustCompile(`^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+)$`)
	mdSetext   = regexp.MustCompile(`^ {0,3}(?:=+|-+)$`)
	mdFence    = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	mdImage    = regexp.MustCompile(`^ {0,3}!\[[^\]]*\]\([^)]*\)$`)
	mdTableRow = regexp.MustCompile(`^ {0,3}\|.*\|$`)
	mdTableBar = regexp.MustCompile(`^ {0,3}\|[ :|-]+\|$`)
)

// line takes the line t[at:end], with its line end.
func (b *blocks) line(at, end int) {
	s := strings.TrimRight(b.t[at:end], " \t\r\n")
	if b.inert(s, at, end) {
		return
	}
	switch {
	case s == "":
		b.close()
	case mdSetext.MatchString(s) && b.open && b.last().Role == text.Body && !strings.Contains(b.last().Span.Of(b.t), "\n"):
		b.last().Role = text.Heading
		b.close()
	case mdRule.MatchString(s), mdTableBar.MatchString(s):
		b.close()
	case mdATX.MatchString(s):
		g := mdATX.FindStringSubmatchIndex(s)
		if b.close(); b.firstLevel == 0 {
			b.firstLevel = g[3] - g[2]
		}
		b.add(at+g[4], at+g[5], text.Heading)
	case mdImage.MatchString(s):
		b.close()
		b.add(at, at+len(s), text.Caption)
	case mdTableRow.MatchString(s):
		b.close()
		b.add(at, at+len(s), text.ListItem)
	case mdItem.MatchString(s):
		b.close()
		b.open = b.add(at+len(mdItem.FindString(s)), at+len(s), text.ListItem)
	case b.open:
		b.last().Span.End = at + len(s)
	default:
		start := at + len(mdQuote.FindString(s))
		for start < at+len(s) && (b.t[start] == ' ' || b.t[start] == '\t') {
			start++
		}
		b.open = b.add(start, at+len(s), text.Body)
	}
}

// inert takes the lines of code and comments, which nobody reads for claims.
func (b *blocks) inert(s string, at, end int) bool {
	switch {
	case b.fence != "":
		b.last().Span.End = at + len(s)
		if strings.HasPrefix(strings.TrimLeft(s, " "), b.fence) {
			b.fence = ""
		}
	case b.comment:
		b.last().Span.End = at + len(s)
		b.comment = !strings.Contains(s, "-->")
	case mdFence.MatchString(s):
		b.close()
		b.fence = mdFence.FindStringSubmatch(s)[1]
		b.add(at, at+len(s), text.Boilerplate)
	case strings.HasPrefix(strings.TrimLeft(s, " "), "<!--"):
		b.close()
		b.comment = !strings.Contains(s, "-->")
		b.add(at, at+len(s), text.Boilerplate)
	default:
		return false
	}
	return true
}

func (b *blocks) last() *text.Paragraph { return &b.out[len(b.out)-1] }

func (b *blocks) close() { b.open = false }

// add reports whether there was anything to add.
func (b *blocks) add(start, end int, role text.Role) bool {
	if start >= end {
		return false
	}
	b.out = append(b.out, text.Paragraph{Span: text.Span{Start: start, End: end}, Role: role})
	return true
}

// takeTitle takes the first heading for the title where it comes before the
// text proper.
func (b *blocks) takeTitle(m *meta) {
	for i := range b.out {
		switch p := &b.out[i]; p.Role {
		case text.Byline, text.Caption, text.Boilerplate:
		case text.Heading:
			m.title = ""
			m.set("title", strings.Trim(p.Span.Of(b.t), "*_ "), "first heading")
			return
		default:
			return
		}
	}
}

func (b *blocks) markTitle(title string) {
	for i := range b.out {
		p := &b.out[i]
		if p.Role == text.Heading && title != "" && strings.EqualFold(strings.Trim(p.Span.Of(b.t), "*_ "), title) {
			p.Role = text.Title
		}
	}
}
