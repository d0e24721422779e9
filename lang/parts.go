package lang

import (
	"iter"
	"strings"
	"unicode/utf8"

	"kiroku/lang/segment"
	"kiroku/text"
)

// MaxPart is how many bytes of a text are analysed at once. What an analysis
// takes grows with the text, to 300 bytes for each of it where every word is a
// name or a sum; all but a few documents are shorter than a part.
const MaxPart = 256 << 10

// Parts analyses the document a part after the other, so that the memory it takes
// does not grow with its length. Parts end where paragraphs do, or sentences
// where a paragraph is longer than a part; spans and paragraphs are the whole
// document's. A document no longer than a part has one, the same that Analyze
// gives; of longer ones, a name is known by what its own part says of it.
func (a Analyzer) Parts(doc *text.Document) iter.Seq[*Analysis] {
	return func(yield func(*Analysis) bool) {
		if len(doc.Text) <= MaxPart || !english(doc.Lang) {
			yield(a.Analyze(doc))
			return
		}
		paras := cutLong(doc.Text, segment.Paragraphs(doc))
		for first := 0; first < len(paras); {
			size, last := 0, first
			for last < len(paras) && (last == first || size+paras[last].Span.Len() <= MaxPart) {
				size += paras[last].Span.Len()
				last++
			}
			sents := segment.Sentences(doc, paras[first:last])
			for i := range sents {
				sents[i].Paragraph += first
			}
			if !yield(&Analysis{Doc: doc, Paragraphs: paras, Sentences: a.Annotate(doc, sents)}) {
				return
			}
			first = last
		}
	}
}

// cutLong cuts paragraphs that are longer than a part.
func cutLong(t string, paras []text.Paragraph) []text.Paragraph {
	out := make([]text.Paragraph, 0, len(paras))
	for _, p := range paras {
		for p.Span.Len() > MaxPart {
			rest := p
			p.Span.End = p.Span.Start + cutAt(t[p.Span.Start:p.Span.Start+MaxPart])
			rest.Span.Start = p.Span.End
			out = append(out, p)
			p = rest
		}
		out = append(out, p)
	}
	return out
}

// cutAt is where to cut a text that goes on: after a sentence's end, else after a
// blank, else between two letters. It is never at the beginning.
func cutAt(t string) int {
	for _, end := range []string{". ", "\n", " "} {
		if i := strings.LastIndex(t, end); i >= len(t)/2 {
			return i + len(end)
		}
	}
	end := len(t) - 1
	for end > len(t)-utf8.UTFMax && !utf8.RuneStart(t[end]) {
		end--
	}
	return end
}
