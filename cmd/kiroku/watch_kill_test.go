package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"kiroku/internal/crawl"
)

// paper is a server of a feed and its pages, which counts what it is asked.
type paper struct {
	pages int
	mu    sync.Mutex
	asked map[string]int
}

func (p *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked[r.URL.Path]++
	p.mu.Unlock()
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/report/%d", &n); err == nil {
		_, body := crawl.Page(n)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
		return
	}
	if r.URL.Path != "/feed" {
		http.NotFound(w, r)
		return
	}
	var items strings.Builder
	for n := range p.pages {
		fmt.Fprintf(&items, "<item><title>Report %[1]d</title><link>http://%[2]s/report/%[1]d</link></item>", n+1, r.Host)
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, &items)
}

// TestKilledWatching kills `watch` at one random moment after another: no page
// is lost, none is read twice, and what was recorded is not asked for again.
func TestKilledWatching(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	const pages, perTurn = 60, 16
	p := &paper{pages: pages, asked: map[string]int{}}
	server := httptest.NewServer(p)
	defer server.Close()
	sources := filepath.Join(t.TempDir(), "sources.toml")
	config := fmt.Sprintf("pause = \"1ms\"\n[[source]]\nname = \"Paper\"\nfeed = \"%s/feed\"\n", server.URL)
	if err := os.WriteFile(sources, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	watching := func(db string) []string {
		return []string{"watch", "--once", "--quiet", "--allow-private", "--db", db, sources}
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	mustRun(t, watching(whole)...)
	want := mustRun(t, "ledger", "--all", "--json", "--db", whole)
	health := mustRun(t, "sources", "--db", whole, sources)
	p.asked = map[string]int{}

	db := filepath.Join(t.TempDir(), "killed.db")
	killed := killAtRandom(t, 11, db, func() *exec.Cmd {
		cmd := exec.Command("kiroku", watching(db)...)
		cmd.Env = append(os.Environ(), "KIROKU_NOW="+fixedNow)
		return cmd
	})
	mustRun(t, watching(db)...)
	mustRun(t, "verify", "--db", db)
	if got := mustRun(t, "ledger", "--all", "--json", "--db", db); got != want {
		t.Errorf("the ledger is another one after kills:\n%s\nwithout:\n%s", got, want)
	}
	if got := mustRun(t, "sources", "--db", db, sources); got != health {
		t.Errorf("watching came to something else after kills:\n%s\nwithout:\n%s", got, health)
	}
	total := 0
	for n := range pages {
		asked := p.asked[fmt.Sprintf("/report/%d", n+1)]
		if asked == 0 {
			t.Errorf("report %d was never asked for", n+1)
		}
		total += asked
	}
	if most := pages + killed*perTurn; total > most {
		t.Errorf("%d requests for %d pages and %d kills, more than the turns that were under way", total, pages, killed)
	}
	takenOnce(t, db, pages)
}
