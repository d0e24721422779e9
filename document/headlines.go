package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/document/date"
	"kiroku/value"
)

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
	dateline = regexp.MustCompile(`^\s*(?:\*\*)?(\p{Lu}[\p{L}'’.-]*(?:[ /-]\p{Lu}[\p{L}'’.-]*){0,4})(?:, ?\p{Lu}[\p{L}'’. ]{1,30})?((?:, | )?(?:(?i:` + date.MonthNames + `)\.? \d{1,2}|\d{1,2} (?i:` + date.MonthNames + `)\.?)(?:, (?:19|20)\d\d|(?:19|20)\d\d)?)?\s*(?:\((\p{Lu}[\p{L}\d .&/'’-]{1,40})\))?(?:\*\*)?\s*(?:—|–|--| - |: )`)
)

// takeByline reads "By Mara Ilves" and, on the same line, a date after a bar.
func (m *meta) takeByline(line string) bool {
	g := byWho.FindStringSubmatch(line[:min(len(line), maxHeadLine)])
	if g == nil || len(strings.Fields(g[1])) > 14 {
		return false
	}
	who := g[1]
	if d, at, ok := date.Find(who); ok {
		m.setDate("published", d, "byline")
		who = strings.TrimRight(who[:at[0]], " ,|-–—")
	}
	if d, ok := date.In(g[2]); ok {
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
		d, ok := date.In(line[len(rest):])
		m.setDate("updated", d, "first lines")
		return ok || len(line) == len(rest)
	}
	if rest := publishs.FindString(line); rest != "" {
		after := line[len(rest):]
		d, at, ok := date.Find(after)
		if ok {
			m.setDate("published", d, "first lines")
			if tail := after[at[1]:]; strings.Contains(strings.ToLower(tail), "updated") {
				if u, ok := date.In(tail); ok {
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
	d, at, ok := date.Find(line)
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
	d, at, ok := date.Find(line)
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
	if d, ok := date.In(g[2]); ok {
		m.setDate("published", d, "dateline")
	}
	return true
}
