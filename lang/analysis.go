// Package lang turns a document into its [Analysis]: paragraphs, sentences,
// tokens with tags and trees, and mentions. It composes the packages below it
// and adds nothing of its own. The result is read-only and may be shared by
// goroutines.
package lang

import (
	"kiroku/lang/mention"
	"kiroku/text"
)

// Sentence is a tokenised sentence and what it mentions, in order of start.
type Sentence struct {
	text.Sentence
	Mentions []mention.Mention
}

// Analysis is all that the language stages know about one document.
type Analysis struct {
	Doc        *text.Document
	Paragraphs []text.Paragraph // Doc's own, or found in the text; sentences point into them
	Sentences  []Sentence
}
