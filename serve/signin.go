package serve

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"kiroku/ledger"
	"kiroku/serve/account"
)

// Where the ledger is served to this machine alone, whoever asks is its
// owner. Elsewhere Options.Accounts says who may see it, and everybody signs
// in.

const (
	sessionCookie = "session"
	sessionLasts  = 12 * time.Hour
)

// guesses allows a few wrong passwords of one name or from one address at
// once, and then two a minute.
func guesses() *account.Limit { return account.NewLimit(8, 30*time.Second) }

type userKey struct{}

// userOf is who asks; nobody has no role and may do nothing.
func userOf(r *http.Request) ledger.User {
	u, _ := r.Context().Value(userKey{}).(ledger.User)
	return u
}

// whoIs is the name of whoever asks, as decisions keep it.
func (s *Server) whoIs(r *http.Request) string { return userOf(r).Name }

// open are the pages that nobody needs to be known for.
func open(path string) bool {
	return path == "/signin" || path == "/healthz" || path == "/theme" || strings.HasPrefix(path, "/assets/")
}

// known finds out who asks, and sends those who are not known to sign in.
func (s *Server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := s.user(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), userKey{}, u))
		switch {
		case u.Role.May(ledger.Reads), open(r.URL.Path), r.URL.Path == "/metrics" && fromHere(r):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, "/signin?"+url.Values{"back": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
		default:
			s.failWith(w, r, http.StatusUnauthorized, "Sign in first: the session has ended.")
		}
	})
}

// user is whoever the request's session says.
func (s *Server) user(r *http.Request) (ledger.User, error) {
	if s.Accounts == nil {
		return ledger.User{Name: cmp.Or(s.Owner, "owner"), Role: ledger.Admins}, nil
	}
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return ledger.User{}, nil
	}
	u, err := s.Accounts.SessionUser(r.Context(), account.KeyOf(c.Value), s.Now())
	if ledger.CodeOf(err) == ledger.NotFound {
		return ledger.User{}, nil
	}
	return u, err
}

// fromHere reports whether a request came from this machine.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// need lets only those answer who have a role.
func (s *Server) need(role ledger.Role, f answer) answer {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !userOf(r).Role.May(role) {
			why := "That takes the role " + string(role) + "."
			if !s.day.IsZero() {
				why = "Nothing is decided about what was known then: go back to today."
			}
			s.failWith(w, r, http.StatusForbidden, why)
			return nil
		}
		return f(w, r)
	}
}

// signInPage asks for a name and a password.
type signInPage struct {
	Back, Name, Wrong string
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil || userOf(r).Role != "" {
		return redirect(w, r, here(r.URL.Query().Get("back")))
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, "signin", page{Title: "Sign in", Body: signInPage{Back: here(r.URL.Query().Get("back"))}})
}

const tooManyGuesses = "Too many wrong tries. Wait a minute, and try again."

// signInPost checks a password. Whatever is wrong, the answer is the same, and
// takes as long.
func (s *Server) signInPost(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil {
		return redirect(w, r, "/")
	}
	name, password := strings.ToLower(strings.TrimSpace(r.PostFormValue("name"))), r.PostFormValue("password")
	back := here(r.PostFormValue("back"))
	refuse := func(status int, why string) error {
		w.Header().Set("Cache-Control", "no-store")
		return s.renderStatus(w, r, status, "signin", page{Title: "Sign in", Body: signInPage{Back: back, Name: name, Wrong: why}})
	}
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	if s.guesses.Try(s.Now(), "name "+name[:min(len(name), 64)], "from "+from) > 0 {
		w.Header().Set("Retry-After", "60")
		return refuse(http.StatusTooManyRequests, tooManyGuesses)
	}
	u, err := s.Accounts.User(r.Context(), name)
	if err != nil && ledger.CodeOf(err) != ledger.NotFound {
		return err
	}
	if len(password) > maxPassword || !account.Fits(u.Password, password) {
		s.Log.Warn("wrong password", "name", name, "from", from)
		return refuse(http.StatusUnauthorized, "The name or the password is wrong.")
	}
	s.guesses.Succeed("name " + name)
	secret := account.Secret()
	until := s.Now().Add(sessionLasts)
	if err := s.Accounts.StartSession(r.Context(), ledger.Session{Key: account.KeyOf(secret), User: u.Name, Since: s.Now(), Until: until}); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: secret, Path: "/", Expires: until, HttpOnly: true, Secure: s.Secure || r.TLS != nil,
		SameSite: http.SameSiteLaxMode})
	s.Log.Info("signed in", "name", u.Name, "from", from)
	return redirect(w, r, back)
}

// maxPassword bounds what is hashed to look whether it fits.
const maxPassword = 1024

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(sessionCookie); err == nil && s.Accounts != nil {
		if err := s.Accounts.EndSession(r.Context(), account.KeyOf(c.Value)); err != nil {
			return err
		}
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return redirect(w, r, "/signin")
}
