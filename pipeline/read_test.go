package pipeline_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kiroku/document"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/source"
	"kiroku/store"
)

func fixedClock() time.Time { return time.Date(2024, time.April, 1, 12, 0, 0, 0, time.UTC) }

func openStore(t *testing.T) *store.SQLite {
	t.Helper()
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func someFiles() map[string]string {
	files := map[string]string{
		"binary.txt":  "\x00\x01\x02\xff\xfe\x00garbage",
		"lines.jsonl": `{"id":"one","text":"Japan sent 40 trucks to Ukraine."}` + "\n{broken\n" + `{"id":"two","text":"At least 12 people were killed."}` + "\n",
	}
	for i := range 20 {
		files[fmt.Sprintf("%02d.txt", i)] = fmt.Sprintf("Norway will provide $%d million to Ukraine, officials said on 4 March 2024.\n", i+1)
	}
	return files
}

func TestReadTwice(t *testing.T) {
	st := openStore(t)
	dir := writeFiles(t, someFiles())
	seen, touched := 0, 0
	r := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: fixedClock, Progress: func(pipeline.Report) { seen++ }, Touched: func(ids []string) { touched += len(ids) }}

	first, err := r.Read(context.Background(), source.Walker{}.Walk(dir))
	if err != nil {
		t.Fatal(err)
	}
	if first.New != 22 || first.Known != 0 || len(first.Problems) != 2 || seen != 24 || touched < 22 {
		t.Errorf("first reading: %d new, %d known, %v, %d calls, %d entries", first.New, first.Known, first.Problems, seen, touched)
	}
	touched = 0
	second, err := r.Read(context.Background(), source.Walker{}.Walk(dir))
	if err != nil {
		t.Fatal(err)
	}
	if second.Changed() || second.Known != 22 || touched != 0 || len(second.Problems) != 2 {
		t.Errorf("second reading: %+v", second)
	}
	failures, err := st.Failures(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(failures) != 2 || failures[0].Reason == "" || failures[0].At != fixedClock() {
		t.Errorf("failures: %+v", failures)
	}
}

func TestReadClearsWhatIsMended(t *testing.T) {
	st := openStore(t)
	dir := writeFiles(t, map[string]string{"a.txt": "\x00\x01\x02\xff\xfe"})
	r := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: fixedClock}
	if _, err := r.Read(context.Background(), source.Walker{}.Walk(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Japan sent 40 trucks to Ukraine.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(context.Background(), source.Walker{}.Walk(dir)); err != nil {
		t.Fatal(err)
	}
	if failures, err := st.Failures(context.Background()); err != nil || len(failures) != 0 {
		t.Errorf("%v, %+v", err, failures)
	}
}

// TestReadStops ends the context in the middle: what was begun is stored, and
// the next run reads the rest.
func TestReadStops(t *testing.T) {
	st := openStore(t)
	dir := writeFiles(t, someFiles())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: fixedClock}
	r.Progress = func(rep pipeline.Report) {
		if rep.New == 3 {
			cancel()
		}
	}
	report, err := r.Read(ctx, source.Walker{}.Walk(dir))
	if err == nil {
		t.Error("no error from a stopped reading")
	}
	docs, err := st.Documents(context.Background(), ledger.DocumentFilter{})
	if err != nil || len(docs) != report.New || report.New < 3 {
		t.Errorf("%d documents stored, %d reported, %v", len(docs), report.New, err)
	}
	r.Progress = nil
	if _, err := r.Read(context.Background(), source.Walker{}.Walk(dir)); err != nil {
		t.Fatal(err)
	}
	docs, err = st.Documents(context.Background(), ledger.DocumentFilter{})
	if err != nil || len(docs) != 22 {
		t.Errorf("%d documents of 22, %v", len(docs), err)
	}
}

// TestSameBytes extracts the same files with one processor and with several.
func TestSameBytes(t *testing.T) {
	dir := writeFiles(t, someFiles())
	extract := func(processors int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		var out strings.Builder
		docs := pipeline.Documents(context.Background(), source.Walker{}.Walk(dir), document.Options{})
		for res := range pipeline.Extract(context.Background(), docs) {
			if res.Doc == nil {
				fmt.Fprintln(&out, filepath.Base(res.Problem.Ref), res.Problem.Reason)
				continue
			}
			fmt.Fprintln(&out, filepath.Base(res.Doc.Ref), len(res.Claims))
			json.NewEncoder(&out).Encode(res.Claims)
		}
		return out.String()
	}
	one := extract(1)
	if strings.Count(one, "\n") < 24 {
		t.Fatalf("too little came out:\n%s", one)
	}
	for _, processors := range []int{2, 7} {
		if got := extract(processors); got != one {
			t.Errorf("with %d processors:\n%s\nwith one:\n%s", processors, got, one)
		}
	}
}

// A doubt about a document that was read stays on the list while its bytes are
// the same, and goes when they are others.
func TestDoubtsStay(t *testing.T) {
	st := openStore(t)
	dir := writeFiles(t, map[string]string{"long.txt": strings.Repeat("Norway sent $5 million to Ukraine. ", 99)})
	listed := func() string {
		t.Helper()
		r := pipeline.Reader{Store: st, Resolver: resolve.Rules{}, Now: fixedClock}
		if _, err := r.Read(t.Context(), source.Walker{}.Walk(dir)); err != nil {
			t.Fatal(err)
		}
		list, err := st.Failures(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		words := ""
		for _, f := range list {
			words += fmt.Sprintf("%d. %s\n", f.Tries, f.Reason)
		}
		return words
	}
	first := listed()
	if !strings.HasPrefix(first, "1. says the same again and again") {
		t.Fatalf("listed %q", first)
	}
	if again := listed(); again != strings.Replace(first, "1.", "2.", 1) {
		t.Errorf("then listed %q", again)
	}
	if err := os.WriteFile(filepath.Join(dir, "long.txt"), []byte("Norway sent $5 million to Ukraine.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if left := listed(); left != "" {
		t.Errorf("mended, listed %q", left)
	}
}
