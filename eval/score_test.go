package eval

import (
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/text"
	"kiroku/value"
)

const story = "Norland’s minister said it would send Sudria $20 million and 300 tents. The quake killed 12."

func seal(t *testing.T, words string, c claim.Claim) claim.Claim {
	t.Helper()
	i := strings.Index(story, words)
	sealed, err := claim.Seal(&text.Document{ID: "d", Text: story}, text.Span{Start: i, End: i + len(words)}, c)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestScore(t *testing.T) {
	gold, err := ReadLines[Gold](strings.NewReader(`
{"gid":"1","doc":"d","type":"aid","anchor":"send Sudria $20 million","must":{"actor":["NOR"],"amount":20000000},"want":{"recipient":["SUD"],"counts":{"tents":300}}}
{"gid":"2","doc":"d","type":"impact","anchor":"killed 12","must":{"measure":["killed"],"value":[12,13]}}
{"gid":"3","doc":"d","type":"event","anchor":"Norland's minister","must":{"kind":["visit"]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for i := range gold {
		if err := gold[i].Locate(story); err != nil {
			t.Fatal(err)
		}
	}
	claims := []claim.Claim{
		seal(t, "would send Sudria $20 million and 300 tents", claim.Claim{Type: claim.Aid, Actors: []claim.Party{{Name: "Norland", Code: "NOR"}},
			Money: &value.Money{Amount: value.Int(20_000_000), Currency: "USD"}, Items: []claim.Item{{Name: "tents", Count: value.Int(300)}}}),
		seal(t, "killed 12", claim.Claim{Type: claim.Impact, Measure: "killed", Value: value.Int(120)}),
	}
	r := Score(gold, claims)
	if r.Gold != 3 || r.Met != 1 || r.StrictGold != 2 || r.StrictMet != 1 {
		t.Errorf("met %d of %d, strict %d of %d", r.Met, r.Gold, r.StrictMet, r.StrictGold)
	}
	if r.Details != 2 || r.DetailsRight != 1 {
		t.Errorf("details %d of %d", r.DetailsRight, r.Details)
	}
	if r.Strict != 2 || r.Right != 1 {
		t.Errorf("right %d of %d", r.Right, r.Strict)
	}
	if len(r.Missed) != 2 || r.Missed[0].Why != "wrong or missing: [value]" {
		t.Errorf("missed %+v", r.Missed)
	}
}

func TestLocateRefuses(t *testing.T) {
	g := Gold{ID: "x", Anchor: "not there"}
	if g.Locate(story) == nil {
		t.Error("an anchor that the text does not hold was located")
	}
}

// TestTrain learns a rule from few examples, the same twice.
func TestTrain(t *testing.T) {
	var examples []Example
	for range 20 {
		examples = append(examples, Example{Features: []string{"bias", "verb=give"}, Right: []string{"yes"}},
			Example{Features: []string{"bias", "verb=sing"}, Right: []string{"no"}})
	}
	task := Train(examples)
	if p := task.Probabilities([]string{"bias", "verb=give"}); p[1] < 0.8 {
		t.Errorf("giving is a claim with %.2f", p[1])
	}
	again := Train(examples)
	for f, w := range task.Weights {
		for i := range w {
			if again.Weights[f][i] != w[i] {
				t.Errorf("%s differs between two trainings", f)
			}
		}
	}
}
