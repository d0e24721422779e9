package lang

import (
	"strings"

	"kiroku/lang/mention"
	"kiroku/lang/parse"
	"kiroku/lang/quantity"
	"kiroku/lang/segment"
	"kiroku/lang/tag"
	"kiroku/text"
)

// Analyzer runs the language stages over documents. The zero Analyzer runs all
// of them; it has no state and may be used from many goroutines.
type Analyzer struct {
	// Parse, where set, says whether a tagged sentence, with the names in it, is
	// worth a tree. The tokens of others keep Head -1 and no relation.
	Parse func(sent *Sentence) bool
	// Thorough makes better trees and, with them, better tags; it takes two to
	// three times as long.
	Thorough bool
}

// Analyze runs every stage over the document. A document in another language
// than English has no sentences.
func Analyze(doc *text.Document) *Analysis { return Analyzer{}.Analyze(doc) }

// Analyze is the package's [Analyze] with the analyzer's settings.
func (a Analyzer) Analyze(doc *text.Document) *Analysis {
	out := &Analysis{Doc: doc}
	if !english(doc.Lang) {
		return out
	}
	out.Paragraphs = segment.Paragraphs(doc)
	out.Sentences = a.Annotate(doc, segment.Sentences(doc, out.Paragraphs))
	return out
}

// Annotate runs the stages after segmentation over sentences that are
// tokenised already, by this program or by a CoNLL-U file: their tokens are
// kept, and what else they carry is written over.
func (a Analyzer) Annotate(doc *text.Document, found []text.Sentence) []Sentence {
	sents := make([]Sentence, len(found))
	tagged := make([]text.Sentence, len(found))
	values := make([][]mention.Mention, len(found))
	for i := range found {
		sents[i].Sentence = found[i]
		values[i] = quantity.Find(doc.Text, found[i].Span, doc.Published)
		sents[i].Aliases = quantity.Aliases(doc.Text, found[i].Tokens, values[i])
		tag.Tag(doc.Text, &sents[i].Sentence)
		tagged[i] = sents[i].Sentence
	}
	for i, names := range mention.Find(doc, tagged) {
		sent := &sents[i]
		mention.Proper(doc.Text, &sent.Sentence, names)
		sent.Mentions = mention.Join(&sent.Sentence, names, values[i])
		if a.Parse == nil || a.Parse(sent) {
			a.parse(doc.Text, &sent.Sentence, names)
		}
	}
	return sents
}

// parse parses a sentence, which may get better tags by its tree.
func (a Analyzer) parse(t string, sent *text.Sentence, names []mention.Mention) {
	if !a.Thorough {
		parse.Parse(t, sent)
		return
	}
	parse.ParseWell(t, sent, func(t string, sent *text.Sentence) {
		tag.Revise(t, sent)
		mention.Proper(t, sent, names)
	})
}

// english reports whether the BCP 47 tag is English; a document without a tag
// is taken for English.
func english(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return base == "" || strings.EqualFold(base, "en") || strings.EqualFold(base, "eng")
}
