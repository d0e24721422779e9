package segment

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/text"
)

// Longest texts of a role, in bytes: longer ones are prose.
const (
	maxHeading     = 120
	maxByline      = 160
	maxBoilerplate = 240
)

// assignRoles gives every paragraph without a role one.
func assignRoles(doc *text.Document, paras []text.Paragraph) {
	title := plain(doc.Title)
	var headings []int // found here
	prose := false
	for i := range paras {
		t := paras[i].Span.Of(doc.Text)
		if paras[i].Role == text.Body {
			switch {
			case title != "" && len(t) < 2*len(doc.Title)+10 && plain(t) == title:
				paras[i].Role = text.Title
			case unstopped(t) && (heading(t) || i == 0 && headline(t)):
				headings = append(headings, i)
			}
			paras[i].Role = cmp.Or(other(t, doc.Byline), paras[i].Role)
		}
		prose = prose || paras[i].Role == text.Body && endsLikeProse(t)
	}
	// Where no paragraph has a stop, none is a heading: then it is how the writer writes.
	for _, i := range headings {
		switch {
		case !prose || paras[i].Role != text.Body:
		case i == 0 && doc.Title == "":
			paras[i].Role = text.Title
		default:
			paras[i].Role = text.Heading
		}
	}
}

// other is the role of a paragraph that is neither prose nor title nor
// heading, or none.
func other(t, writers string) text.Role {
	switch {
	case byline(t, writers):
		return text.Byline
	case caption(t):
		return text.Caption
	case boilerplate(t) || !wordy(t): // rules, markup comments
		return text.Boilerplate
	case bullet(t):
		return text.ListItem
	}
	return text.Body
}

// wordy reports whether t has a letter or a digit.
func wordy(t string) bool {
	return strings.ContainsFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// plain is t in small letters, without marks and blanks, to compare titles by.
func plain(t string) string {
	if len(t) > 400 {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToLower(t) {
		if r >= utf8.RuneSelf && r != '’' && r != '‘' && r != '“' && r != '”' || r < utf8.RuneSelf && (letter(byte(r)) || digit(byte(r))) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// bullet reports whether the line starts with the mark of a list's item.
func bullet(t string) bool {
	for _, mark := range [...]string{"• ", "* ", "- ", "– ", "— ", "● ", "▪ ", "◦ ", "·  ", "■ ", "► ", "o\t", "•\t", "•"} {
		if strings.HasPrefix(t, mark) {
			return true
		}
	}
	n := digits(t, 0, min(len(t), 3))
	return n > 0 && n < 3 && len(t) > n+1 && (t[n] == '.' || t[n] == ')') && (t[n+1] == ' ' || t[n+1] == '\t')
}

// unstopped reports whether t is a short line without a stop or a quotation.
func unstopped(t string) bool {
	if i := strings.LastIndexByte(t, '['); i > 0 && strings.HasSuffix(t, "]") {
		t = t[:i] // a reference: "... of the year.[4]"
	}
	if len(t) > maxHeading || strings.ContainsAny(t, "\n\"“”") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t, "'’)* "))
	return !strings.ContainsRune(".!?:;,…", r)
}

// heading reports whether an unstopped line is a heading: of few words, or of
// capitalised ones. Other lines may be prose whose stop is lost.
func heading(t string) bool {
	long, capital := 0, 0
	fields := strings.Fields(t)
	for _, w := range fields {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			capital++
			long++
		case len(w) > 4:
			long++
		}
	}
	return len(fields) <= 7 || capital*3 >= long*2
}

// headline reports whether an unstopped line that comes first is a headline
// that is written like a sentence. Those seldom begin with an article or the
// like; one that ends with it was cut off.
func headline(t string) bool {
	fields := strings.Fields(t)
	if len(fields) == 0 || len(fields) > 16 {
		return false
	}
	starts := func(w string) bool { return lists().starters[strings.ToLower(w)] }
	return !starts(fields[0]) && !starts(fields[len(fields)-1])
}

// byline reports whether t names the writer or the time of publication only.
func byline(t, writers string) bool {
	if len(t) > maxByline || endsLikeProse(t) {
		return false
	}
	low := strings.ToLower(t)
	if writers != "" && plain(strings.TrimPrefix(low, "by ")) == plain(writers) {
		return true
	}
	for _, opening := range [...]string{"published ", "published: ", "updated ", "updated: ", "posted ", "last updated", "first published", "last modified"} {
		if strings.HasPrefix(low, opening) && strings.ContainsAny(t, "0123456789") {
			return true
		}
	}
	return len(t) > 6 && (strings.HasPrefix(t, "By ") || strings.HasPrefix(t, "BY ")) && upper(t[3]) && len(strings.Fields(t)) <= 12
}

// caption reports whether t stands under a picture or credits one.
func caption(t string) bool {
	if len(t) > 600 {
		return false
	}
	low := strings.ToLower(t)
	for _, opening := range [...]string{"image source", "image caption", "image credit", "image:", "image copyright", "photo:", "photo by", "photo credit",
		"photograph:", "picture:", "file photo", "file -", "file –", "caption:", "media caption", "getty images", "(photo", "[photo", "credit:"} {
		if strings.HasPrefix(low, opening) {
			return true
		}
	}
	return len(t) < 300 && (strings.Contains(t, "(Photo by") || strings.Contains(t, "[Photo by") || strings.HasSuffix(low, "/getty images"))
}

// boilerplate reports whether t is a short line that belongs to the page.
func boilerplate(t string) bool {
	if len(t) > maxBoilerplate {
		return false
	}
	low := strings.ToLower(t)
	for _, opening := range lists().boilerplate {
		if !strings.HasPrefix(low, opening) {
			continue
		}
		if rest := low[len(opening):]; rest == "" || !letter(rest[0]) || !letter(opening[len(opening)-1]) {
			return !endsLikeProse(t) || len(t) < 120
		}
	}
	return false
}

// endsLikeProse reports whether t ends with a sentence's stop.
func endsLikeProse(t string) bool {
	t = strings.TrimRight(t, "\"'”’) ")
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?")
}
