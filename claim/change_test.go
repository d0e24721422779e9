package claim_test

import (
	"slices"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/text"
	"kiroku/value"
)

// sealed makes a claim of a quote that stands in the text.
func sealed(t *testing.T, body, quote string, c claim.Claim) claim.Claim {
	t.Helper()
	doc := &text.Document{ID: text.DocumentID("", "", body), Text: body}
	at := strings.Index(body, quote)
	got, err := claim.Seal(doc, text.Span{Start: at, End: at + len(quote)}, c)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func killed(n int64, where string) claim.Claim {
	return claim.Claim{Type: claim.Impact, Measure: "killed", Value: value.Int(n), Unit: "people", Where: claim.Location{Name: where}}
}

func says(content string) claim.Claim {
	return claim.Claim{Type: claim.Statement, Stance: "comment", Content: content, Actors: []claim.Party{{Name: "Ada Brandt"}}}
}

func TestDiff(t *testing.T) {
	const before = "In Marenta 41 people died. In Port Vell 7 people died. Ada Brandt said that the dam of the upper valley would hold. Ada Brandt said nobody had asked."
	const after = "It rained. In Marenta 60 people died. Seven people, 7, died in Port Vell. Ada Brandt said that the dam of the lower valley would hold. The bridge at Ostra fell."
	earlier := []claim.Claim{
		sealed(t, before, "In Marenta 41 people died", killed(41, "Marenta")),
		sealed(t, before, "In Port Vell 7 people died", killed(7, "Port Vell")),
		sealed(t, before, "Ada Brandt said that the dam of the upper valley would hold", says("the dam of the upper valley would hold")),
		sealed(t, before, "Ada Brandt said nobody had asked", says("nobody had asked")),
	}
	later := []claim.Claim{
		sealed(t, after, "In Marenta 60 people died", killed(60, "Marenta")),
		sealed(t, after, "7, died in Port Vell", killed(7, "Port Vell")),
		sealed(t, after, "Ada Brandt said that the dam of the lower valley would hold", says("the dam of the lower valley would hold")),
		sealed(t, after, "The bridge at Ostra fell", claim.Claim{Type: claim.Event, Kind: "disaster", Where: claim.Location{Name: "Ostra"}}),
	}
	ch := claim.Diff(earlier, later)
	if ch.Kept != 1 {
		t.Errorf("%d kept, want the toll of Port Vell in other words", ch.Kept)
	}
	if len(ch.Dropped) != 1 || ch.Dropped[0].ID != earlier[3].ID {
		t.Errorf("dropped: %v", ch.Dropped)
	}
	if len(ch.Added) != 1 || ch.Added[0].ID != later[3].ID {
		t.Errorf("added: %v", ch.Added)
	}
	if len(ch.Altered) != 2 || ch.Altered[0].After.ID != later[0].ID || !slices.Equal(ch.Altered[0].Fields, []string{"value"}) ||
		ch.Altered[1].After.ID != later[2].ID || !slices.Equal(ch.Altered[1].Fields, []string{"content"}) {
		t.Errorf("altered: %+v", ch.Altered)
	}
	if ch.None() || !claim.Diff(earlier, earlier).None() || claim.Diff(nil, nil).Kept != 0 {
		t.Error("a text differs from itself, or two from each other do not")
	}
	if back := claim.Diff(later, earlier); len(back.Added) != 1 || len(back.Dropped) != 1 || len(back.Altered) != 2 {
		t.Errorf("the other way round: %+v", back)
	}
}
