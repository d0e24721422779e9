package segment

import (
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
	for i := range paras {
		if paras[i].Role != text.Body {
			continue
		}
		t := paras[i].Span.Of(doc.Text)
		switch {
		case title != "" && len(t) < 2*len(doc.Title)+10 && plain(t) == title:
			paras[i].Role = text.Title
		case byline(t, doc.Byline):
			paras[i].Role = text.Byline
		case caption(t):
			paras[i].Role = text.Caption
		case boilerplate(t):
			paras[i].Role = text.Boilerplate
		case !wordy(t):
			paras[i].Role = text.Boilerplate // rules, markup comments
		case bullet(t):
			paras[i].Role = text.ListItem
		case heading(t):
			paras[i].Role = text.Heading
		}
	}
	settleHeadings(doc, paras)
}

// settleHeadings makes the first heading of a document without a title its
// title. Where no paragraph has a stop, none is a heading: then it is how the
// writer writes.
func settleHeadings(doc *text.Document, paras []text.Paragraph) {
	prose := false
	for _, p := range paras {
		prose = prose || p.Role == text.Body || p.Role == text.ListItem
	}
	for i := range paras {
		switch {
		case paras[i].Role != text.Heading:
		case !prose:
			paras[i].Role = text.Body
		case i == 0 && doc.Title == "":
			paras[i].Role = text.Title
		}
	}
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

// heading reports whether t looks like a heading: short, without a stop.
func heading(t string) bool {
	if i := strings.LastIndexByte(t, '['); i > 0 && strings.HasSuffix(t, "]") {
		t = t[:i] // a reference: "... of the year.[4]"
	}
	if len(t) > maxHeading || strings.ContainsAny(t, "\n") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t, "\"'”’)* "))
	if strings.ContainsRune(".!?:;,…", r) {
		return false
	}
	return strings.IndexByte(t, '"') < 0 && !strings.ContainsAny(t, "“”")
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
