package review

import "testing"

func TestQuoted(t *testing.T) {
	const report = "Norway sends tents.\nNorway sends\u00a0tents and\n  food to the south."
	for quote, want := range map[string]string{
		"sends tents":     "sends tents",
		"tents and food":  "tents and\n  food",
		" to the south. ": "to the south.",
		"tents food":      "",
		"sendstents":      "",
		"":                "",
		"the north":       "",
	} {
		sp, err := quoted(report, quote)
		if got := sp.Of(report); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("quoted(%q) = %q, %v, want %q", quote, got, err, want)
		}
	}
}
