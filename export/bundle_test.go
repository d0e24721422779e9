package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"kiroku/claim"
	"kiroku/export"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/store"
)

// kept is a ledger with a page in three versions, one of which is hostile.
func kept(t *testing.T) ledger.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	hostile := storetest.New(t, `<img src=x onerror=alert(1)>`, "2026-03-05",
		"Größe\u202e & </script><script>alert(2)</script> Norland pledged 5 million dollars to Sudria. \x00End.", map[string]claim.Claim{
			"</script><script>alert(2)</script> Norland pledged 5 million dollars": storetest.Pledge("NOR", "SDN", "5000000", "USD", ""),
		})
	hostile = storetest.From(t, hostile, "javascript:alert(3)", hostile.Doc.Retrieved, "raw <b>bytes</b>")
	for _, rep := range append(storetest.Revised(t), hostile) {
		if _, err := st.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

func gathered(t *testing.T, st ledger.Store) []export.Bundle {
	t.Helper()
	entries, err := st.Entries(t.Context(), ledger.EntryFilter{})
	if err != nil || len(entries) < 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	var list []export.Bundle
	for _, e := range entries {
		b, err := export.Gather(t.Context(), st, e.ID, true)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	return list
}

func zipped(t *testing.T, b export.Bundle) map[string][]byte {
	t.Helper()
	var file bytes.Buffer
	if err := b.WriteZIP(&file); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestBundleChecks does what the README asks a reader to do.
func TestBundleChecks(t *testing.T) {
	for _, b := range gathered(t, kept(t)) {
		files := zipped(t, b)
		listed := 0
		for line := range strings.Lines(string(files["SHA256SUMS"])) {
			sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
			if got := sha256.Sum256(files[name]); hex.EncodeToString(got[:]) != sum {
				t.Errorf("%s has another checksum", name)
			}
			listed++
		}
		if listed != len(files)-1 {
			t.Errorf("%d of %d files have a checksum", listed, len(files))
		}
		for line := range strings.Lines(string(files["claims.jsonl"])) {
			var c claim.Claim
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			text := files["documents/"+c.Document+".txt"]
			if got := string(text[c.Evidence.Start:c.Evidence.End]); got != c.Evidence.Quote {
				t.Errorf("%q stands where %q should", got, c.Evidence.Quote)
			}
		}
		evidence := 0
		for name, raw := range files {
			if hash, ok := strings.CutPrefix(name, "evidence/"); ok {
				evidence++
				if got := sha256.Sum256(raw); hex.EncodeToString(got[:]) != hash {
					t.Errorf("%s holds other bytes", name)
				}
			}
		}
		if evidence != len(b.Documents) {
			t.Errorf("evidence of %d documents, want %d", evidence, len(b.Documents))
		}
	}
}

// TestAnnotationsSelect finds the quotes by both selectors.
func TestAnnotationsSelect(t *testing.T) {
	for _, b := range gathered(t, kept(t)) {
		files := zipped(t, b)
		var list []export.Annotation
		if err := json.Unmarshal(files["annotations.json"], &list); err != nil {
			t.Fatal(err)
		}
		if len(list) != len(b.Claims) {
			t.Fatalf("%d annotations of %d claims", len(list), len(b.Claims))
		}
		for i, a := range list {
			kept := a.Target[len(a.Target)-1]
			text := string(files[kept.Source])
			quote, position := kept.Selector[0], kept.Selector[1]
			runes := []rune(text)
			if got := string(runes[*position.Start:*position.End]); got != b.Claims[i].Evidence.Quote {
				t.Errorf("the position selects %q, not %q", got, b.Claims[i].Evidence.Quote)
			}
			if !strings.Contains(text, quote.Prefix+quote.Exact+quote.Suffix) || !utf8.ValidString(quote.Prefix) {
				t.Errorf("the quote is not found with what is around it: %+v", quote)
			}
			if a.Context != "http://www.w3.org/ns/anno.jsonld" || a.Type != "Annotation" || a.Body.Value == "" {
				t.Errorf("annotation: %+v", a)
			}
		}
	}
}

// TestPageRunsNothing parses the page as a browser does: one script element,
// of data, no attributes that run, no links that are not of the web.
func TestPageRunsNothing(t *testing.T) {
	for _, b := range gathered(t, kept(t)) {
		page, err := b.HTML()
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsRune(page, '\u202e') || bytes.IndexByte(page, 0) >= 0 {
			t.Error("the page holds characters that steer it")
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "script":
				scripts++
				var list []export.Annotation
				if err := json.Unmarshal([]byte(n.FirstChild.Data), &list); err != nil || len(list) != len(b.Claims) {
					t.Errorf("the page's annotations: %d, %v", len(list), err)
				}
			case "img", "iframe", "object", "link", "form":
				t.Errorf("the page has an element %s", n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "http") && a.Val != "#ZgotmplZ" {
					t.Errorf("attribute %s=%q", a.Key, a.Val)
				}
			}
		}
		if scripts != 1 {
			t.Errorf("%d script elements", scripts)
		}
	}
}

func TestBundleIsTheSameEachTime(t *testing.T) {
	st := kept(t)
	var before string
	for range 2 {
		var all bytes.Buffer
		for _, b := range gathered(t, st) {
			if err := b.WriteZIP(&all); err != nil {
				t.Fatal(err)
			}
		}
		sum := fmt.Sprintf("%x", sha256.Sum256(all.Bytes()))
		if before != "" && sum != before {
			t.Error("another time, other bytes")
		}
		before = sum
	}
}

func TestBundleWithoutEvidence(t *testing.T) {
	st := kept(t)
	b, err := export.Gather(t.Context(), st, gathered(t, st)[0].Entry.ID[:8], false)
	if err != nil {
		t.Fatal(err)
	}
	files := zipped(t, b)
	for name := range files {
		if strings.HasPrefix(name, "evidence/") {
			t.Errorf("%s is there", name)
		}
	}
	if !bytes.Contains(files["index.html"], []byte(b.Documents[0].Fetches[0].Hash)) {
		t.Error("the page does not give the hash of the bytes")
	}
	if _, err := export.Gather(t.Context(), st, "ffff", true); ledger.CodeOf(err) != ledger.NotFound {
		t.Errorf("an unknown entry: %v", err)
	}
}
