package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/text"
)

// generated is a report of about 4 kB with 12 claims, of which a quarter are
// told by other reports too.
func generated(b *testing.B, rng *rand.Rand) storetest.Report {
	b.Helper()
	var body strings.Builder
	type told struct {
		sp text.Span
		c  claim.Claim
	}
	var list []told
	codes := []string{"NOR", "JPN", "USA", "DEU", "SDN", "UKR", "PHL", "NPL"}
	for range 12 {
		for range 45 {
			fmt.Fprintf(&body, "word%d ", rng.IntN(20000))
		}
		start := body.Len()
		n := rng.IntN(20000)
		fmt.Fprintf(&body, "%d million", n)
		c := storetest.Pledge(codes[rng.IntN(4)], codes[4+rng.IntN(4)], fmt.Sprint(n), "USD", fmt.Sprintf("2026-%02d-03", 1+rng.IntN(12)))
		list = append(list, told{text.Span{Start: start, End: body.Len()}, c})
		body.WriteString(". ")
	}
	doc := &text.Document{Source: fmt.Sprintf("Outlet %d", rng.IntN(50)), Title: "Report", Lang: "en", Text: body.String()}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	rep := storetest.Report{Doc: doc}
	for _, l := range list {
		c, err := claim.Seal(doc, l.sp, l.c)
		if err != nil {
			b.Fatal(err)
		}
		rep.Claims = append(rep.Claims, c)
	}
	return rep
}

func fill(b *testing.B, s *SQLite, rng *rand.Rand, n int) []storetest.Report {
	b.Helper()
	var reports []storetest.Report
	for range n {
		rep := generated(b, rng)
		if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
			b.Fatal(err)
		}
		reports = append(reports, rep)
	}
	return reports
}

// BenchmarkAdd adds documents of 4 kB and 12 claims, a transaction each.
func BenchmarkAdd(b *testing.B) {
	s := openTemp(b)
	rng := rand.New(rand.NewPCG(1, 2))
	reports := make([]storetest.Report, b.N)
	for i := range reports {
		reports[i] = generated(b, rng)
	}
	b.ResetTimer()
	for _, rep := range reports {
		if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Plain{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// The others ask a ledger of 1,000 documents and 12,000 claims.
func BenchmarkRead(b *testing.B) {
	s := openTemp(b)
	reports := fill(b, s, rand.New(rand.NewPCG(1, 2)), 1000)
	b.Run("Document", func(b *testing.B) {
		for i := range b.N {
			if _, err := s.Document(b.Context(), reports[i%len(reports)].Doc.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Claim", func(b *testing.B) {
		for i := range b.N {
			if _, err := s.Claim(b.Context(), reports[i%len(reports)].Claims[i%12].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("EntriesPage", func(b *testing.B) {
		for b.Loop() {
			if list, err := s.Entries(b.Context(), ledger.EntryFilter{Limit: 50}); err != nil || len(list) != 50 {
				b.Fatal(len(list), err)
			}
		}
	})
	b.Run("EntriesOfParty", func(b *testing.B) {
		for b.Loop() {
			if list, err := s.Entries(b.Context(), ledger.EntryFilter{Actor: "JPN", Limit: 50}); err != nil || len(list) != 50 {
				b.Fatal(len(list), err)
			}
		}
	})
	b.Run("EntriesAll", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Entries(b.Context(), ledger.EntryFilter{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Search", func(b *testing.B) {
		for i := range b.N {
			if _, err := s.Search(b.Context(), fmt.Sprintf("word%d word%d", i%20000, (i*7)%20000), 20); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("SearchCommon", func(b *testing.B) {
		for b.Loop() {
			if hits, err := s.Search(b.Context(), "million", 20); err != nil || len(hits) != 20 {
				b.Fatal(len(hits), err)
			}
		}
	})
	b.Run("Rebuild", func(b *testing.B) {
		for b.Loop() {
			if err := s.Rebuild(b.Context(), resolve.Plain{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Verify", func(b *testing.B) {
		for b.Loop() {
			storetest.Holds(b, s, resolve.Plain{})
		}
	})
}
