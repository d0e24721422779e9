package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/text"
	"kiroku/value"
)

// From gives a report an address, a time and the bytes that it was read from.
func From(t testing.TB, rep Report, url string, at time.Time, raw string) Report {
	t.Helper()
	doc := *rep.Doc
	doc.URL, doc.Retrieved = url, at
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	sum := sha256.Sum256([]byte(raw))
	doc.RawHash = hex.EncodeToString(sum[:])
	doc.Raw = &text.Raw{Hash: doc.RawHash, Bytes: []byte(raw), ContentType: "text/html",
		Header: map[string][]string{"Etag": {`"` + doc.ID + `"`}}, Tool: "storetest/1"}
	moved := Report{Doc: &doc}
	for _, c := range rep.Claims {
		sealed, err := claim.Seal(&doc, c.Evidence.Span(), c)
		if err != nil {
			t.Fatal(err)
		}
		moved.Claims = append(moved.Claims, sealed)
	}
	return moved
}

var taken = time.Date(2026, 3, 5, 6, 0, 0, 0, time.UTC)

// Revised are three texts that one address gives on three days: the second
// changes a sum and leaves a toll out, the third adds one.
func Revised(t testing.TB) []Report {
	const url = "https://daily.example/floods"
	bodies := []string{
		"Norland pledged 5 million dollars to Sudria. The flood at Port Vell killed 41 people, the mayor said to the Daily on Thursday.",
		"Norland pledged 7 million dollars to Sudria. The mayor of Port Vell spoke to the Daily on Thursday.",
		"Norland pledged 7 million dollars to Sudria. The mayor of Port Vell spoke to the Daily on Thursday. The flood at Marenta killed 60 people.",
	}
	quoted := []map[string]claim.Claim{
		{"pledged 5 million dollars": Pledge("NOR", "SDN", "5000000", "USD", ""), "killed 41 people": Toll("Port Vell", "NOR", "41")},
		{"pledged 7 million dollars": Pledge("NOR", "SDN", "7000000", "USD", "")},
		{"pledged 7 million dollars": Pledge("NOR", "SDN", "7000000", "USD", ""), "killed 60 people": Toll("Marenta", "NOR", "60")},
	}
	var list []Report
	for i, body := range bodies {
		rep := New(t, "Daily", "2026-03-05", body, quoted[i])
		rep.Doc.Title = "Floods"
		list = append(list, From(t, rep, url, taken.AddDate(0, 0, i), "<p>"+body))
	}
	return list
}

