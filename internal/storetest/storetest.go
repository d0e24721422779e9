// Package storetest is the suite that every [ledger.Store] passes. In comes a
// function that opens an empty store; the suite adds reports and asks for them
// back through the interface alone.
package storetest

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve"
	"kiroku/text"
	"kiroku/value"
)

// Run runs the suite; open gives a new, empty store, closed by the caller's
// cleanup.
func Run(t *testing.T, open func(t *testing.T) ledger.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, ledger.Store)
	}{
		{"AddAndRead", addAndRead},
		{"AddTwice", addTwice},
		{"RefusesUngrounded", refusesUngrounded},
		{"RefusesLeaveNothing", refusesLeaveNothing},
		{"OddTexts", oddTexts},
		{"IDs", ids},
		{"OnePledgeInSeveralReports", onePledge},
		{"EntryFilters", entryFilters},
		{"LikelyEntries", likelyEntries},
		{"Documents", documents},
		{"ClaimFilters", claimFilters},
		{"ClaimsStopEarly", claimsStopEarly},
		{"Search", search},
		{"SearchHostileWords", searchHostile},
		{"Failures", failures},
		{"Evidence", keepsEvidence},
		{"AddressOfSeveralDocuments", partsAddresses},
		{"CopiesInFiles", partsCopies},
		{"Rebuild", rebuild},
		{"RebuildForOtherRules", otherRules},
		{"Decide", decide},
		{"DecideAtOnce", decideAtOnce},
		{"DecisionsLast", decisionsLast},
		{"Mark", mark},
		{"Cancelled", cancelled},
		{"Concurrent", concurrent},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
	t.Run("Versions", func(t *testing.T) { keepsVersions(t, open) })
	t.Run("AnyOrder", func(t *testing.T) { anyOrder(t, open) })
	t.Run("DecidesNames", func(t *testing.T) { decidesNames(t, open) })
	t.Run("NamesJoinEntries", func(t *testing.T) { namesJoinEntries(t, open) })
	t.Run("NamesInAnyOrder", func(t *testing.T) { namesInAnyOrder(t, open) })
	t.Run("CopiedTexts", func(t *testing.T) { copiedTexts(t, open) })
	t.Run("Asks", func(t *testing.T) { asks(t, open(t)) })
	t.Run("Sources", func(t *testing.T) { sources(t, open(t)) })
	t.Run("AsksLikeMemory", func(t *testing.T) { asksLikeMemory(t, open) })
	t.Run("DerivesLikeMemory", func(t *testing.T) { derivesLikeMemory(t, open) })
}

var rules = resolve.Plain{}

func add(t testing.TB, s ledger.Store, reports ...Report) {
	t.Helper()
	for _, rep := range reports {
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, rules); err != nil {
			t.Fatal(err)
		}
	}
}

