// Package add lets people give the server something to read. In go files,
// pasted text or an address; what is wrong with each, and how far reading has
// come, is shown while it goes on in the background.
//
// What is given is bounded by package upload, and jobs in their number: they
// are read one after the other, and too many that wait are refused.
package add

import (
	"embed"

	"kiroku/ledger"
	"kiroku/serve/site"
)

// Templates are those of the pages.
//
//go:embed pages
var Templates embed.FS

type pages struct {
	*site.Site
	jobs *jobs
}

// Routes are the pages at their addresses.
func Routes(of *site.Site) []site.Route {
	s := &pages{of, newJobs()}
	return []site.Route{
		{Pattern: "GET /add", Needs: ledger.Reviews, Answer: s.addPage},
		{Pattern: "POST /add", Needs: ledger.Reviews, Answer: s.add},
		{Pattern: "GET /add/{job}", Needs: ledger.Reviews, Answer: s.jobPage},
	}
}
