// Package extract reads claims out of an analysed document. In comes a
// read-only [lang.Analysis]; out come claims in order of their words, each
// sealed with the words it was read from. It refuses to guess: what no rule
// covers gives no claim.
//
// Rules work on trees: a word of the lexicons (extract/lexicon/en) opens a frame, and
// the grammar of clause.go says who stands in which role. Each rule has a
// name, "type.shape", which its claims carry.
package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid"
	"kiroku/extract/author"
	"kiroku/extract/candidate"
	"kiroku/extract/event"
	"kiroku/extract/harm"
	"kiroku/extract/headline"
	"kiroku/extract/judge"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/sanction"
	"kiroku/extract/setting"
	"kiroku/extract/statement"
	"kiroku/extract/syntax"
	"kiroku/lang"
)

// Version names the rules; it changes when their output does.
const Version = candidate.Version

// Claims reads every claim of the document, in order of evidence.
func Claims(a *lang.Analysis) []claim.Claim { return ClaimsWith(a, judge.Embedded()) }

// ClaimsWith is [Claims] judged by the given model, for measuring models that
// are not the embedded one.
func ClaimsWith(a *lang.Analysis, model *judge.Model) []claim.Claim {
	return claimsOf(read(a, model, false))
}

func claimsOf(found []judge.Candidate) []claim.Claim {
	if len(found) == 0 {
		return nil
	}
	out := make([]claim.Claim, len(found))
	for i := range found {
		out[i] = found[i].Claim
	}
	return out
}

// Weighed is [ClaimsWith] without the least confidence: every candidate, with
// the confidence that the model gives it.
func Weighed(a *lang.Analysis, model *judge.Model) []claim.Claim {
	return claimsOf(read(a, model.Lenient(), false))
}

// Candidates are all that the rules propose, unjudged: what models are trained
// on.
func Candidates(a *lang.Analysis) []judge.Candidate { return read(a, nil, true) }

// read gives what the rules find and the model keeps, with the features that it was
// judged by where grounds are asked for.
func read(a *lang.Analysis, model *judge.Model, grounds bool) []judge.Candidate {
	if a == nil || a.Doc == nil || len(a.Sentences) == 0 {
		return nil
	}
	r := &candidate.Reader{Reader: &reading.Reader{Setting: setting.Setting{Lex: lexicon.Load(), Analysis: a, Doc: a.Doc}}, Model: model, Grounds: grounds}
	trees := make([]*syntax.Tree, len(a.Sentences))
	for i := range a.Sentences {
		trees[i] = syntax.NewTree(r.Lex, a.Doc, &a.Sentences[i])
	}
	r.Voice = author.VoiceOf(r.Lex, a)
	r.Home = r.Author.Code
	r.AidDoc = aid.Document(r, trees)
	r.Topic = aid.Topic(r, trees)
	r.Harm = harm.Extent(r, trees)
	r.Crisis = harm.Crisis(r, trees)
	r.Foreign = r.OpensAbroad(trees)
	r.Focus = r.FocusOf(trees)
	r.Country = r.OnlyCountry()
	r.Scene = r.SceneOf(trees)
	r.Remember(trees)
	r.Quotes = r.FindQuotes(trees)
	lists := aid.FindLists(r, trees)
	tables := harm.NewTables(r)
	for i, t := range trees {
		if len(t.Tokens) == 0 || !r.Readable(i) {
			continue
		}
		r.Now = t.Sentence.Span.Start
		r.Self = r.SelfAt(r.Now)
		event.TakeParts(r, t)
		aid.Read(r, t, lists[i])
		sanction.Read(r, t)
		if !tables.Read(t) {
			harm.Read(r, t)
			harm.Loans(r, t)
		}
		event.Read(r, t)
		statement.Read(r, t)
		r.KeepPlace(t)
		r.KeepDate(t)
	}
	if model != nil {
		headline.Settle(r.Found, trees)
	}
	slices.SortStableFunc(r.Found, func(a, b judge.Candidate) int {
		if d := a.Claim.Evidence.Start - b.Claim.Evidence.Start; d != 0 {
			return d
		}
		return a.Claim.Evidence.End - b.Claim.Evidence.End
	})
	return dedupe(r.Found)
}

// dedupe keeps the first of candidates with one id.
func dedupe(cs []judge.Candidate) []judge.Candidate {
	seen := map[string]bool{}
	return slices.DeleteFunc(cs, func(c judge.Candidate) bool {
		if seen[c.Claim.ID] {
			return true
		}
		seen[c.Claim.ID] = true
		return false
	})
}
