package terminal

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kiroku/text"
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
		if got := Printable(c.in); got != c.want {
			t.Errorf("Printable(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestInContextMarksTheWords(t *testing.T) {
	before := strings.Repeat("Much stood before this. ", 20)
	doc := "A headline\n\n" + before + "Japan sent tents\nto Ukraine. And more." + strings.Repeat(" After it.", 60) + "\n\nAnother paragraph."
	at := strings.Index(doc, "Japan")
	var out bytes.Buffer
	InContext(doc, text.Span{Start: at, End: at + len("Japan sent tents\nto Ukraine")}).Write(&Console{Stdout: &out, Width: 60}, "  ")
	got := out.String()
	if !strings.Contains(OneLine(got), "«Japan sent tents to Ukraine». And more.") {
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
	var q Quotation
	q.Add("some words before ", false)
	q.Add("and marked words that run over several lines of a narrow terminal", true)
	q.Add(" and after", false)
	q.Write(&Console{Stdout: &out, Width: 30, Colour: true}, "")
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
		con := &Console{Width: max(int(width), 40)}
		tb := Table{Lines: 3, Columns: []Column{{Name: "A", Least: 8}, {Name: "B", Least: 8, Early: true}, {Name: "N", Right: true}}}
		tb.Add(a, b, "12")
		var out bytes.Buffer
		tb.Write(&out, con)
		if !utf8.Valid(out.Bytes()) {
			t.Fatal("not UTF-8")
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := Cells(line); n > con.Width {
				t.Errorf("%d columns in %d: %q", n, con.Width, line)
			}
			for _, r := range line {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%U reaches the terminal", r)
				}
			}
		}
	})
}
