package lexicon

import "strings"

// Opinions are the words and expressions that show a stance, by their first
// word.
type Opinions map[string][]Opinion

// Opinion is an expression that shows a stance.
type Opinion struct {
	Rest   []string // the words behind the first
	Stance string
}

func readOpinions() Opinions {
	m := Opinions{}
	for _, row := range Rows("opinion-words") {
		for _, w := range strings.Fields(row[1]) {
			words := strings.Split(w, "_")
			m[words[0]] = append(m[words[0]], Opinion{words[1:], row[0]})
		}
	}
	return m
}

// TurnLabels are the words of the labels before a transcript's turns.
type TurnLabels struct {
	Askers    map[string]bool // of who asks
	Answerers map[string]bool // of who answers for the author
	Labels    map[string]bool // of titles that stand before a name
}

// DoingWords are the small lists of the rules of events.
type DoingWords struct {
	NeverOwn   map[string]bool // nouns of states that no government calls itself
	Others     map[string]bool // nouns for somebody else than whose they are
	Performing map[string]bool // adverbs by which saying is doing
	TimesOfDay map[string]bool
}

// readGenders maps each word of a line to its first cell, "he" or "she".
func readGenders(name string) map[string]string {
	m := map[string]string{}
	for _, r := range Rows(name) {
		for _, w := range strings.Fields(r[1]) {
			m[w] = r[0]
		}
	}
	return m
}

// readKinds gives a list's words by the first cell of their lines.
func readKinds(name string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, r := range Rows(name) {
		if m[r[0]] == nil {
			m[r[0]] = map[string]bool{}
		}
		for _, w := range strings.Fields(r[1]) {
			m[r[0]][w] = true
		}
	}
	return m
}
