package draw

import (
	"testing"

	"kiroku/ledger"
)

func TestLevelOf(t *testing.T) {
	for _, c := range []struct {
		v, most float64
		want    int
	}{{0, 0, 1}, {0, 9, 1}, {9, 9, 5}, {3.1, 9, 5}, {3, 9, 4}, {1, 9, 3}, {1, 1e9, 1}} {
		if got := levelOf(c.v, c.most); got != c.want {
			t.Errorf("levelOf(%v, %v) = %d, want %d", c.v, c.most, got, c.want)
		}
	}
}

// Months without entries are rows, and many months become years.
func TestMonthRows(t *testing.T) {
	count := func(month, kind string, n int) ledger.Group {
		return ledger.Group{Key: []string{month, kind}, Entries: n}
	}
	rows := monthRows([]ledger.Group{count("", "aid", 7), count("2023-11", "aid", 2), count("2024-02", "impact", 1)})
	if len(rows) != 4 || rows[0].Name != "2023-11" || rows[3].Name != "2024-02" || rows[1].Counts[0] != 0 || rows[0].Counts[0] != 2 {
		t.Errorf("months: %+v", rows)
	}
	rows = monthRows([]ledger.Group{count("2014-11", "aid", 2), count("2024-02", "aid", 1), count("2024-03", "aid", 4)})
	if len(rows) != 11 || rows[0].Name != "2014" || rows[10].Counts[0] != 5 {
		t.Errorf("years: %+v", rows)
	}
	if rows := monthRows([]ledger.Group{count("", "aid", 7)}); rows != nil {
		t.Errorf("undated entries have rows: %+v", rows)
	}
}
