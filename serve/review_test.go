package serve_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/serve/site"
)

var hiddenVersion = regexp.MustCompile(`name="version" value="([0-9a-f]+)"`)

// versionOn is the version that the forms of a page decide on.
func versionOn(t *testing.T, body string) string {
	t.Helper()
	m := hiddenVersion.FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no form of the page names a version:\n%s", body)
	}
	return m[1]
}

// decides posts a decision and follows it to the page that tells of it.
func (c client) decides(id string, form url.Values) string {
	c.Helper()
	rec := c.post("/entry/"+id+"/decide", form)
	if rec.Code != http.StatusSeeOther {
		c.Fatalf("decide %v: status %d\n%s", form, rec.Code, rec.Body)
	}
	return c.page(rec.Header().Get("Location"))
}

func TestReview(t *testing.T) {
	st := samplesLedger(t)
	now := testNow
	c := client{t, newServerWith(t, st, func(o *site.Options) {
		o.Now = func() time.Time { now = now.Add(time.Second); return now }
	}).Handler()}
	first, err := st.Entries(t.Context(), ledger.EntryFilter{Review: ledger.Open, Sort: ledger.ByWorth, Types: []claim.Type{claim.Aid}, Limit: 2})
	if err != nil || len(first) < 2 {
		t.Fatal(err)
	}
	body := c.page("/review?type=aid")
	if !strings.Contains(body, first[0].ID) || !strings.Contains(body, `data-key="a"`) {
		t.Errorf("the queue does not begin with %s", first[0].ID)
	}
	e := first[0]
	form := func(kind string, more ...string) url.Values {
		v := url.Values{"kind": {kind}, "version": {versionOn(t, c.page("/entry/"+e.ID))}, "back": {"/review?type=aid"}, "why": {"a <b>reason</b>"}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Add(more[i], more[i+1])
		}
		return v
	}
	body = c.decides(e.ID, form("accept"))
	if !strings.Contains(body, "Decided:") || !strings.Contains(body, first[1].ID) || strings.Contains(body, "<b>reason") {
		t.Error("after accepting, the next one does not stand in the queue")
	}
	if got, err := st.Entry(t.Context(), e.ID); err != nil || got.Status != "accepted" {
		t.Errorf("status %q, %v", got.Status, err)
	}
	undo := regexp.MustCompile(`action="(/decisions/[0-9a-f]+/undo)"`).FindStringSubmatch(body)
	if undo == nil {
		t.Fatal("nothing offers to undo it")
	}
	if rec := c.post(undo[1], url.Values{"back": {"/review"}}); rec.Code != http.StatusSeeOther {
		t.Errorf("undo: status %d", rec.Code)
	}
	if rec := c.post(undo[1], nil); rec.Code != http.StatusConflict {
		t.Errorf("undo again: status %d", rec.Code)
	}
	if got, err := st.Entry(t.Context(), e.ID); err != nil || got.Status != "" {
		t.Errorf("undone: status %q, %v", got.Status, err)
	}
	c.decides(e.ID, form("edit", "recipients", "UKR; Red Cross", "when", "2024-02-02"))
	got, err := st.Entry(t.Context(), e.ID)
	if err != nil || got.When.String() != "2024-02-02" || got.RecipientKey != "UKR+red cross" || len(got.Edited) != 2 {
		t.Errorf("edited: %s, %s, %v, %v", got.When, got.RecipientKey, got.Edited, err)
	}
	other := first[1]
	c.decides(e.ID, form("merge", "other", other.ID+"@"+ledger.Version(other)))
	if merged, err := st.Entry(t.Context(), other.ID); err != nil || len(merged.Claims) < len(e.Claims)+len(other.Claims) {
		t.Errorf("merged: %v", err)
	}
	merged, err := st.Entry(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	var back []string
	for _, id := range other.Claims {
		back = append(back, "claim", id)
	}
	c.decides(e.ID, form("split", back...))
	if now, err := st.Entry(t.Context(), e.ID); err != nil || len(now.Claims) >= len(merged.Claims) {
		t.Errorf("split: %d claims, %v", len(now.Claims), err)
	}
	c.decides(e.ID, form("apart", "other-id", "http://127.0.0.1:7878/entry/"+other.ID))
	if body := c.page("/decisions"); !strings.Contains(body, "undone") || !strings.Contains(body, "not the same") {
		t.Error("the log does not tell of it all")
	}
	for name, bad := range map[string]url.Values{
		"no kind":     form("guess"),
		"no other":    form("merge"),
		"no claim":    form("split"),
		"all claims":  {"kind": {"split"}, "version": form("x")["version"], "claim": []string{"zz"}},
		"no change":   form("edit"),
		"a bad value": form("edit", "money", "much"),
		"no version":  {"kind": {"accept"}},
	} {
		if rec := c.post("/entry/"+e.ID+"/decide", bad); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, rec.Code)
		}
	}
	for path, want := range map[string]int{"/review?at=-1": 400, "/review?at=x": 400, "/review?at=99999": 200, "/review?done=zz": 200, "/decisions?done=zz": 200} {
		if got, _ := c.get(path); got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
	storetest.Holds(t, st, resolve.Rules{})
}

