package document_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/text"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example Wire</title><language>en</language>
<item><title>Flour &amp; salt go east</title><link>https://example.org/flour</link><guid>f1</guid><dc:creator>Mara Ilves</dc:creator><pubDate>Fri, 04 Mar 2022 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Two trains carried flour.</p><p>A third carried salt.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://example.org/empty</link></item>
<item><title>Oil</title><link>https://example.org/oil</link><description>&lt;b&gt;Oil&lt;/b&gt; came too.</description></item>
</channel></rss>`

func TestFeeds(t *testing.T) {
	docs, problems := readAll(raw("a", []byte(rss)), document.Options{})
	if len(docs) != 2 || len(problems) != 1 || !strings.Contains(problems[0], "has an entry (2) without text; give the address that it links to: https://example.org/empty") {
		t.Fatalf("%d documents, %q", len(docs), problems)
	}
	doc := docs[0]
	got := fmt.Sprintf("%s|%s|%s|%s|%s|%v|%q", doc.Ref, doc.URL, doc.Title, doc.Source, doc.Byline, doc.Published, doc.Text)
	if want := `f1|https://example.org/flour|Flour & salt go east|Example Wire|Mara Ilves|2022-03-04|"Two trains carried flour.\n\nA third carried salt."`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if docs[1].Text != "Oil came too." || docs[1].Ref != "a#3" {
		t.Errorf("%q %q", docs[1].Ref, docs[1].Text)
	}
}

