// Package wordlist reads the word lists that stand beside the code: in comes
// an embedded file, one term a line; out come its lines, trimmed, without
// blanks and without comments, which begin with "#".
package wordlist

import (
	"iter"
	"strings"
)

// Lines yields the lines of a list in their order.
func Lines(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(list) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}
