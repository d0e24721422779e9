package serve_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/serve/site"
	"kiroku/store"
)

const goodPassword = "correct horse battery"

var goodHash = sync.OnceValue(func() string { return account.Hash(goodPassword) })

// withAccounts serves a ledger to ada, an admin, rex, a reviewer, and ron, a
// reader, by a clock that the test moves.
func withAccounts(t *testing.T, st *store.SQLite) (c client, clock *time.Time) {
	t.Helper()
	now := testNow
	hash := goodHash()
	for name, role := range map[string]ledger.Role{"ada": ledger.Admins, "rex": ledger.Reviews, "ron": ledger.Reads} {
		if err := st.PutUser(t.Context(), ledger.User{Name: name, Role: role, Password: hash, Since: now}); err != nil {
			t.Fatal(err)
		}
	}
	s := newServerWith(t, st, func(o *site.Options) {
		o.Accounts, o.Now = st, func() time.Time { return now }
	})
	return client{TB: t, handler: s.Handler()}, &now
}

// post sends a form, as a page of the server does.
func (c client) post(path string, form url.Values, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	c.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, cookie := range cookies {
		r.AddCookie(cookie)
	}
	return c.do(r)
}

func (c client) getAs(path string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	c.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for _, cookie := range cookies {
		r.AddCookie(cookie)
	}
	return c.do(r)
}

// signIn gives the cookie of a session.
func (c client) signIn(name string) *http.Cookie {
	c.Helper()
	rec := c.post("/signin", url.Values{"name": {name}, "password": {goodPassword}, "back": {"/ledger"}})
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/ledger" {
		c.Fatalf("sign in as %s: status %d to %q", name, rec.Code, rec.Header().Get("Location"))
	}
	cookies := rec.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode {
		c.Fatalf("cookies %v", cookies)
	}
	return cookies[0]
}

func TestNobodyLooksWithoutAnAccount(t *testing.T) {
	st := samplesLedger(t)
	c, clock := withAccounts(t, st)
	entries, err := st.Entries(t.Context(), ledger.EntryFilter{Limit: 1})
	if err != nil || len(entries) == 0 {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/ledger", "/entry/" + entries[0].ID, "/document/" + entries[0].Documents[0], "/ledger/export?format=jsonl", "/search?q=a",
		"/accounts", "/metrics", "/nowhere"} {
		rec := c.getAs(path)
		if rec.Code != http.StatusSeeOther || !strings.HasPrefix(rec.Header().Get("Location"), "/signin?back=") {
			t.Errorf("%s: status %d", path, rec.Code)
		}
	}
	if rec := c.post("/views", url.Values{"name": {"x"}}); rec.Code != http.StatusUnauthorized {
		t.Errorf("post: status %d", rec.Code)
	}
	if rec := c.getAs("/signin"); rec.Code != http.StatusOK || strings.Contains(rec.Body.String(), "Overview") {
		t.Errorf("the page to sign in: status %d\n%s", rec.Code, rec.Body)
	}
	if rec := c.getAs("/healthz"); rec.Code != http.StatusOK {
		t.Errorf("healthz: status %d", rec.Code)
	}
	if rec := c.getAs("/ledger", &http.Cookie{Name: "session", Value: "made-up"}); rec.Code != http.StatusSeeOther {
		t.Errorf("with a made-up session: status %d", rec.Code)
	}
	reader := c.signIn("ron")
	if rec := c.getAs("/ledger", reader); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "ron") {
		t.Errorf("signed in: status %d", rec.Code)
	}
	if rec := c.getAs("/accounts", reader); rec.Code != http.StatusForbidden {
		t.Errorf("a reader at the accounts: status %d", rec.Code)
	}
	if rec := c.post("/signout", nil, reader); rec.Code != http.StatusSeeOther {
		t.Errorf("sign out: status %d", rec.Code)
	}
	if rec := c.getAs("/ledger", reader); rec.Code != http.StatusSeeOther {
		t.Errorf("signed out: status %d", rec.Code)
	}
	reader = c.signIn("ron")
	*clock = clock.Add(13 * time.Hour)
	if rec := c.getAs("/ledger", reader); rec.Code != http.StatusSeeOther {
		t.Errorf("thirteen hours later: status %d", rec.Code)
	}
}

