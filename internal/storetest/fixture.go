package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/text"
	"kiroku/value"
)

// Report is a document in our own words with the claims that it makes.
type Report struct {
	Doc    *text.Document
	Claims []claim.Claim
}

// New makes a document; each claim's words are found in its text by quote.
func New(t testing.TB, source string, published string, body string, claims map[string]claim.Claim) Report {
	t.Helper()
	day, err := value.ParseDate(published)
	if err != nil {
		t.Fatal(err)
	}
	title, _, _ := strings.Cut(body, ".")
	doc := &text.Document{
		ID: text.DocumentID(source, "", body), Ref: source + ".txt", Source: source, Title: title, Lang: "en",
		Published: day, Retrieved: time.Date(2026, 3, 5, 6, 7, 8, 9, time.UTC), Text: body,
		Updated:    value.InMonth(2024, 3),
		Found:      map[string]string{"title": "first line", "published": "byline"},
		RawHash:    fmt.Sprintf("%064x", len(body)),
		Paragraphs: []text.Paragraph{{Span: text.Span{Start: 0, End: len(body)}, Role: text.Body}},
	}
	rep := Report{Doc: doc}
	for quote, c := range claims {
		at := strings.Index(body, quote)
		if at < 0 {
			t.Fatalf("%q is not in %q", quote, body)
		}
		sealed, err := claim.Seal(doc, text.Span{Start: at, End: at + len(quote)}, c)
		if err != nil {
			t.Fatal(err)
		}
		rep.Claims = append(rep.Claims, sealed)
	}
	return rep
}

// Pledge is an aid claim of so much money.
func Pledge(from, to, amount, currency, on string) claim.Claim {
	c := claim.Claim{Type: claim.Aid, Action: "pledge", Category: "humanitarian", Modality: claim.Promise, Confidence: 0.9,
		Rule: "aid.test", Version: "1",
		Actors:     []claim.Party{{Name: "the government of " + from, Code: from, Kind: claim.Country}},
		Recipients: []claim.Party{{Name: "the people of " + to, Code: to, Kind: claim.Country}},
		Money:      &value.Money{Amount: value.MustNumber(amount), Currency: currency}}
	if on != "" {
		d, err := value.ParseDate(on)
		if err != nil {
			panic(err)
		}
		c.When = claim.When{Text: on, Date: d}
	}
	return c
}

// Toll is an impact claim of so many people killed.
func Toll(where, code, killed string) claim.Claim {
	return claim.Claim{Type: claim.Impact, Measure: "killed", Value: value.MustNumber(killed), Unit: "people",
		Where: claim.Location{Name: where, Code: code}, Confidence: 0.8, Rule: "impact.test", Version: "1"}
}

// Numbered is the n-th of any number of reports, several of which tell of one
// pledge or one toll: reports n and n+pledges share the pledge.
func Numbered(t testing.TB, n int) Report {
	const pledges, tolls = 7, 5
	p, k := n%pledges, n%tolls
	body := fmt.Sprintf("Norland pledged %d million dollars to Sudria. The flood at Port Vell killed %d people, report %d of the day said.", p+1, 10+k, n)
	return New(t, fmt.Sprintf("Outlet %d", n%3), fmt.Sprintf("2026-03-%02d", n%28+1), body, map[string]claim.Claim{
		fmt.Sprintf("pledged %d million dollars", p+1): Pledge("NOR", "SDN", fmt.Sprintf("%d000000", p+1), "USD", "2026-03-01"),
		fmt.Sprintf("killed %d people", 10+k):          Toll("Port Vell", "NOR", fmt.Sprint(10+k)),
	})
}
