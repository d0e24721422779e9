// Package ask makes the pages that show what the ledger holds: entries,
// documents, claims in their words, parties, disagreements, decisions. In go
// the filters of an address; out come the ledger's answers as pages show them,
// some of which other pages show, too.
//
// It only reads. What an address asks for beyond its bounds is refused.
package ask

import (
	"embed"

	"kiroku/ledger"
	"kiroku/serve/site"
)

// Templates are those of the pages, and of the parts that show an entry.
//
//go:embed pages
var Templates embed.FS

// Pages asks the ledger of a site.
type Pages struct{ *site.Site }

// Routes are the pages at their addresses.
func Routes(of *site.Site) []site.Route {
	s := Pages{of}
	return []site.Route{
		{Pattern: "GET /ledger", Answer: s.ledger},
		{Pattern: "GET /ledger/export", Answer: s.export},
		{Pattern: "GET /entry/{id}", Answer: s.entry},
		{Pattern: "GET /documents", Answer: s.documents},
		{Pattern: "GET /document/{id}", Answer: s.document},
		{Pattern: "GET /search", Answer: s.search},
		{Pattern: "GET /actors", Answer: s.actors},
		{Pattern: "GET /actor/{key}", Answer: s.actor},
		{Pattern: "GET /compare", Answer: s.compare},
		{Pattern: "GET /disagreements", Answer: s.conflicts},
		{Pattern: "GET /decisions", Answer: s.decisions},
		{Pattern: "POST /views", Needs: ledger.Reviews, Answer: s.saveView},
		{Pattern: "POST /views/delete", Needs: ledger.Reviews, Answer: s.deleteView},
	}
}
