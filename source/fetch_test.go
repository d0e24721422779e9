package source

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.216.34": true, "2606:4700::1111": true, "8.8.8.8": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.1.1": false,
		"0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "198.18.0.1": false, "::1": false, "::": false, "fe80::1": false, "fc00::1": false,
		"::ffff:127.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "ff02::1": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
}

// site is a server that misbehaves in every way that a fetcher meets.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /secret\n")
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<p>For %s", r.UserAgent())
	})
	mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.RawQuery)
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		for range 100 { // a drop at a time
			io.WriteString(w, "x")
			w.(http.Flusher).Flush()
			select {
			case <-time.After(50 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		b := make([]byte, 1<<20)
		for {
			if _, err := w.Write(b); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		b := make([]byte, 1<<20)
		for range 64 {
			if _, err := z.Write(b); err != nil {
				return
			}
		}
		z.Close()
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "x")
	})
	mux.HandleFunc("/same", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) }) // whoever asks
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/down", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	mux.HandleFunc("/header", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Huge", strings.Repeat("x", 1<<20))
	})
	mux.HandleFunc("/silent", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/image", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html") // which it is not
		io.WriteString(w, "\x89PNG\r\n\x1a\n")
	})
	mux.HandleFunc("/news", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Fri, 04 Mar 2022 05:06:07 GMT")
		if r.Header.Get("If-None-Match") == `"7"` || r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, "news")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// An address is asked for what has changed since, and a host that asks to come
// later is heard.
func TestFetchIf(t *testing.T) {
	s := site(t)
	f := &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}
	first, problem := f.FetchIf(t.Context(), s.URL+"/news", Known{})
	if problem != nil || first.Same || first.Known != (Known{`"7"`, "Fri, 04 Mar 2022 05:06:07 GMT"}) {
		t.Fatalf("%+v %v", first, problem)
	}
	if got := first.Raw.Header["Etag"]; len(got) != 1 || got[0] != `"7"` {
		t.Errorf("header %v", first.Raw.Header)
	}
	for _, known := range []Known{first.Known, {ETag: `"7"`}, {Modified: first.Known.Modified}} {
		again, problem := f.FetchIf(t.Context(), s.URL+"/to?/news", known)
		if problem != nil || !again.Same || again.Known != known || again.Raw.Open != nil {
			t.Errorf("%+v %v", again, problem)
		}
	}
	_, problem = f.FetchIf(t.Context(), s.URL+"/busy", Known{})
	if problem == nil || problem.Status != 429 || problem.Later != 2*time.Minute || problem.Hint != "try again later" {
		t.Errorf("busy: %+v", problem)
	}
	_, problem = f.FetchIf(t.Context(), s.URL+"/down", Known{})
	if problem == nil || problem.Status != 503 || problem.Later < 58*time.Minute || problem.Later > time.Hour {
		t.Errorf("down: %+v", problem)
	}
}

// Any number of goroutines share one pace for each host.
func TestFetchTogether(t *testing.T) {
	s := site(t)
	f := &Fetcher{Interval: 20 * time.Millisecond, AllowPrivate: true}
	start := time.Now()
	var together sync.WaitGroup
	for range 5 {
		together.Go(func() {
			if _, problem := f.Fetch(t.Context(), s.URL+"/page"); problem != nil {
				t.Error(problem)
			}
		})
	}
	together.Wait()
	if d := time.Since(start); d < 100*time.Millisecond {
		t.Errorf("six requests in %v", d)
	}
}

func TestFetch(t *testing.T) {
	s, other := site(t), site(t)
	own := netip.MustParseAddrPort(strings.TrimPrefix(s.URL, "http://"))
	f := &Fetcher{Interval: time.Nanosecond, allow: func(at netip.AddrPort) bool { return at == own }}
	for path, want := range map[string]string{
		"/page":                      "",
		"/to?/page":                  "",
		"/to?/to?/page":              "",
		"/page#part":                 "",
		"/missing":                   "cannot be had: it answers 404 Not Found",
		"/secret/x":                  "is not fetched: the site's robots.txt forbids it",
		"/to?/secret":                "is not fetched: the site's robots.txt forbids it",
		"/round":                     "is not fetched: it redirects more than 5 times",
		"/to?file:///etc/x":          `is not fetched: addresses of "file" are not fetched`,
		"/to?gopher://x/":            `is not fetched: addresses of "gopher" are not fetched`,
		"/to?" + other.URL + "/page": "leads to a private or local address, which is not fetched",
		"/endless":                   "is larger than 32 MB",
		"/bomb":                      "is larger than 32 MB",
		"/short":                     "breaks off before its end",
		"/same":                      "cannot be had: it answers 304 Not Modified",
		"/busy":                      "cannot be had: it answers 429 Too Many Requests",
		"/header":                    "cannot be fetched: net/http: HTTP/1.x transport connection broken: net/http: server response headers exceeded 262144 bytes; aborted",
	} {
		raw, problem := f.Fetch(context.Background(), s.URL+path)
		if problem != nil {
			if want == "" || problem.Reason != want {
				t.Errorf("%s: %v, want %q", path, problem, want)
			}
			continue
		}
		in, err := raw.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(in)
		if want != "" || raw.URL != s.URL+"/page" || raw.ContentType != "text/html; charset=utf-8" || string(b) != "<p>For "+DefaultAgent {
			t.Errorf("%s: %+v %q, want %q", path, raw, b, want)
		}
	}
}

