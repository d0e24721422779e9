package site

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"kiroku/ledger"
)

// changing is a ledger of which only the state is asked.
type changing struct {
	ledger.Store
	state string
}

func (c *changing) State(context.Context) (string, error) { return c.state, nil }

func newSite(t *testing.T, o Options, page string) *Site {
	t.Helper()
	if o.Ledger == nil {
		o.Ledger = &changing{state: "1"}
	}
	s, err := New(o, fstest.MapFS{"pages/one.html": {Data: []byte(`{{define "main"}}` + page + `{{end}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop(); s.Wait() })
	return s
}

func TestHere(t *testing.T) {
	for address, want := range map[string]string{
		"/ledger?type=aid": "/ledger?type=aid", "/entry/a%2Fb": "/entry/a%2Fb", "": "/", "ledger": "/", "https://elsewhere.example/": "/",
		"//elsewhere.example/": "/", `/\elsewhere.example`: "/", "javascript:alert(1)": "/", "/a\x00b": "/",
	} {
		if got := Here(address); got != want {
			t.Errorf("Here(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestKeepWorksOnceAState(t *testing.T) {
	book := &changing{state: "1"}
	s := newSite(t, Options{Ledger: book}, "")
	worked := 0
	ask := func(fail error) (int, error) {
		return Keep(t.Context(), s, "answer", func(context.Context) (int, error) { worked++; return worked, fail })
	}
	if _, err := ask(errors.New("not now")); err == nil {
		t.Error("an error was lost")
	}
	for range 3 {
		if n, err := ask(nil); n != 2 || err != nil {
			t.Errorf("answer %d, %v: want the second, worked out after the error and then kept", n, err)
		}
	}
	book.state = "2"
	if n, _ := ask(nil); n != 3 {
		t.Errorf("answer %d of a ledger that has changed, want the third", n)
	}
}

// A page is written whole or not at all, and a fault is not told to readers.
func TestFaultyPage(t *testing.T) {
	s := newSite(t, Options{}, `shown {{.Body.Missing}}`)
	mux := http.NewServeMux()
	s.Add(mux, Route{Pattern: "GET /one", Answer: func(w http.ResponseWriter, r *http.Request) error {
		return s.Render(w, r, "one", Page{Body: struct{ There string }{"secret"}})
	}})
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/one", nil))
	if body := w.Body.String(); w.Code != 500 || !strings.Contains(body, "Something went wrong") || strings.Contains(body, "shown") || strings.Contains(body, "Missing") {
		t.Errorf("status %d: %s", w.Code, body)
	}
}

func TestRouteNeedsRole(t *testing.T) {
	s := newSite(t, Options{}, "")
	mux := http.NewServeMux()
	s.Add(mux, Route{Pattern: "GET /one", Needs: ledger.Reviews, Answer: func(w http.ResponseWriter, r *http.Request) error { return s.Render(w, r, "one", Page{}) }})
	for role, want := range map[ledger.Role]int{"": 403, ledger.Reads: 403, ledger.Reviews: 200, ledger.Admins: 200} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, ByUser(httptest.NewRequest("GET", "/one", nil), ledger.User{Name: "ada", Role: role}))
		if w.Code != want {
			t.Errorf("role %q gets %d, want %d", role, w.Code, want)
		}
	}
}
