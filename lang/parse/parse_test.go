package parse

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"kiroku/internal/casetest"
	"kiroku/lang/mlp"
	"kiroku/text"
)

// TestCases parses words given as form/UPOS/XPOS or form/UPOS/XPOS/lemma.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.test", func(t *testing.T, c casetest.Case) string {
		sent := &text.Sentence{}
		at := 0
		for _, w := range strings.Fields(c.Input) {
			part := strings.Split(w, "/")
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(part[0])}, Tag: part[1], XTag: part[2], Lemma: strings.Join(part[3:], "")})
			at += len(w) + 1
		}
		Parse(c.Input, sent)
		checkTree(t, sent)
		var b strings.Builder
		for i, tok := range sent.Tokens {
			head := "-"
			if tok.Head >= 0 {
				head = sent.Tokens[tok.Head].Span.Of(c.Input)
			}
			fmt.Fprintf(&b, "%d %s %s %s %s\n", i+1, tok.Span.Of(c.Input), tok.Tag, tok.Rel, head)
		}
		return b.String()
	})
}

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
		ParseWell(doc, sent, nil)
		checkTree(t, sent)
	}
}

// TestRetag: better tags are asked for once, when there is a tree, and make
// another one.
func TestRetag(t *testing.T) {
	const doc = "crews saw ships"
	good, bad := []string{"NOUN", "VERB", "NOUN"}, []string{"NOUN", "NOUN", "PUNCT"}
	sent := func(tags []string) *text.Sentence {
		s := &text.Sentence{}
		for i, at := range []int{0, 6, 10} {
			s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(strings.Fields(doc)[i])}, Tag: tags[i]})
		}
		return s
	}
	plain, got := sent(bad), sent(bad)
	ParseWell(doc, plain, nil)
	asked := 0
	ParseWell(doc, got, func(_ string, s *text.Sentence) {
		checkTree(t, s)
		for i := range s.Tokens {
			s.Tokens[i].Tag = good[i]
		}
		asked++
	})
	checkTree(t, got)
	for i := range plain.Tokens {
		plain.Tokens[i].Tag = good[i]
	}
	if asked != 1 || slices.Equal(got.Tokens, plain.Tokens) {
		t.Errorf("asked %d times, and the tree is still %v", asked, got.Tokens)
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

// tiny is a few gold sentences: words as form/tag/head/relation.
func tiny() (string, []text.Sentence) {
	var doc strings.Builder
	var gold []text.Sentence
	for _, s := range []string{
		"the/DET/2/det ships/NOUN/3/nsubj sailed/VERB/0/root", "crews/NOUN/2/nsubj saw/VERB/0/root the/DET/4/det ships/NOUN/2/obj",
		"ships/NOUN/2/nsubj sailed/VERB/0/root at/ADP/4/case night/NOUN/2/obl",
	} {
		var sent text.Sentence
		for _, w := range strings.Fields(s) {
			part := strings.Split(w, "/")
			start := doc.Len()
			doc.WriteString(part[0] + " ")
			head, _ := strconv.Atoi(part[2])
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(part[0])}, Tag: part[1], Head: head - 1, Rel: part[3]})
		}
		gold = append(gold, sent)
	}
	return doc.String(), gold
}

// TestSameBytes trains a tiny model twice, and reads what was written.
func TestSameBytes(t *testing.T) {
	doc, gold := tiny()
	how := Defaults
	for _, c := range []*mlp.Course{&how.First, &how.Forth, &how.Back} {
		c.Rounding = mlp.Rounding{Levels: 15}
		c.Hidden, c.Epochs, c.Frequent, c.Batch = 32, 60, 1, 2
	}
	train := func() *Model { m, _ := Train(doc, gold, how); return m }
	first := train()
	file, back := first.Encode("tiny"), first.Back().Encode("tiny")
	if m := train(); !bytes.Equal(file, m.Encode("tiny")) || !bytes.Equal(back, m.Back().Encode("tiny")) {
		t.Error("the same training gave other files")
	}
	model, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.WithBack(back[:len(back)/2]); err == nil {
		t.Error("half of a file is read")
	}
	if model, err = model.WithBack(back); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, model.Encode("tiny")) {
		t.Error("the model read is not the model written")
	}
	for i := range gold {
		sent := text.Sentence{Tokens: slices.Clone(gold[i].Tokens)}
		model.Parse(doc, &sent, nil)
		for j, tok := range sent.Tokens {
			if g := gold[i].Tokens[j]; tok.Head != g.Head || tok.Rel != g.Rel {
				t.Errorf("%q: %d %s, want %d %s", tok.Span.Of(doc), tok.Head, tok.Rel, g.Head, g.Rel)
			}
		}
	}
}

