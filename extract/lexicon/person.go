package lexicon

import (
	"sync"

	"kiroku/lang/wordnet"
)

// IsPerson reports whether a noun, by lemma, names somebody in its first sense.
func (lex *Lexicon) IsPerson(lemma string) bool {
	return wordnet.English().Of([]byte(lemma)).Noun == personKind()
}

// personKind is the number of the kind of thing that a teacher is.
var personKind = sync.OnceValue(func() uint16 { return wordnet.English().Of([]byte("teacher")).Noun })
