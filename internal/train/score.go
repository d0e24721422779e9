package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"kiroku/text"
)

// marks counts how often each column was right.
type marks struct {
	words, tag, xtag, lemma, feats, uas, las int
	spent                                    time.Duration
}

// score analyses copies of the gold sentences and compares.
func score(gold *corpus, analyse func(t string, sent *text.Sentence)) marks {
	var n marks
	for i := range gold.Sentences {
		sent := text.Sentence{Span: gold.Sentences[i].Span, Tokens: slices.Clone(gold.Sentences[i].Tokens)}
		for j := range sent.Tokens {
			sent.Tokens[j] = text.Token{Span: sent.Tokens[j].Span}
		}
		began := time.Now()
		analyse(gold.Text, &sent)
		n.spent += time.Since(began)
		for j := range sent.Tokens {
			n.mark(&gold.Sentences[i].Tokens[j], &sent.Tokens[j])
		}
	}
	return n
}

func (n *marks) mark(gold, have *text.Token) {
	n.words++
	count(&n.tag, gold.Tag == have.Tag)
	count(&n.xtag, gold.XTag == have.XTag)
	count(&n.lemma, strings.EqualFold(gold.Lemma, have.Lemma))
	count(&n.feats, gold.Feats == have.Feats)
	if gold.Head == have.Head {
		n.uas++
		count(&n.las, base(gold.Rel) == base(have.Rel))
	}
}

func count(n *int, right bool) {
	if right {
		*n++
	}
}

// base is a relation without its subtype.
func base(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

func (n marks) print(w io.Writer, name string) {
	share := func(k int) float64 { return 100 * float64(k) / float64(max(1, n.words)) }
	fmt.Fprintf(w, "%-8s %6d words  UPOS %.2f  XPOS %.2f  lemma %.2f  feats %.2f  UAS %.2f  LAS %.2f  %.0f words/s\n",
		name, n.words, share(n.tag), share(n.xtag), share(n.lemma), share(n.feats), share(n.uas), share(n.las), float64(n.words)/n.spent.Seconds())
}
