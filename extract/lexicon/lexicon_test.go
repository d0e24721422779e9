package lexicon

import (
	"strings"
	"testing"

	"kiroku/gazetteer"
)

// TestLexicons reads every word list and checks that what they say is of the
// record's vocabulary.
func TestLexicons(t *testing.T) {
	lex := Load()
	acts := map[string]bool{"give": true, "pledge": true, "approve": true, "offer": true, "request": true, "accept": true, "receive": true,
		"decline": true, "suspend": true, "cancel": true, "host": true, "raise": true, "help": true, "contain": true}
	for _, name := range []string{"aid-frames", "aid-nouns", "event-frames", "impact-frames", "sanction-frames", "speech-frames", "dealing-frames", "stance-frames", "word-classes", "goods", "impact-units"} {
		seen := map[string]bool{}
		for _, r := range Rows(name) {
			key := r[0]
			if name == "sanction-frames" { // one word may act on several kinds of object
				key = strings.Join(r, " ")
			}
			if seen[key] {
				t.Errorf("%s: %s stands twice, and the second would win unseen", name, key)
			}
			seen[key] = true
		}
	}
	for key, f := range lex.Aid {
		if !acts[f.Act] {
			t.Errorf("aid-frames: %s has the act %q", key, f.Act)
		}
	}
	for key, frames := range lex.Sanction {
		for _, f := range frames {
			if f.Act != "impose" && f.Act != "threaten" && f.Act != "lift" {
				t.Errorf("sanction-frames: %s has the action %q", key, f.Act)
			}
		}
	}
	for form, lemma := range lex.Irregular {
		if form == lemma {
			t.Errorf("irregular: %s is no irregular form", form)
		}
	}
}

// TestTerritories checks that territories and their countries are in the gazetteer,
// and that no country is a territory of a territory.
func TestTerritories(t *testing.T) {
	for code, country := range Load().Territories {
		for _, c := range []string{code, country} {
			if e, ok := gazetteer.ByCode(c); !ok || e.Kind != gazetteer.Country {
				t.Errorf("territories: %s is no country's code", c)
			}
		}
		if _, ok := Load().Territories[country]; ok {
			t.Errorf("territories: %s of %s, itself a territory", code, country)
		}
	}
}