func TestGuessing(t *testing.T) {
	c, clock := withAccounts(t, emptyLedger(t))
	try := func(name, password string) int {
		return c.post("/signin", url.Values{"name": {name}, "password": {password}}).Code
	}
	for _, wrong := range []struct{ name, password string }{{"ada", "wrong horse battery"}, {"nobody", goodPassword}, {"", ""}, {"ada", strings.Repeat("x", 2000)}} {
		if got := try(wrong.name, wrong.password); got != http.StatusUnauthorized {
			t.Errorf("%s with %.20q: status %d", wrong.name, wrong.password, got)
		}
	}
	for range 4 {
		try("ada", "wrong again and again")
	}
	if got := try("ada", goodPassword); got != http.StatusTooManyRequests {
		t.Errorf("after many wrong tries: status %d", got)
	}
	*clock = clock.Add(10 * time.Minute)
	c.signIn("ada")
	if rec := c.post("/signin", url.Values{"name": {"ada"}, "password": {goodPassword}, "back": {"https://evil.example/"}}); rec.Header().Get("Location") != "/" {
		t.Errorf("sent on to %q", rec.Header().Get("Location"))
	}
}

func TestAdminKeepsAccounts(t *testing.T) {
	st := emptyLedger(t)
	c, _ := withAccounts(t, st)
	admin, reviewer := c.signIn("ada"), c.signIn("rex")
	form := url.Values{"name": {"new.one"}, "role": {"reviewer"}, "password": {"another good one"}, "new": {"1"}}
	if rec := c.post("/accounts", form, reviewer); rec.Code != http.StatusForbidden {
		t.Errorf("a reviewer adds an account: status %d", rec.Code)
	}
	if rec := c.post("/accounts", form, admin); rec.Code != http.StatusSeeOther {
		t.Errorf("an admin adds an account: status %d\n%s", rec.Code, rec.Body)
	}
	if u, err := st.User(t.Context(), "new.one"); err != nil || u.Role != ledger.Reviews || !account.Fits(u.Password, "another good one") {
		t.Errorf("%+v, %v", u, err)
	}
	for name, bad := range map[string]struct {
		form url.Values
		want int
	}{
		"once more":  {form, 409},
		"a bad name": {url.Values{"name": {"<script>"}, "role": {"reader"}, "password": {goodPassword}}, 400},
		"short":      {url.Values{"name": {"ben"}, "role": {"reader"}, "password": {"short"}}, 400},
		"no role":    {url.Values{"name": {"ben"}, "role": {"king"}, "password": {goodPassword}}, 400},
		"own role":   {url.Values{"name": {"ada"}, "role": {"reader"}}, 400},
	} {
		if rec := c.post("/accounts", bad.form, admin); rec.Code != bad.want {
			t.Errorf("%s: status %d, want %d", name, rec.Code, bad.want)
		}
	}
	if rec := c.post("/accounts/remove", url.Values{"name": {"ada"}}, admin); rec.Code != http.StatusBadRequest {
		t.Errorf("removes itself: status %d", rec.Code)
	}
	if rec := c.post("/accounts/remove", url.Values{"name": {"rex"}}, admin); rec.Code != http.StatusSeeOther {
		t.Errorf("removes another: status %d", rec.Code)
	}
	if rec := c.getAs("/ledger", reviewer); rec.Code != http.StatusSeeOther {
		t.Errorf("whose account is gone: status %d", rec.Code)
	}
	if body := c.getAs("/accounts", admin).Body.String(); !strings.Contains(body, "new.one") || strings.Contains(body, "argon2") {
		t.Error("the accounts are not listed, or with their passwords")
	}
}
