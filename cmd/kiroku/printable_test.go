package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

func TestPrintable(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain words", "plain words"},
		{"two\nlines\tand\u00a0spaces", "two lines and spaces"},
		{"\x1b[31mred\x1b[0m \x1b]0;title\a", "[31mred[0m ]0;title"},
		{"right\u202eleft\u2066mark\u200f", "rightleftmark"},
		{"zero\u200bwidth\ufeff", "zerowidth"},
		{"\u009b31m C1", "31m C1"},
		{"family 👨‍👩‍👧", "family 👨‍👩‍👧"},
		{"marks \ue000\ue001", "marks "},
		{"bad \xff bytes", "bad \ufffd bytes"},
	} {
		if got := printable(c.in); got != c.want {
			t.Errorf("printable(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

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
	if err := writeCSV(&console{stdout: &out}, entries); err != nil {
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
		if got := number(value.MustNumber(in)); got != want {
			t.Errorf("number(%s) = %q, want %q", in, got, want)
		}
	}
	m := value.Money{Amount: value.Int(30_000_000), Currency: "USD", Bound: value.UpTo, Basis: value.Cumulative,
		Equivalent: &value.Money{Amount: value.Int(3_240_000_000), Currency: "JPY"}}
	if got := sum(m); got != "up to USD 30 million in all (JPY 3.24 billion)" {
		t.Errorf("sum is %q", got)
	}
	if got := sum(value.Money{Currency: "EUR"}); got != "EUR (sum not stated)" {
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
		if got := days(d); got != want {
			t.Errorf("days(%s) = %q, want %q", in, got, want)
		}
	}
}

func TestInContextMarksTheWords(t *testing.T) {
	before := strings.Repeat("Much stood before this. ", 20)
	doc := "A headline\n\n" + before + "Japan sent tents\nto Ukraine. And more." + strings.Repeat(" After it.", 60) + "\n\nAnother paragraph."
	at := strings.Index(doc, "Japan")
	var out bytes.Buffer
	inContext(doc, text.Span{Start: at, End: at + len("Japan sent tents\nto Ukraine")}).write(&console{stdout: &out, width: 60}, "  ")
	got := out.String()
	if !strings.Contains(oneLine(got), "«Japan sent tents to Ukraine». And more.") {
		t.Errorf("the words are not marked:\n%s", got)
	}
	if strings.Contains(got, "headline") || strings.Contains(got, "Another") {
		t.Errorf("other paragraphs are shown:\n%s", got)
	}
	if !strings.HasPrefix(got, "  … ") || !strings.HasSuffix(got, "…\n") {
		t.Errorf("cut ends are not shown as cut:\n%s", got)
	}
}

func TestColouredQuotationClosesItsMarks(t *testing.T) {
	var out bytes.Buffer
	var q quotation
	q.add("some words before ", false)
	q.add("and marked words that run over several lines of a narrow terminal", true)
	q.add(" and after", false)
	q.write(&console{stdout: &out, width: 30, colour: true}, "")
	for line := range strings.Lines(out.String()) {
		if strings.Count(line, "\x1b[7m") != strings.Count(line, "\x1b[0m") {
			t.Errorf("a line leaves the mark open: %q", line)
		}
	}
	if n := strings.Count(out.String(), "\x1b[7m"); n < 3 {
		t.Errorf("%d marked pieces, at least 3 lines have some", n)
	}
}

// FuzzTable draws a table with any text: nothing steers the terminal, and no
// line is wider than it when the columns can give way.
func FuzzTable(f *testing.F) {
	f.Add("Norland", "\x1b]0;x\a\u202e", uint8(80))
	f.Add("日本国政府", "👨‍👩‍👧🏦", uint8(40))
	f.Add("e\u0301\u0301\u0301\xff\xfe", strings.Repeat("x", 300), uint8(60))
	f.Fuzz(func(t *testing.T, a, b string, width uint8) {
		if len(a) > 2000 || len(b) > 2000 {
			return
		}
		con := &console{width: max(int(width), 40)}
		tb := table{lines: 3, columns: []column{{name: "A", least: 8}, {name: "B", least: 8, early: true}, {name: "N", right: true}}}
		tb.add(a, b, "12")
		var out bytes.Buffer
		tb.write(&out, con)
		if !utf8.Valid(out.Bytes()) {
			t.Fatal("not UTF-8")
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > con.width {
				t.Errorf("%d columns in %d: %q", n, con.width, line)
			}
			for _, r := range line {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%U reaches the terminal", r)
				}
			}
		}
	})
}
