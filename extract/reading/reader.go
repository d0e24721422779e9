package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/author"
	"kiroku/extract/setting"
	"kiroku/text"
	"kiroku/value"
)

// Reader is what is known of a document while its sentences are read in order.
type Reader struct {
	setting.Setting
	author.Voice
	Focus   claim.Party  // the foreign country that the document is about, zero unknown
	agents  []agent      // subjects so far, for pronouns
	Now     int          // where reading stands: pronouns look back from here
	LastSum *value.Money // the last sentence's first sum that is no part, nil for none near
	SumAge  int          // sentences since then
	Quotes  []quote

	genders  map[string]string    // of persons, as pronouns told it
	callings map[string][]calling // parties by the nouns that the text calls them by
	persons  []calling            // named persons of a country
	marked   []text.Span          // the quoted runs of the text
	Self     claim.Party          // who "we" is in this sentence outside quotations
}

// Readable leaves out what is not the report's own prose.
func (r *Reader) Readable(i int) bool {
	if r.headline(&r.Analysis.Sentences[i].Sentence) {
		return false
	}
	p := r.Analysis.Sentences[i].Paragraph
	if p < 0 || p >= len(r.Analysis.Paragraphs) {
		return true
	}
	switch r.Analysis.Paragraphs[p].Role {
	case text.Title, text.Byline, text.Boilerplate, text.Caption:
		return false
	}
	return true
}

// headline reports whether a sentence begins as the title does and goes on in the
// next line: plain texts run titles and bylines into one paragraph. A line that was
// broken within a phrase ("... had moved to\nsafer places") is no title.
func (r *Reader) headline(sent *text.Sentence) bool {
	rest, ok := strings.CutPrefix(sent.Span.Of(r.Doc.Text), r.Doc.Title)
	if !ok || r.Doc.Title == "" || !strings.HasPrefix(rest, "\n") {
		return false
	}
	end := sent.Span.Start + len(r.Doc.Title)
	next := slices.IndexFunc(sent.Tokens, func(tok text.Token) bool { return tok.Span.Start >= end })
	return next > 0 && !openEnded[sent.Tokens[next-1].Tag] && begins(sent.Tokens[next].Span.Of(r.Doc.Text))
}

// openEnded are the tags of words that another word must follow.
var openEnded = map[string]bool{"ADP": true, "DET": true, "CCONJ": true, "SCONJ": true, "AUX": true, "PART": true}

// begins reports whether a word may begin a line of its own: one in small letters
// or a number goes on with the line before.
func begins(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(first) && !unicode.IsDigit(first)
}
