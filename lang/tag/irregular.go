package tag

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed irregular.txt
var irregularFile string

// irregular maps past tenses and participles that follow no rule to their
// verbs.
var irregular = sync.OnceValue(func() map[string]string {
	verbs := map[string]string{}
	for line := range strings.Lines(irregularFile) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, form := range words[1:] {
			verbs[form] = words[0]
		}
	}
	return verbs
})

// verbOf is the verb of a past tense or participle, in small letters, that
// follows no rule.
func verbOf(form []byte, xtag string) (lemma string, ok bool) {
	if xtag != "VBD" && xtag != "VBN" {
		return "", false
	}
	lemma, ok = irregular()[string(form)]
	return lemma, ok
}
