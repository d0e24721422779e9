package document

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	if d, ok := addressDate(url); ok {
		m.setDate("published", d, "address")
	}
	if d, ok := addressDate(filepath.Base(ref)); ok {
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
	t = strings.TrimPrefix(t, utf8BOM)
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
			d, _ = dateIn(f.value)
		}
		m.setDate(f.field, d, how)
	}
}

// frontMatter reads the block between two lines of "---" (YAML) or "+++"
// (TOML) that a text may start with, and says where the text proper begins.
// Only plain "key: value" lines are understood; that is all that is needed.
func frontMatter(t string) (fields []keyed, body int) {
	t0 := t
	t = strings.TrimPrefix(t, utf8BOM)
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

// titleAndByline reads the lines before the first paragraph.
func (m *meta) titleAndByline(lines []headLine) {
	n := 0
	if m.title == "" && len(lines) > 1 && titleLike(lines[0].text) && endsTitle(lines[1]) {
		m.set("title", strings.TrimLeft(lines[0].text, "# "), "first line")
		n = 1
	}
	for ; n < len(lines); n++ {
		line := lines[n].text
		switch {
		case strings.EqualFold(strings.Trim(line, "# *"), m.title):
		case m.takeDateline(line):
		case m.takeByline(line), m.takeNameAndDate(line), m.takeDateLine(line), m.takeName(lines, n):
		default:
			if sentenceLike(line) && (n+1 == len(lines) || lines[n+1].blankBefore) {
				return
			}
		}
	}
}

// titleLike reports whether a first line can be a title: short, not ended like
// a sentence, not begun like a list, a dateline or the middle of something.
func titleLike(line string) bool {
	line = strings.TrimLeft(line, "# ")
	if !strings.ContainsFunc(line, unicode.IsLetter) || len(line) > maxHeadLine || strings.Count(line, " ") > 32 || dateline.MatchString(line) {
		return false
	}
	if _, ok := wholeDate(line); ok || byWho.MatchString(line) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !strings.ContainsRune(`'"“‘$€£¿¡`, first) && unicode.IsLower(first) {
		return false
	}
	return !strings.ContainsRune(".;:,", last) || strings.HasSuffix(line, "U.S.") || strings.HasSuffix(line, "U.N.")
}

// endsTitle reports whether the line after a first line shows that that was a
// whole line: a line that goes on in small letters is the rest of a sentence
// in a text with fixed line ends.
func endsTitle(next headLine) bool {
	if next.blankBefore {
		return true
	}
	first, _ := utf8.DecodeRuneInString(next.text)
	return !unicode.IsLower(first)
}

func sentenceLike(line string) bool { return len(line) > 120 || strings.HasSuffix(line, ".") }

var (
	byWho    = regexp.MustCompile(`^(?:(?i:by|written by|reported by|story by|author:|by:|reporting by))\s+(\p{Lu}[^.!?]{2,120}?)(?:\s*[|•·—–]\s*(.*))?$`)
	nameOnly = regexp.MustCompile(`^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|del|van|von|der|bin|al|el|and|&))*(?:,? (?:and )?\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*)*)*$`)
	updateOf = regexp.MustCompile(`(?i)^(?:last )?(?:updated?|modified|edited)(?: on| at)?\b:?\s*`)
	publishs = regexp.MustCompile(`(?i)^(?:first |originally )?(?:published|posted|issued|released|date|dated|filed)(?: on| at)?\b:?\s*`)
	dateline = regexp.MustCompile(`^\s*(?:\*\*)?(\p{Lu}[\p{L}'’.-]*(?:[ /-]\p{Lu}[\p{L}'’.-]*){0,4})(?:, ?\p{Lu}[\p{L}'’. ]{1,30})?((?:, | )?(?:(?i:` + monthNames + `)\.? \d{1,2}|\d{1,2} (?i:` + monthNames + `)\.?)(?:, (?:19|20)\d\d|(?:19|20)\d\d)?)?\s*(?:\((\p{Lu}[\p{L}\d .&/'’-]{1,40})\))?(?:\*\*)?\s*(?:—|–|--| - |: )`)
)

// takeByline reads "By Mara Ilves" and, on the same line, a date after a bar.
func (m *meta) takeByline(line string) bool {
	g := byWho.FindStringSubmatch(line[:min(len(line), maxHeadLine)])
	if g == nil || len(strings.Fields(g[1])) > 14 {
		return false
	}
	who := g[1]
	if d, at, ok := findDate(who); ok {
		m.setDate("published", d, "byline")
		who = strings.TrimRight(who[:at[0]], " ,|-–—")
	}
	if d, ok := dateIn(g[2]); ok {
		m.setDate("published", d, "byline")
	}
	m.set("byline", who, "byline")
	return true
}

// takeDateLine reads a line that says when: "Updated: 3 March 2022",
// "Published March 3, 2022", or a date alone.
func (m *meta) takeDateLine(line string) bool {
	if len(line) > 160 {
		return false
	}
	if rest := updateOf.FindString(line); rest != "" {
		d, ok := dateIn(line[len(rest):])
		m.setDate("updated", d, "first lines")
		return ok || len(line) == len(rest)
	}
	if rest := publishs.FindString(line); rest != "" {
		after := line[len(rest):]
		d, at, ok := findDate(after)
		if ok {
			m.setDate("published", d, "first lines")
			if tail := after[at[1]:]; strings.Contains(strings.ToLower(tail), "updated") {
				if u, ok := dateIn(tail); ok {
					m.setDate("updated", u, "first lines")
				}
			}
		}
		return ok
	}
	d, ok := wholeDate(line)
	m.setDate("published", d, "first lines")
	return ok
}

// wholeDate is the date of a line that holds little else: a weekday, a time, a
// zone, a place before it.
func wholeDate(line string) (value.Date, bool) {
	if len(line) > 80 {
		return value.Date{}, false
	}
	d, at, ok := findDate(line)
	if !ok {
		return value.Date{}, false
	}
	letters := 0
	for _, word := range strings.FieldsFunc(line[:at[0]]+" "+line[at[1]:], func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !headWords().date[strings.ToLower(word)] {
			letters += len(word)
		}
	}
	return d, letters <= 14 && !strings.HasSuffix(line, ".")
}

// takeNameAndDate reads "Amsel Post, 20 March 2024" and "Mara Ilves | 20 March
// 2024". A name before a comma may be a place's, so there only an outlet's
// counts.
func (m *meta) takeNameAndDate(line string) bool {
	if len(line) > 100 {
		return false
	}
	d, at, ok := findDate(line)
	if !ok || at[0] < 4 {
		return false
	}
	before := strings.TrimRight(line[:at[0]], " ")
	name := strings.TrimRight(before, " ,|-–—·•")
	if _, alone := wholeDate(line[at[0]:]); !alone || strings.HasSuffix(before, ",") && !hasOutletWord(name) || !m.takeNamed(name) {
		return false
	}
	m.setDate("published", d, "first lines")
	return true
}

// takeName reads a name alone on its line, beside a line that says when: the
// way pages print a writer or themselves.
func (m *meta) takeName(lines []headLine, n int) bool {
	line := lines[n].text
	beside := func(i int) bool {
		if i < 1 || i >= len(lines) {
			return false
		}
		_, date := wholeDate(lines[i].text)
		return date || len(lines[i].text) < 100 && (updateOf.MatchString(lines[i].text) || publishs.MatchString(lines[i].text))
	}
	return n > 0 && (beside(n-1) || beside(n+1)) && m.takeNamed(line)
}

// takeNamed takes a name for an outlet's where a word like "Gazette" is in it
// or where the writer is known, else for a writer's.
func (m *meta) takeNamed(name string) bool {
	words := strings.Count(name, " ") + 1
	if words > 6 || len(name) > 60 || !nameOnly.MatchString(name) || headWords().date[strings.ToLower(name)] {
		return false
	}
	switch {
	case hasOutletWord(name) || m.byline != "":
		return m.set("source", name, "first lines")
	case words > 1:
		return m.set("byline", name, "first lines")
	}
	return false
}

func hasOutletWord(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool {
		return headWords().outlet[strings.ToLower(strings.Trim(w, ".,"))]
	})
}

// takeDateline reads "KYIV, March 3 (Outlet) —" at the start of a paragraph. A
// day without a year gives no date: the year is not in the text.
func (m *meta) takeDateline(line string) bool {
	g := dateline.FindStringSubmatch(line[:min(len(line), 200)])
	if g == nil || g[2] == "" && g[3] == "" {
		return false
	}
	m.set("source", g[3], "dateline")
	if d, ok := dateIn(g[2]); ok {
		m.setDate("published", d, "dateline")
	}
	return true
}
