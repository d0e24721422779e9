package ask

import (
	"testing"

	"kiroku/ledger"
	"kiroku/value"
)

// What has no rate or no stated sum is named, never counted as nought.
func TestAddUp(t *testing.T) {
	group := func(currency, day string, sum int64, counted, unknown int) ledger.Group {
		return ledger.Group{Key: []string{currency, day}, Stated: value.Int(sum), Counted: counted, Unknown: unknown}
	}
	got := addUp([]ledger.Group{group("USD", "2024-01-05", 100, 2, 1), group("", "2024-01-05", 0, 3, 0), group("USD", "2024-02-01", 11, 1, 0),
		group("XXX", "2024-01-05", 40, 1, 0), group("XXX", "2024-01-06", 2, 1, 0)}, "USD", value.Day{})
	if got.Sum.String() != "111" || got.Counted != 8 || got.Unknown != 4 || len(got.Unconverted) != 1 || got.Unconverted[0] != "XXX 42" {
		t.Errorf("totals: %+v", got)
	}
	if left := got.Left(); left != "4 sums not stated; without a rate: XXX 42" {
		t.Errorf("left out: %q", left)
	}
}
