package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kiroku/source"
)

func gz(parts ...string) string {
	var b bytes.Buffer
	for _, part := range parts {
		w := gzip.NewWriter(&b)
		io.WriteString(w, part)
		w.Close()
	}
	return b.String()
}

// zipped makes an archive of name, content pairs.
func zipped(pairs ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, _ := w.Create(pairs[i])
		io.WriteString(f, pairs[i+1])
	}
	w.Close()
	return b.String()
}

func warcRecord(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2022-03-04T05:06:07Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

func answered(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body
}

// page is a WARC record of a page that was answered plainly.
func page(n int) string {
	return warcRecord("response", fmt.Sprintf("https://example.org/%d", n), "application/http; msgtype=response",
		answered("200 OK", "Content-Type: text/html\r\n", fmt.Sprintf("<p>Page %d.", n)))
}

// contents walks one file with the bytes and lists what is found, each as
// "name|address|content", and what is wrong.
func contents(t *testing.T, name, b string) (found, problems []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(b), 0o644); err != nil {
		t.Fatal(err)
	}
	return contentsOf(source.Walker{}, path)
}

func contentsOf(w source.Walker, path string) (found, problems []string) {
	dir := filepath.Dir(path) + "/"
	for raw, problem := range w.Walk(path) {
		if problem != nil {
			problems = append(problems, strings.ReplaceAll(problem.Error(), dir, ""))
			continue
		}
		f, err := raw.Open()
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		b, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			problems = append(problems, strings.ReplaceAll(err.Error(), dir, ""))
		}
		found = append(found, strings.TrimPrefix(raw.Ref, dir)+"|"+raw.URL+"|"+string(b))
	}
	return found, problems
}

