//go:build unix

package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"kiroku/document"
	"kiroku/extract"
	"kiroku/internal/crawl"
	"kiroku/lang"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
)

// BenchmarkStages measures what each stage takes of reading a web archive and
// JSON Lines, one document after the other on one core. Finding is taking the
// archive apart, decoding makes a text of a page or record.
func BenchmarkStages(b *testing.B) {
	var warc bytes.Buffer
	if _, err := crawl.Write(&warc, 30<<20); err != nil {
		b.Fatal(err)
	}
	b.Run("warc", func(b *testing.B) { stages(b, warc.Bytes()) })
	b.Run("jsonl", func(b *testing.B) {
		docs, _ := releases(b, 60)
		var lines bytes.Buffer
		enc := json.NewEncoder(&lines)
		for _, doc := range docs {
			if err := enc.Encode(map[string]string{"id": doc.Ref, "text": doc.Text}); err != nil {
				b.Fatal(err)
			}
		}
		stages(b, lines.Bytes())
	})
}

func stages(b *testing.B, input []byte) {
	b.SetBytes(int64(len(input)))
	spent := map[string]time.Duration{}
	documents := 0
	for b.Loop() {
		st, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "bench.db"))
		if err != nil {
			b.Fatal(err)
		}
		last := time.Now()
		lap := func(stage string) {
			now := time.Now()
			spent[stage] += now.Sub(last)
			last = now
		}
		for raw, problem := range (source.Walker{Stdin: bytes.NewReader(input)}).Walk("-") {
			lap("find")
			if problem != nil {
				b.Fatal(problem)
			}
			for doc, problem := range document.Read(raw, document.Options{}) {
				if doc == nil {
					b.Fatal(problem)
				}
				lap("decode")
				analysis := lang.Analyze(doc)
				lap("analyse")
				claims := extract.Claims(analysis)
				lap("extract")
				if _, err := st.Add(context.Background(), doc, claims, resolve.Rules{}); err != nil {
					b.Fatal(err)
				}
				lap("store")
				documents++
			}
			lap("decode")
		}
		lap("find")
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
	}
	var all time.Duration
	for _, d := range spent {
		all += d
	}
	for _, stage := range []string{"find", "decode", "analyse", "extract", "store"} {
		b.ReportMetric(100*spent[stage].Seconds()/all.Seconds(), stage+"-%")
	}
	b.ReportMetric(float64(documents)/all.Seconds(), "docs/s")
}
