package ledger

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/claim"
)

func TestParties(t *testing.T) {
	for given, want := range map[string][]claim.Party{
		"Norway (NOR); UNHCR ;Red  Cross": {{Name: "Norway", Code: "NOR"}, {Name: "UNHCR", Code: "UNHCR"}, {Name: "Red Cross"}},
		"Bank (of) Sudria":                {{Name: "Bank (of) Sudria"}},
		"Ab":                              {{Name: "Ab"}},
	} {
		got, err := ParseParties(given)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", given, got, err)
		}
	}
	for _, bad := range []string{"", ";", "...", strings.Repeat("A;", 50)} {
		if got, err := ParseParties(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

// What is written for parties is read as the same parties.
func TestPartiesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, err := ParseParties(rapid.String().Draw(t, "given"))
		if err != nil {
			return
		}
		again, err := ParseParties(FormatParties(list))
		if err != nil || !slices.Equal(again, list) {
			t.Fatalf("%q is read as %q, %v", FormatParties(list), again, err)
		}
	})
}

func TestCheckEdit(t *testing.T) {
	aid, sanction := Entry{Type: claim.Aid}, Entry{Type: claim.Sanction}
	for _, c := range []struct {
		e         Entry
		field, to string
		ok        bool
	}{
		{aid, "action", "deliver", true},
		{aid, "action", "killed", false},
		{aid, "money", ">=EUR 5", true},
		{aid, "money", "5", false},
		{aid, "money", "", false},
		{aid, "when", "2024-02-30", false},
		{aid, "when", "", false},
		{aid, "quantity", "5 people", false},
		{aid, "id", "x", false},
		{sanction, "action", "impose travel_ban", true},
		{sanction, "action", "impose", false},
		{sanction, "quantity", "24 parties", true},
		{sanction, "money", "USD 5", false},
		{Entry{Type: claim.Statement}, "action", "deny", true},
	} {
		if err := CheckEdit(c.e, c.field, c.to); (err == nil) != c.ok {
			t.Errorf("%s %s=%q: %v", c.e.Type, c.field, c.to, err)
		}
		after := c.e
		if err := Set(&after, c.field, c.to); (err == nil) != c.ok || reflect.DeepEqual(after, c.e) == c.ok {
			t.Errorf("%s %s=%q: %v, and the entry is %+v", c.e.Type, c.field, c.to, err, after)
		}
	}
}
