package resolve

import (
	"fmt"
	"testing"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// told is the n-th report of one pledge.
func told(n int) ledger.Report {
	doc := &text.Document{Source: fmt.Sprint("Outlet ", n), Text: fmt.Sprintf("Norland pledged five million dollars to Sudria, said outlet %d.", n)}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	c, err := claim.Seal(doc, text.Span{Start: 0, End: len(doc.Text)}, claim.Claim{Type: claim.Aid, Action: "pledge",
		Actors: []claim.Party{{Name: "Norland", Code: "NOR"}}, Recipients: []claim.Party{{Name: "Sudria", Code: "SDN"}},
		Money: &value.Money{Amount: value.Int(5000000), Currency: "USD"}})
	if err != nil {
		panic(err)
	}
	return ledger.Report{Claim: c, Source: doc.Source, Published: value.OnDay(value.NewDay(2026, 3, 1+n%5))}
}

// One thing told a thousand times is one entry, found in one pass.
func TestToldOften(t *testing.T) {
	var c ledger.Component
	for n := range 2000 {
		c.Reports = append(c.Reports, told(n))
	}
	compared := 0
	groups := partition(c, func(a, b ledger.Report) string { compared++; return Rules{}.Same(a, b) }, clash)
	if len(groups) != 1 || compared > 3*len(c.Reports) {
		t.Errorf("%d entries by %d comparisons", len(groups), compared)
	}
}

func BenchmarkEntriesToldOften(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		var c ledger.Component
		for i := range n {
			c.Reports = append(c.Reports, told(i))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if len((Rules{}).Entries(c)) != 1 {
					b.Fatal("not one")
				}
			}
		})
	}
}

func BenchmarkKeys(b *testing.B) {
	rep := told(1)
	for b.Loop() {
		Rules{}.Keys(rep)
	}
}

func BenchmarkSame(b *testing.B) {
	x, y := told(1), told(2)
	for b.Loop() {
		if (Rules{}).Same(x, y) == "" {
			b.Fatal("not the same")
		}
	}
}

// A report that names parties and things by the thousand costs no more than
// one that names a few.
func TestHostileReport(t *testing.T) {
	rep := told(1)
	for n := range 5000 {
		rep.Claim.Actors = append(rep.Claim.Actors, claim.Party{Name: fmt.Sprint("Party ", n)})
		rep.Claim.Items = append(rep.Claim.Items, claim.Item{Name: fmt.Sprint("thing ", n)})
	}
	rep.Published = value.Date{From: value.NewDay(1, 1, 1), To: value.NewDay(9999, 1, 1)}
	if n := len((Rules{}).Keys(rep)); n == 0 || n > maxKeys {
		t.Errorf("%d keys", n)
	}
	other := rep
	other.Claim.Document, other.Claim.ID = "another", "another"
	if got := (Rules{}).Same(rep, other); got == "" {
		t.Error("a report is not one with its like")
	}
}
