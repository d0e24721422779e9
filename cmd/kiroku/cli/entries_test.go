package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kiroku/claim"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/value"
)

var update = flag.Bool("update", false, "rewrite the golden tables")

func country(name, code string) []claim.Party {
	return []claim.Party{{Name: name, Code: code, Kind: claim.Country}}
}

func usd(amount string, b value.Bound) *value.Money {
	return &value.Money{Amount: value.MustNumber(amount), Currency: "USD", Bound: b}
}

// someEntries is one entry of every shape, and texts that no table likes.
func someEntries() []ledger.Entry {
	march := value.InMonth(2024, time.March)
	return []ledger.Entry{
		{ID: "3f2a91c0aa", Type: claim.Aid, Actors: country("Norland", "NOL"), Recipients: country("Sudria", "SUD"), Action: "pledge",
			Category: "military", Money: usd("20000000", value.AtLeast), When: value.OnDay(value.Day{Year: 2024, Month: time.March, Day: 11}),
			Documents: []string{"a", "b", "c", "d"}},
		{ID: "81bc07d4aa", Type: claim.Aid, Actors: []claim.Party{{Name: "Office of the United Nations High Commissioner for Refugees", Code: "UNHCR"}},
			Recipients: country("Democratic Republic of the Congo", "COD"), Via: []claim.Party{{Name: "Orla Relief"}}, Action: "send", Category: "humanitarian",
			Items: []claim.Item{{Name: "family tents", Count: value.Int(1500)}, {Name: "field rations", Count: value.Int(135000), Bound: value.MoreThan}, {Name: "generators"}},
			When:  march, Documents: []string{"a"}},
		{ID: "c0ffee12aa", Type: claim.Aid, Actors: country("Tessaro", ""), Action: "send", Category: "military", Polarity: claim.Negated,
			Recipients: country("Sudria", "SUD"), Reported: march, Documents: []string{"a", "b"}},
		{ID: "77aa00b1aa", Type: claim.Impact, Action: "killed", Where: claim.Location{Name: "Port Amsel"},
			Quantity: value.Quantity{Value: value.Int(1204), Bound: value.AtLeast, Unit: "people"}, When: value.Date{From: value.Day{Year: 2024, Month: time.March, Day: 9}},
			Documents: make([]string, 1200)},
		{ID: "5e5e5e5eaa", Type: claim.Sanction, Actors: country("日本国政府と外務省および防衛省", "JPN"), Action: "impose asset_freeze", Recipients: []claim.Party{{Name: "Ба́нк «Северный» 🏦👨‍👩‍👧"}},
			Quantity: value.Quantity{Value: value.Int(24)}, Documents: []string{"a"}},
		{ID: "0badc0deaa", Type: claim.Event, Actors: []claim.Party{{Name: "\x1b]0;owned\a\x1b[31mRed\x1b[0m\u202eevil\nline\ttab"}}, Action: "visit", Modality: claim.Plan,
			Documents: []string{"a"}},
		{ID: "1234567aaa", Type: claim.Statement, Actors: []claim.Party{{Name: "Averyveryverylongnamewithoutanyspaceinitatallthatmustbebrokensomewhere"}}, Action: "condemn", Content: "We will not forget what was done here",
			Documents: []string{"a"}},
	}
}

func TestEntriesTable(t *testing.T) {
	for _, width := range []int{80, 100, 160} {
		t.Run(strconv.Itoa(width), func(t *testing.T) {
			var out bytes.Buffer
			WriteEntries(&terminal.Console{Stdout: &out, Width: width}, someEntries(), true)
			for line := range strings.Lines(out.String()) {
				if n := terminal.Cells(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("a line of %d columns in %d: %q", n, width, line)
				}
			}
			for _, r := range out.String() {
				if r < 0x20 && r != '\n' || r == 0x7f || r == 0x202e {
					t.Errorf("%U reaches the terminal", r)
				}
			}
			golden(t, "entries-"+strconv.Itoa(width)+".txt", out.String())
		})
	}
}

// golden compares with testdata/name, or rewrites it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s:\nwant:\n%s\ngot:\n%s", path, want, got)
	}
}
