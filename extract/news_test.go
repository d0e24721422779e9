package extract_test

import (
	"testing"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/text"
)

// Of several sums in one text the one that is its news is the surest: what the
// writer counts, what adds up the sums before it, else the first that is new.
func TestNewsOfSeveralSums(t *testing.T) {
	for _, c := range []struct{ name, words, news string }{
		{"counted", "Norway pledged 30 million euros in aid to Moldova. We do not count 18 million euros for offices abroad. Hence, we report 12 million euros.", "12000000"},
		{"only a part", "Norway set up a fund of 800 million euros to help Moldova. Only 83 million euros will be sent to Moldova.", "83000000"},
		{"adds up", "Norway sent Moldova food worth 52 million euros. It offered medicines worth 210 million euros. In total, the aid amounts to 262 million euros.", "262000000"},
		{"known before", "Norway will send Moldova 70 million euros in aid. We report the 185 million euros of its other grants in another place.", "70000000"},
		{"part of a whole", "As part of the package of 1 billion euros, Norway will provide Moldova with 100 million euros in aid.", "100000000"},
	} {
		doc := &text.Document{ID: "news", Source: "Government of Norway", Lang: "en", Text: c.words}
		var news claim.Claim
		for _, got := range extract.Claims(lang.Analyze(doc)) {
			if got.Type == claim.Aid && got.Money != nil && got.Confidence > news.Confidence {
				news = got
			}
		}
		if news.Money == nil || news.Money.Amount.String() != c.news {
			t.Errorf("%s: the news is %v, want %s", c.name, news.Money, c.news)
		}
	}
}
