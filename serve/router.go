package serve

import (
	"net/http"

	"kiroku/ledger"
	"kiroku/serve/compress"
	"kiroku/serve/metrics"
	"kiroku/value"
)

// Handler answers every request; it is safe for concurrent use.
func (s *Server) Handler() http.Handler {
	return s.metrics.Logged(s.Log, s.safe(s.known(compress.Handler(s.lookingBack(s.routes())))))
}

// routes is every page at its address.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	page := func(pattern string, f answer) { mux.Handle(pattern, s.answer(pattern, f)) }

	page("GET /{$}", s.overview)
	page("GET /ledger", s.ledger)
	page("GET /ledger/export", s.export)
	page("GET /entry/{id}", s.entry)
	page("GET /documents", s.documents)
	page("GET /document/{id}", s.document)
	page("GET /search", s.search)
	page("GET /timeline", s.timeline)
	page("GET /figures", s.figures)
	page("GET /map", s.worldMap)
	page("GET /actors", s.actors)
	page("GET /actor/{key}", s.actor)
	page("GET /compare", s.compare)
	page("GET /disagreements", s.conflicts)
	page("POST /theme", s.theme)
	page("POST /as-of", s.setDay)
	page("POST /views", s.need(ledger.Reviews, s.saveView))
	page("POST /views/delete", s.need(ledger.Reviews, s.deleteView))
	page("GET /review", s.need(ledger.Reviews, s.review))
	page("POST /entry/{id}/decide", s.need(ledger.Reviews, s.decide))
	page("GET /decisions", s.decisions)
	page("POST /decisions/{id}/undo", s.need(ledger.Reviews, s.undo))
	page("GET /add", s.need(ledger.Reviews, s.addPage))
	page("POST /add", s.need(ledger.Reviews, s.add))
	page("GET /add/{job}", s.need(ledger.Reviews, s.jobPage))
	page("GET /document/{id}/claim", s.need(ledger.Reviews, s.byHand))
	page("POST /document/{id}/claim", s.need(ledger.Reviews, s.markByHand))
	page("GET /signin", s.signIn)
	page("POST /signin", s.signInPost)
	page("POST /signout", s.signOut)
	page("GET /accounts", s.need(ledger.Admins, s.accounts))
	page("POST /accounts", s.need(ledger.Admins, s.putAccount))
	page("POST /accounts/remove", s.need(ledger.Admins, s.removeAccount))

	mux.HandleFunc("GET /assets/{name}", s.assets.serve)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.Handle("GET /metrics", s.metrics)
	page("/", func(w http.ResponseWriter, r *http.Request) error {
		return ledger.Errorf(ledger.NotFound, "There is no page here.")
	})
	return mux
}

// answer writes a page or says why it cannot; what it returns is shown as a
// page of its own.
type answer func(w http.ResponseWriter, r *http.Request) error

func (s *Server) answer(pattern string, f answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		metrics.NoteRoute(r, pattern)
		if err := f(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// statuses maps the ledger's error codes to HTTP.
var statuses = map[ledger.Code]int{
	ledger.NotFound:    http.StatusNotFound,
	ledger.Invalid:     http.StatusBadRequest,
	ledger.Conflict:    http.StatusConflict,
	ledger.Unavailable: http.StatusServiceUnavailable,
}

// fail shows what went wrong. What has no code is a fault of the program: it
// is logged, and the reader is told no more than that.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody is waiting any more
	}
	status, message := s.explain(r, err)
	s.failWith(w, r, status, message)
}

func (s *Server) explain(r *http.Request, err error) (status int, message string) {
	status, known := statuses[ledger.CodeOf(err)]
	if !known {
		s.Log.Error("answer a request", "path", r.URL.Path, "error", err)
		return http.StatusInternalServerError, "Something went wrong here. The log says what."
	}
	return status, err.Error()
}

// failWith shows a status with a sentence for people.
func (s *Server) failWith(w http.ResponseWriter, r *http.Request, status int, message string) {
	s.failAsOf(w, r, s.day, status, message)
}

// failAsOf does so to a reader who looks back to a day, and may want to return.
func (s *Server) failAsOf(w http.ResponseWriter, r *http.Request, day value.Day, status int, message string) {
	w.Header().Set("Cache-Control", "no-store")
	p := page{Title: http.StatusText(status), Day: day, Body: struct {
		Status  int
		Message string
	}{status, message}}
	if err := s.renderStatus(w, r, status, "error", p); err != nil {
		s.Log.Error("show an error", "path", r.URL.Path, "error", err)
	}
}

// redirect sends the reader to another page of this server after a post.
func redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
