package serve

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/signin"
	"kiroku/serve/site"
	"kiroku/value"
)

// A reader may look back: every page then shows the ledger as it was known at
// the end of the day that the reader chose, and nothing can be decided there.
// Each such day has a server of its own behind this one.

const (
	dayCookie = "as-of"
	maxPasts  = 3               // days that are kept at once
	pastLasts = 5 * time.Minute // how long a day is kept though the ledger has changed
	pastWait  = 2 * time.Second // how long a request waits for a day to be worked out
)

// pasts are the days that readers look back to, the one last asked for first.
type pasts struct {
	mu   sync.Mutex
	days []*pastDay
}

// pastDay is a day, as it is worked out and once it is.
type pastDay struct {
	day   value.Day
	state string // of the ledger that it was worked out from
	since time.Time
	ready chan struct{} // closed when what follows holds
	pages http.Handler
	end   func()
	err   error
	users sync.WaitGroup // requests that are under way
}

// setDay keeps the day that the reader looks back to; none is today.
func (s *Server) setDay(w http.ResponseWriter, r *http.Request) error {
	typed := strings.TrimSpace(r.PostFormValue("day"))
	day, err := value.ParseDay(typed)
	if err != nil || day.Time().After(s.Now()) {
		return ledger.Errorf(ledger.Invalid, "Looking back takes a day like 2024-03-14 that is over, not %q.", typed)
	}
	c := &http.Cookie{Name: dayCookie, Value: typed, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if typed == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
	return site.Redirect(w, r, site.Here(r.PostFormValue("back")))
}

// dayOf is the day that a request looks back to, zero for today.
func (s *Server) dayOf(r *http.Request) value.Day {
	c, err := r.Cookie(dayCookie)
	if err != nil || s.AsOf == nil {
		return value.Day{}
	}
	day, err := value.ParseDay(c.Value)
	if err != nil || day.Time().After(s.Now()) {
		return value.Day{}
	}
	return day
}

// lookingBack lets the server of an earlier day answer those who look back to
// it. What is posted, and who signs in, is of today.
func (s *Server) lookingBack(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		day := s.dayOf(r)
		if day.IsZero() || r.Method != http.MethodGet && r.Method != http.MethodHead || signin.Open(r.URL.Path) || r.URL.Path == "/metrics" || r.URL.Path == "/accounts" {
			next.ServeHTTP(w, r)
			return
		}
		p, err := s.past(r.Context(), day)
		if err != nil {
			s.Fail(w, r, err)
			return
		}
		defer p.users.Done()
		select {
		case <-p.ready:
		case <-time.After(pastWait):
			w.Header().Set("Refresh", "3")
			s.FailAsOf(w, r, day, http.StatusServiceUnavailable, "What was known on "+phrase.Days(value.OnDay(day))+" is being worked out. This page asks again by itself.")
			return
		case <-r.Context().Done():
			return
		}
		if p.err != nil {
			status, message := s.Explain(r, p.err)
			s.FailAsOf(w, r, day, status, message)
			return
		}
		u := site.UserOf(r)
		u.Role = ledger.Reads // nothing is decided about the past
		p.pages.ServeHTTP(w, site.ByUser(r, u))
	})
}

// past is the day, which is worked out where it is not there. It has one user
// more.
func (s *Server) past(ctx context.Context, day value.Day) (*pastDay, error) {
	state, err := s.Ledger.State(ctx)
	if err != nil {
		return nil, err
	}
	s.pasts.mu.Lock()
	defer s.pasts.mu.Unlock()
	var p *pastDay
	kept := s.pasts.days[:0:0]
	for _, have := range s.pasts.days {
		if have.day == day && !have.over(state, s.Now()) {
			p = have
		} else if have.day == day || len(kept) == maxPasts-1 {
			s.Go(func(context.Context) { have.close() })
		} else {
			kept = append(kept, have)
		}
	}
	if p == nil {
		p = &pastDay{day: day, state: state, since: s.Now(), ready: make(chan struct{})}
		s.Go(func(ctx context.Context) { s.workOut(ctx, p) })
	}
	s.pasts.days = append([]*pastDay{p}, kept...)
	p.users.Add(1)
	return p, nil
}

// over reports whether a day must be worked out again.
func (p *pastDay) over(state string, now time.Time) bool {
	select {
	case <-p.ready:
		return p.err != nil || p.state != state && now.Sub(p.since) > pastLasts
	default:
		return false
	}
}

// workOut makes the server of a day.
func (s *Server) workOut(ctx context.Context, p *pastDay) {
	defer close(p.ready)
	then, err := s.AsOf(ctx, p.day)
	if err != nil {
		p.err = err
		return
	}
	day := s.LookingBack(p.day, then)
	p.pages = s.pages(day)
	p.end = func() {
		day.Stop()
		day.Wait()
		if err := then.Close(); err != nil {
			s.Log.Error("close what was known", "day", p.day.String(), "error", err)
		}
	}
}

// close ends a day that nobody can ask for any more, after its last request.
func (p *pastDay) close() {
	<-p.ready
	p.users.Wait()
	if p.end != nil {
		p.end()
	}
}

// closePasts ends every day.
func (s *Server) closePasts() {
	s.pasts.mu.Lock()
	defer s.pasts.mu.Unlock()
	for _, p := range s.pasts.days {
		s.Go(func(context.Context) { p.close() })
	}
	s.pasts.days = nil
}