func TestFeedKinds(t *testing.T) {
	for name, in := range map[string]string{
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><entry><title>Flour</title><id>f1</id><link href="https://example.org/flour"/>
			<published>2022-03-04T10:00:00Z</published><updated>2022-03-05T10:00:00Z</updated><author><name>Mara Ilves</name></author><content type="html">&lt;p&gt;Two trains.&lt;/p&gt;</content></entry></feed>`,
		"json feed": `{"version": "https://jsonfeed.org/version/1.1", "title": "Example Wire", "items": [{"id": "f1", "url": "https://example.org/flour", "title": "Flour",
			"content_html": "<p>Two trains.</p>", "date_published": "2022-03-04T10:00:00Z", "date_modified": "2022-03-05T10:00:00Z", "authors": [{"name": "Mara Ilves"}]}]}`,
	} {
		doc := one(t, raw("a", []byte(in)), document.Options{})
		got := fmt.Sprintf("%s|%s|%s|%s|%s|%v|%v|%s", doc.Ref, doc.URL, doc.Title, doc.Source, doc.Byline, doc.Published, doc.Updated, doc.Text)
		if want := "f1|https://example.org/flour|Flour|Example Wire|Mara Ilves|2022-03-04|2022-03-05|Two trains."; got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestFeedCutShort(t *testing.T) {
	docs, problems := readAll(raw("a", []byte(rss[:strings.Index(rss, "<title>Oil")])), document.Options{})
	if len(docs) != 1 || len(problems) != 2 || !strings.Contains(problems[1], "is a feed that is cut short; 1 entries are read") {
		t.Errorf("%d documents, %q", len(docs), problems)
	}
}

func TestSitemap(t *testing.T) {
	_, problems := readAll(raw("a", []byte(`<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://example.org/</loc></url></urlset>`)), document.Options{})
	if len(problems) != 1 || !strings.Contains(problems[0], "is a sitemap") {
		t.Errorf("%q", problems)
	}
}

// A billion laughs: entities that double at each level.
func TestEntityBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">`)
	for c := 'b'; c <= 'z'; c++ {
		fmt.Fprintf(&b, `<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	b.WriteString(`]><rss version="2.0"><channel><title>x</title><item><title>&z;</title><description>&z;</description></item></channel></rss>`)
	docs, _ := readAll(raw("a.rss", []byte(b.String())), document.Options{Format: document.Feed})
	for _, doc := range docs {
		if len(doc.Text) > 1000 {
			t.Errorf("grew to %d bytes", len(doc.Text))
		}
	}
}

func TestMail(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "From: Mara Ilves <mara@example.org>\r\nTo: desk@example.org\r\nSubject: =?UTF-8?Q?Flour_for_=C3=9Arsk?=\r\nDate: Fri, 4 Mar 2022 23:30:00 -0500\r\nMessage-ID: <1@example.org>\r\n\r\nTwo trains carried flour.\r\n",
			`Flour for Úrsk|Mara Ilves|2022-03-04||"Two trains carried flour.\r\n"`},
		{"alternatives", "From: press@example.org\nSubject: Flour\nDate: Fri, 4 Mar 2022 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n<p>No.\n--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nTwo trains to =DArsk=\n.\n--b--\n",
			`Flour|press@example.org|2022-03-04|windows-1252|"Two trains to Úrsk."`},
		{"html alone", "From: press@example.org\nSubject: Flour\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+VHdvIHRyYWlucy48L3A+PHA+T25lIG1vcmUuPC9wPg==\n",
			`Flour|press@example.org|||"Two trains.\n\nOne more."`},
		{"cut short", "From: press@example.org\nSubject: Flour\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nTwo tra",
			`Flour|press@example.org|||"Two tra"`},
		{"attached text is not the message", "From: press@example.org\nSubject: Flour\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment\n\nNo.\n--b\nContent-Type: text/plain\n\nTwo trains.\n--b--\n",
			`Flour|press@example.org|||"Two trains."`},
	} {
		doc := one(t, raw("a", []byte(c.in)), document.Options{})
		if got := fmt.Sprintf("%s|%s|%v|%s|%q", doc.Title, doc.Source, doc.Published, doc.Charset, doc.Text); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestMailOfAnotherProgram(t *testing.T) {
	out, err := exec.Command("python3", "-c", `
from email.message import EmailMessage
m = EmailMessage(); m["From"] = "Mara Ilves <m@example.org>"; m["Subject"] = "Flour für alle"; m["Date"] = "Fri, 04 Mar 2022 10:00:00 +0000"
m.set_content("Zwölf trains carried flour.\n"); m.add_alternative("<p>no</p>", subtype="html"); m.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="x")
import sys; sys.stdout.buffer.write(m.as_bytes())`).Output()
	if err != nil {
		t.Skip("no python3: ", err)
	}
	doc := one(t, raw("a.eml", out), document.Options{})
	if doc.Text != "Zwölf trains carried flour.\n" || doc.Title != "Flour für alle" || doc.Byline != "Mara Ilves" {
		t.Errorf("%q %q %q", doc.Text, doc.Title, doc.Byline)
	}
}

func docx(body string, more ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(name, content string) {
		f, _ := w.Create(name)
		io.WriteString(f, content)
	}
	add("[Content_Types].xml", "<Types/>")
	add("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>`+body+`</w:body></w:document>`)
	for i := 0; i < len(more); i += 2 {
		add(more[i], more[i+1])
	}
	w.Close()
	return b.Bytes()
}

func TestDOCX(t *testing.T) {
	b := docx(`<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Flour goes east</w:t></w:r></w:p>
<w:p><w:r><w:t>By Mara Ilves</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Two </w:t></w:r><w:del><w:r><w:t>three</w:t><w:delText>four</w:delText></w:r></w:del><w:ins><w:r><w:t>trains</w:t></w:r></w:ins><w:r><w:tab/><w:t>came.</w:t></w:r></w:p>
<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>A box.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>A box.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>forty sacks</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Salt</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
		"word/footnotes.xml", `<w:footnotes xmlns:w="x"><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"docProps/core.xml", `<c xmlns:dc="y"><dc:title>Ignored</dc:title><dcterms:created>2022-03-04T10:00:00Z</dcterms:created></c>`)
	doc := one(t, raw("a", b), document.Options{})
	if want := "Flour goes east\n\nBy Mara Ilves\n\nTwo trains came.\n\nA box.\n\nforty sacks\n\nSalt\n\nA note."; doc.Text != want {
		t.Errorf("text %q", doc.Text)
	}
	if doc.Title != "Flour goes east" || doc.Byline != "Mara Ilves" || doc.Published.String() != "2022-03-04" {
		t.Errorf("%q %q %v %v", doc.Title, doc.Byline, doc.Published, doc.Found)
	}
	if len(doc.Paragraphs) != 7 || doc.Paragraphs[0].Role != text.Title || doc.Paragraphs[4].Role != text.ListItem {
		t.Errorf("paragraphs %+v", doc.Paragraphs)
	}
	for name, in := range map[string][]byte{
		"is an office document that cannot be read":                  docx("<w:p><w:t>x</w:p"),
		"is an office document without text":                         docx(""),
		"is a damaged office document":                               b[:len(b)/2],
		"is an office document that cannot be read: it is too large": docx("<w:p>" + strings.Repeat("<w:r/>", 1_000_000) + "</w:p>"),
	} {
		_, problems := readAll(raw("a", in), document.Options{Limits: document.Limits{MaxBytes: 100_000}})
		if len(problems) != 1 || !strings.Contains(problems[0], name) {
			t.Errorf("%q, want %q", problems, name)
		}
	}
}