func TestArchives(t *testing.T) {
	mail := "From a@example.org Fri Mar  4 05:06:07 2022\nSubject: one\n\nHello\n>From here on.\n\nFrom b@example.org Fri Mar  4 05:06:08 2022\nSubject: two\n\nFrom me.\n"
	for _, c := range []struct {
		name, file, in string
		found          []string
		problems       []string // beginnings
	}{
		{"gzip", "a.txt.gz", gz("Hello, ", "members."), []string{"a.txt||Hello, members."}, nil},
		{"gzip by content", "a.txt", gz("Hello."), []string{"a.txt!||Hello."}, nil},
		{"gzip cut short", "a.txt.gz", gz(strings.Repeat("Hello.", 9))[:20], nil, []string{"a.txt.gz: is an archive that is cut short"}},
		{"zip", "a.zip", zipped("b/c.txt", "Hello.", "__MACOSX/x", "no", ".hidden", "no", "d.txt.gz", gz("Bye.")),
			[]string{"a.zip!/b/c.txt||Hello.", "a.zip!/d.txt||Bye."}, nil},
		{"zip in zip", "a.zip", zipped("b.zip", zipped("c.txt", "Hello.")), []string{"a.zip!/b.zip!/c.txt||Hello."}, nil},
		{"zip cut short", "a.zip", zipped("c.txt", "Hello.")[:40], nil, []string{"a.zip: is a damaged archive"}},
		{"zip, wrong sum", "a.zip", strings.Replace(stored("c.txt", "Hello."), "Hello.", "Jello.", 1), nil, []string{"a.zip!/c.txt: is a damaged archive"}},
		{"office document", "a.docx", zipped("[Content_Types].xml", "<x/>", "word/document.xml", "<y/>"), nil, nil},
		{"too deep", "a.gz", gz(gz(gz(gz(gz(gz("x")))))), nil, []string{"a!!!: archives are nested more than 4 deep"}},
		{"mailbox", "inbox", mail, []string{"inbox#1||Subject: one\n\nHello\nFrom here on.\n\n", "inbox#2||Subject: two\n\nFrom me.\n"}, nil},
		{"warc", "a.warc", warcRecord("warcinfo", "", "application/warc-fields", "software: x") + page(1) +
			warcRecord("response", "https://example.org/x.png", "application/http", answered("200 OK", "Content-Type: image/png\r\n", "PNG")) +
			warcRecord("response", "https://example.org/gone", "application/http", answered("404 Not Found", "Content-Type: text/html\r\n", "gone")) +
			warcRecord("response", "https://example.org/chunks", "application/http", answered("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) +
			warcRecord("response", "https://example.org/gz", "application/http", answered("200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", gz("packed"))) +
			warcRecord("response", "https://example.org/br", "application/http", answered("200 OK", "Content-Type: text/plain\r\nContent-Encoding: br\r\n", "xx")) +
			warcRecord("conversion", "https://example.org/wet", "text/plain", "Words."),
			[]string{"a.warc#2|https://example.org/1|<p>Page 1.", "a.warc#5|https://example.org/chunks|abcde", "a.warc#6|https://example.org/gz|packed", "a.warc#8|https://example.org/wet|Words."},
			[]string{"a.warc#7: holds an answer that cannot be read"}},
		{"warc.gz", "a.warc.gz", gz(page(1), page(2), page(3)), []string{"a.warc.gz#1|https://example.org/1|<p>Page 1.", "a.warc.gz#2|https://example.org/2|<p>Page 2.", "a.warc.gz#3|https://example.org/3|<p>Page 3."}, nil},
		{"warc.gz with a damaged member", "a.warc.gz", gz(page(1)) + damage(gz(page(2))) + gz(page(3)), []string{"a.warc.gz#1|https://example.org/1|<p>Page 1.", "a.warc.gz#3|https://example.org/3|<p>Page 3."}, []string{"a.warc.gz: has a damaged record (the 2. one)"}},
		{"warc.gz cut short", "a.warc.gz", gz(page(1)) + gz(page(2))[:60], []string{"a.warc.gz#1|https://example.org/1|<p>Page 1."}, []string{"a.warc.gz: is cut short in its 2. record"}},
		{"warc with a damaged record", "a.warc", page(1) + "WARC/1.1\r\nContent-Length: many\r\n\r\n???\r\n\r\n" + page(3), []string{"a.warc#1|https://example.org/1|<p>Page 1.", "a.warc#3|https://example.org/3|<p>Page 3."}, []string{"a.warc: has a damaged record (the 2. one)"}},
		{"tar.gz", "a.tar.gz", gz(tarred("b/c.txt", "Hello.", ".hidden", "no", "d.gz", gz("Bye."))), []string{"a.tar!/b/c.txt||Hello.", "a.tar!/d||Bye."}, nil},
		{"tar cut short", "a.tar", tarred("c.txt", "Hello.", "d.txt", strings.Repeat("x", 2000))[:2048], []string{"a.tar!/c.txt||Hello."}, []string{"a.tar: is an archive that is cut short"}},
		{"wacz", "a.wacz", zipped("datapackage.json", "{}", "pages/pages.jsonl", "{}", "archive/data.warc.gz", gz(page(1))), []string{"a.wacz!/archive/data.warc.gz#1|https://example.org/1|<p>Page 1."}, nil},
	} {
		if c.name == "office document" {
			c.found = []string{"a.docx||" + c.in}
		}
		found, problems := contents(t, c.file, c.in)
		if !slices.Equal(found, c.found) || !slices.EqualFunc(problems, c.problems, strings.HasPrefix) {
			t.Errorf("%s:\nfound    %q\nwant     %q\nproblems %q\nwant     %q", c.name, found, c.found, problems, c.problems)
		}
	}
}

// tarred makes a tar archive of name, content pairs.
func tarred(pairs ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w.WriteHeader(&tar.Header{Name: pairs[i], Mode: 0o644, Size: int64(len(pairs[i+1])), Format: tar.FormatUSTAR})
		io.WriteString(w, pairs[i+1])
	}
	w.Close()
	return b.String()
}

// stored makes a ZIP archive that packs nothing.
func stored(name, content string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	io.WriteString(f, content)
	w.Close()
	return b.String()
}

// damage overwrites the middle of a gzip member.
func damage(member string) string {
	b := []byte(member)
	for i := len(b) / 3; i < len(b)/2; i++ {
		b[i] ^= 0x55
	}
	return string(b)
}

func TestArchivesOfStandardInput(t *testing.T) {
	for _, in := range []string{"Hello.", gz("Hello."), zipped("a.txt", "Hello."), gz(gz("Hello.")), gz(zipped("a.txt", "Hello."))} {
		found, problems := contentsOf(source.Walker{Stdin: strings.NewReader(in)}, "-")
		if len(found) != 1 || !strings.HasSuffix(found[0], "||Hello.") || problems != nil {
			t.Errorf("%q: found %q, problems %q", in, found, problems)
		}
	}
}

// A member is opened when it is wanted, which may be after the walk went on.
func TestMembersOutliveTheWalk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, []byte(zipped("a", "1", "b", "2", "c", "3")), 0o644); err != nil {
		t.Fatal(err)
	}
	var items []source.Raw
	for raw := range (source.Walker{}).Walk(path) {
		items = append(items, raw)
	}
	for i, raw := range slices.Backward(items) {
		for range 2 {
			f, err := raw.Open()
			if err != nil {
				t.Fatal(err)
			}
			b, _ := io.ReadAll(f)
			f.Close()
			if string(b) != fmt.Sprint(i+1) {
				t.Errorf("member %d: %q", i, b)
			}
		}
	}
}

