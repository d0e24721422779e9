//go:build unix

package pipeline_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
	"kiroku/text"
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

// processorTime is what the process has used so far. Rates are per second of
// it, so that they mean the same on a busy machine.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// BenchmarkExtract measures documents to claims, decoding aside.
func BenchmarkExtract(b *testing.B) {
	docs, words := releases(b, 500)
	claims := 0
	before := processorTime(b)
	for b.Loop() {
		claims = 0
		for res := range pipeline.Extract(context.Background(), sequence(docs)) {
			claims += len(res.Claims)
		}
	}
	each := (processorTime(b) - before) / float64(b.N)
	b.ReportMetric(float64(words)/each, "words/cpu-s")
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
	before := processorTime(b)
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
	each := (processorTime(b) - before) / float64(b.N)
	b.ReportMetric(float64(len(docs))/each, "docs/cpu-s")
	b.ReportMetric(float64(words)/each, "words/cpu-s")
}
