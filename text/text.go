// Package text holds the words everyone shares about a document's text: the
// kept text itself, byte spans into it, and the tokens and sentences that an
// analysis finds there.
//
// It is types only: it reads no file, starts no goroutine and asks no clock.
// Every [Span] in the program is a half-open pair of byte offsets into
// [Document.Text], which is never changed once a document exists.
package text

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"kiroku/value"
)

// Span is a half-open range of byte offsets, Start inclusive, End exclusive.
// The zero Span means "none".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// IsZero reports whether the span is none.
func (s Span) IsZero() bool { return s.Start == 0 && s.End == 0 }

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the bytes of t that the span covers, or "" when it lies outside t.
func (s Span) Of(t string) string {
	if s.Start < 0 || s.End > len(t) || s.Start > s.End {
		return ""
	}
	return t[s.Start:s.End]
}

// In reports whether the span is well formed and within n bytes.
func (s Span) In(n int) bool { return s.Start >= 0 && s.Start <= s.End && s.End <= n }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Cover is the smallest span that holds both; a zero span adds nothing.
func (s Span) Cover(o Span) Span {
	switch {
	case s.IsZero():
		return o
	case o.IsZero():
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// MarshalJSON writes the span as [start,end], the form of claims' "spans".
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start,end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair [2]int
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("read span: %w", err)
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}

// Role says what a paragraph is for, so that later stages can leave out what
// is not the report itself.
type Role string

// The roles of paragraphs. Body is the report's own prose and the default.
const (
	Body        Role = ""
	Title       Role = "title"       // headline, or its repetition in the text
	Heading     Role = "heading"     // a section's heading
	Byline      Role = "byline"      // who wrote it, when it was published
	Caption     Role = "caption"     // words under a picture, picture credits
	ListItem    Role = "list"        // one item of a bulleted or numbered list
	Boilerplate Role = "boilerplate" // related topics, author boxes, newsletter lines
)

// Paragraph is a run of text without a paragraph break, and its role.
type Paragraph struct {
	Span Span `json:"span"`
	Role Role `json:"role,omitempty"`
}

// Document is one report: where it came from and the one text that every
// span points into.
type Document struct {
	ID         string      `json:"id"`                   // see [DocumentID]
	Ref        string      `json:"ref,omitempty"`        // the id that its record gave, or the path it was read from
	Source     string      `json:"source,omitempty"`     // outlet or author, as it names itself
	Publisher  Publisher   `json:"publisher,omitzero"`   // as the register knows it
	URL        string      `json:"url,omitempty"`        // address, where known
	Title      string      `json:"title,omitempty"`      // headline
	Byline     string      `json:"byline,omitempty"`     // writers
	Lang       string      `json:"lang,omitempty"`       // BCP 47; "en" is the only one that is read for claims
	Charset    string      `json:"charset,omitempty"`    // of the bytes it was decoded from; "" is UTF-8
	Published  value.Date  `json:"published,omitzero"`   // publication date, the anchor of "Friday"
	Updated    value.Date  `json:"updated,omitzero"`     // of the last change that the document owns to
	Retrieved  time.Time   `json:"retrieved,omitzero"`   // when it was read
	RawHash    string      `json:"raw_hash,omitempty"`   // SHA-256 of the bytes as they came, hex
	Text       string      `json:"text"`                 // never changed after
	Paragraphs []Paragraph `json:"paragraphs,omitempty"` // in order, disjoint

	// Found says where each of the fields above was found, by the field's JSON
	// name: "published": "first lines", "title": "front matter".
	Found map[string]string `json:"found,omitempty"`

	// Watched names the watched source that a document was found by, on its way
	// into a ledger, which counts what each brings.
	Watched string `json:"-"`

	// Raw is the evidence, on its way from where it was found into a ledger;
	// nil in documents that come out of one.
	Raw *Raw `json:"-"`
}

// Publisher is who publishes a document, where a register of publishers knows
// it. Country is the one that a newspaper writes in: its "the government" is that
// country's where the text names none.
type Publisher struct {
	ID      string `json:"id"`                // in the register
	Name    string `json:"name"`              // the one that it goes by there
	Kind    string `json:"kind"`              // government, intergovernmental, wire, newspaper, broadcaster, ngo, blog
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-3; "" for none or several

	Relays []string `json:"relays,omitempty"` // names of the wires whose reports it prints
}

// Raw is what a document was read from, as it came. A feed is the evidence of
// all its entries.
type Raw struct {
	Hash        string              // SHA-256 of Bytes, hex
	Bytes       []byte              // never changed
	ContentType string              // as its carrier declares it
	Header      map[string][]string // of the answer that it came in, nil for files
	Tool        string              // the program and version that took it
}

// DocumentID is the identity of a document: the same source, address and text
// are the same document however often and from wherever they are read.
func DocumentID(source, url, text string) string {
	h := sha256.New()
	for _, part := range []string{source, url, text} {
		fmt.Fprintf(h, "%d:", len(part))
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// Token is one syntactic word in the sense of Universal Dependencies. It has
// no text field: the Span is the truth.
type Token struct {
	Span  Span
	Lemma string // dictionary form, lower case but for names
	Tag   string // UPOS: NOUN, VERB, ...
	XTag  string // XPOS: Penn Treebank tag
	Feats string // UD features, "Number=Sing|..." or ""
	Head  int    // index of the governing token in the sentence, -1 for the root
	Rel   string // UD relation to the head, "root" for the root; "" before parsing
}

// Sentence is a span and the tokens that tile its words, in order.
type Sentence struct {
	Span      Span
	Paragraph int // index into Document.Paragraphs
	Tokens    []Token
	Aliases   []Alias // in order of tokens, mostly none
}

// Alias is the form under which the tagger and the parser look a token up that
// is a rare way of writing a common thing: "C$" before digits is "$" to them.
type Alias struct {
	Token int // index into Sentence.Tokens
	Form  string
}

// Form is what the tagger and the parser take token i of a sentence in t for:
// its alias or, mostly, its text.
func (s *Sentence) Form(t string, i int) string {
	if form, ok := s.AliasOf(i); ok {
		return form
	}
	return s.Tokens[i].Span.Of(t)
}

// AliasOf is the alias of token i, where it has one.
func (s *Sentence) AliasOf(i int) (form string, ok bool) {
	if len(s.Aliases) == 0 {
		return "", false
	}
	at, ok := slices.BinarySearchFunc(s.Aliases, i, func(a Alias, i int) int { return a.Token - i })
	if !ok {
		return "", false
	}
	return s.Aliases[at].Form, true
}
