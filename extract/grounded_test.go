package extract_test

import (
	"encoding/json"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// FuzzClaims feeds any bytes: claims quote the text exactly, have confidence
// between 0 and 1, and come out the same twice.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		"", "Norland sent 20 tents to Sudria on Friday, the minister said.", "“We will give $5 million,” said Ana Silva. “It is",
		"- 200 rifles;\n- five\xff boats", "Sudria** wants 4.1 billion crowns", strings.Repeat("aid to ", 300), "‘[They] had’ sent ’’ “”",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := &text.Document{ID: "d", Text: s, Lang: "en", Source: "Example Wire", Published: value.OnDay(value.NewDay(2026, 3, 4))}
		first := extract.Claims(lang.Analyze(doc))
		for _, c := range first {
			if err := claim.Check(doc, c); err != nil {
				t.Error(err)
			}
			if c.Confidence < 0 || c.Confidence > 1 {
				t.Errorf("confidence %v", c.Confidence)
			}
		}
		a, _ := json.Marshal(first)
		b, _ := json.Marshal(extract.Claims(lang.Analyze(doc)))
		if string(a) != string(b) {
			t.Error("the same text gave other claims")
		}
	})
}
