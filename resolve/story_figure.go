package resolve

import (
	_ "embed"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/text"
)

// Change is a figure that a copy gives otherwise than its origin.
type Change struct {
	Figure string    `json:"figure"` // in the copy
	Span   text.Span `json:"span"`
	Origin string    `json:"origin"` // in the origin
	Was    text.Span `json:"was"`
}

// figure is a number of a text and hashes of the words around it, by which
// the same place is found in another text.
type figure struct {
	text        string
	start, end  int32
	left, right uint32 // of the figureContext words before and after, other figures masked
}

// figureContext is how many words on a side name a figure's place.
const figureContext = 3

// maxFigures bounds the figures kept of a document.
const maxFigures = 400

//go:embed story_numbers.txt
var storyNumbersList string

// numeral is the set of number words.
var numeral = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range listLines(storyNumbersList) {
		set[line] = true
	}
	return set
})

func isFigure(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r) || numeral()[w]
}

// figuresOf finds the numbers among the words of a text.
func figuresOf(words []foldedWord) []figure {
	masked := make([]uint64, len(words))
	var at []int
	for i, w := range words {
		if isFigure(w.text) {
			at = append(at, i)
			continue
		}
		masked[i] = hash64(w.text)
	}
	figures := make([]figure, 0, min(len(at), maxFigures))
	for _, i := range at[:min(len(at), maxFigures)] {
		f := figure{text: words[i].text, start: int32(words[i].span.Start), end: int32(words[i].span.End)}
		f.left = contextHash(masked[max(0, i-figureContext):i])
		f.right = contextHash(masked[i+1 : min(len(words), i+1+figureContext)])
		figures = append(figures, f)
	}
	return figures
}

func contextHash(words []uint64) uint32 {
	h := uint64(len(words))
	for _, w := range words {
		h = h*0x9e3779b97f4a7c15 + w
	}
	return uint32(mix(h) >> 32)
}

// changedFigures compares the figures of a copy with those of its origin that
// stand between the same words. A place that occurs several times in one of
// the texts ("$ million for") is compared by its order of occurrence when both
// have it equally often, and left out otherwise.
func changedFigures(doc, origin *sketch) []Change {
	places := map[uint64][]figure{}
	for _, f := range origin.figures {
		places[f.place()] = append(places[f.place()], f)
	}
	here := map[uint64]int{}
	for _, f := range doc.figures {
		here[f.place()]++
	}
	var changes []Change
	seen := map[uint64]int{}
	for _, f := range doc.figures {
		there := places[f.place()]
		n := seen[f.place()]
		seen[f.place()]++
		if len(there) != here[f.place()] || there[n].text == f.text {
			continue
		}
		was := there[n]
		changes = append(changes, Change{
			Figure: f.text, Span: text.Span{Start: int(f.start), End: int(f.end)},
			Origin: was.text, Was: text.Span{Start: int(was.start), End: int(was.end)},
		})
	}
	return changes
}

func (f figure) place() uint64 { return uint64(f.left)<<32 | uint64(f.right) }
