package ledger

import (
	"strings"
	"time"
	"unicode"

	"kiroku/value"
)

// Fetch is one time that a document was taken from where it lives, and what is
// kept of that. The bytes are had by their hash.
type Fetch struct {
	Hash        string              `json:"hash"` // SHA-256 of the bytes as they came, hex
	Size        int64               `json:"size"` // of the bytes
	Ref         string              `json:"ref"`
	URL         string              `json:"url,omitempty"`
	Retrieved   time.Time           `json:"retrieved,omitzero"`
	ContentType string              `json:"content_type,omitempty"`
	Header      map[string][]string `json:"header,omitempty"`
	Tool        string              `json:"tool,omitempty"`
}

// Revision is one of the texts that an address has given.
type Revision struct {
	Number    int        `json:"number"` // from 1, the oldest
	Document  string     `json:"document"`
	Title     string     `json:"title,omitempty"`
	URL       string     `json:"url,omitempty"`
	Retrieved time.Time  `json:"retrieved,omitzero"` // last time that the address gave this text
	Published value.Date `json:"published,omitzero"`
	Updated   value.Date `json:"updated,omitzero"`
	Claims    int        `json:"claims"`
	Newest    bool       `json:"newest"`
}

// MaxVersions bounds how many texts of one address are compared, the newest:
// an address that gives more is no article's.
const MaxVersions = 16

// How much two texts of one address must share to be versions of one document:
// a page of news that begins anew every day is not.
const (
	versionShare = 0.3      // of the shorter text's runs of words
	versionBytes = 64 << 10 // of each text that are looked at
	versionWords = 4        // in a run
)

// Sketch is what a text is compared by with other texts of its address.
type Sketch struct {
	title string
	runs  map[string]bool
}

// SketchOf makes the sketch of a document.
func SketchOf(title, body string) Sketch {
	body = strings.ToLower(body[:min(len(body), versionBytes)])
	words := strings.FieldsFunc(body, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	s := Sketch{title: strings.ToLower(strings.TrimSpace(title)), runs: map[string]bool{}}
	for i := range words {
		s.runs[strings.Join(words[i:min(i+versionWords, len(words))], " ")] = true
	}
	return s
}

// OneDocument reports whether two texts of one address are versions of one
// document: they have the same title, or much of their words in common.
func OneDocument(a, b Sketch) bool {
	if a.title != "" && a.title == b.title {
		return true
	}
	small, large := a.runs, b.runs
	if len(small) > len(large) {
		small, large = large, small
	}
	shared := 0
	for run := range small {
		if large[run] {
			shared++
		}
	}
	return shared > 0 && float64(shared) >= versionShare*float64(len(small))
}