// TestTwoReviewers lets two people decide on what they both saw.
func TestTwoReviewers(t *testing.T) {
	st := samplesLedger(t)
	c, clock := withAccounts(t, st)
	ada, rex, ron := c.signIn("ada"), c.signIn("rex"), c.signIn("ron")
	list, err := st.Entries(t.Context(), ledger.EntryFilter{Limit: 1})
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	path := "/entry/" + list[0].ID
	version := versionOn(t, c.getAs(path, ada).Body.String())
	form := func(kind string) url.Values { return url.Values{"kind": {kind}, "version": {version}} }
	if rec := c.post(path+"/decide", form("accept"), ron); rec.Code != http.StatusForbidden {
		t.Errorf("a reader decides: status %d", rec.Code)
	}
	if strings.Contains(c.getAs(path, ron).Body.String(), `name="version"`) {
		t.Error("a reader is offered to decide")
	}
	if rec := c.post(path+"/decide", form("accept"), ada); rec.Code != http.StatusSeeOther {
		t.Fatalf("the first: status %d", rec.Code)
	}
	rec := c.post(path+"/decide", form("reject"), rex)
	if body := rec.Body.String(); rec.Code != http.StatusConflict || !strings.Contains(body, "changed while you looked") || !strings.Contains(body, "ada") {
		t.Errorf("the second: status %d", rec.Code)
	}
	if e, err := st.Entry(t.Context(), list[0].ID); err != nil || e.Status != "accepted" {
		t.Errorf("status %q, %v", e.Status, err)
	}
	*clock = clock.Add(time.Minute)
	version = versionOn(t, rec.Body.String()) // the page shows what it is now, and lets decide on that
	if rec := c.post(path+"/decide", form("reject"), rex); rec.Code != http.StatusSeeOther {
		t.Errorf("on what it is now: status %d", rec.Code)
	}
	decisions, err := st.Decisions(t.Context())
	if err != nil || len(decisions) != 2 || decisions[1].Who != "rex" {
		t.Errorf("%+v, %v", decisions, err)
	}
}

// TestStoredScript shows a ledger whose every word would be a script.
func TestStoredScript(t *testing.T) {
	st := emptyLedger(t)
	evil := `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`
	c := storetest.Pledge("NOR", "SDN", "5000000", "USD", "2024-03-01")
	c.Actors[0].Name, c.Recipients[0].Name, c.Recipients[0].Code, c.Where = evil, evil, "", claim.Location{Name: evil}
	c.Sources = []claim.Attribution{{Name: evil, Role: evil, Verb: evil}}
	c.Items = []claim.Item{{Name: evil}}
	c.Rule = evil
	rep := storetest.New(t, evil, "2024-03-02", evil+" promised five million.", map[string]claim.Claim{evil + " promised": c})
	if _, err := st.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
		t.Fatal(err)
	}
	e := storetest.Entries(t, st)[0]
	d := ledger.On(e, ledger.Edit)
	d.Field, d.Value, d.Who, d.Why, d.At = "summary", evil, evil, evil, testNow
	if _, err := st.Decide(t.Context(), d, resolve.Rules{}); err != nil {
		t.Fatal(err)
	}
	cl := client{t, newServer(t, st).Handler()}
	for _, path := range []string{"/", "/ledger", "/entry/" + e.ID, "/document/" + rep.Doc.ID, "/document/" + rep.Doc.ID + "?audit=1", "/documents", "/review", "/decisions",
		"/timeline", "/actors", "/actor/" + url.PathEscape(e.ActorKey), "/search?q=" + url.QueryEscape(evil), "/ledger?q=" + url.QueryEscape(evil), "/compare?doc=" + rep.Doc.ID,
		"/disagreements", "/map", "/figures", "/signin?back=" + url.QueryEscape(evil), "/review?party=" + url.QueryEscape(evil)} {
		_, body := cl.get(path)
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") {
			t.Errorf("%s holds a script of a document", path)
		}
	}
}
