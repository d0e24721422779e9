// Package review lets people judge entries: the queue of what is most worth a
// look, decisions and their undoing, and claims that a person marks by hand. In
// go forms; out come decisions in the ledger, each on the version of the entry
// that its form showed.
//
// A decision on what is no longer so is refused, and the page shows what the
// entry is now.
package review

import (
	"embed"

	"kiroku/ledger"
	"kiroku/serve/ask"
	"kiroku/serve/site"
)

// Templates are those of the pages.
//
//go:embed pages
var Templates embed.FS

type pages struct{ ask.Pages }

// Routes are the pages at their addresses.
func Routes(of *site.Site) []site.Route {
	s := pages{ask.Pages{Site: of}}
	return []site.Route{
		{Pattern: "GET /review", Needs: ledger.Reviews, Answer: s.review},
		{Pattern: "POST /entry/{id}/decide", Needs: ledger.Reviews, Answer: s.decide},
		{Pattern: "POST /decisions/{id}/undo", Needs: ledger.Reviews, Answer: s.undo},
		{Pattern: "GET /document/{id}/claim", Needs: ledger.Reviews, Answer: s.byHand},
		{Pattern: "POST /document/{id}/claim", Needs: ledger.Reviews, Answer: s.markByHand},
	}
}
