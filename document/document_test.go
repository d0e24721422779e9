package document_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"kiroku/document"
	"kiroku/source"
	"kiroku/text"
	"kiroku/value"
)

// raw is an item of the bytes, under a name.
func raw(ref string, b []byte) source.Raw {
	return source.Raw{Ref: ref, Size: int64(len(b)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b)), nil
	}}
}

// readAll gives what Read gives, problems as lines.
func readAll(r source.Raw, opts document.Options) (docs []*text.Document, problems []string) {
	for doc, problem := range document.Read(r, opts) {
		if doc != nil {
			docs = append(docs, doc)
		}
		if problem != nil {
			problems = append(problems, problem.Error())
		}
	}
	return docs, problems
}

// one wants a single document.
func one(t *testing.T, r source.Raw, opts document.Options) *text.Document {
	t.Helper()
	docs, problems := readAll(r, opts)
	if len(docs) != 1 {
		t.Fatalf("%s: %d documents, problems %q", r.Ref, len(docs), problems)
	}
	return docs[0]
}

const report = "Ten lorries reach the valley\r\n\r\nNorland sent ten lorries, the minister said.\r\nThey came \u201cat once\u201d.\r\n"

func TestPlainTextIsKeptByteForByte(t *testing.T) {
	for _, s := range []string{report, "\ufeff" + report, "no end of line", " \t leading blanks stay.", "e\u0301 is not composed.\n\n\n"} {
		doc := one(t, raw("a.txt", []byte(s)), document.Options{})
		if doc.Text != s {
			t.Errorf("kept %q of %q", doc.Text, s)
		}
		if doc.Charset != "" || doc.Paragraphs != nil {
			t.Errorf("%q: charset %q, %d paragraphs", s, doc.Charset, len(doc.Paragraphs))
		}
		if want := text.DocumentID("", "", s); doc.ID != want {
			t.Errorf("id %s, want %s", doc.ID, want)
		}
	}
	if got := one(t, raw("a.txt", []byte("\ufeff"+report)), document.Options{}).Title; got != "Ten lorries reach the valley" {
		t.Errorf("title behind a byte order mark: %q", got)
	}
}

func TestCharacterSets(t *testing.T) {
	units := utf16.Encode([]rune(report))
	var little, big []byte
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	cp1252 := []byte(strings.NewReplacer("\u201c", "\x93", "\u201d", "\x94").Replace(report))
	for _, c := range []struct {
		name, charset string
		b             []byte
		problem       string
	}{
		{"utf-16le with mark", "utf-16le", append([]byte{0xff, 0xfe}, little...), ""},
		{"utf-16be with mark", "utf-16be", append([]byte{0xfe, 0xff}, big...), ""},
		{"utf-16le without mark", "utf-16le", little, ""},
		{"utf-16be without mark", "utf-16be", big, ""},
		{"windows-1252", "windows-1252", cp1252, "names no character set; read as windows-1252"},
	} {
		docs, problems := readAll(raw("a.txt", c.b), document.Options{})
		if len(docs) != 1 || docs[0].Text != report || docs[0].Charset != c.charset {
			t.Errorf("%s: %d documents, %q", c.name, len(docs), problems)
			continue
		}
		if got := strings.Join(problems, "\n"); !strings.Contains(got, c.problem) || c.problem == "" && got != "" {
			t.Errorf("%s: problems %q, want %q", c.name, got, c.problem)
		}
	}
}

