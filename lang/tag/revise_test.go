package tag

import (
	"bytes"
	"slices"
	"testing"

	"kiroku/lang/mlp"
	"kiroku/text"
)

// TestReviser trains a tiny network that needs its drafts: what a word is can be
// told from its head alone.
func TestReviser(t *testing.T) {
	const doc = "a b a b"
	var gold, drafts []text.Sentence
	for _, tags := range [][2]string{{"NOUN", "VERB"}, {"VERB", "NOUN"}} {
		sent := text.Sentence{}
		for i := range 4 {
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: 2 * i, End: 2*i + 1}, Tag: tags[i%2], XTag: "x", Head: -1, Rel: "root"})
		}
		draft := text.Sentence{Tokens: slices.Clone(sent.Tokens)}
		for i := range draft.Tokens {
			draft.Tokens[i].Tag, draft.Tokens[i].Head, draft.Tokens[i].Rel = "X", i^1, "of "+tags[i%2]
		}
		gold, drafts = append(gold, sent), append(drafts, draft)
	}
	how := mlp.Course{Hidden: 64, Epochs: 60, Frequent: 1, Batch: 2, Rate: 0.02, Seed: 1, Rounding: mlp.Rounding{Levels: 15}}
	first := Train(doc, gold, how)
	train := func() []byte { return TrainReviser(doc, gold, drafts, how).Encode("tiny") }
	file := train()
	if !bytes.Equal(file, train()) {
		t.Error("the same training gave another file")
	}
	if _, err := first.Reviser(file[:len(file)/2]); err == nil {
		t.Error("half of a file is read")
	}
	m, err := first.Reviser(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range drafts {
		m.Tag(doc, &drafts[i])
		for j, tok := range drafts[i].Tokens {
			if want := gold[i].Tokens[j].Tag; tok.Tag != want {
				t.Errorf("sentence %d, token %d: %s, want %s", i, j, tok.Tag, want)
			}
		}
	}
}

// TestReviseAnything: whatever tags and heads there are, all words get tags.
func TestReviseAnything(t *testing.T) {
	doc := "the ships \xff sailed at night ."
	sent := sentence(doc)
	for i := range sent.Tokens {
		sent.Tokens[i].Head, sent.Tokens[i].Rel = []int{-7, 99, i, 0, 1 << 40}[i%5], "nonsense"
	}
	Revise(doc, sent)
	Revise(doc, &text.Sentence{})
	for i, tok := range sent.Tokens {
		if tok.Tag == "" || tok.Tag == "nonsense" {
			t.Errorf("token %d is tagged %q", i, tok.Tag)
		}
	}
}
