package main

import (
	"os"
	"testing"

	"kiroku/lang/parse"
	"kiroku/lang/tag"
	"kiroku/text"
)

// data is the optional data folder beside the checkout.
const data = "../../../shared"

// TestFloors scores the embedded models on a part of the development files.
// The floors lie a little below what was reached, and only rise.
func TestFloors(t *testing.T) {
	if _, err := os.Stat(data); err != nil {
		t.Skip("no data folder beside the checkout:", err)
	}
	for _, c := range []struct {
		name                 string
		tag, lemma, uas, las float64
	}{
		{"ewt-dev", 95, 97.5, 84, 81},
		{"gum-dev", 95, 97.5, 84, 81},
	} {
		dev, err := load(data, c.name)
		if err != nil {
			t.Fatal(err)
		}
		dev.Sentences = dev.Sentences[:400]
		n := score(dev, func(doc string, sent *text.Sentence) {
			tag.Tag(doc, sent)
			parse.ParseWell(doc, sent, tag.Revise)
		})
		for _, part := range []struct {
			name  string
			right int
			floor float64
		}{{"UPOS", n.tag, c.tag}, {"lemma", n.lemma, c.lemma}, {"UAS", n.uas, c.uas}, {"LAS", n.las, c.las}} {
			if got := 100 * float64(part.right) / float64(n.words); got < part.floor {
				t.Errorf("%s: %s %.2f, floor %.2f", c.name, part.name, got, part.floor)
			}
		}
	}
}

func TestScoreMarksWords(t *testing.T) {
	gold := &corpus{Text: "a b", Sentences: []text.Sentence{{Tokens: []text.Token{
		{Span: text.Span{Start: 0, End: 1}, Tag: "X", Lemma: "A", Head: 1, Rel: "obl:agent"},
		{Span: text.Span{Start: 2, End: 3}, Tag: "Y", Lemma: "b", Head: -1, Rel: "root"},
	}}}}
	n := score(gold, func(_ string, sent *text.Sentence) {
		if sent.Tokens[0].Tag != "" || sent.Tokens[0].Rel != "" {
			t.Error("the gold columns are shown to the analysis")
		}
		sent.Tokens[0] = text.Token{Tag: "X", Lemma: "a", Head: 1, Rel: "obl"}
		sent.Tokens[1] = text.Token{Tag: "X", Lemma: "c", Head: 0, Rel: "root"}
	})
	if n.words != 2 || n.tag != 1 || n.lemma != 1 || n.uas != 1 || n.las != 1 {
		t.Errorf("%+v", n)
	}
}
