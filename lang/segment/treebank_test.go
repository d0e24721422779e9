package segment

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kiroku/text"
)

// gold is one document of a treebank as the raw text that it was made from.
//
// The text is rebuilt from the words: a blank after each, but for those marked
// SpaceAfter=No, and a blank line where "# newpar" stands. The words of a
// multi-word token ("don't") share its spelling.
type gold struct {
	id         string
	doc        text.Document
	paragraphs []text.Paragraph
	sentences  []text.Span
	words      []text.Span
}

// readTreebank reads a .conllu.gz file of ../shared, or skips the test.
func readTreebank(t testing.TB, name string) []*gold {
	t.Helper()
	f, err := os.Open("../../../shared/treebanks/" + name + ".conllu.gz")
	if err != nil {
		t.Skipf("no treebank beside the checkout: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*gold
	b := builder{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			docs = b.finish(docs)
			b = builder{gold: &gold{id: line[len("# newdoc id = "):]}, breaks: true}
		case strings.HasPrefix(line, "# newpar"):
			b.breaks = true
		case line == "":
			b.endSentence()
		case line[0] != '#':
			b.word(strings.Split(line, "\t"))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return b.finish(docs)
}

type builder struct {
	*gold
	raw      strings.Builder
	breaks   bool   // a paragraph starts at the next word
	space    bool   // a blank stands before the next word
	sentence int    // where the sentence starts, if open
	open     bool   // a sentence is open
	left     string // what is not yet used of a multi-word token's form
	range_   int    // words left in the multi-word token
	glued    bool   // no blank after the multi-word token
}

func (b *builder) word(f []string) {
	noSpace := strings.Contains(f[9], "SpaceAfter=No")
	if strings.Contains(f[0], ".") {
		return
	}
	if from, to, ok := strings.Cut(f[0], "-"); ok {
		var x, y int
		fmt.Sscan(from, &x)
		fmt.Sscan(to, &y)
		b.start()
		b.left, b.range_, b.glued = f[1], y-x+1, noSpace
		return
	}
	form := f[1]
	if b.range_ > 0 {
		// Forms such as "ca|n't" are parts of the token's; of others the rest is taken.
		if b.range_--; b.range_ == 0 || !strings.HasPrefix(b.left, form) {
			form = b.left
		}
		b.left = b.left[len(form):]
		noSpace = b.range_ > 0 || b.glued
	} else {
		b.start()
	}
	at := b.raw.Len()
	b.raw.WriteString(form)
	if form != "" {
		b.words = append(b.words, text.Span{Start: at, End: b.raw.Len()})
	}
	b.space = !noSpace
}

// start begins a word: what stands before it is written.
func (b *builder) start() {
	switch {
	case b.breaks && b.raw.Len() > 0:
		b.raw.WriteString("\n\n")
	case b.space && b.raw.Len() > 0:
		b.raw.WriteByte(' ')
	}
	if b.breaks {
		b.paragraphs = append(b.paragraphs, text.Paragraph{Span: text.Span{Start: b.raw.Len()}})
	}
	b.breaks, b.space = false, false
	if !b.open {
		b.open, b.sentence = true, b.raw.Len()
	}
}

func (b *builder) endSentence() {
	if !b.open {
		return
	}
	b.open = false
	b.sentences = append(b.sentences, text.Span{Start: b.sentence, End: b.raw.Len()})
	b.paragraphs[len(b.paragraphs)-1].Span.End = b.raw.Len()
}

func (b *builder) finish(docs []*gold) []*gold {
	if b.gold == nil {
		return docs
	}
	b.endSentence()
	b.doc.Text = b.raw.String()
	return append(docs, b.gold)
}

// tally counts spans found, wanted and right.
type tally struct{ got, want, right int }

func (y *tally) add(got, want []text.Span) {
	y.got += len(got)
	y.want += len(want)
	wanted := map[text.Span]bool{}
	for _, sp := range want {
		wanted[sp] = true
	}
	for _, sp := range got {
		if wanted[sp] {
			y.right++
		}
	}
}

func (y *tally) f1() float64 { return 200 * float64(y.right) / float64(max(1, y.got+y.want)) }

// ends keeps only where the spans end.
func ends(spans []text.Span) []text.Span {
	out := slices.Clone(spans)
	for i := range out {
		out[i].Start = 0
	}
	return out
}

func spans(sents []text.Sentence) (sentences, words []text.Span) {
	for _, sent := range sents {
		sentences = append(sentences, sent.Span)
		for _, tok := range sent.Tokens {
			words = append(words, tok.Span)
		}
	}
	return sentences, words
}

// TestTreebanks holds the scores on the development files, which only rise.
// Sentences are scored within gold paragraphs ("ends" and whole spans), words
// both there and on raw text whose paragraphs are found ("raw").
func TestTreebanks(t *testing.T) {
	for _, c := range []struct {
		name                     string
		ends, spans, words, raws float64
	}{
		{"gum-dev", 98.3, 95.8, 99.7, 99.7},
		{"ewt-dev", 93.5, 85.8, 98.9, 98.9},
		{"gum-train", 98.6, 96.2, 99.6, 99.6},
		{"ewt-train", 93.3, 86.4, 99.3, 99.3},
	} {
		t.Run(c.name, func(t *testing.T) {
			var end, span, word, raw, rawSpan tally
			for _, g := range readTreebank(t, c.name) {
				sents, words := spans(Sentences(&g.doc, g.paragraphs))
				end.add(ends(sents), ends(g.sentences))
				span.add(sents, g.sentences)
				word.add(words, g.words)
				sents, words = spans(Sentences(&g.doc, Paragraphs(&g.doc)))
				raw.add(words, g.words)
				rawSpan.add(sents, g.sentences)
			}
			t.Logf("sentence ends %.2f, spans %.2f (raw %.2f); words %.2f (raw %.2f)", end.f1(), span.f1(), rawSpan.f1(), word.f1(), raw.f1())
			for _, s := range []struct {
				what       string
				got, floor float64
			}{{"sentence ends", end.f1(), c.ends}, {"sentence spans", span.f1(), c.spans}, {"words", word.f1(), c.words}, {"raw words", raw.f1(), c.raws}} {
				if s.got < s.floor {
					t.Errorf("%s: F1 %.2f, below its floor %.2f", s.what, s.got, s.floor)
				}
			}
		})
	}
}
