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
	"kiroku/value"
)

// generated is the n-th report of a stream of a hundred a day, about 4 kB with
// 12 claims; other reports of the day tell of a part of them too.
func generated(b *testing.B, rng *rand.Rand, n int) storetest.Report {
	b.Helper()
	var body strings.Builder
	type told struct {
		sp text.Span
		c  claim.Claim
	}
	var list []told
	day := value.NewDay(2020, 1, 1+n/100)
	party := func() string { return string(rune('A'+rng.IntN(6))) + string(rune('A'+rng.IntN(6))) + "X" }
	for range 12 {
		for range 45 {
			fmt.Fprintf(&body, "word%d ", rng.IntN(20000))
		}
		start := body.Len()
		millions := (1 + rng.IntN(99)) * []int{1, 1, 10, 100}[rng.IntN(4)]
		fmt.Fprintf(&body, "%d million", millions)
		c := storetest.Pledge(party(), party(), fmt.Sprint(millions, "000000"), "USD", day.String())
		list = append(list, told{text.Span{Start: start, End: body.Len()}, c})
		body.WriteString(". ")
	}
	doc := &text.Document{Source: fmt.Sprintf("Outlet %d", rng.IntN(50)), Title: "Report", Lang: "en", Text: body.String(), Published: value.OnDay(day)}
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

// fill adds the reports from the first on.
func fill(b *testing.B, s *SQLite, rng *rand.Rand, first, n int) []storetest.Report {
	b.Helper()
	var reports []storetest.Report
	for i := range n {
		rep := generated(b, rng, first+i)
		if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
			b.Fatal(err)
		}
		reports = append(reports, rep)
	}
	return reports
}

// BenchmarkAdd adds documents, a transaction each, to ledgers of growing size:
// the cost of one is to stay the same.
func BenchmarkAdd(b *testing.B) {
	s := openTemp(b)
	rng := rand.New(rand.NewPCG(1, 2))
	docs := 0
	for _, size := range []int{100, 1000, 4000} {
		fill(b, s, rng, docs, size-docs)
		docs = size
		b.Run(fmt.Sprintf("after=%d", size), func(b *testing.B) {
			reports := make([]storetest.Report, b.N)
			for i := range reports {
				reports[i] = generated(b, rng, docs+i)
			}
			docs += b.N
			b.ResetTimer()
			for _, rep := range reports {
				if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

// The others ask a ledger of 1,000 documents and 12,000 claims.
func BenchmarkRead(b *testing.B) {
	s := openTemp(b)
	reports := fill(b, s, rand.New(rand.NewPCG(1, 2)), 0, 1000)
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
			if list, err := s.Entries(b.Context(), ledger.EntryFilter{Actor: "ABX", Limit: 50}); err != nil || len(list) != 50 {
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
			if err := s.Rebuild(b.Context(), resolve.Rules{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Verify", func(b *testing.B) {
		for b.Loop() {
			storetest.Holds(b, s, resolve.Rules{})
		}
	})
}
