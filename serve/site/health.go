package site

import (
	"fmt"
	"net/http"

	"kiroku/serve/metrics"
)

// Healthz says that the ledger can be read.
func (s *Site) Healthz(w http.ResponseWriter, r *http.Request) {
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
