package extract

import (
	"strings"
	"sync"

	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Worth is a cheap test of a document's sentences, made from their tokens, tags
// and mentions alone: whether a claim, a party that a pronoun may stand for, or a
// speaker can be read from one's tree. What it leaves out can be left unparsed,
// and the document's claims are the same (TestCascadeLosesNothing).
//
// The author of a release speaks in all its sentences, so that there every one is
// worth its tree.
func Worth(doc *text.Document) func(*lang.Sentence) bool {
	if authorOf(&lang.Analysis{Doc: doc}).Code != "" {
		return func(*lang.Sentence) bool { return true }
	}
	quotes := quoteSpans(doc.Text)
	lex, words := loadLexicon(), openingWords()
	return func(sent *lang.Sentence) bool {
		for len(quotes) > 0 && quotes[0].End <= sent.Span.Start {
			quotes = quotes[1:]
		}
		return len(quotes) > 0 && quotes[0].Start < sent.Span.End || hasName(sent) || opensAny(lex, words, doc, sent)
	}
}

func hasName(sent *lang.Sentence) bool {
	for k := range sent.Mentions {
		if isName(sent.Mentions[k].Kind) {
			return true
		}
	}
	return false
}

// opensAny reports whether any word of the sentence opens a frame of the
// lexicons, or a sum of money or a foreign line of figures stands in it.
func opensAny(lex *lexicon, words map[string]bool, doc *text.Document, sent *lang.Sentence) bool {
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
		if words[low] || words[strings.ToLower(tok.Lemma)] || words[lex.irregular[low]] {
			return true
		}
		if number {
			if _, ok := lex.loan(low); ok {
				return true
			}
		}
	}
	return false
}

// openingWords are the words by which any rule begins, whatever their part of
// speech.
var openingWords = sync.OnceValue(func() map[string]bool {
	lex := loadLexicon()
	out := map[string]bool{"according": true, "per": true}
	key := func(k string) {
		word, _, _ := strings.Cut(k, "/")
		out[word] = true
	}
	for k := range lex.aid {
		key(k)
	}
	for k := range lex.impact {
		key(k)
	}
	for k := range lex.sanction {
		key(k)
	}
	for _, ds := range []dealings{lex.event, lex.saying} {
		for k := range ds {
			key(k)
		}
	}
	for _, ps := range []phrases{lex.aidNouns, lex.goods, lex.sanctionWords} {
		for k := range ps {
			out[k] = true
		}
	}
	for k := range lex.stance {
		out[k] = true
	}
	for _, set := range []map[string]bool{lex.actsFor, lex.dispatch, lex.want, lex.prohibit, lex.quoting} {
		for k := range set {
			out[k] = true
		}
	}
	for k := range lex.refuge {
		out[k] = true
	}
	return out
})
