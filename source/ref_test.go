package source_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kiroku/source"
)

func TestContainers(t *testing.T) {
	got := source.Containers("a.zip!/b.warc.gz#7")
	for _, want := range []string{"a.zip!/b.warc.gz", "a.zip"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among %q", want, got)
		}
	}
}

func TestPath(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.zip", "odd#1.txt", "lines.jsonl.gz"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for ref, want := range map[string]string{
		"a.zip!/b.warc.gz#7": "a.zip",
		"odd#1.txt":          "odd#1.txt",
		"lines.jsonl":        "lines.jsonl.gz",
		"gone.zip!/b":        "",
	} {
		if want != "" {
			want = filepath.Join(dir, want)
		}
		if got := source.Path(filepath.Join(dir, ref)); got != want {
			t.Errorf("path of %s is %q, want %q", ref, got, want)
		}
	}
	if got := source.Path("https://a.example/b#c"); got != "https://a.example/b#c" {
		t.Errorf("path of an address is %q", got)
	}
	if got := source.Path("-"); got != "" {
		t.Errorf("path of standard input is %q", got)
	}
}
