package scale

import (
	"path/filepath"
	"reflect"
	"testing"

	"kiroku/claim"
	"kiroku/document"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
)

// samples are the passages of the sample reports.
func samples(t testing.TB) []Report {
	t.Helper()
	walk := source.Walker{}.Walk(filepath.Join("..", "..", "samples"))
	seeds := Seeds(t.Context(), pipeline.Documents(t.Context(), walk, document.Options{}))
	if len(seeds) < 20 {
		t.Fatalf("%d passages", len(seeds))
	}
	return seeds
}

// TestGenerator checks that what is made is grounded, the same each time, and
// joins into entries as reports of one story do.
func TestGenerator(t *testing.T) {
	seeds := samples(t)
	g, again := New(seeds, 1, 5), New(seeds, 1, 5)
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	claims, varied := 0, map[string]bool{}
	for range 100 {
		rep := g.Next()
		if other := again.Next(); !reflect.DeepEqual(rep, other) {
			t.Fatalf("%+v is another time %+v", rep.Doc, other.Doc)
		}
		for _, c := range rep.Claims {
			if err := claim.Check(rep.Doc, c); err != nil {
				t.Error(err)
			}
			if c.Money != nil {
				varied[c.Money.String()] = true
			}
		}
		added, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		claims += added.Claims
	}
	n, err := s.Count(t.Context(), ledger.EntryFilter{})
	if err != nil || n == 0 || n > claims*2/3 {
		t.Errorf("%d claims make %d entries, %v", claims, n, err)
	}
	if len(varied) < 10 {
		t.Errorf("%d sums only", len(varied))
	}
	storetest.Holds(t, s, resolve.Rules{})
}

// BenchmarkAdd adds reports to ledgers of growing size: the cost of one is to
// stay the same. Command curve goes on to a million claims.
func BenchmarkAdd(b *testing.B) {
	seeds := samples(b)
	for _, size := range []int{1000, 10000} {
		b.Run(map[int]string{1000: "after=1k", 10000: "after=10k"}[size], func(b *testing.B) {
			s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "ledger.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			g := New(seeds, 1, 10)
			for claims := 0; claims < size; {
				rep := g.Next()
				if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
					b.Fatal(err)
				}
				claims += len(rep.Claims)
			}
			for b.Loop() {
				rep := g.Next()
				if _, err := s.Add(b.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