// Entries lists every entry.
func Entries(t testing.TB, s ledger.Store) []ledger.Entry {
	t.Helper()
	list, err := s.Entries(t.Context(), ledger.EntryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Holds fails the test for every problem that Verify finds.
func Holds(t testing.TB, s ledger.Store, r ledger.Resolver) {
	t.Helper()
	for p, err := range s.Verify(t.Context(), r) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("verify: %s %s: %s", p.Kind, p.ID, p.Reason)
	}
}

func all[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

func wantCode(t testing.TB, err error, code ledger.Code) {
	t.Helper()
	if got := ledger.CodeOf(err); got != code {
		t.Errorf("error %v has code %q, want %q", err, got, code)
	}
}

// Same fails the test where two values differ.
func Same(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmp.Comparer(value.Number.Equal), cmp.Comparer(sameMoney)); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func sameMoney(a, b *value.Money) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

func addAndRead(t *testing.T, s ledger.Store) {
	rep := Numbered(t, 1)
	added, err := s.Add(t.Context(), rep.Doc, rep.Claims, rules)
	if err != nil {
		t.Fatal(err)
	}
	if !added.New || added.Claims != 2 || len(added.Entries) != 2 {
		t.Errorf("added %+v", added)
	}
	doc, err := s.Document(t.Context(), rep.Doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "document", doc, rep.Doc)
	for _, c := range rep.Claims {
		got, err := s.Claim(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		Same(t, "claim", got, c)
	}
	for _, id := range added.Entries {
		e, err := s.Entry(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if e.ID != id || len(e.Claims) != 1 || !slices.Equal(e.Documents, []string{rep.Doc.ID}) {
			t.Errorf("entry %+v", e)
		}
	}
	for hash, want := range map[string]bool{rep.Doc.RawHash: true, strings.Repeat("0", 64): false, "": false} {
		if got, err := s.HasRaw(t.Context(), hash); err != nil || got != want {
			t.Errorf("HasRaw(%q) = %v, %v", hash, got, err)
		}
	}
	Holds(t, s, rules)
}

func addTwice(t *testing.T, s ledger.Store) {
	rep := Numbered(t, 1)
	add(t, s, rep)
	before := Entries(t, s)
	added, err := s.Add(t.Context(), rep.Doc, rep.Claims, rules)
	if err != nil || added.New || added.Claims != 0 || len(added.Entries) != 0 {
		t.Errorf("second time: %+v, %v", added, err)
	}
	Same(t, "entries", Entries(t, s), before)
	twice := append(slices.Clone(rep.Claims), rep.Claims...)
	other := Numbered(t, 2)
	if added, err = s.Add(t.Context(), other.Doc, append(other.Claims, other.Claims...), rules); err != nil || added.Claims != 2 {
		t.Errorf("%d claims, each given twice: %+v, %v", len(twice), added, err)
	}
	Holds(t, s, rules)
}

func refusesUngrounded(t *testing.T, s ledger.Store) {
	rep := Numbered(t, 1)
	for name, spoil := range map[string]func(doc *text.Document, c *claim.Claim){
		"quote":     func(_ *text.Document, c *claim.Claim) { c.Evidence.Quote = "pledged 9 million dollars" },
		"offsets":   func(_ *text.Document, c *claim.Claim) { c.Evidence.Start++ },
		"far":       func(_ *text.Document, c *claim.Claim) { c.Evidence.End = 1 << 30 },
		"span":      func(_ *text.Document, c *claim.Claim) { c.Spans = map[string]text.Span{"money": {Start: 5, End: 4}} },
		"id":        func(_ *text.Document, c *claim.Claim) { c.ID = strings.Repeat("0", 20) },
		"field":     func(_ *text.Document, c *claim.Claim) { c.Action, c.Measure = "x", "y" },
		"document":  func(_ *text.Document, c *claim.Claim) { c.Document = strings.Repeat("1", 20) },
		"text":      func(doc *text.Document, _ *claim.Claim) { doc.Text += " " },
		"not utf-8": func(doc *text.Document, _ *claim.Claim) { doc.Text = "\xff" },
		"paragraph": func(doc *text.Document, _ *claim.Claim) {
			doc.Paragraphs = []text.Paragraph{{Span: text.Span{Start: 0, End: 1 << 20}}}
		},
	} {
		doc, c := *rep.Doc, rep.Claims[0]
		spoil(&doc, &c)
		if name == "not utf-8" {
			doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
		}
		_, err := s.Add(t.Context(), &doc, []claim.Claim{c}, rules)
		if err == nil {
			t.Errorf("a wrong %s was stored", name)
			continue
		}
		wantCode(t, err, ledger.Invalid)
	}
}

// A resolver that fails by panicking or a claim that is refused leaves no
// trace of its document.
func refusesLeaveNothing(t *testing.T, s ledger.Store) {
	rep := Numbered(t, 1)
	bad := rep.Claims[1]
	bad.Evidence.Quote = "no such words"
	if _, err := s.Add(t.Context(), rep.Doc, []claim.Claim{rep.Claims[0], bad}, rules); err == nil {
		t.Error("stored")
	}
	docs, err := s.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(docs) != 0 || len(Entries(t, s)) != 0 {
		t.Errorf("left behind: %v, %v", docs, err)
	}
	add(t, s, rep)
}

func oddTexts(t *testing.T, s ledger.Store) {
	for _, body := range []string{"", " ", "a\x00b <&> \u2028 \\ \"q\"", "\ufeffCôte d’Ivoire 🇨🇮\r\n\r\nend", strings.Repeat("long ", 60000)} {
		doc := &text.Document{ID: text.DocumentID("s", "", body), Source: "s", Text: body, Title: body[:min(20, len(body))]}
		if strings.TrimSpace(body) == "" {
			add(t, s, Report{Doc: doc})
		} else {
			c, err := claim.Seal(doc, text.Span{Start: 0, End: len(body)}, claim.Claim{Type: claim.Event, Kind: "visit", Content: body})
			if err != nil {
				t.Fatal(err)
			}
			add(t, s, Report{doc, []claim.Claim{c}})
		}
		got, err := s.Document(t.Context(), doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != body || got.Title != doc.Title {
			t.Errorf("%.20q came back as %.20q", body, got.Text)
		}
	}
	Holds(t, s, rules)
}

func ids(t *testing.T, s ledger.Store) {
	for n := range 40 {
		add(t, s, Numbered(t, n))
	}
	doc := Numbered(t, 1).Doc
	got, err := s.Document(t.Context(), doc.ID[:12])
	if err != nil || got.ID != doc.ID {
		t.Errorf("by the beginning of its id: %v, %v", got, err)
	}
	for _, id := range []string{"", "zz", strings.Repeat("f", 21), "%", "' OR 1=1", strings.ToUpper(doc.ID)} {
		_, err := s.Document(t.Context(), id)
		wantCode(t, err, ledger.NotFound)
		_, err = s.Claim(t.Context(), id)
		wantCode(t, err, ledger.NotFound)
		_, err = s.Entry(t.Context(), id)
		wantCode(t, err, ledger.NotFound)
	}
	// 40 documents cannot begin with 16 different digits.
	var several int
	for _, digit := range "0123456789abcdef" {
		if _, err := s.Document(t.Context(), string(digit)); ledger.CodeOf(err) == ledger.Invalid {
			several++
		}
	}
	if several == 0 {
		t.Error("no beginning of an id was ambiguous")
	}
}

func onePledge(t *testing.T, s ledger.Store) {
	a := New(t, "Wire", "2026-03-02", "Norland has promised five million dollars to Sudria.",
		map[string]claim.Claim{"promised five million dollars": Pledge("NOR", "SDN", "5000000", "USD", "")})
	b := New(t, "Daily", "2026-03-04", "Sudria will get $5m from Norland.",
		map[string]claim.Claim{"get $5m": Pledge("NOR", "SDN", "5e6", "USD", "2026-03-01")})
	c := New(t, "Daily", "2026-03-04", "Sudria will get $6m from Norland.",
		map[string]claim.Claim{"get $6m": Pledge("NOR", "SDN", "6000000", "USD", "2026-03-01")})
	add(t, s, a, b, c)
	list := Entries(t, s)
	if len(list) != 2 {
		t.Fatalf("%d entries, want 2: %+v", len(list), list)
	}
	i := slices.IndexFunc(list, func(e ledger.Entry) bool { return len(e.Claims) == 2 })
	if i < 0 {
		t.Fatalf("no entry of two claims: %+v", list)
	}
	e := list[i]
	if len(e.Documents) != 2 || e.When.String() != "2026-03-01" || e.Reported.String() != "2026-03-02/2026-03-04" {
		t.Errorf("entry %+v", e)
	}
	if e.Money == nil || e.Money.String() != "USD 5000000" {
		t.Errorf("money %v", e.Money)
	}
}

func likelyEntries(t *testing.T, s ledger.Store) {
	r := resolve.Rules{}
	meeting := func(with string, confidence float64) claim.Claim {
		return claim.Claim{Type: claim.Event, Kind: "meeting", Polarity: claim.Affirmed, Confidence: confidence, Rule: "event.test", Version: "1",
			Actors: []claim.Party{{Name: "Norland", Code: "NOR"}}, Recipients: []claim.Party{{Name: with, Code: with}}}
	}
	pledge := Pledge("NOR", "UKR", "5", "EUR", "2026-02-01")
	pledge.Confidence = 0.25
	rep := New(t, "Wire", "2026-03-10", "One. Two. Three.", map[string]claim.Claim{"One": meeting("SDN", 0.29), "Two": meeting("TES", 0.3), "Three": pledge})
	add(t, s, rep)
	likely := func(want int) (left string) {
		t.Helper()
		all, err := s.Entries(t.Context(), ledger.EntryFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			if !e.Likely() {
				left = e.ID
			}
		}
		if n, err := s.Count(t.Context(), ledger.EntryFilter{Likely: true}); n != want || err != nil {
			t.Errorf("%d likely entries, %v; want %d", n, err, want)
		}
		return left
	}
	left, err := s.Entry(t.Context(), likely(2))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decide(t.Context(), ledger.Decision{Kind: ledger.Accept, Claims: left.Claims, Who: "ann", At: time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)}, r); err != nil {
		t.Fatal(err)
	}
	if left := likely(3); left != "" {
		t.Errorf("%s was accepted and is still left out", left)
	}
}

func entryFilters(t *testing.T, s ledger.Store) {
	usa := Pledge("USA", "UKR", "1000000", "EUR", "2026-02")
	usa.Actors[0].Name = "U.S. Army"
	usa.Category, usa.Action = "military", "deliver"
	rus := Pledge("RUS", "SYR", "20000000000000000001", "USD", "")
	rus.Actors[0].Name = "Russian Émigré Fund"
	ranged := Pledge("JPN", "PHL", "30", "JPY", "2026-01-05/..")
	ranged.Money.AmountTo = value.Int(50)
	unknown := Pledge("JPN", "IDN", "1", "JPY", "")
	unknown.Money = nil
	toll := Toll("Port Vell", "NOR", "12")
	body := "One. Two. Three. Four. Five."
	rep := New(t, "Wire", "2026-03-10", body, map[string]claim.Claim{
		"One": usa, "Two": rus, "Three": ranged, "Four": unknown, "Five": toll})
	add(t, s, rep, Numbered(t, 3))
	of := func(f ledger.EntryFilter) []string {
		t.Helper()
		f.Document = rep.Doc.ID
		list, err := s.Entries(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, e := range list {
			c, err := s.Claim(t.Context(), e.Claims[0])
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, c.Evidence.Quote)
		}
		slices.Sort(got)
		return got
	}
	date := func(str string) value.Date {
		d, err := value.ParseDate(str)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name string
		f    ledger.EntryFilter
		want string
	}{
		{"all", ledger.EntryFilter{}, "Five Four One Three Two"},
		{"type", ledger.EntryFilter{Types: []claim.Type{claim.Impact, claim.Event}}, "Five"},
		{"types", ledger.EntryFilter{Types: []claim.Type{claim.Aid, claim.Impact}}, "Five Four One Three Two"},
		{"party by code", ledger.EntryFilter{Party: "jpn"}, "Four Three"},
		{"party by words", ledger.EntryFilter{Party: "US"}, "One"},
		{"party with dots", ledger.EntryFilter{Party: "U.S. army"}, "One"},
		{"party without accents", ledger.EntryFilter{Party: "emigre"}, "Two"},
		{"inside a word", ledger.EntryFilter{Party: "ussian"}, ""},
		{"wildcard", ledger.EntryFilter{Party: "%"}, ""},
		{"in any role", ledger.EntryFilter{Party: "UKR"}, "One"},
		{"not that role", ledger.EntryFilter{Actor: "UKR"}, ""},
		{"recipient", ledger.EntryFilter{Recipient: "UKR"}, "One"},
		{"actor by key", ledger.EntryFilter{ActorKey: "JPN"}, "Four Three"},
		{"part of a key", ledger.EntryFilter{ActorKey: "JP"}, ""},
		{"recipient by key", ledger.EntryFilter{RecipientKey: "UKR"}, "One"},
		{"actor and recipient", ledger.EntryFilter{Actor: "JPN", Recipient: "IDN"}, "Four"},
		{"category", ledger.EntryFilter{Category: "military"}, "One"},
		{"action", ledger.EntryFilter{Action: "deliver"}, "One"},
		{"measure", ledger.EntryFilter{Action: "killed"}, "Five"},
		{"type and action", ledger.EntryFilter{Action: "aid.deliver"}, "One"},
		{"another type's action", ledger.EntryFilter{Action: "impact.deliver"}, ""},
		{"part of an action", ledger.EntryFilter{Action: "kill"}, ""},
		{"area", ledger.EntryFilter{Area: "nor"}, "Five"},
		{"words", ledger.EntryFilter{Text: "emigre fund"}, "Two"},
		{"signs", ledger.EntryFilter{Text: "* -"}, ""},
		{"currency", ledger.EntryFilter{Currency: "eur"}, "One"},
		{"period", ledger.EntryFilter{Period: date("2026-02-10")}, "One Three"},
		{"period by reports", ledger.EntryFilter{Period: date("2026-03")}, "Five Four Three Two"},
		{"open period", ledger.EntryFilter{Period: date("../2026-01-04")}, ""},
		{"least", ledger.EntryFilter{MinAmount: value.MustNumber("20000000000000000001")}, "Two"},
		{"least, exactly", ledger.EntryFilter{MinAmount: value.MustNumber("20000000000000000002")}, ""},
		{"least of a range", ledger.EntryFilter{MinAmount: value.Int(40), MaxAmount: value.Int(45)}, "Three"},
		{"most", ledger.EntryFilter{MaxAmount: value.Int(29)}, ""},
		{"both", ledger.EntryFilter{MinAmount: value.Int(30), MaxAmount: value.Int(1000000), Currency: "EUR"}, "One"},
	} {
		if got := strings.Join(of(c.f), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := of(ledger.EntryFilter{Limit: 2}); len(got) != 2 {
		t.Errorf("limit 2 gives %v", got)
	}
	if got := of(ledger.EntryFilter{Offset: 1, Limit: 3}); len(got) != 3 {
		t.Errorf("three after the first are %v", got)
	}
	for _, bad := range []ledger.EntryFilter{{Sort: "colour"}, {Review: "maybe"}, {Text: strings.Repeat("word ", 100)}} {
		_, err := s.Entries(t.Context(), bad)
		wantCode(t, err, ledger.Invalid)
	}
	if list, err := s.Entries(t.Context(), ledger.EntryFilter{Document: "none"}); err != nil || list == nil || len(list) != 0 {
		t.Errorf("entries of no document: %v, %v", list, err)
	}
	dates := []string{}
	for _, e := range Entries(t, s) {
		d := e.When
		if d.IsZero() {
			d = e.Reported
		}
		dates = append(dates, d.From.String())
	}
	if !slices.IsSorted(dates) {
		t.Errorf("not by date: %v", dates)
	}
}

func documents(t *testing.T, s ledger.Store) {
	undated := New(t, "Gazette", "", "No day is known.", nil)
	add(t, s, Numbered(t, 5), Numbered(t, 3), Numbered(t, 4), undated)
	list, err := s.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(list) != 4 {
		t.Fatalf("%d documents, %v", len(list), err)
	}
	if list[0].ID != Numbered(t, 3).Doc.ID || list[3].ID != undated.Doc.ID {
		t.Errorf("not by publication: %v", list)
	}
	want := Numbered(t, 3)
	if list[0].Claims != 2 || list[0].Bytes != len(want.Doc.Text) || list[0].Text != "" {
		t.Errorf("listed as %+v", list[0])
	}
	for name, c := range map[string]struct {
		f    ledger.DocumentFilter
		want int
	}{
		"source": {ledger.DocumentFilter{Source: "outlet 0"}, 1},
		"period": {ledger.DocumentFilter{Period: value.Date{From: value.NewDay(2026, 3, 5)}}, 2},
		"both":   {ledger.DocumentFilter{Source: "Gazette", Period: value.InYear(2026)}, 0},
		"limit":  {ledger.DocumentFilter{Limit: 3}, 3},
	} {
		if list, err := s.Documents(t.Context(), c.f); err != nil || len(list) != c.want {
			t.Errorf("%s: %d documents, want %d, %v", name, len(list), c.want, err)
		}
	}
}

func claimFilters(t *testing.T, s ledger.Store) {
	add(t, s, Numbered(t, 1), Numbered(t, 8), Numbered(t, 2))
	e, err := s.Entries(t.Context(), ledger.EntryFilter{MinAmount: value.Int(2000000), MaxAmount: value.Int(2000000)})
	if err != nil || len(e) != 1 {
		t.Fatalf("%v, %v", e, err)
	}
	for name, c := range map[string]struct {
		f    ledger.ClaimFilter
		want int
	}{
		"all":      {ledger.ClaimFilter{}, 6},
		"document": {ledger.ClaimFilter{Document: Numbered(t, 1).Doc.ID}, 2},
		"type":     {ledger.ClaimFilter{Type: claim.Impact}, 3},
		"entry":    {ledger.ClaimFilter{Entry: e[0].ID}, 2},
		"each":     {ledger.ClaimFilter{Entry: e[0].ID, Document: Numbered(t, 8).Doc.ID, Type: claim.Aid}, 1},
		"none":     {ledger.ClaimFilter{Document: "x"}, 0},
	} {
		if got := all(t, s.Claims(t.Context(), c.f)); len(got) != c.want {
			t.Errorf("%s: %d claims, want %d", name, len(got), c.want)
		}
	}
	list := all(t, s.Claims(t.Context(), ledger.ClaimFilter{Document: Numbered(t, 1).Doc.ID}))
	if list[0].Evidence.Start > list[1].Evidence.Start {
		t.Errorf("not by place: %v", list)
	}
}

func claimsStopEarly(t *testing.T, s ledger.Store) {
	add(t, s, Numbered(t, 1), Numbered(t, 2))
	for c, err := range s.Claims(t.Context(), ledger.ClaimFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		// A reader in the middle of a list may ask for more, and may write.
		if _, err := s.Document(t.Context(), c.Document); err != nil {
			t.Fatal(err)
		}
		add(t, s, Numbered(t, 3))
		break
	}
	add(t, s, Numbered(t, 4))
}

func search(t *testing.T, s ledger.Store) {
	a := New(t, "Wire", "2026-03-02", "Floods reach Sudria.\n\n"+strings.Repeat("Nothing else of note happened today. ", 40)+
		"The Café du Port was evacuated after the U.S. delegates’ warning.", nil)
	b := New(t, "Daily", "2026-03-04", "Evacuating the café takes hours. Sudria waits.", nil)
	add(t, s, a, b)
	for _, c := range []struct {
		words string
		want  int
		match string // some match, as it stands in the text
	}{
		{"cafe", 2, "café"},
		{"CAFÉ evacuated", 2, "Evacuating"},
		{`"café du port"`, 1, "Café du Port"},
		{`“café du port”`, 1, "Café du Port"},
		{"u.s.", 1, "U.S"},
		{"delegates", 1, "delegates"},
		{"deleg*", 1, "delegates"},
		{"dele", 0, ""},
		{"sudria NOT waits", 0, ""},
		{"floods OR hours", 0, ""},
		{"", 0, ""}, {"  \"\" - * ", 0, ""},
	} {
		hits, err := s.Search(t.Context(), c.words, 0)
		if err != nil {
			t.Errorf("%s: %v", c.words, err)
			continue
		}
		if len(hits) != c.want {
			t.Errorf("%s: %d hits, want %d", c.words, len(hits), c.want)
		}
		found := c.match == ""
		for _, h := range hits {
			doc, err := s.Document(t.Context(), h.Document)
			if err != nil {
				t.Fatal(err)
			}
			if h.Snippet == "" || h.Span.Of(doc.Text) != h.Snippet || len(h.Snippet) > 600 || h.Title != doc.Title || h.Source != doc.Source {
				t.Errorf("%s: hit %+v", c.words, h)
			}
			for _, m := range h.Matches {
				if !h.Span.Contains(m) {
					t.Errorf("%s: match %v lies outside %v", c.words, m, h.Span)
				}
				found = found || m.Of(doc.Text) == c.match
			}
		}
		if !found {
			t.Errorf("%s: no match reads %q: %+v", c.words, c.match, hits)
		}
	}
	if hits, err := s.Search(t.Context(), "sudria", 1); err != nil || len(hits) != 1 {
		t.Errorf("limit 1: %v, %v", hits, err)
	}
}

func searchHostile(t *testing.T, s ledger.Store) {
	add(t, s, Numbered(t, 1))
	for _, words := range []string{
		`"`, `""`, `"open`, `a"b"c`, `NEAR(a b)`, `title:x`, `^norland`, `norland AND`, `(norland`, `norland)`, `*`, `-norland`, `nor*land`,
		`norland; DROP TABLE documents`, "\x00norland", "norland\x00", "\xff\xfe", "{title text}: x", "+", "a+b", "'", `\`, "日本", "\u200b",
	} {
		if _, err := s.Search(t.Context(), words, 10); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
	_, err := s.Search(t.Context(), strings.Repeat("word ", 100000), 10)
	wantCode(t, err, ledger.Invalid)
	Holds(t, s, rules)
}

func failures(t *testing.T, s ledger.Store) {
	at := time.Date(2026, 3, 1, 2, 3, 4, 5, time.UTC)
	for _, f := range []ledger.Failure{
		{Ref: "b.txt", Reason: "it is empty", RawHash: "00", At: at},
		{Ref: "a.jsonl", Line: 3, Reason: "not JSON", At: at},
		{Ref: "a.jsonl", Line: 2, Reason: "not JSON", At: at},
		{Ref: "a.jsonl", Line: 3, Reason: "no text", At: at.Add(time.Hour)},
	} {
		if err := s.AddFailure(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Failures(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "failures", list, []ledger.Failure{
		{Ref: "a.jsonl", Line: 2, Reason: "not JSON", At: at, Since: at, Tries: 1},
		{Ref: "a.jsonl", Line: 3, Reason: "no text", At: at.Add(time.Hour), Since: at, Tries: 2},
		{Ref: "b.txt", Reason: "it is empty", RawHash: "00", At: at, Since: at, Tries: 1},
	})
	if err := s.ClearFailures(t.Context(), "a.jsonl"); err != nil {
		t.Fatal(err)
	}
	if list, err = s.Failures(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("after clearing: %v, %v", list, err)
	}
}

func rebuild(t *testing.T, s ledger.Store) {
	if err := s.Rebuild(t.Context(), rules); err != nil {
		t.Fatalf("of nothing: %v", err)
	}
	for n := range 30 {
		add(t, s, Numbered(t, n))
	}
	before := Entries(t, s)
	for range 2 {
		if err := s.Rebuild(t.Context(), rules); err != nil {
			t.Fatal(err)
		}
		Same(t, "entries", Entries(t, s), before)
		Holds(t, s, rules)
	}
}

// coarse takes all claims of a type for one thing.
type coarse struct{ resolve.Texts }

func (coarse) Version() string                 { return "coarse/1" }
func (coarse) Keys(rep ledger.Report) []string { return []string{string(rep.Claim.Type)} }
func (coarse) Same(a, b ledger.Report) string {
	if a.Claim.Type == b.Claim.Type {
		return "coarse"
	}
	return ""
}

func (coarse) Entries(c ledger.Component) []ledger.Entry {
	e := ledger.Entry{Type: c.Reports[0].Claim.Type, ID: ledger.EntryID(c.Reports[0].Claim.ID)}
	for _, rep := range c.Reports {
		e.Claims = append(e.Claims, rep.Claim.ID)
	}
	return []ledger.Entry{e}
}

func (coarse) Telling(ledger.Report) (ledger.Telling, bool) { return ledger.Telling{}, false }

func (coarse) RelationKeys(ledger.Report) (in, seek []string) { return nil, nil }

func (coarse) Related(a, b ledger.Report) (ledger.RelationKind, string) { return "", "" }

func (coarse) Relate(e ledger.Entry, _ []ledger.Relation, _ []ledger.Entry) ledger.Entry { return e }

func (coarse) Mentions([]ledger.Report) []ledger.Mention { return nil }

func (coarse) Anchor(claim.Party) (entity, rule string) { return "", "" }

func (coarse) NameKeys(ledger.Name) []string { return nil }

func (coarse) SameName(a, b ledger.Name) string { return "" }

func (coarse) Namesakes(names []ledger.Name) []ledger.Namesake { return nil }

func otherRules(t *testing.T, s ledger.Store) {
	for n := range 10 {
		add(t, s, Numbered(t, n))
	}
	problems := all(t, s.Verify(t.Context(), coarse{}))
	if len(problems) == 0 {
		t.Error("entries of other rules were found to be right")
	}
	rep := Numbered(t, 10)
	if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, coarse{}); err != nil {
		t.Fatal(err)
	}
	if list := Entries(t, s); len(list) != 2 || len(list[0].Claims) != 11 {
		t.Errorf("%d entries by the other rules: %+v", len(list), list)
	}
	Holds(t, s, coarse{})
}

func cancelled(t *testing.T, s ledger.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rep := Numbered(t, 1)
	if _, err := s.Add(ctx, rep.Doc, rep.Claims, rules); !errors.Is(err, context.Canceled) {
		t.Errorf("add: %v", err)
	}
	if _, err := s.Entries(ctx, ledger.EntryFilter{}); !errors.Is(err, context.Canceled) {
		t.Errorf("list: %v", err)
	}
	add(t, s, rep)
}

func concurrent(t *testing.T, s ledger.Store) {
	const writers, reports = 4, 20
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for n := range reports {
				rep := Numbered(t, n)
				if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, rules); err != nil {
					t.Error(err)
				}
				// A reader sees each document with all it made, or not at all.
				if list, err := s.Entries(t.Context(), ledger.EntryFilter{Document: rep.Doc.ID}); err != nil || len(list) != 2 {
					t.Errorf("%d entries, %v", len(list), err)
				}
			}
		})
	}
	wg.Wait()
	if docs, err := s.Documents(t.Context(), ledger.DocumentFilter{}); err != nil || len(docs) != reports {
		t.Errorf("%d documents, %v", len(docs), err)
	}
	Holds(t, s, rules)
}

func anyOrder(t *testing.T, open func(*testing.T) ledger.Store) {
	var want []ledger.Entry
	for seed := range uint64(4) {
		s := open(t)
		for _, n := range rand.New(rand.NewPCG(seed, 1)).Perm(25) {
			add(t, s, Numbered(t, n))
		}
		if seed == 0 {
			want = Entries(t, s)
			continue
		}
		Same(t, "entries", Entries(t, s), want)
	}
}
