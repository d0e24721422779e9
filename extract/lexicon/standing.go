package lexicon

import "strings"

// Standing is a row of the list of phrases.
type Standing struct{ Behind, Before string }

// readStandings gives the phrases by place and words: "between including".
func readStandings() map[string]Standing {
	m := map[string]Standing{}
	for _, r := range Rows("standing") {
		m[r[0]+" "+r[1]] = Standing{strings.Trim(r[2], "-"), strings.Trim(r[3], "-")}
	}
	return m
}
