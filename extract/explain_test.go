package extract

import (
	"math"
	"testing"

	"kiroku/lang"
	"kiroku/text"
)

// TestExplain explains every claim of a text: the words of its fields, and
// weights that make its confidence.
func TestExplain(t *testing.T) {
	doc := &text.Document{ID: "x", Text: "Norway will give Ukraine 500 million kroner in humanitarian aid, the prime minister said in Oslo. " +
		"At least 40 people were killed in Kharkiv on Tuesday."}
	a := lang.Analyze(doc)
	claims := Claims(a)
	if len(claims) < 2 {
		t.Fatalf("%d claims", len(claims))
	}
	for _, c := range claims {
		e, ok := Explain(a, c.ID)
		if !ok || e.Claim.ID != c.ID || len(e.Sentences) == 0 || len(e.Fields) != len(c.Spans) {
			t.Fatalf("%s: %+v", c.Rule, e)
		}
		for _, f := range e.Fields {
			if f.Words != c.Spans[f.Field].Of(doc.Text) || f.Words == "" {
				t.Errorf("%s: %+v", c.Rule, f)
			}
		}
		sum := 0.0
		for i, w := range e.Evidence {
			sum += w.Weight
			if i > 0 && math.Abs(w.Weight) > math.Abs(e.Evidence[i-1].Weight) {
				t.Errorf("%s: %v is not the weightiest first", c.Rule, e.Evidence)
			}
		}
		if got := 1 / (1 + math.Exp(-sum)); math.Abs(got-c.Confidence) > 0.02 {
			t.Errorf("%s: the weights make %.3f, its confidence is %.3f", c.Rule, got, c.Confidence)
		}
		if c.Confidence < e.Least {
			t.Errorf("%s: confidence %.3f, needs %.3f", c.Rule, c.Confidence, e.Least)
		}
	}
	if _, ok := Explain(a, "none"); ok {
		t.Error("explained a claim that is not there")
	}
}
