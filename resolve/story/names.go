package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameMark is a name of a text, one or several words with a capital, and
// hashes of the words around it.
type nameMark struct {
	name, left, right uint32
}

// maxNameMarks bounds the names kept of a document.
const maxNameMarks = 250

// nameMarks finds the names of a text. Of the words around them, names and
// figures are masked.
func nameMarks(t string, words []foldedWord) []nameMark {
	capital := make([]bool, len(words))
	masked := make([]uint64, len(words))
	for i, w := range words {
		capital[i] = isNamed(t, words, i)
		if !capital[i] && !isFigure(w.text) {
			masked[i] = hash64(w.text)
		}
	}
	var marks []nameMark
	for i := 0; i < len(words) && len(marks) < maxNameMarks; i++ {
		if !capital[i] {
			continue
		}
		end := i + 1
		name := hash64(words[i].text)
		for end < len(words) && capital[end] {
			name = mix(name + hash64(words[end].text))
			end++
		}
		marks = append(marks, nameMark{
			name:  uint32(name),
			left:  contextHash(masked[max(0, i-figureContext):i]),
			right: contextHash(masked[end:min(len(words), end+figureContext)]),
		})
		i = end
	}
	return marks
}

// isNamed says whether word i has a capital and does not open a sentence or a
// paragraph.
func isNamed(t string, words []foldedWord, i int) bool {
	r, _ := utf8.DecodeRuneInString(t[words[i].span.Start:])
	if i == 0 || !unicode.IsUpper(r) {
		return false
	}
	gap := t[words[i-1].span.End:words[i].span.Start]
	return !strings.ContainsAny(gap, ".?!:") && strings.Count(gap, "\n") < 2
}

// renamed is the part of the names that two texts have between the same words
// that are other names in the one than in the other.
func renamed(a, b []nameMark) float64 {
	type place struct{ left, right uint32 }
	names := map[place][]uint32{}
	for _, m := range b {
		p := place{m.left, m.right}
		names[p] = append(names[p], m.name)
	}
	count := map[place]int{}
	for _, m := range a {
		count[place{m.left, m.right}]++
	}
	same, other := 0, 0
	for _, m := range a {
		there := names[place{m.left, m.right}]
		switch {
		case len(there) != 1 || count[place{m.left, m.right}] != 1: // not told apart by the words around
		case there[0] == m.name:
			same++
		default:
			other++
		}
	}
	if other < 2 { // an edited sentence, not a form
		return 0
	}
	return float64(other) / float64(same+other)
}
