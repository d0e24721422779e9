package judge

import (
	"bytes"
	"testing"
)

func TestModelRoundTrip(t *testing.T) {
	m := NewModel(map[string]*Task{
		"keep":   {Classes: []string{"no", "yes"}, Weights: map[string][]float32{"a=1": {-0.5, 0.5}, "bias": {0.25, -0.25}}},
		"stance": {Classes: []string{"comment", "deny", "support"}, Weights: map[string][]float32{"verb=back": {0, -1, 1.5}}},
	})
	again, err := ReadModel(m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), m.Bytes()) {
		t.Errorf("read back as\n%s", again.Bytes())
	}
	if class, p, ok := again.choose("stance", []string{"verb=back", "never seen"}); !ok || class != "support" || p < 0.5 {
		t.Errorf("chose %s with %.2f, %v", class, p, ok)
	}
	if p, _ := again.Chance("keep", "yes", []string{"a=1"}); p < 0.73 || p > 0.74 { // 1/(1+exp(-1))
		t.Errorf("chance of a=1 is %.3f", p)
	}
}

func TestReadModelRefuses(t *testing.T) {
	for _, raw := range []string{"feature\t1", "task\tkeep\tno\tyes\na\t1", "task\tkeep\tno\tyes\na\tx\ty"} {
		if _, err := ReadModel([]byte(raw)); err == nil {
			t.Errorf("%q was read", raw)
		}
	}
}

func FuzzReadModel(f *testing.F) {
	f.Add([]byte("task\tkeep\tno\tyes\nbias\t1\t-1\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if m, err := ReadModel(raw); err == nil {
			m.choose("keep", []string{"bias"})
		}
	})
}

func TestEmbeddedModel(t *testing.T) {
	if Embedded().Tasks["keep.aid"] == nil {
		t.Error("the embedded model does not judge aid")
	}
}
