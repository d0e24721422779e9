package document_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/source"
)

// BenchmarkJSONLines measures records of a common size, language and first
// lines included.
func BenchmarkJSONLines(b *testing.B) {
	body := strings.Repeat("The ministry said on Monday that forty pumps had reached the valley and that the port would send no more. ", 30)
	line := fmt.Sprintf(`{"id":"a","text":%q,"date":"2022-03-04","source":"Example Wire","title":"Pumps"}`+"\n", body)
	in := []byte(strings.Repeat(line, 1000))
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for doc := range document.Read(raw("in.jsonl", in), document.Options{}) {
			if doc == nil {
				b.Fatal("no document")
			}
		}
	}
}

// BenchmarkPage measures pages with as much around the text as news pages have.
func BenchmarkPage(b *testing.B) {
	var s strings.Builder
	s.WriteString(`<!doctype html><html lang="en"><head><title>Pumps | Herald</title><meta property="article:published_time" content="2022-03-04"></head><body>`)
	for i := range 300 {
		fmt.Fprintf(&s, `<div class="menu item-%d"><a href="/section/%d"><span>Section %d</span></a></div>`, i, i, i)
	}
	s.WriteString("<article><h1>Pumps</h1>")
	for i := range 40 {
		fmt.Fprintf(&s, "<p>The ministry said on Monday that %d pumps had reached the valley, and that the port would send no more before the summer.</p>", i)
	}
	s.WriteString("</article>")
	for i := range 300 {
		fmt.Fprintf(&s, `<div class="related"><a href="/story/%d">Story %d</a></div>`, i, i)
	}
	in := []byte(s.String())
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for doc := range document.Read(raw("a.html", in), document.Options{}) {
			if doc == nil {
				b.Fatal("no document")
			}
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkCorpus reads real releases, where they are at hand.
func BenchmarkCorpus(b *testing.B) {
	const corpus = "../../shared/corpora/whitehouse-2021-2022.jsonl.gz"
	if _, err := os.Stat(corpus); err != nil {
		b.Skip("no corpus: ", err)
	}
	var size int64
	for b.Loop() {
		size = 0
		for item := range (source.Walker{}).Walk(corpus) {
			for doc, problem := range document.Read(item, document.Options{}) {
				if problem != nil {
					b.Fatal(problem)
				}
				size += int64(len(doc.Text))
			}
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds()/1e6, "MB-text/s")
}
