package view

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/fx"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/text"
	"kiroku/value"
)

// Announcements as a tracker coded them, each told once and then again by
// others, add up to the same, whatever way the others tell the sum.
func TestTotalsOfRetoldAnnouncements(t *testing.T) {
	const file = "../../../shared/eval/kiel/dev.jsonl"
	f, err := os.Open(file)
	if err != nil {
		t.Skip("the tracker's rows are not beside the checkout, in ../shared/eval")
	}
	defer f.Close()
	var once []ledger.Report
	retold := map[string][]ledger.Report{}
	packages := map[string]bool{}
	byPackage, byRow := 0.0, 0.0
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 0; sc.Scan(); n++ {
		var row struct {
			ID       string       `json:"id"`
			Donor    string       `json:"donor"`
			Date     string       `json:"date"`
			Class    string       `json:"type_general"`
			Amount   value.Number `json:"amount"`
			Currency string       `json:"currency"`
		}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		day, err := value.ParseDay(row.Date)
		eur, _, ok := fx.Convert(row.Amount, row.Currency, "EUR", day)
		if err != nil || !ok || day.IsZero() || row.Amount.Sign() <= 0 {
			continue
		}
		if key := fmt.Sprint(row.ID, row.Amount); !packages[key] {
			packages[key] = true // several rows of one package repeat its sum
			byPackage += eur.Float()
		}
		byRow += eur.Float()
		m := value.Money{Amount: row.Amount, Currency: row.Currency}
		class := strings.ToLower(row.Class)
		once = append(once, announced(t, n, "Government of "+row.Donor, row.Donor, class, m, day))
		next := day.Add(0, 0, 1)
		retold["the same"] = append(retold["the same"], announced(t, n, "Wire", row.Donor, class, m, next))
		round := value.Money{Amount: roundFigures(row.Amount, 2), Currency: row.Currency, Bound: value.Approximately}
		retold["rounded"] = append(retold["rounded"], announced(t, n, "Daily", row.Donor, class, round, next))
		if usd, _, ok := fx.Convert(row.Amount, row.Currency, "USD", day); ok {
			other := value.Money{Amount: roundFigures(usd, 3), Currency: "USD"}
			retold["in dollars"] = append(retold["in dollars"], announced(t, n, "Globe", row.Donor, class, other, next))
		}
	}
	base := totalEUR(once)
	t.Logf("%d announcements: million EUR by package %.0f, by row %.0f, in the ledger %.0f", len(once), byPackage/1e6, byRow/1e6, base/1e6)
	if len(once) < 100 || base < byPackage || base > byRow {
		t.Errorf("told once: %.0f EUR, by package %.0f, by row %.0f", base, byPackage, byRow)
	}
	for way, more := range retold {
		got := totalEUR(append(append([]ledger.Report{}, once...), more...))
		t.Logf("told again %s: %.0f million EUR, %+.2f %%", way, got/1e6, 100*(got/base-1))
		if math.Abs(got/base-1) > 0.01 {
			t.Errorf("told again %s: %.0f EUR, once %.0f", way, got, base)
		}
	}
}

func announced(t *testing.T, n int, source, donor, class string, m value.Money, day value.Day) ledger.Report {
	t.Helper()
	doc := &text.Document{Source: source, Text: fmt.Sprintf("%s %d gives %s", donor, n, m)}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	c, err := claim.Seal(doc, text.Span{Start: 0, End: len(doc.Text)}, claim.Claim{Type: claim.Aid, Action: "pledge", Category: class,
		Actors: []claim.Party{{Name: donor}}, Recipients: []claim.Party{{Name: "Ukraine", Code: "UKR"}}, Money: &m})
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Report{Claim: c, Source: source, Published: value.OnDay(day)}
}

// roundFigures rounds to so many significant digits.
func roundFigures(n value.Number, digits int) value.Number {
	whole, _, _ := strings.Cut(n.String(), ".")
	return n.Round(int32(digits - len(whole)))
}

func totalEUR(reports []ledger.Report) float64 {
	rows := Totals(resolve.Entries(resolve.Rules{}, reports, nil), TotalsOptions{Currency: "EUR"})
	if len(rows) != 1 {
		return 0
	}
	return rows[0].Sum.Float()
}