// keepsEvidence gives back the bytes, and when and where they were taken.
func keepsEvidence(t *testing.T, s ledger.Store) {
	reps := Revised(t)
	whole := Numbered(t, 3)
	whole = From(t, whole, "", taken, whole.Doc.Text) // bytes that are the text itself
	add(t, s, append(reps, whole, Numbered(t, 4))...)
	for _, rep := range append(reps, whole) {
		list, err := s.Fetches(t.Context(), rep.Doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		Same(t, "fetches", list, []ledger.Fetch{{Hash: rep.Doc.Raw.Hash, Size: int64(len(rep.Doc.Raw.Bytes)), Ref: rep.Doc.Ref, URL: rep.Doc.URL,
			Retrieved: rep.Doc.Retrieved, ContentType: "text/html", Header: rep.Doc.Raw.Header, Tool: "storetest/1"}})
		b, err := s.Bytes(t.Context(), rep.Doc.Raw.Hash)
		if err != nil || string(b) != string(rep.Doc.Raw.Bytes) {
			t.Errorf("bytes: %q, %v", b, err)
		}
	}
	if list, err := s.Fetches(t.Context(), Numbered(t, 4).Doc.ID); err != nil || len(list) > 0 {
		t.Errorf("a document without evidence has fetches %v, %v", list, err)
	}
	_, err := s.Bytes(t.Context(), "00")
	wantCode(t, err, ledger.NotFound)
	forged := From(t, Numbered(t, 5), "https://daily.example/b", taken, "b")
	forged.Doc.Raw.Bytes = []byte("c")
	_, err = s.Add(t.Context(), forged.Doc, forged.Claims, resolve.Plain{})
	wantCode(t, err, ledger.Invalid)
	Holds(t, s, resolve.Plain{})
}

// keepsVersions holds for the texts of one address in every order of arrival.
func keepsVersions(t *testing.T, open func(*testing.T) ledger.Store) {
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		reps := Revised(t)
		s := open(t)
		for _, i := range order {
			add(t, s, reps[i])
		}
		versions, err := s.Revisions(t.Context(), reps[0].Doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range versions {
			got = append(got, fmt.Sprint(v.Number, v.Document, v.Claims, v.Newest))
		}
		Same(t, "versions", got, []string{
			fmt.Sprint(1, reps[0].Doc.ID, 2, false), fmt.Sprint(2, reps[1].Doc.ID, 1, false), fmt.Sprint(3, reps[2].Doc.ID, 2, true),
		})
		for quote, withdrawn := range map[string]bool{"killed 41 people": true, "killed 60 people": false, "pledged 5 million dollars": false} {
			if got := isWithdrawn(t, s, quote); got != withdrawn {
				t.Errorf("order %v: %q is withdrawn: %v", order, quote, got)
			}
		}
		Holds(t, s, resolve.Plain{})

		// The address goes back to what it said first.
		first := *reps[0].Doc
		first.Retrieved = taken.AddDate(0, 0, 9)
		for range 2 {
			if err := s.Seen(t.Context(), &first, resolve.Plain{}); err != nil {
				t.Fatal(err)
			}
		}
		if fetches, err := s.Fetches(t.Context(), first.ID); err != nil || len(fetches) != 2 {
			t.Errorf("fetches of what was met again: %v, %v", fetches, err)
		}
		if isWithdrawn(t, s, "killed 41 people") || !isWithdrawn(t, s, "killed 60 people") {
			t.Error("what the address says again is withdrawn, or what it says no more is not")
		}
		Holds(t, s, resolve.Plain{})
	}
}

// partsCopies reads copies of three texts of one address out of files, the
// newest first: the days that they state order them.
func partsCopies(t *testing.T, s ledger.Store) {
	reps := Revised(t)
	for i := range reps {
		doc := reps[i].Doc
		doc.Raw.Header = nil
		doc.Ref = fmt.Sprintf("copies/%d.html", len(reps)-i)
		doc.Published = value.OnDay(value.NewDay(2026, 3, 1))
		doc.Updated = value.OnDay(value.NewDay(2026, 3, 2+i))
		doc.Retrieved = taken.AddDate(0, 1, -i)
	}
	add(t, s, reps[2], reps[1], reps[0])
	versions, err := s.Revisions(t.Context(), reps[1].Doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for i, v := range versions {
		got, want = append(got, v.Document), append(want, reps[min(i, 2)].Doc.ID)
	}
	Same(t, "versions", got, want)
	if len(got) != 3 || !isWithdrawn(t, s, "killed 41 people") || isWithdrawn(t, s, "killed 60 people") {
		t.Errorf("of %d copies the last that is stated is not the newest", len(got))
	}
	Holds(t, s, resolve.Plain{})
}

// isWithdrawn looks for a claim among the withdrawn ones of its entry.
func isWithdrawn(t testing.TB, s ledger.Store, quote string) bool {
	t.Helper()
	entries, err := s.Entries(t.Context(), ledger.EntryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		for _, id := range e.Withdrawn {
			c, err := s.Claim(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if c.Evidence.Quote == quote {
				return true
			}
		}
	}
	return false
}

// partsAddresses keeps documents apart that share an address and nothing else.
func partsAddresses(t *testing.T, s ledger.Store) {
	a := From(t, New(t, "Daily", "2026-03-05", "Norland pledged 5 million dollars to Sudria.", nil), "https://daily.example/", taken, "a")
	b := From(t, New(t, "Daily", "2026-03-06", "A storm kept the ferries of Marenta in port all day.", nil), "https://daily.example/", taken.AddDate(0, 0, 1), "b")
	add(t, s, a, b)
	for _, rep := range []Report{a, b} {
		versions, err := s.Revisions(t.Context(), rep.Doc.ID)
		if err != nil || len(versions) != 1 || !versions[0].Newest || versions[0].Number != 1 {
			t.Errorf("versions: %v, %v", versions, err)
		}
	}
}
