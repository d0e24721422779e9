package document

import (
	"path/filepath"
	"slices"
	"strings"

	"kiroku/document/charset"
	"kiroku/document/date"
	"kiroku/text"
	"kiroku/value"
)

// meta is what a document says about itself, and where each was found.
type meta struct {
	title, byline, source, url, lang string
	published, updated               value.Date
	found                            map[string]string // by JSON name of the field
}

// set takes a field that is not known yet. The first place to say it wins.
func (m *meta) set(field, v, how string) bool {
	if m.found == nil {
		m.found = map[string]string{}
	}
	v = strings.TrimSpace(v)
	to := map[string]*string{"title": &m.title, "byline": &m.byline, "source": &m.source, "url": &m.url, "lang": &m.lang}[field]
	if to == nil || v == "" || *to != "" || len(v) > maxHeadLine {
		return false
	}
	*to, m.found[field] = v, how
	return true
}

func (m *meta) setDate(field string, d value.Date, how string) bool {
	to := &m.published
	if field == "updated" {
		to = &m.updated
	}
	if d.IsZero() || !to.IsZero() {
		return false
	}
	if m.found == nil {
		m.found = map[string]string{}
	}
	*to, m.found[field] = d, how
	return true
}

// fallBack takes the date from the address or the file's name where the text
// has none.
func (m *meta) fallBack(url, ref string) {
	if d, ok := date.InAddress(url); ok {
		m.setDate("published", d, "address")
	}
	if d, ok := date.InAddress(filepath.Base(ref)); ok {
		m.setDate("published", d, "file name")
	}
	if m.published.IsZero() {
		m.setDate("published", m.updated, "date of update")
	}
}

// fill puts what was found into the fields that the document does not have.
func (m *meta) fill(doc *text.Document) {
	doc.Found = map[string]string{}
	for field, pair := range map[string]struct {
		to *string
		v  string
	}{"title": {&doc.Title, m.title}, "byline": {&doc.Byline, m.byline}, "source": {&doc.Source, m.source}, "url": {&doc.URL, m.url}} {
		switch {
		case *pair.to != "":
			doc.Found[field] = "record"
		case pair.v != "":
			*pair.to, doc.Found[field] = pair.v, m.found[field]
		}
	}
	switch {
	case !doc.Published.IsZero():
		doc.Found["published"] = "record"
	case !m.published.IsZero():
		doc.Published, doc.Found["published"] = m.published, m.found["published"]
	}
	if !m.updated.IsZero() {
		doc.Updated, doc.Found["updated"] = m.updated, m.found["updated"]
	}
}

// How much of a text's beginning is taken for its head.
const (
	maxHeadBytes = 6 << 10
	maxHeadLines = 14
	maxHeadLine  = 300 // longest title, in bytes
)

// headLine is a line of a text that is not blank.
type headLine struct {
	text        string
	blankBefore bool
}

// readHead finds what stands before a plain text's first paragraph: front
// matter or header lines ("Date: ..."), else a title, the writer, dates and a
// dateline, in the order that newsrooms use.
func readHead(t string) meta {
	m := meta{found: map[string]string{}}
	t = strings.TrimPrefix(t, charset.BOM)
	fields, body := frontMatter(t)
	m.takeFields(fields, "front matter")
	lines := headLines(t[body:])
	if body == 0 {
		lines = m.headerLines(lines)
	}
	m.titleAndByline(lines)
	return m
}

// headLines are the first lines that are not blank.
func headLines(t string) []headLine {
	var lines []headLine
	cut := min(len(t), maxHeadBytes)
	blankBefore := true
	for line := range strings.Lines(t[:cut]) {
		line = strings.TrimSpace(line)
		if line == "" {
			blankBefore = true
			continue
		}
		lines = append(lines, headLine{line, blankBefore})
		if blankBefore = false; len(lines) == maxHeadLines {
			break
		}
	}
	return lines
}

func fieldOf(key string) string {
	key = strings.ToLower(strings.TrimSpace(key))
	return headWords().field[key]
}

// keyed is one "key: value" line.
type keyed struct{ field, value string }

func (m *meta) takeFields(fields []keyed, how string) {
	for _, f := range fields {
		if f.field != "published" && f.field != "updated" {
			m.set(f.field, f.value, how)
			continue
		}
		d, err := value.ParseDate(f.value)
		if err != nil {
			d, _ = date.In(f.value)
		}
		m.setDate(f.field, d, how)
	}
}

// frontMatter reads the block between two lines of "---" (YAML) or "+++"
// (TOML) that a text may start with, and says where the text proper begins.
// Only plain "key: value" lines are understood; that is all that is needed.
func frontMatter(t string) (fields []keyed, body int) {
	t0 := t
	t = strings.TrimPrefix(t, charset.BOM)
	fence, sep := "---", ":"
	if strings.HasPrefix(t, "+++") {
		fence, sep = "+++", "="
	}
	first, rest, ok := strings.Cut(t, "\n")
	if !ok || strings.TrimRight(first, " \r") != fence {
		return nil, 0
	}
	at := len(t0) - len(rest)
	for line := range strings.Lines(rest[:min(len(rest), maxHeadBytes)]) {
		at += len(line)
		line = strings.TrimRight(line, " \r\n")
		if line == fence || line == "..." {
			if len(fields) == 0 {
				return nil, 0
			}
			return fields, at
		}
		key, v, ok := strings.Cut(line, sep)
		if !ok && line != "" && !strings.HasPrefix(strings.TrimSpace(line), "-") && line[0] != ' ' && line[0] != '#' {
			return nil, 0
		}
		if ok {
			fields = append(fields, keyed{fieldOf(key), unquote(v)})
		}
	}
	return nil, 0
}

// unquote takes the quotes of YAML and TOML off, and a list's brackets.
func unquote(v string) string {
	v = strings.TrimSpace(v)
	v = strings.TrimSuffix(strings.TrimPrefix(v, "["), "]")
	parts := strings.Split(v, `", "`)
	for i := range parts {
		parts[i] = strings.Trim(strings.TrimSpace(parts[i]), `"'`)
	}
	return strings.Join(parts, ", ")
}

// headerLines takes "Key: value" lines at the beginning. One is enough for a
// title or a date with its key; other keys are common words and need company.
func (m *meta) headerLines(lines []headLine) []headLine {
	var fields []keyed
	n := 0
	for n < len(lines) && (n == 0 || !lines[n].blankBefore || fieldIn(lines[n].text) != "") {
		key, v, ok := strings.Cut(lines[n].text, ":")
		field := fieldOf(key)
		if !ok || field == "" || strings.TrimSpace(v) == "" {
			break
		}
		fields = append(fields, keyed{field, v})
		n++
	}
	known := func(f keyed) bool { return f.field == "title" || f.field == "published" }
	if len(fields) < 2 && !slices.ContainsFunc(fields, known) {
		return lines
	}
	m.takeFields(fields, "header lines")
	return lines[n:]
}

func fieldIn(line string) string {
	key, _, _ := strings.Cut(line, ":")
	return fieldOf(key)
}
