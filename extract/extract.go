// Package extract reads claims out of an analysed document. In comes a
// read-only [lang.Analysis]; out come claims in order of their words, each
// sealed with the words it was read from. It refuses to guess: what no rule
// covers gives no claim.
//
// Rules work on trees: a word of the lexicons (extract/en) opens a frame, and
// the grammar of clause.go says who stands in which role. Each rule has a
// name, "type.shape", which its claims carry.
package extract

import (
	"math"
	"slices"

	"kiroku/claim"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// Version names the rules; it changes when their output does.
const Version = "1"

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

// Claims reads every claim of the document, in order of evidence.
func Claims(a *lang.Analysis) []claim.Claim { return ClaimsWith(a, embeddedModel()) }

// ClaimsWith is [Claims] judged by the given model, for measuring models that
// are not the embedded one.
func ClaimsWith(a *lang.Analysis, model *Model) []claim.Claim {
	var out []claim.Claim
	for _, c := range read(a, model) {
		out = append(out, c.Claim)
	}
	return out
}

// Weighed is [ClaimsWith] without the least confidence: every candidate, with
// the confidence that the model gives it.
func Weighed(a *lang.Analysis, model *Model) []claim.Claim {
	var out []claim.Claim
	for _, c := range read(a, model.lenient()) {
		out = append(out, c.Claim)
	}
	return out
}

// Candidates are all that the rules propose, unjudged: what models are trained
// on.
func Candidates(a *lang.Analysis) []Candidate { return read(a, nil) }

func read(a *lang.Analysis, model *Model) []Candidate {
	if a == nil || a.Doc == nil || len(a.Sentences) == 0 {
		return nil
	}
	r := &reader{lex: loadLexicon(), a: a, doc: a.Doc, model: model}
	trees := make([]*tree, len(a.Sentences))
	for i := range a.Sentences {
		trees[i] = newTree(r.lex, a.Doc, &a.Sentences[i])
	}
	r.author = authorOf(a)
	r.aidDoc = r.aidDocumentOf(trees)
	r.topic = r.topicOf(trees)
	r.harm = r.harmOf(trees)
	r.crisis = r.crisisOf(trees)
	r.foreign = r.namesAbroad()
	r.focus = r.focusOf(trees)
	r.country = r.onlyCountry()
	r.remember(trees)
	r.quotes = r.findQuotes(trees)
	for i, t := range trees {
		if len(t.toks) == 0 || !r.readable(i) {
			continue
		}
		r.now = t.sent.Span.Start
		r.takeParts(t)
		r.aid(t)
		r.sanctions(t)
		r.impacts(t)
		r.loans(t)
		r.events(t)
		r.statements(t)
		r.keepPlace(t)
		r.keepDate(t)
	}
	if model != nil {
		settleHeadline(r.found)
	}
	slices.SortStableFunc(r.found, func(a, b Candidate) int {
		if d := a.Claim.Evidence.Start - b.Claim.Evidence.Start; d != 0 {
			return d
		}
		return a.Claim.Evidence.End - b.Claim.Evidence.End
	})
	return dedupe(r.found)
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

// dedupe keeps the first of candidates with one id.
func dedupe(cs []Candidate) []Candidate {
	seen := map[string]bool{}
	return slices.DeleteFunc(cs, func(c Candidate) bool {
		if seen[c.Claim.ID] {
			return true
		}
		seen[c.Claim.ID] = true
		return false
	})
}
