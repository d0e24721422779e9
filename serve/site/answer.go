package site

import (
	"net/http"

	"kiroku/ledger"
	"kiroku/serve/metrics"
	"kiroku/value"
)

// Answer writes a page or says why it cannot; what it returns is shown as a
// page of its own.
type Answer func(w http.ResponseWriter, r *http.Request) error

// Route is a page at its address.
type Route struct {
	Pattern string
	Needs   ledger.Role // "" is everybody who may see the page at all
	Answer  Answer
}

// Add adds a page to a mux.
func (s *Site) Add(mux *http.ServeMux, route Route) {
	f := route.Answer
	if route.Needs != "" {
		f = s.need(route.Needs, f)
	}
	mux.HandleFunc(route.Pattern, func(w http.ResponseWriter, r *http.Request) {
		metrics.NoteRoute(r, route.Pattern)
		if err := f(w, r); err != nil {
			s.Fail(w, r, err)
		}
	})
}

// need lets only those answer who have a role.
func (s *Site) need(role ledger.Role, f Answer) Answer {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !UserOf(r).Role.May(role) {
			why := "That takes the role " + string(role) + "."
			if !s.day.IsZero() {
				why = "Nothing is decided about what was known then: go back to today."
			}
			s.FailWith(w, r, http.StatusForbidden, why)
			return nil
		}
		return f(w, r)
	}
}

// statuses maps the ledger's error codes to HTTP.
var statuses = map[ledger.Code]int{
	ledger.NotFound:    http.StatusNotFound,
	ledger.Invalid:     http.StatusBadRequest,
	ledger.Conflict:    http.StatusConflict,
	ledger.Unavailable: http.StatusServiceUnavailable,
}

// Fail shows what went wrong. What has no code is a fault of the program: it
// is logged, and the reader is told no more than that.
func (s *Site) Fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody is waiting any more
	}
	status, message := s.Explain(r, err)
	s.FailWith(w, r, status, message)
}

// Explain is an error as a status and a sentence for people.
func (s *Site) Explain(r *http.Request, err error) (status int, message string) {
	status, known := statuses[ledger.CodeOf(err)]
	if !known {
		s.Log.Error("answer a request", "path", r.URL.Path, "error", err)
		return http.StatusInternalServerError, "Something went wrong here. The log says what."
	}
	return status, err.Error()
}

// FailWith shows a status with a sentence for people.
func (s *Site) FailWith(w http.ResponseWriter, r *http.Request, status int, message string) {
	s.FailAsOf(w, r, s.day, status, message)
}

// FailAsOf does so to a reader who looks back to a day, and may want to return.
func (s *Site) FailAsOf(w http.ResponseWriter, r *http.Request, day value.Day, status int, message string) {
	w.Header().Set("Cache-Control", "no-store")
	p := Page{Title: http.StatusText(status), Day: day, Body: struct {
		Status  int
		Message string
	}{status, message}}
	if err := s.RenderStatus(w, r, status, "error", p); err != nil {
		s.Log.Error("show an error", "path", r.URL.Path, "error", err)
	}
}
