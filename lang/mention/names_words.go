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

// wordLists are the sections of en/names.txt.
type wordLists struct {
	acts, org, suffix, placeHead, placeFront, particle, suffixName, say, locative, verb,
	common, direction, notAlone, acting, people, body, event map[string]bool
}

// nameWords reads the lists once.
var nameWords = sync.OnceValue(func() *wordLists {
	sections := map[string]map[string]bool{}
	var now map[string]bool
	for l := range strings.Lines(nameFile) {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '[':
			now = map[string]bool{}
			sections[strings.Trim(l, "[]")] = now
		default:
			now[l] = true
		}
	}
	return &wordLists{
		acts: sections["acts"], org: sections["org"], suffix: sections["suffix"],
		placeHead: sections["placehead"], placeFront: sections["placefront"],
		particle: sections["particle"], suffixName: sections["suffixname"],
		say: sections["say"], locative: sections["locative"], verb: sections["verb"],
		common: sections["common"], direction: sections["direction"], notAlone: sections["notalone"],
		acting: sections["acting"], people: sections["people"], body: sections["body"], event: sections["event"],
	}
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
