package document

import (
	"fmt"
	"strings"
	"testing"

	"kiroku/internal/casetest"
)

func TestHead(t *testing.T) {
	casetest.Run(t, "testdata/head.test", func(t *testing.T, c casetest.Case) string {
		return describe(readHead(c.Input))
	})
}

// describe lists the fields that were found, and where.
func describe(m meta) string {
	var b strings.Builder
	for _, f := range []struct{ name, v string }{{"title", m.title}, {"byline", m.byline}, {"source", m.source}, {"url", m.url}, {"lang", m.lang}} {
		if f.v != "" {
			fmt.Fprintf(&b, "%s %q (%s)\n", f.name, f.v, m.found[f.name])
		}
	}
	if !m.published.IsZero() {
		fmt.Fprintf(&b, "published %v (%s)\n", m.published, m.found["published"])
	}
	if !m.updated.IsZero() {
		fmt.Fprintf(&b, "updated %v (%s)\n", m.updated, m.found["updated"])
	}
	return b.String()
}