// zeros is a stream that packs very well.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestBombs(t *testing.T) {
	dir := t.TempDir()
	bomb := filepath.Join(dir, "bomb.gz")
	f, err := os.Create(bomb)
	if err != nil {
		t.Fatal(err)
	}
	w, _ := gzip.NewWriterLevel(f, gzip.BestSpeed)
	io.CopyN(w, zeros{}, 24<<20)
	w.Close()
	f.Close()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	m, _ := z.Create("zeros")
	io.CopyN(m, zeros{}, 24<<20)
	z.Close()
	if err := os.WriteFile(filepath.Join(dir, "bomb.zip"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bomb.gz", "bomb.zip"} {
		var problems []string
		for raw, problem := range (source.Walker{}).Walk(filepath.Join(dir, name)) {
			if problem != nil {
				problems = append(problems, problem.Error())
				continue
			}
			f, err := raw.Open()
			if err == nil {
				_, err = io.Copy(io.Discard, f)
				f.Close()
			}
			if err != nil {
				problems = append(problems, err.Error())
			}
		}
		if len(problems) != 1 || !strings.Contains(problems[0], "unpacks to more than 200 times its size") {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

// Archives that other programs made.
func TestArchivesOfOtherPrograms(t *testing.T) {
	dir := tree(t, "in/a.txt", "in/b/c.txt")
	run := func(name string, args ...string) {
		t.Helper()
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed", name)
		}
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	t.Run("gzip", func(t *testing.T) {
		run("gzip", "-k9", "in/a.txt")
		if found, problems := contentsOf(source.Walker{}, dir+"/in/a.txt.gz"); !slices.Equal(found, []string{"a.txt||in/a.txt"}) {
			t.Errorf("found %q, problems %q", found, problems)
		}
	})
	t.Run("zip", func(t *testing.T) {
		run("zip", "-qr", "a.zip", "in/a.txt", "in/b")
		want := []string{"a.zip!/in/a.txt||in/a.txt", "a.zip!/in/b/c.txt||in/b/c.txt"}
		if found, problems := contentsOf(source.Walker{}, dir+"/a.zip"); !slices.Equal(found, want) {
			t.Errorf("found %q, problems %q", found, problems)
		}
	})
	t.Run("python", func(t *testing.T) {
		run("python3", "-c", `import zipfile, mailbox, email.message
z = zipfile.ZipFile("p.zip", "w", zipfile.ZIP_DEFLATED); z.writestr("a.txt", "Hello.", ); z.close()
box = mailbox.mbox("p.mbox")
for n in "12":
    m = email.message.EmailMessage(); m["Subject"] = n; m.set_content("From me.\n"); box.add(m)
box.close()`)
		found, problems := contentsOf(source.Walker{}, dir+"/p.zip")
		if !slices.Equal(found, []string{"p.zip!/a.txt||Hello."}) {
			t.Errorf("found %q, problems %q", found, problems)
		}
		found, problems = contentsOf(source.Walker{}, dir+"/p.mbox")
		if len(found) != 2 || !strings.Contains(found[1], "Subject: 2") || !strings.Contains(found[0], "\n\nFrom me.\n") {
			t.Errorf("found %q, problems %q", found, problems)
		}
	})
}

func TestRetrievedOfARecord(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc")
	if err := os.WriteFile(path, []byte(page(1)), 0o644); err != nil {
		t.Fatal(err)
	}
	for raw := range (source.Walker{Now: time.Now}).Walk(path) {
		if want := time.Date(2022, 3, 4, 5, 6, 7, 0, time.UTC); !raw.Retrieved.Equal(want) || raw.ContentType != "text/html" {
			t.Errorf("%v %s", raw.Retrieved, raw.ContentType)
		}
	}
}

// warcStream makes records for ever, up to a size, without holding them.
type warcStream struct {
	record string
	at     int
	left   int64
}

func (s *warcStream) Read(b []byte) (int, error) {
	if s.left <= 0 && s.at == 0 {
		return 0, io.EOF
	}
	n := copy(b, s.record[s.at:])
	s.left -= int64(n)
	s.at = (s.at + n) % len(s.record)
	return n, nil
}

// Memory stays flat however long an archive is.
func TestMemoryOfALongWARC(t *testing.T) {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	in := &warcStream{record: warcRecord("response", "https://example.org/", "application/http", answered("200 OK", "Content-Type: text/html\r\n", "<p>"+strings.Repeat("words ", 20_000))), left: 100 << 20}
	n := 0
	for raw, problem := range (source.Walker{Stdin: in}).Walk("-") {
		if problem != nil {
			t.Fatal(problem)
		}
		if n++; n%200 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			if grown := int64(now.HeapAlloc) - int64(before.HeapAlloc); grown > 20<<20 {
				t.Fatalf("%d MB after %d records", grown>>20, n)
			}
		}
		_ = raw
	}
	if n < 700 {
		t.Errorf("%d records", n)
	}
}

// FuzzArchive gives any bytes to the readers of archives: they end, and what
// they give can be opened or fails with an error.
func FuzzArchive(f *testing.F) {
	for _, seed := range []string{"", "x", gz("x"), gz(gz("x")), zipped("a", "x", "b.zip", zipped("c", "y")), page(1) + page(2), gz(page(1), page(2)), gz(page(1)) + damage(gz(page(2))), tarred("a", "x"),
		"From a@b Fri 2022\nSubject: x\n\nFrom d 2022\n\nFrom e 2022\n", zipped("datapackage.json", "", "archive/a.warc", page(1))} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		for raw, problem := range (source.Walker{Stdin: bytes.NewReader(b)}).Walk("-") {
			if n++; n > len(b)+2 {
				t.Fatal("more items than bytes")
			}
			if problem != nil {
				continue
			}
			file, err := raw.Open()
			if err != nil {
				continue
			}
			io.Copy(io.Discard, io.LimitReader(file, 1<<20))
			file.Close()
		}
	})
}

