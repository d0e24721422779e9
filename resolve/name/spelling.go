package name

import (
	_ "embed"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/resolve/wordlist"
)

//go:embed transliteration.txt
var transliterationList string

// spellings is the list, and a cache of nothing: names are short.
var spellings = sync.OnceValue(func() [][2]string {
	var list [][2]string
	for line := range wordlist.Lines(transliterationList) {
		from, to, _ := strings.Cut(line, "\t")
		list = append(list, [2]string{from, to})
	}
	return list
})

// sounds gives a name's words as they sound, roughly: writings of one foreign
// name that differ by the system of transliteration alone are equal in it.
func sounds(name string) []string {
	words := strings.Fields(claim.FoldName(name))
	for i, w := range words {
		words[i] = sound(w)
	}
	return words
}

// minSpaced is the least length of a name that a space may cut anywhere.
const minSpaced = 6

// Sound is a name as it sounds, by which written forms of one name are equal;
// in a long one spaces do not count: "Nor Land" is "Norland".
func Sound(name string) string {
	words := sounds(name)
	if joined := strings.Join(words, ""); len(joined) >= minSpaced {
		return joined
	}
	return strings.Join(words, " ")
}

func sound(word string) string {
	for _, s := range spellings() {
		from, to := s[0], s[1]
		if end, ok := strings.CutSuffix(from, "$"); ok {
			if rest, ok := strings.CutSuffix(word, end); ok && len(rest) > 1 {
				word = rest + to
			}
			continue
		}
		if len(word) > len(from) {
			word = strings.ReplaceAll(word, from, to)
		}
	}
	return silent(word)
}

// silent takes away doubled letters, and an h that is not heard: behind a
// vowel and before a consonant or the end.
func silent(word string) string {
	var b strings.Builder
	var last rune
	runes := []rune(word)
	for i, r := range runes {
		unheard := r == 'h' && i > 0 && strings.ContainsRune("aeiou", runes[i-1]) && (i+1 == len(runes) || !strings.ContainsRune("aeiou", runes[i+1]))
		if r != last && !unheard {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// edits is the number of letters to insert, delete, change or swap with the
// next to get from one word to another; more than most is most+1.
func edits(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return min(old[len(y)], most+1)
}
