package cli

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

func TestFormulaSafe(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd|'/c calc'!A0": "'+cmd|'/c calc'!A0", "@SUM(A1)": "'@SUM(A1)", "-2": "-2", "-2+3": "'-2+3",
		"Japan": "Japan", "": "", "20000000": "20000000",
	} {
		if got := formulaSafe(in); got != want {
			t.Errorf("formulaSafe(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCSVReadsBack(t *testing.T) {
	var out bytes.Buffer
	entries := append(someEntries(), ledger.Entry{ID: "x", Type: claim.Aid, Summary: `=HYPERLINK("http://example.org","a, ""b""")`})
	if err := WriteCSV(&terminal.Console{Stdout: &out}, entries); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(entries)+1 {
		t.Fatalf("%d rows of %d entries", len(rows), len(entries))
	}
	if got := rows[1][10:14]; strings.Join(got, " ") != "20000000  USD at_least" {
		t.Errorf("the sum is %q", got)
	}
	if got := rows[len(rows)-1][24]; !strings.HasPrefix(got, "'=") {
		t.Errorf("a formula: %q", got)
	}
}

func TestNumbersForPeople(t *testing.T) {
	for in, want := range map[string]string{
		"12": "12", "1204": "1,204", "20000000": "20 million", "48600000": "48.6 million", "5300000000": "5.3 billion",
		"1234567": "1,234,567", "999999": "999,999", "2.5": "2.5", "1000000000000": "1 trillion", "-4500": "-4,500", "0.3333333333333333": "0.333",
	} {
		if got := phrase.Number(value.MustNumber(in)); got != want {
			t.Errorf("phrase.Number(%s) = %q, want %q", in, got, want)
		}
	}
	m := value.Money{Amount: value.Int(30_000_000), Currency: "USD", Bound: value.UpTo, Basis: value.Cumulative,
		Equivalent: &value.Money{Amount: value.Int(3_240_000_000), Currency: "JPY"}}
	if got := phrase.Sum(m); got != "up to USD 30 million in all (JPY 3.24 billion)" {
		t.Errorf("sum is %q", got)
	}
	if got := phrase.Sum(value.Money{Currency: "EUR"}); got != "EUR (sum not stated)" {
		t.Errorf("an unknown sum is %q", got)
	}
}

func TestDaysForPeople(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "2024-03-04": "2024-03-04", "2024-03": "2024-03", "2024": "2024", "2022-02-24/..": "since 2022-02-24", "2014-01-01/..": "since 2014",
		"../2027-12-31": "by 2027", "../2024-06-30": "by 2024-06-30", "2024-03-04/2024-03-07": "2024-03-04/07", "2024-03-28/2024-04-02": "2024-03-28 to 2024-04-02",
	} {
		d, err := value.ParseDate(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := phrase.Days(d); got != want {
			t.Errorf("phrase.Days(%s) = %q, want %q", in, got, want)
		}
	}
}
