// Command fxdata rewrites fx/data/ecb.csv.gz from the European Central Bank's
// file of reference rates (eurofxref-hist.csv, or the same with .gz):
//
//	go run ./internal/fxdata ../shared/data/eurofxref-hist.csv.gz fx/data/ecb.csv.gz
//
// It keeps the days from 2014 on, oldest first, with an empty field where the
// bank gave no rate.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

const head = `# Euro foreign exchange reference rates, units of each currency for one euro.
# Source: European Central Bank, https://www.ecb.europa.eu/stats/eurofxref/
# Licence: free reuse, the source to be named; the figures are unchanged.
# Days from 2014 on; written by internal/fxdata. Empty: no rate that day.
`

const firstDay = "2014-01-01"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: fxdata eurofxref-hist.csv[.gz] ecb.csv.gz")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "fxdata:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if strings.HasSuffix(from, ".gz") {
		zr, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		if raw, err = io.ReadAll(zr); err != nil {
			return err
		}
	}
	table, err := convert(raw)
	if err != nil {
		return err
	}
	return os.WriteFile(to, table, 0o644)
}

// convert gives the compressed table of the bank's file.
func convert(raw []byte) ([]byte, error) {
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) < 2 || rows[0][0] != "Date" {
		return nil, fmt.Errorf("not a file of reference rates")
	}
	days := slices.DeleteFunc(slices.Clone(rows[1:]), func(row []string) bool { return row[0] < firstDay })
	slices.SortFunc(days, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	var kept []int // columns that have a rate on some day
	for i := 1; i < len(rows[0]); i++ {
		if rows[0][i] != "" && slices.ContainsFunc(days, func(row []string) bool { return rate(row, i) != "" }) {
			kept = append(kept, i)
		}
	}
	var out bytes.Buffer
	zw, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	line := func(row []string) string {
		fields := []string{row[0]}
		for _, i := range kept {
			fields = append(fields, rate(row, i))
		}
		return strings.Join(fields, ",") + "\n"
	}
	if _, err := io.WriteString(zw, head+line(rows[0])); err != nil {
		return nil, err
	}
	for _, row := range days {
		if _, err := io.WriteString(zw, line(row)); err != nil {
			return nil, err
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func rate(row []string, i int) string {
	if i >= len(row) || row[i] == "N/A" {
		return ""
	}
	return row[i]
}
