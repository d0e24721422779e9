package extract

import "strings"

// standing is a row of the list of phrases.
type standing struct{ behind, before string }

// readStandings gives the phrases by place and words: "between including".
func readStandings() map[string]standing {
	m := map[string]standing{}
	for _, r := range rows("standing") {
		m[r[0]+" "+r[1]] = standing{strings.Trim(r[2], "-"), strings.Trim(r[3], "-")}
	}
	return m
}
