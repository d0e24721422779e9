package watch_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
	"kiroku/watch"
)

// site is a publisher: a feed, a news sitemap in an index, and pages, all of
// which may change. It counts what it is asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
	down  map[string]bool
	asked map[string]int
	full  int // answers with a body
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]string{}, down: map[string]bool{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[r.URL.Path]++
	body, there := s.pages[r.URL.Path]
	switch {
	case s.down[r.URL.Path]:
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	case !there:
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%x"`, len(body))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.full++
	body = strings.ReplaceAll(body, "HOST", "http://"+r.Host)
	if strings.HasSuffix(r.URL.Path, ".gz") {
		z := gzip.NewWriter(w)
		io.WriteString(z, body)
		z.Close()
		return
	}
	io.WriteString(w, body)
}

func (s *site) set(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = body
}

func report(title, sentence string) string {
	return "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + sentence +
		"</p><p>The minister spoke to the Daily on Thursday, and would not say when the next talks were to be held.</p></article></body></html>"
}

func feed(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title>`)
	for _, p := range paths {
		fmt.Fprintf(&b, `<item><title>News</title><link>HOST%s</link><description>short</description></item>`, p)
	}
	return b.String() + `</channel></rss>`
}

// clock is one that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

type desk struct {
	*watch.Watcher
	st     *store.SQLite
	clock  *clock
	events []watch.Event
}

func newDesk(t *testing.T, config string) *desk {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	parsed, err := watch.ParseConfig([]byte(config))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{st: st, clock: &clock{at: time.Date(2026, 3, 5, 6, 0, 0, 0, time.UTC)}}
	var mu sync.Mutex
	d.Watcher = &watch.Watcher{Config: parsed, State: st, Now: d.clock.now,
		Web:  &source.Fetcher{AllowPrivate: true, Interval: time.Nanosecond},
		Read: pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: d.clock.now, Tool: "test"},
		Tell: func(e watch.Event) { mu.Lock(); defer mu.Unlock(); d.events = append(d.events, e) }}
	return d
}

// once runs until nothing is due, and gives how many documents were new.
func (d *desk) once(t *testing.T) (documents int) {
	t.Helper()
	d.events = nil
	if err := d.Run(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	for _, e := range d.events {
		documents += e.New
	}
	return documents
}

func TestFeedIsFollowed(t *testing.T) {
	s := newSite(t)
	s.set("/feed", feed("/a", "/b"))
	s.set("/a", report("Aid", "Norway will provide $5 million in humanitarian aid to Ukraine."))
	s.set("/b", report("Toll", "The flood killed 41 people in Kharkiv, officials said."))
	d := newDesk(t, "[[source]]\nname = 'Daily'\nfeed = '"+s.URL+"/feed'\nexpect = 7\n")
	if n := d.once(t); n != 2 {
		t.Fatalf("%d documents, want 2: %+v", n, d.events)
	}
	if n := d.once(t); n != 0 || len(d.events) != 0 {
		t.Errorf("asked again at once: %+v", d.events)
	}

	// Nothing changed: one conditional request, no body.
	full := s.full
	d.clock.move(31 * time.Minute)
	if n := d.once(t); n != 0 || s.full != full || s.asked["/a"] != 1 {
		t.Errorf("%d new, %d bodies, %v", n, s.full-full, s.asked)
	}

	// One more report, and one that changed: a new version of it.
	s.set("/feed", feed("/c", "/a", "/b"))
	s.set("/c", report("More", "Japan sent 500 tents to Ukraine, the foreign ministry said."))
	s.set("/a", report("Aid", "Norway will provide $17 million in humanitarian aid to Ukraine, the government said."))
	d.clock.move(6 * time.Hour)
	if n := d.once(t); n != 2 {
		t.Errorf("%d documents, want the new and the changed one: %+v", n, d.events)
	}
	revised, err := d.st.Documents(t.Context(), ledger.DocumentFilter{Revised: true})
	if err != nil || len(revised) != 1 || revised[0].URL != s.URL+"/a" {
		t.Errorf("revised: %v, %v", revised, err)
	}
	health, err := d.st.Health(t.Context(), d.clock.now())
	if err != nil || len(health) != 1 || health[0].Total != 4 || health[0].Weekly != 4 || health[0].Addresses != 4 || health[0].Failing != 0 {
		t.Errorf("health: %+v, %v", health, err)
	}
}

func TestSitemapsAreFollowed(t *testing.T) {
	s := newSite(t)
	s.set("/sitemap.xml", `<sitemapindex><sitemap><loc>HOST/news.xml.gz</loc><lastmod>2026-03-05</lastmod></sitemap>
		<sitemap><loc>HOST/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap><sitemap><loc>https://elsewhere.example/x.xml</loc></sitemap></sitemapindex>`)
	s.set("/news.xml.gz", `<urlset xmlns:news="n"><url><loc>HOST/a</loc><news:news><news:publication_date>2026-03-04</news:publication_date></news:news></url>
		<url><loc>HOST/old</loc><lastmod>2020-01-01</lastmod></url><url><loc>HOST/sport/x</loc></url><url><loc>https://elsewhere.example/y</loc></url></urlset>`)
	s.set("/a", report("Aid", "Norway will provide $5 million in humanitarian aid to Ukraine."))
	d := newDesk(t, "[[source]]\nname = 'Daily'\nsitemap = '"+s.URL+"/sitemap.xml'\nmatch = ['/a', '/old']\n")
	if n := d.once(t); n != 1 {
		t.Fatalf("%d documents, want 1: %+v", n, d.events)
	}
	for _, path := range []string{"/2019.xml", "/old", "/sport/x"} {
		if s.asked[path] > 0 {
			t.Errorf("%s was asked for", path)
		}
	}
	// The index says when its sitemap has changed, and that is asked then only.
	d.clock.move(2 * time.Hour)
	d.once(t)
	if s.asked["/news.xml.gz"] != 1 || s.asked["/sitemap.xml"] != 2 {
		t.Errorf("asked: %v", s.asked)
	}
	s.set("/sitemap.xml", `<sitemapindex><sitemap><loc>HOST/news.xml.gz</loc><lastmod>2026-03-06</lastmod></sitemap></sitemapindex>`)
	d.clock.move(2 * time.Hour)
	d.once(t)
	if s.asked["/news.xml.gz"] != 2 {
		t.Errorf("asked: %v", s.asked)
	}
}

func TestBackOff(t *testing.T) {
	s := newSite(t)
	s.set("/page", report("Aid", "Norway will provide $5 million in humanitarian aid to Ukraine."))
	s.down["/page"] = true
	d := newDesk(t, "[[source]]\nname = 'Daily'\npage = '"+s.URL+"/page'\nevery = '1h'\n")
	d.once(t)
	failures, err := d.st.Failures(t.Context())
	if err != nil || len(failures) != 1 || failures[0].Ref != s.URL+"/page" {
		t.Fatalf("failures: %v, %v", failures, err)
	}
	polls, err := d.st.Polls(t.Context(), ledger.PollFilter{Failed: true})
	if err != nil || len(polls) != 1 || polls[0].Due.Sub(d.clock.now()) != 2*time.Hour {
		t.Fatalf("it asked for two hours: %+v, %v", polls, err)
	}
	for range 8 {
		d.clock.move(25 * time.Hour)
		d.once(t)
	}
	polls, _ = d.st.Polls(t.Context(), ledger.PollFilter{Failed: true})
	if polls[0].Failures != 9 || polls[0].Due.Sub(d.clock.now()) != 24*time.Hour {
		t.Errorf("after many failures: %+v", polls)
	}
	s.mu.Lock()
	s.down["/page"] = false
	s.mu.Unlock()
	d.clock.move(25 * time.Hour)
	if n := d.once(t); n != 1 {
		t.Errorf("%d documents", n)
	}
	if failures, _ = d.st.Failures(t.Context()); len(failures) > 0 {
		t.Errorf("still listed: %v", failures)
	}
}

// What a list names and the host does not have is given up.
func TestGoneIsGivenUp(t *testing.T) {
	s := newSite(t)
	s.set("/feed", feed("/gone"))
	d := newDesk(t, "[[source]]\nname = 'Daily'\nfeed = '"+s.URL+"/feed'\nevery = '24h'\n")
	for range 6 {
		d.once(t)
		d.clock.move(25 * time.Hour)
	}
	if s.asked["/gone"] != 3 {
		t.Errorf("asked %d times", s.asked["/gone"])
	}
}

func TestBadListsAreSaid(t *testing.T) {
	s := newSite(t)
	s.set("/feed", "<html><body>no feed here</body></html>")
	s.set("/map", "no map")
	d := newDesk(t, "[[source]]\nname = 'A'\nfeed = '"+s.URL+"/feed'\n[[source]]\nname = 'B'\nsitemap = '"+s.URL+"/map'\n[[source]]\nname = 'C'\nfeed = '"+s.URL+"/none'\n")
	d.once(t)
	health, err := d.st.Health(t.Context(), d.clock.now())
	if err != nil || len(health) != 3 {
		t.Fatal(health, err)
	}
	for i, want := range []string{"lists nothing that can be read", "", "404"} {
		if !strings.Contains(health[i].Error, want) || want != "" && health[i].Failing != 1 {
			t.Errorf("%s: %+v, want %q", health[i].Source, health[i], want)
		}
	}
}

func TestEntriesOfAFeed(t *testing.T) {
	s := newSite(t)
	s.set("/feed", `<rss version="2.0"><channel><title>Daily</title><item><title>Aid</title><link>HOST/a</link>
		<description>Norway will provide $5 million in humanitarian aid to Ukraine.</description></item></channel></rss>`)
	d := newDesk(t, "[[source]]\nname = 'Daily'\nfeed = '"+s.URL+"/feed'\nentries = true\n")
	if n := d.once(t); n != 1 || s.asked["/a"] != 0 {
		t.Errorf("%d documents, asked %v", n, s.asked)
	}
}

// An interrupt stops it; what it has not asked is asked by the next run.
func TestStopsAndGoesOn(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"))
	s := newSite(t)
	var paths []string
	for i := range 40 {
		p := fmt.Sprintf("/%02d", i)
		paths = append(paths, p)
		s.set(p, report("Aid "+p, fmt.Sprintf("Norway will provide $%d million in humanitarian aid to Ukraine.", i+3)))
	}
	s.set("/feed", feed(paths...))
	d := newDesk(t, "[[source]]\nname = 'Daily'\nfeed = '"+s.URL+"/feed'\n")
	ctx, cancel := context.WithCancel(t.Context())
	turns := 0
	d.Tell = func(watch.Event) {
		if turns++; turns == 2 {
			cancel()
		}
	}
	if err := d.Run(ctx, false); err != nil {
		t.Fatal(err)
	}
	stored := func() int {
		list, err := d.st.Documents(t.Context(), ledger.DocumentFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before := stored()
	if before == 0 || before == 40 {
		t.Errorf("%d documents when it was stopped", before)
	}
	d.Tell = nil
	if err := d.Run(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	s.CloseClientConnections()
	if n := stored(); n != 40 {
		t.Errorf("%d documents in the end", n)
	}
	for _, p := range paths {
		if s.asked[p] > 2 {
			t.Errorf("%s was asked %d times", p, s.asked[p])
		}
	}
	s.Close()
}

func TestParseConfig(t *testing.T) {
	for body, want := range map[string]string{
		"":                               "has 0 sources",
		"[[source]]\nname='A'":           `source 1 (A): give one of "feed", "sitemap" and "page"`,
		"[[source]]\nfeed='https://a.b'": `source 1 (): "name" is missing`,
		"[[source]]\nname='A'\nfeed='file:///etc/passwd'":                                                "is not an address",
		"[[source]]\nname='A'\nfeed='https://a.b'\npage='https://a.b'":                                   "give one of",
		"[[source]]\nname='A'\nfeed='https://a.b'\nevery='1s'":                                           `"every" is shorter than 1m0s`,
		"[[source]]\nname='A'\nfeed='https://a.b'\nevery='soon'":                                         "not a length of time",
		"[[source]]\nname='A'\nfeed='https://a.b'\nsince='yesterday'":                                    `"since" is "yesterday"`,
		"[[source]]\nname='A'\nfeed='https://a.b'\nfrequency='1h'":                                       `the key "source.frequency" is not known`,
		"[[source]]\nname='A'\npage='https://a.b'\nentries=true":                                         `"entries" are of feeds`,
		"[[source]]\nname='A'\nfeed='https://a.b'\n[[source]]\nname='A'\nfeed='https://a.c'":             `source 2: the name "A" is taken`,
		"agent='x'\npause='2s'\n[[source]]\nname='A'\nfeed='https://a.b'\nevery='1h30m'\nmatch=['/en/']": "",
	} {
		_, err := watch.ParseConfig([]byte(body))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", body, err, want)
		}
	}
}

func FuzzParseConfig(f *testing.F) {
	f.Add([]byte("[[source]]\nname='A'\nfeed='https://a.b'\nevery='1h'\nsince='2024-02-24'"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := watch.ParseConfig(b)
		if err != nil {
			return
		}
		if slices.ContainsFunc(c.Sources, func(s watch.Source) bool { return s.Name == "" || s.Every < watch.Duration(time.Minute) }) {
			t.Errorf("%+v was taken", c)
		}
	})
}
