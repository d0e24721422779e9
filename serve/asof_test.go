package serve_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/resolve"
	"kiroku/serve/site"
	"kiroku/store"
	"kiroku/value"
)

// lookingBack is a server of the samples whose readers may look back.
func lookingBack(t *testing.T, st *store.SQLite) (*httptest.Server, *http.Client) {
	t.Helper()
	s := newServerWith(t, st, func(o *site.Options) {
		o.AsOf = func(ctx context.Context, day value.Day) (site.Past, error) {
			if day.Year < 1900 {
				return nil, errors.New("nothing was written then")
			}
			return st.AsOf(ctx, day, resolve.Rules{})
		}
	})
	web := httptest.NewServer(s.Handler())
	t.Cleanup(web.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return web, &http.Client{Jar: jar}
}

func setDay(t *testing.T, web *httptest.Server, client *http.Client, day string) (status int, body string) {
	t.Helper()
	resp, err := client.PostForm(web.URL+"/as-of", url.Values{"day": {day}, "back": {"/ledger?all=1"}})
	status, body = read(t, resp, err)
	for status == http.StatusServiceUnavailable { // it is being worked out, and the page asks again
		if resp.Header.Get("Refresh") == "" || !strings.Contains(body, "Back to today") {
			t.Fatalf("a page that says to wait, without more:\n%s", body)
		}
		resp, err = client.Get(web.URL + "/ledger?all=1")
		status, body = read(t, resp, err)
	}
	return status, body
}

func read(t *testing.T, resp *http.Response, err error) (int, string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var b strings.Builder
	if _, err := io.Copy(&b, resp.Body); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, b.String()
}

// Whoever looks back to a day sees the ledger of that day on every page, and
// decides nothing; whoever does not sees today's.
func TestLookingBack(t *testing.T) {
	st := samplesLedger(t)
	web, client := lookingBack(t, st)
	day := value.NewDay(2024, 3, 20)
	then, err := st.AsOf(t.Context(), day, resolve.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	defer then.Close()
	now, err := st.Count(t.Context(), ledger.EntryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	known, err := then.Count(t.Context(), ledger.EntryFilter{})
	if err != nil || known == 0 || known >= now {
		t.Fatalf("%d entries were known then, %v, and %d are now: the test tests nothing", known, err, now)
	}

	status, body := setDay(t, web, client, day.String())
	if status != http.StatusOK || !strings.Contains(body, phrase.Plural(known, "entry")) || !strings.Contains(body, "as it was known at the end of") {
		t.Errorf("looking back: status %d, %d entries were known:\n%.2000s", status, known, body)
	}
	if strings.Contains(body, `action="/views"`) || strings.Contains(body, `href="/review"`) {
		t.Error("something can be changed in the past")
	}
	var group sync.WaitGroup
	for _, path := range []string{"/", "/timeline", "/figures", "/actors", "/actor/UKR", "/documents", "/map", "/disagreements"} {
		group.Go(func() {
			resp, err := client.Get(web.URL + path)
			if status, body := read(t, resp, err); status != http.StatusOK || !strings.Contains(body, "Back to today") {
				t.Errorf("%s: status %d, is not of the past", path, status)
			}
		})
	}
	group.Wait()
	resp, err := client.Get(web.URL + "/review")
	if status, body := read(t, resp, err); status != http.StatusForbidden || !strings.Contains(body, "go back to today") {
		t.Errorf("reviewing the past: status %d", status)
	}

	status, body = setDay(t, web, client, "")
	if status != http.StatusOK || !strings.Contains(body, phrase.Plural(now, "entry")) || strings.Contains(body, "as it was known") {
		t.Errorf("back to today: status %d, not %d entries", status, now)
	}
}

// More days than are kept can be asked for, and days that cannot be had are
// refused or said.
func TestLookingBackToMany(t *testing.T) {
	web, client := lookingBack(t, samplesLedger(t))
	for _, day := range []string{"2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10", "2024-01-10"} {
		if status, body := setDay(t, web, client, day); status != http.StatusOK || !strings.Contains(body, `value="`+day+`"`) {
			t.Errorf("%s: status %d", day, status)
		}
	}
	for _, day := range []string{"2999-01-01", "yesterday", "2024-02-30"} {
		if status, _ := setDay(t, web, client, day); status != http.StatusBadRequest {
			t.Errorf("%s: status %d", day, status)
		}
	}
	if status, body := setDay(t, web, client, "1066-10-14"); status != http.StatusInternalServerError || !strings.Contains(body, "Back to today") {
		t.Errorf("a day that cannot be had: status %d", status)
	}
}