// TestOracle: from any state that wrong transitions lead to, following the
// oracle loses exactly the arcs that it said it would.
func TestOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		n := int32(1 + rng.IntN(8))
		o := projective(rng, n)
		var s state
		for range n + 2 {
			s.nodes = append(s.nodes, blank)
		}
		s.n = n
		o.start()
		lost := 0
		for !s.done() {
			costs := o.costs(&s)
			move := cheapest(costs)
			if rng.IntN(4) == 0 {
				for costs[move] < 0 || rng.IntN(2) == 0 {
					move = rng.IntN(moves)
					if costs[move] >= 0 {
						break
					}
				}
			}
			lost += costs[move]
			o.note(&s, move)
			s.do(move, 0)
		}
		wrong := 0
		for i := range n {
			if s.nodes[i].head != o.heads[i] {
				wrong++
			}
		}
		if wrong != lost {
			t.Fatalf("heads %v: %d wrong, costs said %d", o.heads, wrong, lost)
		}
	}
}

// TestGuide: a tree that was read backward is the same tree to the forward
// reading that follows it.
func TestGuide(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		n := int32(1 + rng.IntN(8))
		var back, forth state
		back.start(slices.Repeat([]node{blank}, int(n)), true)
		for !back.done() {
			if move := rng.IntN(moves); back.can(move) {
				back.do(move, 0)
			}
		}
		var g guide
		g.take(&back)
		if m := g.mirror(); !slices.Equal(heads(m.mirror()), g.heads) || m.heads[0] != back.nodes[0].head {
			t.Fatalf("%v from the other end is %v", g.heads, m.heads)
		}
		forth.start(slices.Repeat([]node{blank}, int(n)), false)
		for !forth.done() {
			costs := g.costs(&forth)
			move := cheapest(costs)
			if costs[move] != 0 {
				t.Fatalf("%v: every transition loses an arc: %v", g.heads, costs)
			}
			if keys := g.keys(nil, &forth); len(keys) == 0 {
				t.Fatal("no advice")
			}
			g.note(&forth, move)
			forth.do(move, 0)
		}
		for i := range n {
			want := n
			if mirror := back.nodes[n-1-i].head; mirror != n {
				want = n - 1 - mirror
			}
			if forth.nodes[i].head != want {
				t.Fatalf("word %d: head %d, backward %d", i, forth.nodes[i].head, want)
			}
		}
	}
}

func heads(g guide) []int32 { return g.heads }

// projective makes a random projective tree by random transitions.
func projective(rng *rand.Rand, n int32) oracle {
	var s state
	for range n + 2 {
		s.nodes = append(s.nodes, blank)
	}
	s.n = n
	for !s.done() {
		if move := rng.IntN(moves); s.can(move) {
			s.do(move, 0)
		}
	}
	var o oracle
	for i := range n {
		o.heads = append(o.heads, s.nodes[i].head)
	}
	return o
}

func FuzzParse(f *testing.F) {
	f.Add("a b c", uint64(7))
	f.Fuzz(func(t *testing.T, doc string, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 1))
		_, sent := noise(rng)
		Parse(doc, sent)
		checkTree(t, sent)
		ParseWell(doc, sent, nil)
		checkTree(t, sent)
	})
}

func BenchmarkParse(b *testing.B) { benchmark(b, Parse) }

func BenchmarkParseWell(b *testing.B) {
	benchmark(b, func(t string, sent *text.Sentence) { ParseWell(t, sent, nil) })
}

func benchmark(b *testing.B, parse func(t string, sent *text.Sentence)) {
	const doc = "The foreign minister of Norland said on Friday that her government would send 40 trucks to the towns"
	tags := strings.Fields("DET ADJ NOUN ADP PROPN VERB ADP PROPN SCONJ PRON NOUN AUX VERB NUM NOUN ADP DET NOUN")
	xtags := strings.Fields("DT JJ NN IN NNP VBD IN NNP IN PRP$ NN MD VB CD NNS IN DT NNS")
	sent := &text.Sentence{}
	at := 0
	for i, w := range strings.Fields(doc) {
		sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Tag: tags[i], XTag: xtags[i]})
		at += len(w) + 1
	}
	parse(doc, sent)
	b.ReportAllocs()
	for b.Loop() {
		parse(doc, sent)
	}
	b.ReportMetric(float64(b.N*len(sent.Tokens))/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(english); err != nil {
			b.Fatal(err)
		}
	}
}
