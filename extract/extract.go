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
	"slices"

	"kiroku/claim"
	"kiroku/lang"
)

// Version names the rules; it changes when their output does.
const Version = "1"

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
