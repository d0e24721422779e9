// Package signin is the door of the site: it finds out who asks, lets people in
// by a name and a password, and lets admins keep the accounts.
//
// Where the ledger is served to this machine alone, whoever asks is its owner.
// Elsewhere Options.Accounts says who may see it, and everybody signs in.
// Whatever is wrong about a name or a password, the answer is the same.
package signin

import (
	"cmp"
	"embed"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/serve/site"
)

// Templates are those of the pages.
//
//go:embed pages
var Templates embed.FS

// Door is where people come in.
type Door struct {
	*site.Site
	guesses *account.Limit // of passwords
}

// New makes the door of a site. A few wrong passwords of one name or from one
// address may come at once, and then two a minute.
func New(s *site.Site) *Door { return &Door{s, account.NewLimit(8, 30*time.Second)} }

// Routes are the pages of the door.
func (s *Door) Routes() []site.Route {
	return []site.Route{
		{Pattern: "GET /signin", Answer: s.signIn},
		{Pattern: "POST /signin", Answer: s.signInPost},
		{Pattern: "POST /signout", Answer: s.signOut},
		{Pattern: "GET /accounts", Needs: ledger.Admins, Answer: s.accounts},
		{Pattern: "POST /accounts", Needs: ledger.Admins, Answer: s.putAccount},
		{Pattern: "POST /accounts/remove", Needs: ledger.Admins, Answer: s.removeAccount},
	}
}

const (
	sessionCookie = "session"
	sessionLasts  = 12 * time.Hour
)

// Open are the pages that nobody needs to be known for.
func Open(path string) bool {
	return path == "/signin" || path == "/healthz" || path == "/theme" || strings.HasPrefix(path, "/assets/")
}

// Known finds out who asks, and sends those who are not known to sign in.
func (s *Door) Known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := s.user(r)
		if err != nil {
			s.Fail(w, r, err)
			return
		}
		r = site.ByUser(r, u)
		switch {
		case u.Role.May(ledger.Reads), Open(r.URL.Path), r.URL.Path == "/metrics" && fromHere(r):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, "/signin?"+url.Values{"back": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
		default:
			s.FailWith(w, r, http.StatusUnauthorized, "Sign in first: the session has ended.")
		}
	})
}

// user is whoever the request's session says.
func (s *Door) user(r *http.Request) (ledger.User, error) {
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

// signInPage asks for a name and a password.
type signInPage struct {
	Back, Name, Wrong string
}

func (s *Door) signIn(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil || site.UserOf(r).Role != "" {
		return site.Redirect(w, r, site.Here(r.URL.Query().Get("back")))
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Render(w, r, "signin", site.Page{Title: "Sign in", Body: signInPage{Back: site.Here(r.URL.Query().Get("back"))}})
}

const tooManyGuesses = "Too many wrong tries. Wait a minute, and try again."

// signInPost checks a password. Whatever is wrong, the answer is the same, and
// takes as long.
func (s *Door) signInPost(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil {
		return site.Redirect(w, r, "/")
	}
	name, password := strings.ToLower(strings.TrimSpace(r.PostFormValue("name"))), r.PostFormValue("password")
	back := site.Here(r.PostFormValue("back"))
	refuse := func(status int, why string) error {
		w.Header().Set("Cache-Control", "no-store")
		return s.RenderStatus(w, r, status, "signin", site.Page{Title: "Sign in", Body: signInPage{Back: back, Name: name, Wrong: why}})
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
	return site.Redirect(w, r, back)
}

// maxPassword bounds what is hashed to look whether it fits.
const maxPassword = 1024

func (s *Door) signOut(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(sessionCookie); err == nil && s.Accounts != nil {
		if err := s.Accounts.EndSession(r.Context(), account.KeyOf(c.Value)); err != nil {
			return err
		}
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return site.Redirect(w, r, "/signin")
}