func TestProblems(t *testing.T) {
	long := strings.Repeat("A sentence that fills the page. ", 2000)
	for _, c := range []struct {
		name, ref, in string
		docs          int
		want          string // of the one problem
	}{
		{"empty", "a.txt", "", 0, "a.txt: is empty"},
		{"blank", "a.txt", " \r\n\t \u00a0\n", 0, "a.txt: holds nothing but white space"},
		{"zero bytes", "a.txt", "abc\x00\x01\x02def\x00", 0, "a.txt: is binary data, not text"},
		{"controls", "a.txt", "abc\x01\x02\x03\x04\x05def", 0, "a.txt: is binary data, not text"},
		{"picture", "a.txt", "\x89PNG\r\n\x1a\n\x00\x00", 0, "a.txt: is a PNG image, not text"},
		{"PostScript", "a.txt", "%!PS-Adobe-3.0\n(Norway) show\n", 0, "a.txt: is a PostScript file, not text"},
		{"program", "report.html", "\x7fELF\x02\x01\x01", 0, "report.html: is a program, not text"},
		{"cut character", "a.txt", "Aid for Bogot\xc3", 1, "a.txt: ends in the middle of a character"},
		{"bad bytes", "a.txt", "Caf\u00e9 and th\u00e9\nand \xff twice", 1, "a.txt: has bytes that are not UTF-8, the first in line 2"},
		{"twice decoded", "a.txt", strings.Repeat("The minister\u00e2\u20ac\u2122s word. ", 5), 1, "a.txt: looks garbled"},
		{"page without text", "a.html", "<!doctype html><html><body><script>load()</script></body></html>", 0, "a.html: is a page without text"},
		{"too large", "a.txt", long, 0, "a.txt: is larger than 0 MB, the most for one text document"},
		{"large page", "a.html", "<html><p>" + long, 0, "a.html: is larger than 0 MB, the most for one html document"},
	} {
		docs, problems := readAll(raw(c.ref, []byte(c.in)), document.Options{Limits: document.Limits{MaxBytes: 50_000}})
		if len(docs) != c.docs || len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
			t.Errorf("%s: %d documents, problems %q, want %q", c.name, len(docs), problems, c.want)
		}
	}
}

func TestOpenFails(t *testing.T) {
	r := source.Raw{Ref: "x", Open: func() (io.ReadCloser, error) { return nil, io.ErrClosedPipe }}
	if docs, problems := readAll(r, document.Options{}); len(docs) != 0 || len(problems) != 1 {
		t.Errorf("%d documents, %q", len(docs), problems)
	}
}

func TestRecords(t *testing.T) {
	in := "\ufeff" + `{"id":"a","text":"Norland sent flour.","date":"2022-03-04","source":"Example Wire","title":"Flour","url":"https://example.org/a","extra":{"x":[1]}}
{"id":7,"text":"Norland sent salt.","date":null,"title":null}

not json
{"id":"no text"}
[1,2]
{"id":"b","text":"Norland sent oil.","date":"some day"}
{"text":"Norland sent tea.","date":"2022-03"}
{"id":"cut","text":"Norland se`
	docs, problems := readAll(raw("in.jsonl", []byte(in)), document.Options{Source: "Default Daily", Published: value.OnDay(value.Day{Year: 2020, Month: 1, Day: 2})})
	var got []string
	for _, d := range docs {
		got = append(got, fmt.Sprintf("%s|%s|%v|%s|%s", d.Ref, d.Source, d.Published, d.Title, d.Text))
	}
	want := []string{
		"a|Example Wire|2022-03-04|Flour|Norland sent flour.",
		"7|Default Daily|2020-01-02||Norland sent salt.",
		"b|Default Daily|2020-01-02||Norland sent oil.",
		"in.jsonl:8|Default Daily|2022-03||Norland sent tea.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, want := range []string{
		"in.jsonl:4: is not JSON at byte", `in.jsonl:5: has no "text"`, "in.jsonl:6: is not a JSON object",
		`in.jsonl:7: has a date that cannot be read, "some day"`, "in.jsonl:9: is cut short",
	} {
		if i >= len(problems) || !strings.HasPrefix(problems[i], want) {
			t.Fatalf("problems %q, want %q at %d", problems, want, i)
		}
	}
	if docs[0].Found["published"] != "record" || docs[1].Found["published"] != "given" {
		t.Errorf("found: %v %v", docs[0].Found, docs[1].Found)
	}
}

