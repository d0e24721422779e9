package serve_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/resolve/story"
	"kiroku/resolve/view"
	"kiroku/serve"
	"kiroku/serve/site"
	"kiroku/source"
	"kiroku/store"
	"kiroku/text"
	"kiroku/value"
)

var testNow = time.Date(2024, 11, 1, 12, 0, 0, 0, time.UTC)

// samplesFile is a ledger of the project's sample reports, as a file's bytes:
// reading them takes longer than all tests together, so it is done once.
var samplesFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "kiroku-serve")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "samples.db")
	st, err := store.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return testNow }
	reader := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: now}
	report, err := reader.Read(context.Background(), source.Walker{Now: now}.Walk(filepath.Join("..", "samples")))
	if err == nil && report.New < 20 {
		err = fmt.Errorf("read %d documents only", report.New)
	}
	if err := errors.Join(err, st.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// samplesLedger is a ledger of the project's sample reports.
func samplesLedger(t testing.TB) *store.SQLite {
	t.Helper()
	raw, err := samplesFile()
	if err != nil {
		t.Fatalf("read the samples: %v", err)
	}
	path := filepath.Join(t.TempDir(), "samples.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return openLedger(t, path)
}

func emptyLedger(t testing.TB) *store.SQLite {
	t.Helper()
	return openLedger(t, filepath.Join(t.TempDir(), "test.db"))
}

func openLedger(t testing.TB, path string) *store.SQLite {
	t.Helper()
	st, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func newServer(t testing.TB, st *store.SQLite) *serve.Server {
	t.Helper()
	return newServerWith(t, st, func(*site.Options) {})
}

func newServerWith(t testing.TB, st *store.SQLite, change func(*site.Options)) *serve.Server {
	t.Helper()
	o := site.Options{Ledger: st, Shelf: st, Resolver: resolve.Rules{}, Views: views{}, Formats: []site.Format{{Name: "JSON Lines", Key: "jsonl",
		Type: "application/jsonl", Write: writeLines}}, Audit: auditOf, Now: func() time.Time { return testNow }}
	change(&o)
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// auditOf reads a document again, as the command does.
func auditOf(doc *text.Document) (list []site.Unread) {
	a, problem := pipeline.Analyze(doc)
	if problem != nil {
		return nil
	}
	for _, u := range extract.Audit(a) {
		list = append(list, site.Unread(u))
	}
	return list
}

func writeLines(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
	for e, err := range entries {
		if err == nil {
			err = json.NewEncoder(w).Encode(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// views are resolution's, as the command wires them.
type views struct{}

func (views) Conflicts(list []ledger.Entry, copies ...ledger.Copy) []site.Disagreement {
	return disagreements(view.Conflicts(list, copies...))
}

func disagreements(list []view.Disagreement) (out []site.Disagreement) {
	for _, d := range list {
		out = append(out, site.Disagreement{Kind: string(d.Kind), Entries: d.Entries, Claims: d.Claims, Why: d.Why})
	}
	return out
}

func (views) Series(list []ledger.Entry) (out []site.Series) {
	for _, s := range view.SeriesOf(list) {
		out = append(out, site.Series{Measure: s.Measure, Area: s.Area, Unit: s.Unit, Cause: s.Cause, Points: s.Points, Line: s.Line(), Latest: s.Latest()})
	}
	return out
}

func (views) Origins(docs []*text.Document) (out []string) {
	for _, s := range story.Find(docs) {
		out = append(out, s.Origin)
	}
	return out
}

func (views) Profile(list []ledger.Entry, key string) site.Profile {
	p := view.ProfileOf(list, key)
	return site.Profile{Gives: p.Gives, Refuses: p.Refuses, Receives: p.Receives, Sanctions: p.Sanctions, Sanctioned: p.Sanctioned,
		Suffers: p.Suffers, Acts: p.Acts, Says: p.Says, Reversals: disagreements(p.Reversals)}
}

// client asks a server, as a browser on the same machine does.
type client struct {
	testing.TB
	handler http.Handler
}

func (c client) get(path string) (int, string) {
	c.Helper()
	rec := c.do(httptest.NewRequest("GET", path, nil))
	return rec.Code, rec.Body.String()
}

func (c client) do(r *http.Request) *httptest.ResponseRecorder {
	if r.Host == "example.com" { // what httptest puts where nothing is said
		r.Host = "127.0.0.1:7878"
	}
	rec := httptest.NewRecorder()
	c.handler.ServeHTTP(rec, r)
	return rec
}

func (c client) page(path string) string {
	c.Helper()
	status, body := c.get(path)
	if status != http.StatusOK {
		c.Fatalf("%s: status %d\n%s", path, status, body)
	}
	return body
}

func TestPagesOfTheSamples(t *testing.T) {
	st := samplesLedger(t)
	c := client{t, newServer(t, st).Handler()}
	entries, err := st.Entries(t.Context(), ledger.EntryFilter{Actor: "NOR"})
	if err != nil || len(entries) == 0 {
		t.Fatalf("no entries of Norway: %v", err)
	}
	e := entries[0]
	for _, other := range entries { // one that several reports tell of
		if len(other.Documents) > len(e.Documents) {
			e = other
		}
	}
	for _, p := range []struct{ path, want string }{
		{"/", "Changed lately"},
		{"/ledger", "<b>"},
		{"/ledger?type=aid&party=UKR&since=2022&in=EUR", "<b>EUR "},
		{"/ledger?sort=amount", `aria-sort="descending"`},
		{"/ledger?q=nothingsuch", "No entry matches"},
		{"/entry/" + e.ID, "What the reports say"},
		{"/documents?source=Halvik+Gazette", "Halvik"},
		{"/document/" + e.Documents[0], "data-claims"},
		{"/document/" + e.Documents[0] + "?audit=1", `class="unread`},
		{"/search?q=flood", `<mark class="hit">`},
		{"/timeline?type=impact", `<rect class="t-impact"`},
		{"/figures", "/figures?area="},
		{"/figures?area=marenta&measure=killed", `<circle class="point"`},
		{"/figures?area=marenta&measure=killed", "(weather)"},
		{"/map", "no statement of anybody"},
		{"/map?layer=killed&since=2024", "Highest figure"},
		{"/map?svg=map", "<svg xmlns"},
		{"/actors", "Who gives most"},
		{"/actors?q=red+cross", "Red Cross"},
		{"/actor/NOR", "Gives"},
		{"/disagreements", "versus"},
		{"/disagreements?kind=reversal", "versus"},
		{"/compare", "Newest reports"},
		{"/compare?doc=" + e.Documents[0], "Compare with"},
		{"/compare?doc=" + e.Documents[0] + "&doc=" + e.Documents[len(e.Documents)-1], "say"},
		{"/?svg=progress", "<svg xmlns"},
		{"/timeline?svg=timeline", "<svg xmlns"},
	} {
		if body := c.page(p.path); !strings.Contains(body, p.want) {
			t.Errorf("%s does not say %q", p.path, p.want)
		}
	}
	for path, want := range map[string]int{
		"/nowhere": 404, "/entry/ffffffffffffffffffff": 404, "/entry/..%2f..%2fetc": 404, "/document/zz": 404, "/assets/..%2fserve.go": 404,
		"/ledger?type=gift": 400, "/ledger?since=May": 400, "/ledger?sort=colour": 400, "/ledger?page=0": 400, "/ledger?min=much": 400,
		"/ledger?q=" + strings.Repeat("a", 300): 400, "/ledger/export?format=exe": 400, "/ledger?since=2024&until=2023": 400,
		"/actor/nobody-of-that-name": 404, "/figures?area=UKR&measure=luck": 400, "/map?layer=weather": 400, "/compare?doc=1&doc=2&doc=3&doc=4&doc=5&doc=6&doc=7": 400,
		"/disagreements?kind=x": 400, "/ledger?page=99999999999": 400,
	} {
		if got, body := c.get(path); got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		} else if !strings.Contains(body, "</html>") && !strings.HasPrefix(path, "/assets") {
			t.Errorf("%s: an error without a page", path)
		}
	}
}

func TestEmptyLedger(t *testing.T) {
	c := client{t, newServer(t, emptyLedger(t)).Handler()}
	if body := c.page("/"); !strings.Contains(body, "The ledger is empty") {
		t.Error("the overview of an empty ledger does not say that it is empty")
	}
	for _, path := range []string{"/", "/ledger", "/timeline", "/documents", "/actors"} {
		if body := c.page(path); !strings.Contains(body, `<a href="/add">add them here</a>`) {
			t.Errorf("%s of an empty ledger does not say where to begin", path)
		}
	}
	for _, path := range []string{"/figures", "/map", "/search?q=x", "/disagreements", "/compare", "/review", "/decisions"} {
		c.page(path)
	}
}

// The counts by type and what they leave out add up to all entries.
func TestOverviewAddsUp(t *testing.T) {
	st := samplesLedger(t)
	size, err := st.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	body, sum := client{t, newServer(t, st).Handler()}.page("/"), 0
	for _, m := range regexp.MustCompile(`<span class="big">(\d+)</span>|>(\d+) hardly likely<`).FindAllStringSubmatch(body, -1) {
		n, err := strconv.Atoi(m[1] + m[2])
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != size.Entries {
		t.Errorf("the overview tells of %d entries, and the ledger has %d", sum, size.Entries)
	}
}

// TestExportIsWhatIsShown compares an export with the store's own answer to
// the same filters.
func TestExportIsWhatIsShown(t *testing.T) {
	st := samplesLedger(t)
	c := client{t, newServer(t, st).Handler()}
	for query, filter := range map[string]ledger.EntryFilter{
		"actor=NOR":              {Actor: "NOR", Likely: true},
		"actor=NOR&all=1":        {Actor: "NOR"},
		"type=aid&party=ukraine": {Types: []claim.Type{claim.Aid}, Party: "ukraine"},
		"since=2024-03-14&until=2024-03-18&type=impact": {Types: []claim.Type{claim.Impact}, Period: value.Date{From: value.NewDay(2024, 3, 14),
			To: value.NewDay(2024, 3, 18)}},
		"min=1000000&currency=USD":        {MinAmount: value.Int(1000000), Currency: "USD"},
		"category=military&recipient=UKR": {Category: "military", Recipient: "UKR"},
	} {
		want, err := st.Entries(t.Context(), filter)
		if err != nil || len(want) == 0 {
			t.Fatalf("%s: %d entries, %v", query, len(want), err)
		}
		lines := map[string]bool{}
		for line := range strings.Lines(c.page("/ledger/export?format=jsonl&" + query)) {
			lines[strings.TrimSpace(line)] = true
		}
		for _, e := range want {
			b, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			if !lines[string(b)] {
				t.Errorf("%s: entry %s is not in the export as the store has it", query, e.ID)
			}
		}
		if len(lines) != len(want) {
			t.Errorf("%s: %d entries exported, %d in the store", query, len(lines), len(want))
		}
	}
}

func TestFreshAfterChange(t *testing.T) {
	st := emptyLedger(t)
	c := client{t, newServer(t, st).Handler()}
	c.page("/ledger")
	doc := &text.Document{Source: "A", Text: "Nothing."}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	if _, err := st.Add(context.Background(), doc, nil, resolve.Rules{}); err != nil {
		t.Fatal(err)
	}
	if body := c.page("/documents"); !strings.Contains(body, "1 report") {
		t.Error("a document that was added is not listed")
	}
}

func TestSafety(t *testing.T) {
	c := client{t, newServer(t, emptyLedger(t)).Handler()}
	post := func(edit func(*http.Request)) int {
		r := httptest.NewRequest("POST", "/theme", strings.NewReader(url.Values{"theme": {"dark"}, "back": {"//evil.example/"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		edit(r)
		rec := c.do(r)
		if to := rec.Header().Get("Location"); rec.Code == http.StatusSeeOther && to != "/" {
			t.Errorf("sent on to %q", to)
		}
		return rec.Code
	}
	for _, try := range []struct {
		name string
		edit func(*http.Request)
		want int
	}{
		{"same origin", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin") }, 303},
		{"cross site", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"other origin, old browser", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"forged host", func(r *http.Request) { r.Host = "evil.example" }, 421},
		{"forged host with our port", func(r *http.Request) { r.Host = "evil.example:7878" }, 421},
		{"own name", func(r *http.Request) { r.Host = "localhost:7878" }, 303},
		{"IPv6", func(r *http.Request) { r.Host = "[::1]:7878" }, 303},
	} {
		if got := post(try.edit); got != try.want {
			t.Errorf("%s: status %d, want %d", try.name, got, try.want)
		}
	}
	rec := c.do(httptest.NewRequest("GET", "/", nil))
	csp := rec.Header().Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("Content-Security-Policy %q lacks %q", csp, want)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Errorf("Content-Security-Policy %q lets something unsafe through", csp)
	}
}

func TestSavedViews(t *testing.T) {
	c := client{t, newServer(t, samplesLedger(t)).Handler()}
	post := func(path string, form url.Values) int {
		r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		return c.do(r).Code
	}
	name := `<b>Aid</b> to "Ukraine"`
	if got := post("/views", url.Values{"name": {name}, "address": {"/ledger?type=aid&recipient=UKR&page=3"}}); got != http.StatusSeeOther {
		t.Fatalf("save a view: status %d", got)
	}
	body := c.page("/ledger?recipient=UKR&type=aid")
	if !strings.Contains(body, `href="/ledger?recipient=UKR&amp;type=aid" aria-current="page">&lt;b&gt;Aid`) || strings.Contains(body, "<b>Aid</b>") {
		t.Error("the saved view is not in the side, escaped and current")
	}
	if !strings.Contains(body, "saved by owner") {
		t.Error("the ledger does not say who saved the view")
	}
	for _, address := range []string{"https://evil.example/ledger", "//evil.example", "/entry/1", "/ledger?type=nothing"} {
		if got := post("/views", url.Values{"name": {"x"}, "address": {address}}); got != http.StatusBadRequest {
			t.Errorf("saved %q: status %d", address, got)
		}
	}
	if got := post("/views/delete", url.Values{"name": {name}, "back": {"/ledger"}}); got != http.StatusSeeOther {
		t.Errorf("delete a view: status %d", got)
	}
	if strings.Contains(c.page("/ledger"), "Saved views") {
		t.Error("a deleted view is still listed")
	}
}

func TestCompressed(t *testing.T) {
	c := client{t, newServer(t, samplesLedger(t)).Handler()}
	r := httptest.NewRequest("GET", "/ledger", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	rec := c.do(r)
	if rec.Header().Get("Content-Encoding") != "gzip" {
		t.Fatal("not compressed")
	}
	if n := rec.Body.Len(); n > 150<<10 {
		t.Errorf("the ledger's page is %d bytes compressed", n)
	}
	z, err := gzip.NewReader(bytes.NewReader(rec.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(z); err != nil || !bytes.Contains(body, []byte("</html>")) {
		t.Errorf("compressed page: %v", err)
	}
}

func TestMetricsAndHealth(t *testing.T) {
	c := client{t, newServer(t, emptyLedger(t)).Handler()}
	c.page("/")
	if body := c.page("/metrics"); !strings.Contains(body, `kiroku_requests_total{route="GET /{$}",status="200"} 1`) {
		t.Errorf("metrics:\n%s", body)
	}
	if body := c.page("/healthz"); body != "ok\n" {
		t.Errorf("healthz: %q", body)
	}
}
