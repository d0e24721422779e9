package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"kiroku/text"
)

// maxDepth bounds how deep a tree is drawn; deeper words stand at its edge.
const maxDepth = 48

// Draw draws a sentence's tree for people, a word a line in the order of the
// sentence, each governor to the left of its dependents:
//
//	  ╭─╼ The DET det
//	╭─┶ minister NOUN nsubj
//	┾ spoke VERB root
//	╰─╼ today NOUN obl
//
// Heads that point nowhere or in a circle are drawn as roots.
func Draw(w io.Writer, t string, sent *text.Sentence) error {
	out := bufio.NewWriter(w)
	d := newDrawing(sent)
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		out.WriteString(d.row(i))
		for _, field := range [...]string{word(tok.Span.Of(t)), tok.Tag, tok.Rel} {
			if field != "" {
				out.WriteByte(' ')
				out.WriteString(field)
			}
		}
		out.WriteByte('\n')
	}
	out.WriteByte('\n')
	if err := out.Flush(); err != nil {
		return fmt.Errorf("draw tree: %w", err)
	}
	return nil
}

// word is a form that fits one line of a terminal and cannot command it.
func word(form string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return '·'
		}
		return r
	}, form)
}

// drawing is a tree laid out: a word's column is its depth.
type drawing struct {
	heads     []int // -1 for roots
	depth     []int
	low, high []int // the outermost dependents of each word, or itself
	open      [maxDepth + 1]int
}

func newDrawing(sent *text.Sentence) *drawing {
	n := len(sent.Tokens)
	d := &drawing{heads: make([]int, n), depth: make([]int, n), low: make([]int, n), high: make([]int, n)}
	for i := range sent.Tokens {
		d.heads[i] = sent.Tokens[i].Head
		if d.heads[i] < 0 || d.heads[i] >= n {
			d.heads[i] = -1
		}
		d.depth[i], d.low[i], d.high[i] = -1, i, i
	}
	for i := range d.heads {
		d.settle(i)
	}
	for i, h := range d.heads {
		if h >= 0 {
			d.low[h], d.high[h] = min(d.low[h], i), max(d.high[h], i)
		}
	}
	return d
}

// settle finds the depth of a word and of all above it, and cuts a circle
// where it closes.
func (d *drawing) settle(i int) {
	const onPath = -2
	var path []int
	for ; i >= 0 && d.depth[i] == -1; i = d.heads[i] {
		d.depth[i] = onPath
		path = append(path, i)
	}
	if i >= 0 && d.depth[i] == onPath {
		d.heads[path[len(path)-1]] = -1
		i = -1
	}
	depth := -1
	if i >= 0 {
		depth = d.depth[i]
	}
	for k := len(path) - 1; k >= 0; k-- {
		depth = min(depth+1, maxDepth)
		d.depth[path[k]] = depth
	}
}

// row draws the lines to the left of a word; rows must be drawn in order.
func (d *drawing) row(i int) string {
	var b strings.Builder
	depth, head := d.depth[i], d.heads[i]
	for c := range max(0, depth-1) {
		b.WriteString(map[bool]string{true: "│ ", false: "  "}[d.open[c] > 0])
	}
	if head >= 0 {
		switch {
		case i == d.low[head]:
			b.WriteString("╭─")
		case i == d.high[head]:
			b.WriteString("╰─")
		default:
			b.WriteString("├─")
		}
		d.span(head, i)
	}
	d.span(i, i)
	switch above, below := d.low[i] < i, d.high[i] > i; {
	case above && below:
		b.WriteString("┾")
	case above:
		b.WriteString("┶")
	case below:
		b.WriteString("┮")
	default:
		b.WriteString("╼")
	}
	return b.String()
}

// span opens or closes the line of a governor where it begins or ends at row i.
func (d *drawing) span(governor, i int) {
	if d.low[governor] == d.high[governor] {
		return
	}
	switch i {
	case d.low[governor]:
		d.open[d.depth[governor]]++
	case d.high[governor]:
		d.open[d.depth[governor]]--
	}
}
