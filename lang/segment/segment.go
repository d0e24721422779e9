// Package segment cuts a document into paragraphs, sentences and words.
//
// In comes a [text.Document]; out come spans into its text: paragraphs with
// their roles, and sentences with tokens of which only Span is set. Words are
// those of the Universal Dependencies treebanks of English (EWT, GUM): clitics,
// hyphens and currency signs are tokens of their own, abbreviations keep their
// stop. The tokens of a document are in order, never overlap, and cover every
// byte of its paragraphs that is not blank.
//
// Any bytes give an answer, in time linear in their number. Text without stops
// is cut at [MaxTokens] words, so that later stages stay bounded.
package segment

import (
	"kiroku/text"
)

// MaxTokens is the greatest number of tokens in a sentence.
const MaxTokens = 200

// Sentences finds the sentences of the paragraphs, which must be spans of
// doc.Text in order; a sentence never reaches over a paragraph's end.
func Sentences(doc *text.Document, paragraphs []text.Paragraph) []text.Sentence {
	size := 0
	for _, p := range paragraphs {
		size += p.Span.Len()
	}
	s := scanner{t: doc.Text, lex: lists(), out: make([]text.Span, 0, min(max(size, 0), len(doc.Text))/5)}
	type cut struct{ paragraph, first, last int } // tokens first to last-1
	var cuts []cut
	for i, p := range paragraphs {
		if !p.Span.In(len(doc.Text)) {
			continue
		}
		s.raw = s.raw[:0]
		s.words(p.Span)
		for next := 0; next < len(s.raw); {
			first := len(s.out)
			next = s.sentence(next)
			cuts = append(cuts, cut{i, first, len(s.out)})
		}
	}
	tokens := makeTokens(s.out)
	sents := make([]text.Sentence, len(cuts))
	for i, c := range cuts {
		sents[i] = text.Sentence{
			Span:      text.Span{Start: s.out[c.first].Start, End: s.out[c.last-1].End},
			Paragraph: c.paragraph,
			Tokens:    tokens[c.first:c.last:c.last],
		}
	}
	return sents
}

// Tokens finds the words of one sentence, the span sp of t.
func Tokens(t string, sp text.Span) []text.Token {
	if !sp.In(len(t)) {
		return nil
	}
	s := scanner{t: t, lex: lists()}
	s.words(sp)
	s.out = s.raw
	s.splitLastStop()
	return makeTokens(s.out)
}

func makeTokens(spans []text.Span) []text.Token {
	tokens := make([]text.Token, len(spans))
	for i, sp := range spans {
		tokens[i] = text.Token{Span: sp, Head: -1}
	}
	return tokens
}
