package serve_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/document"
	"kiroku/internal/scale"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/serve"
	"kiroku/serve/site"
	"kiroku/source"
	"kiroku/store"
)

// benchClaims is how many claims the generated ledger of BenchmarkPages has.
// KIROKU_BENCH_DB names a larger one made by internal/scale/curve.
const benchClaims = 5000

// BenchmarkPages asks for every page as a reader who moves about does, never
// the same address twice in a row, and reports the median and the 95th
// percentile of the time that the server takes.
func BenchmarkPages(b *testing.B) {
	st := benchLedger(b)
	s, err := serve.New(site.Options{Ledger: st, Shelf: st, Resolver: resolve.Rules{}, Views: views{}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	handler := s.Handler()
	for _, p := range benchPages(b, st) {
		b.Run(p.name, func(b *testing.B) {
			var times []time.Duration
			most := 0
			for i := 0; b.Loop(); i++ {
				r := httptest.NewRequest("GET", p.paths[i%len(p.paths)], nil)
				r.Host = "127.0.0.1"
				r.Header.Set("Accept-Encoding", "gzip")
				rec := httptest.NewRecorder()
				start := time.Now()
				handler.ServeHTTP(rec, r)
				times = append(times, time.Since(start))
				if rec.Code != http.StatusOK {
					b.Fatalf("%s: status %d", r.URL, rec.Code)
				}
				most = max(most, rec.Body.Len())
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
			b.ReportMetric(float64(most)/1024, "KiB-most")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func benchLedger(b testing.TB) *store.SQLite {
	if path := os.Getenv("KIROKU_BENCH_DB"); path != "" {
		return openLedger(b, path)
	}
	st := emptyLedger(b)
	docs := pipeline.Documents(b.Context(), source.Walker{Now: time.Now}.Walk(filepath.Join("..", "samples")), document.Options{})
	g := scale.New(scale.Seeds(b.Context(), docs), 1, 10)
	for claims := 0; claims < benchClaims; {
		rep := g.Next()
		added, err := st.Add(b.Context(), rep.Doc, rep.Claims, resolve.Rules{})
		if err != nil {
			b.Fatal(err)
		}
		claims += added.Claims
	}
	return st
}

type benchPage struct {
	name  string
	paths []string
}

// benchPages are the addresses of each page, for things that the ledger holds:
// of the busiest parties and areas, and of entries and documents of all kinds.
func benchPages(b *testing.B, st *store.SQLite) []benchPage {
	check := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	var actors, areas, entries, documents, words, months []string
	groups, err := st.Groups(b.Context(), ledger.EntryFilter{}, ledger.Grouping{By: []ledger.Dimension{ledger.PerActor}, Order: ledger.ByEntries, Limit: 41})
	check(err)
	for _, g := range groups {
		if g.Key[0] != "" {
			actors = append(actors, url.QueryEscape(g.Key[0]))
		}
	}
	groups, err = st.Groups(b.Context(), ledger.EntryFilter{Types: []claim.Type{claim.Impact}},
		ledger.Grouping{By: []ledger.Dimension{ledger.PerArea, ledger.PerAction}, Order: ledger.ByEntries, Limit: 41})
	check(err)
	for _, g := range groups {
		if g.Key[0] != "" {
			areas = append(areas, "area="+url.QueryEscape(g.Key[0])+"&measure="+g.Key[1])
		}
	}
	groups, err = st.Groups(b.Context(), ledger.EntryFilter{}, ledger.Grouping{By: []ledger.Dimension{ledger.PerMonth}})
	check(err)
	for _, g := range groups {
		if g.Key[0] != "" {
			months = append(months, g.Key[0])
		}
	}
	for _, sort := range []ledger.Sort{ledger.ByReports, ledger.ByNewest, ledger.ByAmount, ledger.ByWorth} {
		list, err := st.Entries(b.Context(), ledger.EntryFilter{Sort: sort, Limit: 20})
		check(err)
		for _, e := range list {
			entries, documents = append(entries, e.ID), append(documents, e.Documents[0])
			words = append(words, url.QueryEscape(cmp.Or(firstWord(e.Where.Name), firstWord(e.Summary))))
		}
	}
	with := func(format string, list []string) (paths []string) {
		for _, s := range list {
			paths = append(paths, fmt.Sprintf(format, s))
		}
		return paths
	}
	pages := []benchPage{
		{"Overview", []string{"/"}},
		{"Ledger", []string{"/ledger", "/ledger?page=2", "/ledger?page=40", "/ledger?type=aid", "/ledger?type=impact", "/ledger?sort=amount"}},
		{"LedgerByParty", with("/ledger?party=%s", actors)},
		{"LedgerByWords", with("/ledger?q=%s", words)},
		{"LedgerByMonth", with("/ledger?since=%[1]s&until=%[1]s&in=EUR&type=aid", months)},
		{"Entry", with("/entry/%s", entries)},
		{"Document", with("/document/%s", documents)},
		{"Documents", []string{"/documents", "/documents?page=9", "/documents?source=Outlet+3"}},
		{"Search", with("/search?q=%s", words)},
		{"Timeline", append(with("/timeline?since=%[1]s", months), "/timeline", "/timeline?type=aid")},
		{"Figures", append(with("/figures?%s", areas), "/figures")},
		{"Map", append(with("/map?since=%s", months), "/map?layer=killed")},
		{"Actor", with("/actor/%s", actors)},
		{"Actors", append(with("/actors?q=%s", words), "/actors")},
		{"Review", []string{"/review", "/review?at=1", "/review?at=2", "/review?at=40", "/review?type=aid", "/review?type=aid&at=7", "/review?type=impact", "/review?type=impact&at=3"}},
		{"ReviewByParty", with("/review?party=%s", actors)},
		{"Decisions", []string{"/decisions"}},
		{"Disagreements", []string{"/disagreements", "/disagreements?kind=update"}},
	}
	var pairs []string
	for i := 1; i < len(documents); i++ {
		pairs = append(pairs, "/compare?doc="+documents[i-1]+"&doc="+documents[i])
	}
	return append(pages, benchPage{"Compare", pairs})
}

func firstWord(s string) string {
	for w := range strings.FieldsSeq(s) {
		if len(w) > 3 {
			return w
		}
	}
	return ""
}
