package author

import (
	"testing"

	"kiroku/claim"
	"kiroku/lang"
	"kiroku/text"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		source    string
		publisher text.Publisher
		code      string
		kind      claim.PartyKind
	}{
		{"Ministry of Foreign Affairs of Norway", text.Publisher{}, "NOR", claim.Country},
		{"UNHCR", text.Publisher{}, "UNHCR", claim.Organization},
		{"Palace Press Desk", text.Publisher{}, "", claim.Organization},
		{"Palace Press Desk", text.Publisher{ID: "palace", Kind: "government", Country: "NOR"}, "NOR", claim.Country},
		{"Palace Gazette", text.Publisher{ID: "gazette", Kind: "newspaper", Country: "NOR"}, "", claim.Organization},
	} {
		got := Of(&lang.Analysis{Doc: &text.Document{Source: c.source, Publisher: c.publisher}})
		if got.Name == "" || got.Code != c.code || got.Kind != c.kind {
			t.Errorf("%s (%s): %+v", c.source, c.publisher.Kind, got)
		}
	}
}
