package samples

import (
	"maps"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/document"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/value"
)

// TestTotalsOfSequences: what five sequences of reports add up to is what
// somebody who keeps count of aid by hand would write down: a part, a raise, an
// instalment, a running total and a sum told again are no new money.
func TestTotalsOfSequences(t *testing.T) {
	reports := map[string][]ledger.Report{}
	for raw, problem := range (source.Walker{}).Walk("testdata/sequences.jsonl") {
		if problem != nil {
			t.Fatal(problem)
		}
		for doc, problem := range document.Read(raw, document.Options{}) {
			if problem != nil {
				t.Fatal(problem)
			}
			sequence := strings.TrimRight(doc.Ref, "0123456789")
			for _, c := range extract.Claims(lang.Analyze(doc)) {
				if c.Type == claim.Aid {
					reports[sequence] = append(reports[sequence], ledger.Report{Claim: c, Source: doc.Source, Published: doc.Published})
				}
			}
		}
	}
	for sequence, want := range map[string]map[string]string{
		"flood": {"CAN": "45000000"}, // 20, of which 5; raised to 35, of which 12 paid; 10 more
		"sudan": {"USA": "415000000", "DEU": "244000000"},
		"eu":    {"EU": "50000000000"}, // loans and grants of it, and what is paid from it
		"quake": {"KOR": "10000000"},   // 5, doubled; of Japan's no sum is known
		"tank":  {"DEU": "2700000000"}, // and 11 billion in all
	} {
		got := map[string]string{}
		for _, e := range resolve.Entries(resolve.Rules{}, reports[sequence], nil) {
			if e.Counted && e.Money != nil {
				sum := e.Money.Amount
				if have, ok := got[e.ActorKey]; ok {
					sum = sum.Add(value.MustNumber(have))
				}
				got[e.ActorKey] = sum.String()
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", sequence, got, want)
		}
	}
}
