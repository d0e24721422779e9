package parse

import (
	"math/rand/v2"
	"sync"
	"testing"

	"kiroku/text"
)

// checkTree fails unless the sentence is a tree with one root.
func checkTree(t *testing.T, sent *text.Sentence) {
	t.Helper()
	roots := 0
	for i, tok := range sent.Tokens {
		if tok.Head == -1 {
			roots++
		}
		if (tok.Head == -1) != (tok.Rel == "root") || tok.Rel == "" || tok.Head < -1 || tok.Head >= len(sent.Tokens) || tok.Head == i {
			t.Fatalf("token %d: head %d, relation %q", i, tok.Head, tok.Rel)
		}
		steps := 0
		for k := i; k >= 0; k = sent.Tokens[k].Head {
			if steps++; steps > len(sent.Tokens) {
				t.Fatalf("token %d is on a cycle", i)
			}
		}
	}
	if len(sent.Tokens) > 0 && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// noise makes a sentence of any bytes, any tags and any spans.
func noise(rng *rand.Rand) (string, *text.Sentence) {
	raw := make([]byte, rng.IntN(200))
	for i := range raw {
		raw[i] = byte(rng.IntN(256))
	}
	tags := []string{"NOUN", "VERB", "PUNCT", "", "nonsense"}
	sent := &text.Sentence{}
	for range rng.IntN(40) {
		start := rng.IntN(210) - 5
		sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: start, End: start + rng.IntN(20) - 5}, Tag: tags[rng.IntN(len(tags))]})
	}
	return string(raw), sent
}

func TestAlwaysATree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		doc, sent := noise(rng)
		Parse(doc, sent)
		checkTree(t, sent)
	}
}

func TestManyGoroutines(t *testing.T) {
	doc, want := noise(rand.New(rand.NewPCG(3, 4)))
	Parse(doc, want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				got := &text.Sentence{Tokens: append([]text.Token(nil), want.Tokens...)}
				Parse(doc, got)
				for i := range got.Tokens {
					if got.Tokens[i] != want.Tokens[i] {
						t.Errorf("token %d: %v, alone %v", i, got.Tokens[i], want.Tokens[i])
					}
				}
			}
		})
	}
	wg.Wait()
}
