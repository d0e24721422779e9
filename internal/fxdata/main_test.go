package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The table carried in the program is what the bank's file gives.
func TestTableIsTheBanks(t *testing.T) {
	const from = "../../../shared/data/eurofxref-hist.csv.gz"
	if _, err := os.Stat(from); err != nil {
		t.Skip("the bank's file is not beside the checkout, in ../shared/data")
	}
	to := filepath.Join(t.TempDir(), "ecb.csv.gz")
	if err := run(from, to); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../fx/data/ecb.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("fx/data/ecb.csv.gz differs; run: go run ./internal/fxdata ../shared/data/eurofxref-hist.csv.gz fx/data/ecb.csv.gz")
	}
}

func TestConvertRefuses(t *testing.T) {
	for _, raw := range []string{"", "Date,USD\n", "<html>\n<p>\n", "a,\"b\n"} {
		if _, err := convert([]byte(raw)); err == nil {
			t.Errorf("%q was converted", raw)
		}
	}
}
