package serve

import (
	"net/http"
	"slices"

	"kiroku/ledger"
	"kiroku/serve/add"
	"kiroku/serve/ask"
	"kiroku/serve/compress"
	"kiroku/serve/draw"
	"kiroku/serve/review"
	"kiroku/serve/site"
)

// Handler answers every request; it is safe for concurrent use.
func (s *Server) Handler() http.Handler {
	mux := s.pages(s.Site)
	for _, route := range append(s.door.Routes(), site.Route{Pattern: "POST /as-of", Answer: s.setDay}) {
		s.Add(mux, route)
	}
	return s.metrics.Logged(s.Log, s.safe(s.door.Known(compress.Handler(s.lookingBack(mux)))))
}

// pages is every page of a ledger at its address.
func (s *Server) pages(of *site.Site) *http.ServeMux {
	mux := http.NewServeMux()
	for _, route := range slices.Concat(of.Routes(), ask.Routes(of), draw.Routes(of), review.Routes(of), add.Routes(of)) {
		of.Add(mux, route)
	}
	mux.HandleFunc("GET /assets/{name}", of.Asset)
	mux.HandleFunc("GET /healthz", of.Healthz)
	mux.Handle("GET /metrics", s.metrics)
	of.Add(mux, site.Route{Pattern: "/", Answer: func(w http.ResponseWriter, r *http.Request) error {
		return ledger.Errorf(ledger.NotFound, "There is no page here.")
	}})
	return mux
}
