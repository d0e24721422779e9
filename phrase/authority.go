package phrase

import (
	"strings"

	"kiroku/ledger"
)

// Authority is who counted, as far as the reports say.
func Authority(e ledger.Entry) string {
	if len(e.Sources) == 0 {
		return Plural(len(e.Documents), "report")
	}
	var names []string
	for _, a := range e.Sources {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}
