package mention

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/gazetteer"
)

//go:embed en/names.txt
var nameFile string

// wordLists are the sections of en/names.txt, which says what each is for.
type wordLists struct {
	acts, society, org, suffix, placeHead, placeFront, particle, event, suffixName, say, locative, verb, common, direction,
	notAlone, acting, people, body, function, pronoun, placeNoun, seatPlace, seatParty, seatEnd, hangs, count, local map[string]bool
}

// nameWords reads the lists once.
var nameWords = sync.OnceValue(func() *wordLists {
	w := &wordLists{}
	sections := map[string]*map[string]bool{
		"acts": &w.acts, "society": &w.society, "org": &w.org, "suffix": &w.suffix, "placehead": &w.placeHead, "placefront": &w.placeFront,
		"particle": &w.particle, "event": &w.event, "suffixname": &w.suffixName, "say": &w.say, "locative": &w.locative,
		"verb": &w.verb, "common": &w.common, "direction": &w.direction, "notalone": &w.notAlone, "acting": &w.acting,
		"people": &w.people, "body": &w.body, "function": &w.function, "pronoun": &w.pronoun, "placenoun": &w.placeNoun,
		"seatplace": &w.seatPlace, "seatparty": &w.seatParty, "seatend": &w.seatEnd, "hangs": &w.hangs, "count": &w.count,
		"local": &w.local,
	}
	var now map[string]bool
	for l := range strings.Lines(nameFile) {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '[':
			now = map[string]bool{}
			*sections[strings.Trim(l, "[]")] = now
		default:
			now[l] = true
		}
	}
	return w
})

// shapeOf tells how a word is written.
func shapeOf(w string) shape {
	first, size := utf8.DecodeRuneInString(w)
	if !unicode.IsLetter(first) {
		return mark
	}
	if !unicode.IsUpper(first) {
		if strings.ContainsFunc(w, unicode.IsUpper) && !strings.Contains(w, "-") {
			return capital // "iPhone", "al-Assad" has its own hyphen
		}
		return small
	}
	if len(w) == size || len(w) == size+1 && w[size] == '.' {
		return initial
	}
	if !strings.ContainsFunc(w, unicode.IsLower) {
		return caps
	}
	return capital
}

// isGiven reports whether a word is a common given name.
func isGiven(w string) bool {
	for _, e := range gazetteer.Lookup(w) {
		if e.Kind == gazetteer.Given {
			return true
		}
	}
	return false
}
