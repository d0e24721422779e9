package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/document"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/serve/site"
	"kiroku/serve/upload"
	"kiroku/source"
	"kiroku/store"
)

// reading reads by the pipeline, as the command does.
type reading struct{ st *store.SQLite }

func (p reading) Read(ctx context.Context, in upload.Input, say func(site.Progress)) error {
	tell := func(r pipeline.Report) {
		out := site.Progress{New: r.New, Known: r.Known, Claims: r.Claims, Last: r.Ref}
		for _, problem := range r.Problems {
			out.Problems = append(out.Problems, site.FileProblem{Where: problem.Ref, Reason: problem.Reason})
		}
		say(out)
	}
	reader := pipeline.Reader{Store: p.st, Resolver: resolve.Rules{}, Now: time.Now, Options: document.Options{Source: in.Source, Published: in.Published}}
	report, err := reader.Read(ctx, source.Walker{Now: time.Now}.Walk(in.Files...))
	tell(report)
	return err
}

// upload is a form with files and fields.
func giveFiles(files map[string]string, fields map[string]string) *http.Request {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, content := range files {
		part, _ := w.CreateFormFile("files", name) // a buffer takes all
		part.Write([]byte(content))
	}
	for name, word := range fields {
		w.WriteField(name, word)
	}
	w.Close()
	r := httptest.NewRequest("POST", "/add", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

// finished waits for a job's page to say that it is done.
func (c client) finished(path string) string {
	c.Helper()
	for range 600 {
		body := c.page(path)
		if !strings.Contains(body, "looks again") {
			return body
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.Fatal("the job does not end")
	return ""
}

func TestAdd(t *testing.T) {
	st := emptyLedger(t)
	s := newServerWith(t, st, func(o *site.Options) { o.Reading, o.Owner, o.Now = reading{st}, "ada", time.Now })
	c := client{t, s.Handler()}
	const told = "Norland will give Sudria $5 million for tents, its minister said on Monday."
	rec := c.do(giveFiles(map[string]string{"../../etc/passwd<b>.txt": told, "broken.pdf": "%PDF-1.4 nothing", "..": "At least 40 people were killed in Port Vell."},
		map[string]string{"source": "Example News", "published": "2024-03-11"}))
	if rec.Code != http.StatusSeeOther {
		t.Fatalf("status %d\n%s", rec.Code, rec.Body)
	}
	body := c.finished(rec.Header().Get("Location"))
	if !strings.Contains(body, "broken.pdf") || strings.Contains(body, "<b>.txt") {
		t.Errorf("the problem of a file is not told:\n%s", body)
	}
	docs, err := st.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(docs) != 2 || docs[0].Published.String() != "2024-03-11" || docs[0].Source != "Example News" {
		t.Fatalf("%+v, %v", docs, err)
	}
	for _, doc := range docs {
		if strings.Contains(doc.Ref, "etc") {
			t.Errorf("ref %s", doc.Ref)
		}
	}
	rec = c.do(giveFiles(nil, map[string]string{"text": told + " Nothing else."}))
	if body := c.finished(rec.Header().Get("Location")); !strings.Contains(body, "pasted text") {
		t.Errorf("pasted:\n%s", body)
	}
	for name, bad := range map[string]*http.Request{
		"nothing":     giveFiles(nil, nil),
		"a bad day":   giveFiles(nil, map[string]string{"text": "x", "published": "Monday"}),
		"no web":      giveFiles(nil, map[string]string{"address": "file:///etc/passwd"}),
		"no address":  giveFiles(nil, map[string]string{"address": "/etc/passwd"}),
		"both":        giveFiles(map[string]string{"a.txt": "a"}, map[string]string{"address": "https://example.org/"}),
		"too long":    giveFiles(nil, map[string]string{"text": strings.Repeat("long ", 1<<20)}),
		"not a form":  httptest.NewRequest("POST", "/add", strings.NewReader("x")),
		"too many":    giveFiles(many(300), nil),
		"broken form": broken(),
	} {
		bad.Header.Set("Sec-Fetch-Site", "same-origin")
		if rec := c.do(bad); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, rec.Code)
		}
	}
	cross := giveFiles(nil, map[string]string{"text": "x"})
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	if rec := c.do(cross); rec.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", rec.Code)
	}
	if got, _ := c.get("/add/nothing"); got != http.StatusNotFound {
		t.Errorf("no such job: status %d", got)
	}
}

func many(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprint(i, ".txt")] = "a"
	}
	return files
}

