package eval_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"kiroku/extract"
	"kiroku/lang"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/resolve/view"
	"kiroku/text"
	"kiroku/value"
)

const trackerRows = "../../shared/eval/kiel/dev.jsonl"

// TestTotalsOfRewordedAnnouncements reads each announcement of a tracker, and
// then again as another outlet words it the next day: its sentences in another
// order, its sums with the code on the other side and the number written
// another way. The totals stay what they were.
func TestTotalsOfRewordedAnnouncements(t *testing.T) {
	rows := announcements(t)
	once := ledgerOf(rows, nil)
	for name, style := range map[string]func(n int, s string) string{
		"codes":   func(_ int, s string) string { return otherSide(s) },
		"numbers": otherNumbers,
		"order":   func(_ int, s string) string { return otherOrder(s) },
		"all":     func(n int, s string) string { return otherOrder(otherNumbers(n, otherSide(s))) },
	} {
		twice := ledgerOf(rows, style)
		off := twice/once - 1
		t.Logf("told again in other %s: %.0f million EUR, once %.0f, %+.2f %%", name, twice/1e6, once/1e6, 100*off)
		if math.Abs(off) > 0.01 {
			t.Errorf("told again in other %s, the totals change by %+.2f %%", name, 100*off)
		}
	}
}

// announcement is a row of the tracker.
type announcement struct {
	ID          string `json:"id"`
	Donor       string `json:"donor"`
	Date        string `json:"date"`
	Explanation string `json:"explanation"`
	Told        bool   `json:"amount_in_text"`
	Sums        int    `json:"money_mentions"`
}

func announcements(t *testing.T) []announcement {
	t.Helper()
	f, err := os.Open(trackerRows)
	if err != nil {
		t.Skip("the tracker's rows are not beside the checkout, in ../shared/eval")
	}
	defer f.Close()
	var rows []announcement
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var row announcement
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		if row.Told && row.Sums == 1 { // the others are the coders' own sums over several announcements
			rows = append(rows, row)
		}
	}
	return rows
}

// ledgerOf is the total in euros of the announcements, each told again in the
// given style, nil for not.
func ledgerOf(rows []announcement, style func(n int, s string) string) float64 {
	var reports []ledger.Report
	for n, row := range rows {
		day, err := value.ParseDay(row.Date)
		if err != nil || day.IsZero() {
			continue
		}
		reports = append(reports, reportsOf("Government of "+row.Donor, row.Explanation, day)...)
		if style != nil {
			reports = append(reports, reportsOf("Government of "+row.Donor, style(n, row.Explanation), day.Add(0, 0, 1))...)
		}
	}
	total := 0.0
	for _, row := range view.Totals(resolve.Entries(resolve.Rules{}, reports, nil), view.TotalsOptions{Currency: "EUR"}) {
		total += row.Sum.Float()
	}
	return total
}

func reportsOf(source, body string, day value.Day) []ledger.Report {
	doc := &text.Document{Source: source, Lang: "en", Text: body, Published: value.OnDay(day)}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	var list []ledger.Report
	for _, c := range extract.Claims(lang.Analyze(doc)) {
		list = append(list, ledger.Report{Claim: c, Source: source, Published: doc.Published})
	}
	return list
}

var (
	codeBehind = regexp.MustCompile(`\b(\d[\d.,]*\d|\d)( million| billion| thousand)? (AUD|CAD|CHF|CZK|DKK|EUR|GBP|HRK|HUF|ISK|JPY|KRW|NOK|NZD|PLN|RON|SEK|TRY|TWD|USD)\b`)
	codeBefore = regexp.MustCompile(`\b(AUD|CAD|CHF|CZK|DKK|EUR|GBP|HRK|HUF|ISK|JPY|KRW|NOK|NZD|PLN|RON|SEK|TRY|TWD|USD) (\d[\d.,]*\d|\d)( million| billion| thousand)?\b`)
	wordNumber = regexp.MustCompile(`(\s)(\d{1,3}(?:\.\d)?) (million|billion)\b`)
	fullStop   = regexp.MustCompile(`([a-z0-9)])\. ([A-Z])`)
)

// otherSide writes "AUD 35 million" for "35 million AUD", and the other way
// round.
func otherSide(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		behind, before := codeBehind.FindStringSubmatchIndex(s), codeBefore.FindStringSubmatchIndex(s)
		switch {
		case behind != nil && (before == nil || behind[0] <= before[0]):
			b.WriteString(s[:behind[0]])
			b.Write(codeBehind.ExpandString(nil, "$3 $1$2", s, behind))
			s = s[behind[1]:]
		case before != nil:
			b.WriteString(s[:before[0]])
			b.Write(codeBefore.ExpandString(nil, "$2$3 $1", s, before))
			s = s[before[1]:]
		default:
			b.WriteString(s)
			s = ""
		}
	}
	return b.String()
}

// otherNumbers writes millions in digits, or with the letter that stands for
// them.
func otherNumbers(n int, s string) string {
	return wordNumber.ReplaceAllStringFunc(s, func(m string) string {
		space := m[:1]
		number, word, _ := strings.Cut(m[1:], " ")
		if n%2 == 0 {
			return space + number + map[string]string{"million": "m", "billion": "bn"}[word]
		}
		whole, tenth, _ := strings.Cut(number, ".")
		if tenth == "" {
			tenth = "0"
		}
		digits := whole + "," + tenth + "00,000"
		if word == "billion" {
			digits = whole + "," + tenth + "00,000,000"
		}
		return space + digits
	})
}

// otherOrder puts the last sentence first.
func otherOrder(s string) string {
	at := fullStop.FindAllStringIndex(s, -1)
	if len(at) == 0 {
		return s
	}
	cut := at[len(at)-1][0] + 2
	return strings.TrimSpace(s[cut:]) + " " + s[:cut]
}
