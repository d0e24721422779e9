package story

import (
	_ "embed"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/resolve/wordlist"
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

//go:embed numbers.txt
var numberList string

// numeral is the set of number words.
var numeral = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range wordlist.Lines(numberList) {
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
// stand between the same words, and then those left over that follow or
// precede the same words.
func changedFigures(doc, origin *sketch) []Change {
	here, there := doc.figures, origin.figures
	var changes []Change
	for _, context := range []func(figure) uint64{figure.place, figure.before, figure.after} {
		var found []Change
		found, here, there = matchFigures(here, there, context)
		changes = append(changes, found...)
	}
	slices.SortFunc(changes, func(a, b Change) int { return a.Span.Start - b.Span.Start })
	return changes
}

func (f figure) place() uint64  { return uint64(f.left)<<32 | uint64(f.right) }
func (f figure) before() uint64 { return uint64(f.left) }
func (f figure) after() uint64  { return uint64(f.right) }

// matchFigures pairs the figures of equal context and gives those that differ,
// and the figures of either text that found no partner. A context that occurs
// several times ("$ million for") is matched in order when both texts have it
// equally often, and not at all otherwise.
func matchFigures(here, there []figure, context func(figure) uint64) (changes []Change, restHere, restThere []figure) {
	places := map[uint64][]figure{}
	for _, f := range there {
		places[context(f)] = append(places[context(f)], f)
	}
	count := map[uint64]int{}
	for _, f := range here {
		count[context(f)]++
	}
	seen := map[uint64]int{}
	for _, f := range here {
		c := context(f)
		if len(places[c]) != count[c] {
			restHere = append(restHere, f)
			continue
		}
		was := places[c][seen[c]]
		seen[c]++
		if was.text != f.text {
			changes = append(changes, Change{
				Figure: f.text, Span: text.Span{Start: int(f.start), End: int(f.end)},
				Origin: was.text, Was: text.Span{Start: int(was.start), End: int(was.end)},
			})
		}
	}
	for _, f := range there {
		if seen[context(f)] == 0 {
			restThere = append(restThere, f)
		}
	}
	return changes, restHere, restThere
}
