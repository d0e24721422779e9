package store

import (
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/text"
)

// repetitive is a report that makes one claim so many times.
func repetitive(t *testing.T, source string, times int) storetest.Report {
	t.Helper()
	doc := &text.Document{Source: source, Text: strings.Repeat("Norland pledged five million dollars to Sudria once more. ", times)}
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	rep := storetest.Report{Doc: doc}
	for n := range times {
		start := n * len(doc.Text) / times
		c, err := claim.Seal(doc, text.Span{Start: start, End: start + 50}, storetest.Pledge("NOR", "SDN", "5000000", "USD", "2026-03-01"))
		if err != nil {
			t.Fatal(err)
		}
		rep.Claims = append(rep.Claims, c)
	}
	return rep
}

// A document that says one thing hundreds of times is stored in time in
// proportion to its length, and derives as anywhere else.
func TestRepetitiveDocument(t *testing.T) {
	const times = 200
	rep := repetitive(t, "Wire", times)
	s := openTemp(t)
	added, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{})
	if err != nil || added.Claims != times {
		t.Fatal(added.Claims, err)
	}
	var links int
	if err := s.db.QueryRow("SELECT count(*) FROM links").Scan(&links); err != nil || links >= times {
		t.Errorf("%d links, %v", links, err)
	}
	if list := storetest.Entries(t, s); len(list) != 1 {
		t.Errorf("%d entries", len(list))
	}
	storetest.Holds(t, s, resolve.Rules{})
}

// Claims beyond a document's share of a block come to the same entries in
// either order of arrival, and in memory.
func TestRepetitiveInAnyOrder(t *testing.T) {
	long := repetitive(t, "Wire", ledger.MaxBlockPerDocument+8)
	short := repetitive(t, "Daily", 1)
	var reports []ledger.Report
	for _, rep := range []storetest.Report{long, short} {
		for _, c := range rep.Claims {
			reports = append(reports, ledger.Report{Claim: c, Source: rep.Doc.Source})
		}
	}
	want := resolve.Entries(resolve.Rules{}, reports, nil)
	for _, order := range [][]storetest.Report{{long, short}, {short, long}} {
		s := openTemp(t)
		for _, rep := range order {
			if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
				t.Fatal(err)
			}
		}
		storetest.Same(t, "entries", storetest.Entries(t, s), want)
	}
}