// simplePDF is a PDF file of one page a line, as small as the format allows.
func simplePDF(lines ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range lines {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(lines), strings.Join(kids, " "))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, line := range lines {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		stream := fmt.Sprintf("BT /F1 12 Tf 50 700 Td (%s) Tj ET", line)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	b := simplePDF("Two trains carried flour.", "A third carried salt.")
	for _, engine := range []string{"pdftotext", "built-in reader"} {
		t.Run(engine, func(t *testing.T) {
			if engine != "pdftotext" {
				t.Setenv("PATH", "")
			} else if _, err := exec.LookPath(engine); err != nil {
				t.Skip("pdftotext is not installed")
			}
			doc := one(t, raw("a", b), document.Options{})
			if doc.Found["text"] != engine {
				t.Errorf("by %s", doc.Found["text"])
			}
			pages := strings.Split(strings.TrimRight(doc.Text, "\f\n"), "\f")
			if len(pages) != 2 || strings.TrimSpace(pages[0]) != "Two trains carried flour." || strings.TrimSpace(pages[1]) != "A third carried salt." {
				t.Errorf("pages %q", pages)
			}
			for name, in := range map[string][]byte{"is a PDF file without a text layer": simplePDF(""), "is a PDF file that cannot be read": b[:200]} {
				if _, problems := readAll(raw("a", in), document.Options{}); len(problems) != 1 || !strings.Contains(problems[0], name) {
					t.Errorf("%q, want %q", problems, name)
				}
			}
		})
	}
}

func FuzzFormats(f *testing.F) {
	kinds := []document.Format{document.Feed, document.Mail, document.DOCX}
	for kind, seed := range []string{rss, "From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b--", string(docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))} {
		f.Add([]byte(seed), uint8(kind))
	}
	f.Fuzz(func(t *testing.T, b []byte, kind uint8) {
		docs, _ := readAll(raw("a", b), document.Options{Format: kinds[int(kind)%len(kinds)]})
		for _, doc := range docs {
			check(t, doc, b)
		}
	})
}

func FuzzPDF(f *testing.F) {
	f.Setenv("PATH", "") // the built-in reader
	f.Add(simplePDF("words"))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, _ := readAll(raw("a", b), document.Options{Format: document.PDF, Limits: document.Limits{MaxPageTime: 1e9}})
		for _, doc := range docs {
			check(t, doc, b)
		}
	})
}

// What pages are made with is no document, though it may hold sentences.
func TestScriptsAreNoDocuments(t *testing.T) {
	in := []byte(`alert("Norland sent flour to Sudria.")`)
	for media, docs := range map[string]int{"application/javascript; charset=utf-8": 0, "text/css": 0, "text/plain": 1, "": 1} {
		r := raw("https://paper.example/a", in)
		r.ContentType = media
		if got, problems := readAll(r, document.Options{}); len(got) != docs || len(problems) != 1-docs {
			t.Errorf("%q: %d documents, %q", media, len(got), problems)
		}
	}
}
