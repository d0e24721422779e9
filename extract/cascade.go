package extract

import (
	"strings"
	"sync"

	"kiroku/extract/author"
	"kiroku/extract/harm"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Worth is a cheap test of a document's sentences, made from their tokens, tags
// and mentions alone: whether a claim, a party that a pronoun may stand for, or a
// speaker can be read from one's tree. What it leaves out can be left unparsed,
// and the document's claims are the same (TestCascadeLosesNothing).
//
// The author of a release speaks in all its sentences, and so do the speakers of
// a transcript, so that there every one is worth its tree.
func Worth(doc *text.Document) func(*lang.Sentence) bool {
	if author.Of(&lang.Analysis{Doc: doc}).Code != "" || author.IsTranscript(doc) {
		return func(*lang.Sentence) bool { return true }
	}
	quotes := reading.QuoteSpans(doc.Text)
	lex, words := lexicon.Load(), openingWords()
	return func(sent *lang.Sentence) bool {
		for len(quotes) > 0 && quotes[0].End <= sent.Span.Start {
			quotes = quotes[1:]
		}
		return len(quotes) > 0 && quotes[0].Start < sent.Span.End || hasName(sent) || opensAny(lex, words, doc, sent)
	}
}

func hasName(sent *lang.Sentence) bool {
	for k := range sent.Mentions {
		if syntax.IsName(sent.Mentions[k].Kind) {
			return true
		}
	}
	return false
}

// opensAny reports whether any word of the sentence opens a frame of the
// lexicons, or a sum of money or a foreign line of figures stands in it.
func opensAny(lex *lexicon.Lexicon, words map[string]bool, doc *text.Document, sent *lang.Sentence) bool {
	number := false
	for k := range sent.Mentions {
		switch sent.Mentions[k].Kind {
		case mention.Money:
			return true
		case mention.Number, mention.Measure:
			number = true
		}
	}
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		low := strings.ToLower(tok.Span.Of(doc.Text))
		if words[low] || words[strings.ToLower(tok.Lemma)] || words[lex.Irregular[low]] {
			return true
		}
		if number {
			if _, ok := harm.Loan(lex, low); ok {
				return true
			}
		}
	}
	return false
}

// openingWords are the words by which any rule begins, whatever their part of
// speech.
var openingWords = sync.OnceValue(func() map[string]bool {
	lex := lexicon.Load()
	out := map[string]bool{"according": true, "per": true, "he": true, "she": true}
	key := func(k string) {
		word, _, _ := strings.Cut(k, "/")
		out[word] = true
	}
	for k := range lex.Aid {
		key(k)
	}
	for k := range lex.Impact {
		key(k)
	}
	for k := range lex.Sanction {
		key(k)
	}
	for _, ds := range []*lexicon.Dealings{lex.Event, lex.Saying} {
		for k := range ds.By {
			key(k)
		}
	}
	for _, ps := range []lexicon.Phrases{lex.AidNouns, lex.Goods, lex.SanctionWords} {
		for k := range ps {
			out[k] = true
		}
	}
	for k := range lex.Stance {
		out[k] = true
	}
	for _, set := range []map[string]bool{lex.ActsFor, lex.Dispatch, lex.Want, lex.Prohibit, lex.Quoting, lex.Persons, lex.Groups} {
		for k := range set {
			out[k] = true
		}
	}
	for k := range lex.Refuge {
		out[k] = true
	}
	return out
})