func TestFetchOfASlowSite(t *testing.T) {
	s := site(t)
	f := &Fetcher{Interval: time.Nanosecond, Timeout: 500 * time.Millisecond, AllowPrivate: true}
	for _, path := range []string{"/slow", "/silent"} {
		if _, problem := f.Fetch(context.Background(), s.URL+path); problem == nil || problem.Reason != "took too long to answer" {
			t.Error(path, problem)
		}
	}
}

// A name that leads to this machine is refused at the dialled address.
// Told to stop, a walk does not wait for a host, and blames none.
func TestWalkStopsWaiting(t *testing.T) {
	s := site(t)
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	for _, problem := range (Walker{Web: &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}, Context: ctx}).Walk(s.URL+"/silent", s.URL+"/page") {
		t.Errorf("after its end: %v", problem)
	}
}

func TestFetchRefusesLocalNames(t *testing.T) {
	s := site(t)
	f := &Fetcher{Interval: time.Nanosecond}
	for _, address := range []string{s.URL, strings.Replace(s.URL, "127.0.0.1", "localhost", 1), "http://[::1]/", "http://169.254.169.254/latest/meta-data/"} {
		if _, problem := f.Fetch(context.Background(), address); problem == nil || !strings.Contains(problem.Reason, "private or local address") {
			t.Errorf("%s: %v", address, problem)
		}
	}
	f = &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}
	if _, problem := f.Fetch(context.Background(), s.URL+"/page"); problem != nil {
		t.Error(problem)
	}
}

func TestFetchWaitsBetweenRequests(t *testing.T) {
	s := site(t)
	f := &Fetcher{Interval: 60 * time.Millisecond, AllowPrivate: true}
	start := time.Now()
	for range 3 { // and robots.txt
		if _, problem := f.Fetch(context.Background(), s.URL+"/page"); problem != nil {
			t.Fatal(problem)
		}
	}
	if d := time.Since(start); d < 180*time.Millisecond {
		t.Errorf("four requests in %v", d)
	}
}

// What is broken on the host's side forbids all, what is not there nothing.
func TestRobotsStatus(t *testing.T) {
	for status, want := range map[int]bool{200: true, 404: true, 403: true, 503: false} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(status)
			}
		}))
		_, problem := (&Fetcher{Interval: time.Nanosecond, AllowPrivate: true}).Fetch(context.Background(), s.URL+"/page")
		if (problem == nil) != want {
			t.Errorf("robots.txt %d: %v", status, problem)
		}
		s.Close()
	}
}

// A sitemap that a person names is followed, page by page, and no further.
func TestWalkSitemap(t *testing.T) {
	var s *httptest.Server
	asked := map[string]int{}
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		switch r.URL.Path {
		case "/index.xml":
			fmt.Fprintf(w, "<sitemapindex><sitemap><loc>%s/news.xml.gz</loc></sitemap></sitemapindex>", s.URL)
		case "/news.xml.gz":
			z := gzip.NewWriter(w)
			fmt.Fprintf(z, "<urlset><url><loc>%[1]s/a</loc><lastmod>2024-03-01</lastmod></url><url><loc>%[1]s/b</loc><lastmod>2024-03-02</lastmod></url><url><loc>%[1]s/map</loc></url></urlset>", s.URL)
			z.Close()
		case "/map":
			fmt.Fprintf(w, "<urlset><url><loc>%s/c</loc></url></urlset>", s.URL)
		default:
			io.WriteString(w, "page")
		}
	}))
	defer s.Close()
	var got []string
	for raw, problem := range (Walker{Web: &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}}).Walk(s.URL + "/index.xml") {
		if problem != nil {
			t.Fatal(problem)
		}
		got = append(got, strings.TrimPrefix(raw.URL, s.URL))
	}
	if strings.Join(got, " ") != "/b /a /map" || asked["/c"] > 0 {
		t.Errorf("items %v, asked %v", got, asked)
	}
	for range (Walker{Web: &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}}).Walk(s.URL + "/index.xml") {
		break // the consumer goes away
	}
}

func TestWalkAddress(t *testing.T) {
	s := site(t)
	n := 0
	for raw, problem := range (Walker{Web: &Fetcher{Interval: time.Nanosecond, AllowPrivate: true}}).Walk(s.URL+"/page", s.URL+"/missing", "https://") {
		switch n++; n {
		case 1:
			if problem != nil || raw.Ref != s.URL+"/page" || raw.URL != raw.Ref {
				t.Errorf("%+v %v", raw, problem)
			}
		default:
			if problem == nil {
				t.Errorf("%d: %+v", n, raw)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d items", n)
	}
}
