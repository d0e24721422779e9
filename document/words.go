package document

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/head.txt
var headFile string

// wordSets are the words of data/head.txt.
type wordSets struct {
	field        map[string]string // key of a line -> field
	meta         map[string]string // name of a <meta> element -> field
	date, outlet map[string]bool
}

var headWords = sync.OnceValue(func() wordSets {
	w := wordSets{map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(headFile) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		kind, set, _ := strings.Cut(name, " ")
		for word := range strings.SplitSeq(list, ", ") {
			switch {
			case kind == "field":
				w.field[word] = set
			case kind == "meta":
				w.meta[word] = set
			case set == "date":
				w.date[word] = true
			case set == "outlet":
				w.outlet[word] = true
			}
		}
	}
	return w
})