// broken is a form that ends in the middle of a file.
func broken() *http.Request {
	r := giveFiles(map[string]string{"a.txt": strings.Repeat("a", 1000)}, nil)
	whole := make([]byte, 500)
	r.Body.Read(whole)
	again := httptest.NewRequest("POST", "/add", bytes.NewReader(whole))
	again.Header = r.Header
	return again
}

// TestOversized sends more than a request may carry, to the page for files and
// to another.
func TestOversized(t *testing.T) {
	st := emptyLedger(t)
	c := client{t, newServerWith(t, st, func(o *site.Options) { o.Reading, o.Now = reading{st}, time.Now }).Handler()}
	r := giveFiles(map[string]string{"big.txt": strings.Repeat("0123456789abcdef", 5<<20)}, nil)
	if rec := c.do(r); rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), "64 MB") {
		t.Errorf("80 MB: status %d", rec.Code)
	}
	rec := c.post("/views", url.Values{"name": {strings.Repeat("x", 3<<20)}})
	if rec.Code < 400 || rec.Code >= 500 {
		t.Errorf("a form of 3 MB: status %d", rec.Code)
	}
}

// TestSlow leaves requests unfinished: others are answered meanwhile.
func TestSlow(t *testing.T) {
	st := emptyLedger(t)
	s := newServer(t, st)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	var slowly []net.Conn
	for range 20 {
		slow, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		slowly = append(slowly, slow)
		fmt.Fprintf(slow, "POST /theme HTTP/1.1\r\nHost: %s\r\nContent-Length: 100000\r\n", ln.Addr())
	}
	res, err := http.Get("http://" + ln.Addr().String() + "/healthz")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("beside slow requests: %v", err)
	}
	res.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	for _, slow := range slowly {
		slow.Close()
	}
	stop()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("requests that broke off keep the server from ending")
	}
}

func TestMarkByHand(t *testing.T) {
	st := emptyLedger(t)
	rep := storetest.New(t, "Wire", "2024-03-02", "Norland said little.\n\nIts\nconvoy of 12 trucks reached Sudria, and reached it late.", map[string]claim.Claim{})
	if _, err := st.Add(t.Context(), rep.Doc, nil, resolve.Rules{}); err != nil {
		t.Fatal(err)
	}
	c := client{t, newServerWith(t, st, func(o *site.Options) { o.Owner = "ada" }).Handler()}
	path := "/document/" + rep.Doc.ID + "/claim"
	for _, typ := range claim.Types {
		if body := c.page(path + "?quote=convoy&type=" + string(typ)); !strings.Contains(body, ">convoy</textarea>") {
			t.Errorf("%s: the marked words are not in the form", typ)
		}
	}
	form := url.Values{"type": {"aid"}, "quote": {"Its convoy of 12 trucks reached Sudria"}, "action": {"deliver"}, "polarity": {"affirmed"},
		"actors": {"Norland"}, "recipients": {"Sudria"}, "category": {"humanitarian"}, "when": {"2024-03-01"}}
	rec := c.post(path, form)
	if rec.Code != http.StatusSeeOther {
		t.Fatalf("status %d\n%s", rec.Code, rec.Body)
	}
	list := storetest.Entries(t, st)
	if len(list) != 1 || list[0].Status != "accepted" || list[0].Action != "deliver" || list[0].When.String() != "2024-03-01" {
		t.Fatalf("%+v", list)
	}
	got, err := st.Claim(t.Context(), list[0].Claims[0])
	if err != nil || got.Evidence.Quote != "Its\nconvoy of 12 trucks reached Sudria" || got.Rule != "hand" {
		t.Errorf("%+v, %v", got, err)
	}
	if body := c.page("/entry/" + list[0].ID); !strings.Contains(body, "ada") {
		t.Error("the entry does not say who marked it")
	}
	if rec := c.post(path, form); rec.Code != http.StatusConflict {
		t.Errorf("once more: status %d", rec.Code)
	}
	for name, change := range map[string][2]string{"words that are not there": {"quote", "Its convoy of 13 trucks"}, "no words": {"quote", " "}, "no type": {"type", "gift"},
		"another type's action": {"action", "killed"}, "a bad date": {"when", "soon"}, "bad money": {"money", "much"}, "bad polarity": {"polarity", "perhaps"}} {
		bad := url.Values{}
		for k, v := range form {
			bad[k] = v
		}
		bad.Set(change[0], change[1])
		if rec := c.post(path, bad); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, rec.Code)
		}
	}
	storetest.Holds(t, st, resolve.Rules{})
}
