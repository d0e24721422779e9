// Package draw makes the pages that show what the ledger comes to: the
// overview, the timeline, figures of harm as they developed, the map. In go
// what package ask knows; out come charts with a table of the same figures
// beside each, and the charts as files.
//
// Every drawing is bounded in what it shows, and says what it leaves out.
package draw

import (
	"embed"

	"kiroku/serve/ask"
	"kiroku/serve/site"
)

// Templates are those of the pages, and of charts.
//
//go:embed pages
var Templates embed.FS

type pages struct{ ask.Pages }

// Routes are the pages at their addresses.
func Routes(of *site.Site) []site.Route {
	s := pages{ask.Pages{Site: of}}
	return []site.Route{
		{Pattern: "GET /{$}", Answer: s.overview},
		{Pattern: "GET /timeline", Answer: s.timeline},
		{Pattern: "GET /figures", Answer: s.figures},
		{Pattern: "GET /map", Answer: s.worldMap},
	}
}
