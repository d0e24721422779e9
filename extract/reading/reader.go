package reading

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// Reader is what is known of a document while its sentences are read in order.
type Reader struct {
	Lex       *lexicon.Lexicon
	Analysis  *lang.Analysis
	Doc       *text.Document
	Author    claim.Party    // whose document it is
	Topic     string         // class of aid that the document is about, "" unknown
	Foreign   bool           // it opens with a country besides its author's
	Crisis    string         // how much of it uses words of crises, likewise
	Harm      string         // how much of the document tells of harm: "none" to "much"
	AidDoc    AidDocument    // what the whole document says of aid
	Focus     claim.Party    // the foreign country that the document is about, zero unknown
	Scene     claim.Party    // the country where what it tells of happened, likewise
	agents    []agent        // subjects so far, for pronouns
	Now       int            // where reading stands: pronouns look back from here
	LastPlace claim.Location // the last place named, for figures without one
	LastSum   *value.Money   // the last sentence's first sum that is no part, nil for none near
	SumAge    int            // sentences since then
	LastDate  Dated          // the last day that the report told of
	Country   string         // the one country that the document is about, "" for several
	Quotes    []quote

	genders map[string]string // of persons, as pronouns told it
	marked  []text.Span       // the quoted runs of the text
	Turns   []turn            // of a transcript
	Self    claim.Party       // who "we" is in this sentence outside quotations

	Taken   map[int]bool // tokens of this sentence that an expression uses
	Stopped map[int]bool // those of an expression that stops or cuts aid
	Model   *judge.Model // judges candidates; nil keeps all
	Grounds bool         // keeps the features of what is found
	Found   []judge.Candidate
	record  record // of found
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

// Add judges a candidate read at token at, with obj what it acts on (-1 for
// none), seals it and keeps it; one whose words do not hold is dropped.
func (r *Reader) Add(t *syntax.Tree, at, obj int, sp text.Span, c claim.Claim, more ...string) {
	c.Version = Version
	for field, s := range c.Spans {
		if s.IsZero() {
			delete(c.Spans, field)
		}
	}
	c.Evidence.Start, c.Evidence.End = sp.Start, sp.End
	if c.Type == claim.Aid && r.Stopped[at] && c.Action != "cancel" {
		c.Action = "suspend" // "announced a cut in food aid"
	}
	cand := judge.Candidate{Claim: c, Features: append(r.features(t, at, obj, c), more...), Context: r.context(t, at, c),
		Shown: r.shows(t, at, c), AtHome: r.atHome(t, c), Domestic: r.Crisis == "none" && !r.Foreign, Done: c.Type == claim.Aid && c.Rule != "aid.other" && t.WasDone(at)}
	if r.Model != nil && !r.Model.Judge(&cand) {
		return
	}
	if r.Model != nil && (c.Type == claim.Event || c.Type == claim.Statement) {
		cand.Claim.Confidence = math.Round(cand.Claim.Confidence*r.prominence(t, at)*1000) / 1000
	}
	sealed, err := claim.Seal(r.Doc, sp, cand.Claim)
	if err != nil {
		return
	}
	cand.Claim = sealed
	if !r.Grounds {
		cand.Features, cand.Context = nil, nil // a long text has more of them than of itself
	}
	r.Found = append(r.Found, cand)
	r.keep()
}

// shows reports whether the word of saying at token at shows the claim's stance by
// itself, so that it is more than a comment.
func (r *Reader) shows(t *syntax.Tree, at int, c claim.Claim) bool {
	o, ok := t.Open(r.Lex.Saying, at)
	return c.Type == claim.Statement && ok && o.Act == c.Stance && o.Act != "comment" && t.IsVerb(at)
}

// AidDocument is what the whole document says of aid, for judging single
// candidates: help is news in a text that is about help.
type AidDocument struct {
	Density string // how many of its sentences speak of help or goods: "none" to "much"
	Title   bool   // the title speaks of help, goods or money
	Need    string // how many of its sentences speak of people in need
}

// Version names the rules; it changes when their output does.
const Version = "1"
