package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"
)

// Link is an address that a sitemap or a feed lists, and when it says that
// what is there appeared or changed; the zero time where it does not.
type Link struct {
	URL     string
	Changed time.Time
}

// Sitemap is what a sitemap holds (sitemaps.org, with Google's news
// extension): pages, or other sitemaps.
type Sitemap struct {
	Pages    []Link
	Sitemaps []Link
}

// The protocol allows a sitemap 50,000 addresses of at most 2,048 characters.
const (
	maxLinks   = 50_000
	maxAddress = 2048
)

var sitemapStart = regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?xml-stylesheet[^>]*\?>\s*|<!--(?s:.*?)-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)[\s>]`)

// LooksSitemap reports whether bytes begin as a sitemap does.
func LooksSitemap(head []byte) bool { return sitemapStart.Match(head[:min(len(head), 8<<10)]) }

// ReadSitemap reads a sitemap, element by element. What cannot be read ends it:
// what came before is given with the error. Entities beyond XML's own are
// refused, so that none can grow.
func ReadSitemap(in io.Reader) (Sitemap, error) {
	var m Sitemap
	dec := xml.NewDecoder(in)
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // addresses are ASCII
	for len(m.Pages)+len(m.Sitemaps) < maxLinks {
		tok, err := dec.Token()
		if err == io.EOF {
			return m, nil
		}
		if err != nil {
			return m, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "url":
			link, err := readLink(dec)
			if err != nil {
				return m, err
			}
			if link.URL != "" {
				m.Pages = append(m.Pages, link)
			}
		case "sitemap":
			link, err := readLink(dec)
			if err != nil {
				return m, err
			}
			if link.URL != "" {
				m.Sitemaps = append(m.Sitemaps, link)
			}
		}
	}
	return m, nil
}

// maxLinkTokens bounds one entry: real ones have some dozens.
const maxLinkTokens = 10_000

// readLink reads the rest of a url or sitemap element. A news sitemap's date
// of publication counts where the date of change is not given.
func readLink(dec *xml.Decoder) (Link, error) {
	var link Link
	var field string
	var words bytes.Buffer
	for depth, n := 1, 0; depth > 0; n++ {
		if n > maxLinkTokens {
			return link, errors.New("an entry goes on for too long")
		}
		tok, err := dec.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return link, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			field = tok.Name.Local
			words.Reset()
			if field == "loc" && depth != 2 {
				field = "" // of an image or a video
			}
		case xml.CharData:
			if words.Len()+len(tok) <= maxAddress {
				words.Write(tok)
			}
		case xml.EndElement:
			depth--
			link.take(field, strings.TrimSpace(words.String()))
			field = ""
		}
	}
	return link, nil
}

func (l *Link) take(field, words string) {
	switch field {
	case "loc":
		if isAddress(words) && l.URL == "" {
			l.URL = words
		}
	case "lastmod":
		if at := w3cTime(words); !at.IsZero() {
			l.Changed = at
		}
	case "publication_date":
		if l.Changed.IsZero() {
			l.Changed = w3cTime(words)
		}
	}
}

// w3cTime reads the dates of sitemaps (W3C NOTE-datetime).
func w3cTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly, "2006-01"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at
		}
	}
	return time.Time{}
}
