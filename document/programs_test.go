package document_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/source"
	"kiroku/text"
)

// Files that other programs write, made here where the program is installed.

const (
	title    = "Norland sends boats to Marenta"
	sentence = "Norland will send 40 boats to Marenta, the ministry said on Monday."
	second   = "The river stands two metres above its banks and is still rising."
)

// run runs a program in a folder, or skips the test where there is none.
func run(t *testing.T, dir, stdin, program string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("%s does not work here: %v\n%s", program, err, out)
	}
}

// documentsOf reads every document that a path leads to.
func documentsOf(t *testing.T, path string) []*text.Document {
	t.Helper()
	var docs []*text.Document
	for raw, problem := range (source.Walker{}).Walk(path) {
		if problem != nil {
			t.Fatal(problem)
		}
		for doc, problem := range document.Read(raw, document.Options{}) {
			if doc == nil {
				t.Fatal(problem)
			}
			docs = append(docs, doc)
		}
	}
	return docs
}

// says looks for the sentences in the texts, line breaks aside.
func says(t *testing.T, docs []*text.Document, want ...string) {
	t.Helper()
	var all strings.Builder
	for _, doc := range docs {
		all.WriteString(strings.Join(strings.Fields(doc.Text), " ") + "\n")
	}
	for _, w := range want {
		if !strings.Contains(all.String(), w) {
			t.Errorf("%q is not in the text:\n%s", w, all.String())
		}
	}
}

func TestGroffPDF(t *testing.T) {
	dir := t.TempDir()
	source := ".TL\n" + title + "\n.AU\nMara Ilves\n.PP\n" + sentence + "\n.bp\n.PP\n" + second + "\n"
	if err := os.WriteFile(filepath.Join(dir, "a.ms"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "", "sh", "-c", "groff -ms -Tpdf a.ms > a.pdf")
	docs := documentsOf(t, filepath.Join(dir, "a.pdf"))
	says(t, docs, title, sentence, second)
	if len(docs) != 1 || strings.Count(strings.TrimRight(docs[0].Text, "\f"), "\f") != 1 {
		t.Errorf("%d documents, pages not kept apart", len(docs))
	}
}

func TestGhostscriptPDF(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "/Helvetica findfont 12 scalefont setfont 72 700 moveto ("+sentence+") show showpage\n", "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=a.pdf", "-")
	says(t, documentsOf(t, filepath.Join(dir, "a.pdf")), sentence)
}

func TestPandocDOCX(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "# "+title+"\n\n"+sentence+"\n\n- "+second+"\n", "pandoc", "-f", "markdown", "-o", "a.docx")
	says(t, documentsOf(t, filepath.Join(dir, "a.docx")), title, sentence, second)
}

func TestLibreOfficeDOCX(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(title+"\n\n"+sentence+"\n\n"+second+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "", "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "docx", "a.txt")
	says(t, documentsOf(t, filepath.Join(dir, "a.docx")), title, sentence, second)
}

func TestWgetWARC(t *testing.T) {
	if _, err := exec.LookPath("wget"); err != nil {
		t.Skip("wget is not installed")
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<html><head><title>"+title+"</title></head><body><article><h1>"+title+"</h1><p>"+sentence+"</p><p>"+second+"</p></article></body></html>")
	}))
	defer site.Close()
	for _, compressed := range []bool{true, false} {
		dir := t.TempDir()
		args := []string{"-q", "--warc-file=a", "-O", "page.out", site.URL + "/floods"}
		name := "a.warc.gz"
		if !compressed {
			args, name = append([]string{"--no-warc-compression"}, args...), "a.warc"
		}
		run(t, dir, "", "wget", args...)
		docs := documentsOf(t, filepath.Join(dir, name))
		says(t, docs, sentence, second)
		var page *text.Document
		for _, doc := range docs {
			if doc.URL == site.URL+"/floods" {
				page = doc
			}
		}
		if page == nil || page.Title != title || page.Raw == nil || len(page.Raw.Header["Content-Type"]) == 0 || page.Retrieved.IsZero() {
			t.Errorf("%s: %+v", name, page)
		}
	}
}

// pythonMail is what a common mail library writes: encoded headers, parts in
// parts, quoted-printable and base64, and a mailbox that escapes "From ".
const pythonMail = `
import mailbox, email.message, email.utils, sys
def message(n, body, html=None):
    m = email.message.EmailMessage()
    m["From"] = "Märta Ilves <marta@daily.example>"
    m["To"] = "desk@daily.example"
    m["Subject"] = "%s, part %d – älv" % (sys.argv[1], n)
    m["Date"] = "Mon, 04 Mar 2024 08:00:00 +0100"
    m["Message-ID"] = "<%d@daily.example>" % n
    m.set_content(body, cte="quoted-printable" if n == 1 else "base64")
    if html:
        m.add_alternative(html, subtype="html")
    m.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
    return m
a = message(1, sys.argv[2] + "\n\nFrom the north nothing was heard. " + "ö" * 90 + "\n", "<p>" + sys.argv[2] + "</p>")
b = message(2, sys.argv[3] + "\n")
open("a.eml", "wb").write(bytes(a))
box = mailbox.mbox("a.mbox")
box.add(a); box.add(b); box.flush()
`

func TestPythonMail(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, pythonMail, "python3", "-", title, sentence, second)
	docs := documentsOf(t, filepath.Join(dir, "a.eml"))
	says(t, docs, sentence, "From the north nothing was heard.")
	if len(docs) != 1 || docs[0].Title != title+", part 1 – älv" || docs[0].Byline+docs[0].Source == "" || docs[0].Published.String() != "2024-03-04" {
		t.Errorf("%+v", docs[0])
	}
	docs = documentsOf(t, filepath.Join(dir, "a.mbox"))
	says(t, docs, sentence, second, "From the north nothing was heard.")
	if len(docs) != 2 {
		t.Errorf("%d messages of 2", len(docs))
	}
}

func TestArchiversFiles(t *testing.T) {
	for name, script := range map[string]string{
		"a.tar.gz": "tar czf a.tar.gz in",
		"a.tar":    "tar --format=pax -cf a.tar in",
		"a.zip":    "zip -qr a.zip in",
		"b.txt.gz": "gzip -9 -c in/a.txt > b.txt.gz",
		"p.zip":    "python3 -m zipfile -c p.zip in",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "in"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "in", "a.txt"), []byte(title+"\n\n"+sentence+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			run(t, dir, "", "sh", "-c", script)
			says(t, documentsOf(t, filepath.Join(dir, name)), title, sentence)
		})
	}
}

func TestChromiumPDF(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	dir := t.TempDir()
	page := "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + sentence + "</p></body></html>"
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir+"/profile", "--print-to-pdf="+dir+"/a.pdf", "file://"+dir+"/a.html")
	says(t, documentsOf(t, filepath.Join(dir, "a.pdf")), title, sentence)
}