// A web archive as wget writes it.
func TestWARCOfWget(t *testing.T) {
	if _, err := exec.LookPath("wget"); err != nil {
		t.Skip("wget is not installed")
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<p>Page %s.", r.URL.Path)
		w.(http.Flusher).Flush() // so that the answer comes in chunks
	}))
	defer site.Close()
	dir := t.TempDir()
	cmd := exec.Command("wget", "-q", "--warc-file=w", site.URL+"/1", site.URL+"/2")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	found, problems := contentsOf(source.Walker{}, dir+"/w.warc.gz")
	if len(found) != 2 || problems != nil || !strings.HasSuffix(found[0], "|"+site.URL+"/1|<p>Page /1.") {
		t.Errorf("found %q, problems %q", found, problems)
	}
}

// Of answers that are said to be anything, pages and PDF files are taken.
func TestWARCOfUnknownTypes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc")
	var records strings.Builder
	for i, body := range []string{"%PDF-1.5 ...", " <!DOCTYPE html><p>Norland", "\x00\x01font", "words"} {
		for j, header := range []string{"Content-Type: application/octet-stream\r\n", ""} {
			records.WriteString(warcRecord("response", fmt.Sprintf("https://example.org/%d/%d", i, j), "application/http", answered("200 OK", header, body)))
		}
	}
	if err := os.WriteFile(path, []byte(records.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	for raw, problem := range (source.Walker{}).Walk(path) {
		if problem != nil {
			t.Fatal(problem)
		}
		got = append(got, strings.TrimPrefix(raw.URL, "https://example.org/"))
	}
	if want := "0/0 0/1 1/0 1/1"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A member that is larger than it says would get round the limit of the whole.
func TestMemberLargerThanItSays(t *testing.T) {
	var packed, b bytes.Buffer
	words := []byte(strings.Repeat("Norland ", 1000))
	w, _ := flate.NewWriter(&packed, flate.BestSpeed)
	w.Write(words)
	w.Close()
	z := zip.NewWriter(&b)
	m, err := z.CreateRaw(&zip.FileHeader{Name: "a.txt", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(words), CompressedSize64: uint64(packed.Len()), UncompressedSize64: 10})
	if err != nil {
		t.Fatal(err)
	}
	m.Write(packed.Bytes())
	z.Close()
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, problem := range (source.Walker{}).Walk(path) {
		if problem == nil || !strings.Contains(problem.Error(), "a.txt: is a damaged archive") {
			t.Errorf("problem %v", problem)
		}
	}
}
