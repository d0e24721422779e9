package extract

import (
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/lang"
	"kiroku/text"
)

// Lists of words that keep aid out are tested the other way round: a sentence of
// the entry gives no candidate where the same sentence without it gives one.

// deedProbes are the verbs of helping with nothing that is given.
func deedProbes() []probe {
	var out []probe
	for _, row := range lexicon.Rows("deeds") {
		out = append(out, probe{name: "deeds " + row[0], sentences: filled([]string{"Norway will %s the refugees.", "Norway will %s the survivors."}, row[0]),
			shows: func(c claim.Claim) bool { return c.Type == claim.Aid && c.Rule == "aid.deed" }})
	}
	return out
}

// aidSums are the sums of the candidates of aid in a text about help.
func aidSums(sentence string) int {
	doc := &text.Document{ID: "entry", Lang: "en", Text: "Norway sent tents and medicine to Sudan. " + sentence}
	n := 0
	for _, c := range Candidates(lang.Analyze(doc)) {
		if c.Claim.Type == claim.Aid && c.Claim.Money != nil {
			n++
		}
	}
	return n
}

func TestPricesAreNoAid(t *testing.T) {
	if aidSums("Norway mentions $5 million.") == 0 || aidSums("The plan in Sudan stands at $5 million.") == 0 {
		t.Fatal("no candidate of a sum that no word of giving governs: nothing is tested")
	}
	for _, row := range lexicon.Rows("prices") {
		word, pos, _ := strings.Cut(row[0], "/")
		sentence := "The " + word + " in Sudan stands at $5 million."
		if pos == "v" {
			sentence = "Norway will " + word + " $5 million."
		}
		if aidSums(sentence) > 0 {
			t.Errorf("prices %s: %q has aid", row[0], sentence)
		}
	}
}

func TestGesturesAreNoAid(t *testing.T) {
	for _, row := range lexicon.Rows("gestures") {
		doc := &text.Document{ID: "entry", Lang: "en", Text: "Norway sent a " + row[0] + " of support to Sudan."}
		for _, c := range Candidates(lang.Analyze(doc)) {
			if c.Claim.Type == claim.Aid {
				t.Errorf("gestures %s: %q is aid", row[0], doc.Text)
			}
		}
	}
}

func TestTextsThatOpenAbroad(t *testing.T) {
	home := func(opening string) bool {
		doc := &text.Document{ID: "entry", Lang: "en", Source: "The White House", Text: opening + strings.Repeat(" The paths are wide.", 24) + " A flood took one of them. We will provide $5 million in help for families."}
		for _, c := range Candidates(lang.Analyze(doc)) {
			if c.Claim.Type == claim.Aid {
				return c.AtHome
			}
		}
		t.Fatalf("%q: no candidate", opening)
		return false
	}
	if !home("The lake is blue.") {
		t.Error("a text that names nobody abroad is not about home")
	}
	for _, row := range lexicon.Rows("abroad") {
		if opening := "We think of the " + row[0] + " today."; home(opening) {
			t.Errorf("abroad %s: %q opens at home", row[0], opening)
		}
	}
}
