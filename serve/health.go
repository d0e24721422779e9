package serve

import (
	"fmt"
	"net/http"

	"kiroku/serve/metrics"
)

// healthz says that the ledger can be read.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	metrics.NoteRoute(r, "GET /healthz")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if _, err := s.Ledger.State(r.Context()); err != nil {
		s.Log.Error("look at the ledger", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "the ledger cannot be read")
		return
	}
	fmt.Fprintln(w, "ok")
}
