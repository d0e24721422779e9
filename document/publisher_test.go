package document_test

import (
	"io"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/source"
)

// Who publishes a document, and in which country, is what the extractor reads "the
// government" of a national newspaper by: it is there however the outlet is named.
func TestPublishersCountry(t *testing.T) {
	for _, test := range []struct{ name, in, url, publisher, country string }{
		{"the outlet of a record", `{"text":"The government sent tents.","source":"The Straits Times"}`, "", "straits-times", "SGP"},
		{"its other name", `{"text":"The government sent tents.","source":"NYT"}`, "", "new-york-times", "USA"},
		{"the address of a record", `{"text":"The government sent tents.","url":"https://english.yomiuri.co.jp/a"}`, "", "yomiuri-shimbun", "JPN"},
		{"the address of a page", "<html><body><p>The government sent tents, it said on Monday.</p></body></html>", "https://www.dawn.com/news/1", "dawn", "PAK"},
		{"many countries' own", `{"text":"The government sent tents.","source":"ICRC"}`, "", "icrc", ""},
		{"nobody knows it", `{"text":"The government sent tents.","source":"The Sandvik Herald"}`, "", "", ""},
	} {
		raw := source.Raw{Ref: "it", URL: test.url, Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(test.in)), nil }}
		for doc, problem := range document.Read(raw, document.Options{}) {
			if doc == nil {
				t.Fatal(test.name, problem)
			}
			if p := doc.Publisher; p.ID != test.publisher || p.Country != test.country {
				t.Errorf("%s: %q of %q", test.name, p.ID, p.Country)
			}
		}
	}
}