func TestJSON(t *testing.T) {
	for in, want := range map[string]string{
		"[\n {\"id\": \"a\",\n  \"text\": \"Flour.\"},\n {\"text\": \"Salt.\"},\n {\"id\": \"c\"}]": `a=Flour. in.json:4=Salt. | in.json:5: has no "text"`,
		"{\n \"id\": 7,\n \"text\": \"Flour.\"\n}":                                                  `7=Flour. |`,
		"[{\"id\": \"a\", \"text\": \"Flour.\"},\n{\"id\": \"b\", \"te":                             `a=Flour. | in.json:2: is cut short`,
		"[{\"id\": \"a\", \"text\": \"Flour.\"}":                                                    `a=Flour. | in.json:1: is cut short`,
		"[{\"id\": \"a\", \"text\": \"Flour.\"}, oops]":                                             `a=Flour. | in.json:1: is not JSON`,
	} {
		docs, problems := readAll(raw("in.json", []byte(in)), document.Options{})
		got := ""
		for _, doc := range docs {
			got += doc.Ref + "=" + doc.Text + " "
		}
		got += "| " + strings.Join(problems, " ")
		if !strings.HasPrefix(got, want) || len(problems) > 1 {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// A record's language decides what its words leave open, and no more.
func TestLanguageOfRecords(t *testing.T) {
	in := `{"text":"Norland, Sudria: 14","lang":"eng"}
{"text":"Norland, Sudria: 14","lang":"fr-CH"}
{"text":"The ministry said that the pumps had come to the valley.","lang":"fr"}
{"text":"Norland, Sudria: 14","lang":"no such language"}`
	docs, _ := readAll(raw("in.jsonl", []byte(in)), document.Options{})
	for i, want := range []string{"en record", "fr record", "en words", "en default"} {
		if got := docs[i].Lang + " " + docs[i].Found["lang"]; got != want {
			t.Errorf("%d: %s, want %s", i+1, got, want)
		}
	}
}

func TestLongLineIsPassedOver(t *testing.T) {
	in := `{"id":"a","text":"` + strings.Repeat("x ", 100_000) + `"}` + "\n" + `{"id":"b","text":"Norland sent oil."}` + "\n"
	docs, problems := readAll(raw("in.jsonl", []byte(in)), document.Options{Limits: document.Limits{MaxBytes: 1000}})
	if len(docs) != 1 || docs[0].Ref != "b" || len(problems) != 1 || !strings.HasPrefix(problems[0], "in.jsonl:1: is longer than") {
		t.Errorf("%d documents, %q", len(docs), problems)
	}
}

// endless gives records for ever, so that only reading as they come can end.
type endless struct {
	line string
	at   int
}

func (e *endless) Read(b []byte) (int, error) {
	n := copy(b, e.line[e.at:])
	e.at = (e.at + n) % len(e.line)
	return n, nil
}

func TestRecordsAreReadAsTheyCome(t *testing.T) {
	line := `{"id":"a","text":"Norland sent flour."}` + "\n"
	r := source.Raw{Ref: "-", Size: -1, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(&endless{line: line}), nil
	}}
	n := 0
	for doc := range document.Read(r, document.Options{Format: document.JSONLines}) {
		if doc == nil {
			t.Fatal("a problem in good records")
		}
		if n++; n == 10_000 {
			break
		}
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct{ in, ref, contentType, want string }{
		{"plain words", "a", "", "text"},
		{"plain words", "a.md", "", "markdown"},
		{"# A heading\n\nand words", "a.txt", "", "markdown"},
		{"#hashtag words", "a.txt", "", "text"},
		{"<!DOCTYPE html><p>x", "a.txt", "", "html"},
		{"\ufeff \n<html>", "a", "", "html"},
		{"<!-- made by x --><HTML><p>", "a", "", "html"},
		{"words <b>and</b> <p>more", "a.html", "", "html"},
		{"words < more", "a.html", "", "text"},
		{"words <p>more", "-", "text/html; charset=utf-8", "html"},
		{`{"id":"1","text":"x"}` + "\n", "a.txt", "", "jsonl"},
		{`{"id":"1","text":"` + strings.Repeat("x", 100<<10), "a", "", "jsonl"},
		{"[{\"id\": \"1\"}]", "a", "", "json"},
		{"{\n  \"id\": \"1\"\n}", "a", "", "json"},
		{"[1] words", "a.json", "", "text"},
		{"{curly} words", "a.txt", "", "text"},
		{"oops\n{}", "a.jsonl", "", "jsonl"},
	} {
		head := []byte(c.in)
		got, problem := document.Sniff(head[:min(len(head), 64<<10)], c.ref, c.contentType)
		if string(got) != c.want || problem != nil {
			t.Errorf("%.40q as %s %s: %s (%v), want %s", c.in, c.ref, c.contentType, got, problem, c.want)
		}
	}
}
