package document_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"kiroku/document"
	"kiroku/lang/segment"
	"kiroku/source"
	"kiroku/text"
)

// layout is one article in the frame of one site.
type layout struct {
	name string
	page []byte
	want string // the article's words
}

// layouts are articles of three lengths in each of the frames of
// testdata/layouts, which are set as many newsrooms set their pages.
func layouts(t testing.TB) []layout {
	t.Helper()
	b, err := os.ReadFile("testdata/layouts/paragraphs.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(strings.TrimSpace(string(b)), "\n\n")
	frames, err := filepath.Glob("testdata/layouts/*.html")
	if err != nil || len(frames) < 10 {
		t.Fatalf("%d frames, %v", len(frames), err)
	}
	var list []layout
	for _, frame := range frames {
		page := template.Must(template.ParseFiles(frame))
		for _, n := range []int{3, 6, len(all)} {
			var out bytes.Buffer
			if err := page.Execute(&out, map[string]any{"Title": "Forty boats for the flooded valley", "P": all[:n]}); err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(filepath.Base(frame), ".html")
			list = append(list, layout{name, out.Bytes(), strings.Join(all[:n], "\n\n")})
		}
	}
	return list
}

func readPage(t testing.TB, page []byte) *text.Document {
	t.Helper()
	for raw := range (source.Walker{Stdin: bytes.NewReader(page)}).Walk("-") {
		for doc, problem := range document.Read(raw, document.Options{Format: document.HTML}) {
			if doc == nil {
				t.Fatal(problem)
			}
			return doc
		}
	}
	t.Fatal("no document")
	return nil
}

// shingles are the runs of four words of a text, with how often each occurs.
func shingles(t string) map[string]int {
	words := strings.Fields(strings.ToLower(t))
	runs := map[string]int{}
	for i := range max(0, len(words)-3) {
		runs[strings.Join(words[i:i+4], " ")]++
	}
	return runs
}

func agreement(got, want string) (precision, recall, f1 float64) {
	g, w := shingles(got), shingles(want)
	both, all, wanted := 0, 0, 0
	for run, n := range g {
		all += n
		both += min(n, w[run])
	}
	for _, n := range w {
		wanted += n
	}
	if both == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(both)/float64(all), float64(both)/float64(wanted)
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// read is the text that claims are read from: what is neither boilerplate nor
// caption, byline, title or heading.
func read(doc *text.Document) string {
	var parts []string
	for _, p := range segment.Paragraphs(doc) {
		if p.Role == text.Body || p.Role == text.ListItem {
			parts = append(parts, p.Span.Of(doc.Text))
		}
	}
	return strings.Join(parts, "\n")
}

// TestLayouts holds the floor of what is found of the articles, by runs of
// four words as the article-extraction-benchmark counts them.
func TestLayouts(t *testing.T) {
	const keptFloor, readFloor = 0.95, 0.97
	var kept, reading float64
	list := layouts(t)
	for _, l := range list {
		doc := readPage(t, l.page)
		_, _, f := agreement(doc.Text, l.want)
		p, r, g := agreement(read(doc), l.want)
		kept, reading = kept+f, reading+g
		t.Logf("%-16s kept F1 %.3f, read P %.3f R %.3f F1 %.3f", l.name, f, p, r, g)
		if r < 0.9 {
			t.Errorf("%s: %.3f of the article is read; read was\n%s", l.name, r, read(doc))
		}
	}
	kept, reading = kept/float64(len(list)), reading/float64(len(list))
	t.Logf("mean F1 of %d pages: kept %.3f, read %.3f", len(list), kept, reading)
	if kept < keptFloor || reading < readFloor {
		t.Errorf("mean F1: kept %.3f, read %.3f; floors %.2f and %.2f", kept, reading, keptFloor, readFloor)
	}
}

func BenchmarkLayouts(b *testing.B) {
	list := layouts(b)
	bytes := 0
	for _, l := range list {
		bytes += len(l.page)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, l := range list {
			readPage(b, l.page)
		}
	}
	b.ReportMetric(float64(b.N*len(list))/b.Elapsed().Seconds(), "pages/s")
}
