package extract

import (
	"math"

	"kiroku/claim"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// reader is what is known of a document while its sentences are read in order.
type reader struct {
	lex       *lexicon
	a         *lang.Analysis
	doc       *text.Document
	author    claim.Party    // who "we" is outside quotations
	topic     string         // class of aid that the document is about, "" unknown
	foreign   bool           // it names a country besides its author's
	crisis    string         // how much of it uses words of crises, likewise
	harm      string         // how much of the document tells of harm: "none" to "much"
	aidDoc    aidDocument    // what the whole document says of aid
	focus     claim.Party    // the foreign country that the document is about, zero unknown
	agents    []agent        // subjects so far, for pronouns
	now       int            // where reading stands: pronouns look back from here
	lastPlace claim.Location // the last place named, for figures without one
	lastSum   *value.Money   // the first sum of the sentence before, nil for none
	lastDate  dated          // the last day that the report told of
	country   string         // the one country that the document is about, "" for several
	quotes    []quote
	taken     map[int]bool // tokens of this sentence that an expression uses
	stopped   map[int]bool // those of an expression that stops or cuts aid
	model     *Model       // judges candidates; nil keeps all
	found     []Candidate
	claims    []claim.Claim // the sealed claims of found, for what follows
}

// readable leaves out what is not the report's own prose.
func (r *reader) readable(i int) bool {
	p := r.a.Sentences[i].Paragraph
	if p < 0 || p >= len(r.a.Paragraphs) {
		return true
	}
	switch r.a.Paragraphs[p].Role {
	case text.Title, text.Byline, text.Boilerplate, text.Caption:
		return false
	}
	return true
}

// add judges a candidate read at token at, with obj what it acts on (-1 for
// none), seals it and keeps it; one whose words do not hold is dropped.
func (r *reader) add(t *tree, at, obj int, sp text.Span, c claim.Claim, more ...string) {
	c.Version = Version
	for field, s := range c.Spans {
		if s.IsZero() {
			delete(c.Spans, field)
		}
	}
	c.Evidence.Start, c.Evidence.End = sp.Start, sp.End
	if c.Type == claim.Aid && r.stopped[at] && c.Action != "cancel" {
		c.Action = "suspend" // "announced a cut in food aid"
	}
	cand := Candidate{Claim: c, Features: append(r.features(t, at, obj, c), more...), Context: r.context(c), atHome: r.atHome(c)}
	if r.model != nil && !r.model.judge(&cand) {
		return
	}
	if r.model != nil && (c.Type == claim.Event || c.Type == claim.Statement) {
		cand.Claim.Confidence = math.Round(cand.Claim.Confidence*r.prominence(t, at)*1000) / 1000
	}
	sealed, err := claim.Seal(r.doc, sp, cand.Claim)
	if err != nil {
		return
	}
	cand.Claim = sealed
	r.found = append(r.found, cand)
	r.claims = append(r.claims, sealed)
}

// aidDocument is what the whole document says of aid, for judging single
// candidates: help is news in a text that is about help.
type aidDocument struct {
	density string // how many of its sentences speak of help or goods: "none" to "much"
	title   bool   // the title speaks of help, goods or money
	need    string // how many of its sentences speak of people in need
}
