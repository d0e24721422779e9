package phrase

import (
	"strings"
	"unicode"
)

// Capitals is words with a capital at the beginning of each: a folded name as
// it may be shown.
func Capitals(s string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == ' '
		return r
	}, s)
}
