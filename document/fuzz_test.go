package document_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"kiroku/document"
	"kiroku/text"
)

// FuzzRead gives any bytes to the reader under every name: whatever comes out
// must be well formed.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		report, "\ufeff# Title\n\n- one\n- two\n```\ncode", "---\ntitle: x\n---\nwords", "<html><p>words<table><tr><td>1",
		`{"id":"a","text":"words","date":"2022"}` + "\n{\n[", "<!doctype html><script type=\"application/ld+json\">[{\"headline\":\"x\"}]</script><p>y",
		"Title\nBy Mara Ilves\n3 March 2022\n\nKYIV, March 3 (X) - words", "\xff\xfea\x00b\x00", "%PDF-1.4", "caf\xe9 words", "> a\n>> b\n| c |\n|---|\n",
	} {
		for kind := range names {
			f.Add([]byte(seed), uint8(kind))
		}
	}
	files, _ := filepath.Glob("../samples/*.*")
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil {
			f.Add(b, uint8(0))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, kind uint8) {
		docs, _ := readAll(raw(names[int(kind)%len(names)], b), document.Options{})
		for _, doc := range docs {
			check(t, doc, b)
		}
	})
}

var names = []string{"a.txt", "a.md", "a.html", "a.jsonl", "-"}

func check(t *testing.T, doc *text.Document, b []byte) {
	t.Helper()
	if !utf8.ValidString(doc.Text) || doc.Text == "" {
		t.Errorf("text %q", doc.Text)
	}
	if doc.ID != text.DocumentID(doc.Source, doc.URL, doc.Text) {
		t.Errorf("id %s", doc.ID)
	}
	if doc.Lang == "" || doc.Ref == "" || len(doc.RawHash) != 64 {
		t.Errorf("lang %q, ref %q, hash %q", doc.Lang, doc.Ref, doc.RawHash)
	}
	at := 0
	for _, p := range doc.Paragraphs {
		if !p.Span.In(len(doc.Text)) || p.Span.Start < at {
			t.Fatalf("paragraph %v after %d in %d bytes", p.Span, at, len(doc.Text))
		}
		at = p.Span.End
	}
	if !doc.Published.IsZero() && doc.Published.From.Cmp(doc.Published.To) > 0 && !doc.Published.To.IsZero() {
		t.Errorf("published %v", doc.Published)
	}
}

// FuzzLinks reads what feeds list.
func FuzzLinks(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><item><link>https://a.example/1</link><pubDate>Mon, 04 Mar 2024 08:00:00 +0100</pubDate></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://a.example/1"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		links, err := document.Links(b)
		if err != nil && len(links) > 0 {
			t.Errorf("%d links and %v", len(links), err)
		}
		for _, l := range links {
			if l.URL == "" {
				t.Error("a link without an address")
			}
		}
	})
}
