package pipeline_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kiroku/pipeline"
	"kiroku/source"
	"kiroku/store"
	"kiroku/text"

	"kiroku/resolve"
)

// releases is a slice of a corpus of government releases: whole documents from
// its beginning, about half a million words.
func releases(b *testing.B, n int) (docs []*text.Document, words int) {
	b.Helper()
	f, err := os.Open("../../shared/corpora/whitehouse-2021-2022.jsonl.gz")
	if err != nil {
		b.Skip("no corpus: ", err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewReader(unzipped)
	for len(docs) < n {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var record struct{ ID, Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			b.Fatal(err)
		}
		doc := &text.Document{ID: text.DocumentID("", "", record.Text), Ref: record.ID, Lang: "en", Text: record.Text}
		docs = append(docs, doc)
		words += len(strings.Fields(record.Text))
	}
	return docs, words
}

func sequence(docs []*text.Document) iter.Seq2[*text.Document, *source.Problem] {
	return func(yield func(*text.Document, *source.Problem) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// BenchmarkExtract measures documents to claims, decoding aside.
func BenchmarkExtract(b *testing.B) {
	docs, words := releases(b, 500)
	claims := 0
	for b.Loop() {
		claims = 0
		for res := range pipeline.Extract(context.Background(), sequence(docs)) {
			claims += len(res.Claims)
		}
	}
	each := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(words)/each/float64(runtime.GOMAXPROCS(0)), "words/s/core")
	b.ReportMetric(float64(claims), "claims")
}

// BenchmarkRead measures files to a stored ledger.
func BenchmarkRead(b *testing.B) {
	docs, words := releases(b, 200)
	dir := b.TempDir()
	for i, doc := range docs {
		if err := os.WriteFile(filepath.Join(dir, doc.ID+".txt"), []byte(doc.Text), 0o644); err != nil {
			b.Fatal(i, err)
		}
	}
	for b.Loop() {
		db := filepath.Join(b.TempDir(), "bench.db")
		st, err := store.Open(context.Background(), db)
		if err != nil {
			b.Fatal(err)
		}
		r := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: time.Now}
		if _, err := r.Read(context.Background(), source.Walker{}.Walk(dir)); err != nil {
			b.Fatal(err)
		}
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
	}
	each := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(len(docs))/each, "docs/s")
	b.ReportMetric(float64(words)/each, "words/s")
}
