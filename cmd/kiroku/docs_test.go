package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiroku/claim"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/value"
)

// doc reads a page of the project's documentation.
func doc(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestDocsTellOfEveryCommandAndFlag fails for a command or a flag that
// docs/commands.md and docs/commands-keeping.md do not name.
func TestDocsTellOfEveryCommandAndFlag(t *testing.T) {
	parser, err := newParser(&terminal.Console{Stdout: os.Stdout, Stderr: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	page := doc(t, "docs/commands.md") + "\n" + doc(t, "docs/commands-keeping.md")
	_, listing, _ := strings.Cut(page, "\n## kiroku ledger")
	listing, _, _ = strings.Cut(listing, "\n## ")
	for _, c := range completedCommands(parser.Model) {
		_, section, found := strings.Cut(page, "\n## kiroku "+c.name)
		if !found {
			t.Errorf("docs/commands.md has no section on kiroku %s", c.name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		if strings.Contains(section, "takes the filters of `ledger`") {
			section += listing
		}
		for _, f := range c.flags {
			if f.name != "help" && !strings.Contains(section, "`--"+f.name) {
				t.Errorf("docs/commands.md says nothing about kiroku %s --%s", c.name, f.name)
			}
			for _, v := range f.values {
				if !strings.Contains(section, v) {
					t.Errorf("docs/commands.md does not name %s as a value of kiroku %s --%s", v, c.name, f.name)
				}
			}
		}
	}
}

// TestDocsTellOfEveryValue fails for a value of the catalogue that
// docs/claims.md does not name.
func TestDocsTellOfEveryValue(t *testing.T) {
	page := doc(t, "docs/claims.md")
	check := func(what string, values []string) {
		for _, v := range values {
			if !strings.Contains(page, "`"+v+"`") {
				t.Errorf("docs/claims.md does not describe the %s %s", what, v)
			}
		}
	}
	check("type", words(claim.Types))
	check("polarity", words(claim.Polarities))
	check("modality", words(claim.Modalities))
	check("kind of party", words(claim.PartyKinds))
	check("category", claim.Categories)
	check("lethality", claim.Lethalities)
	check("aid action", claim.AidActions)
	check("sanction action", claim.SanctionActions)
	check("sanction measure", claim.SanctionMeasures)
	check("impact measure", claim.ImpactMeasures)
	check("event kind", claim.EventKinds)
	check("stance", claim.Stances)
	check("quoting", claim.Quoting)
	check("bound", words([]value.Bound{value.Exact, value.Approximately, value.AtLeast, value.MoreThan, value.AtMost, value.LessThan, value.Range, value.UpTo}))
	check("basis", words([]value.Basis{value.New, value.Cumulative, value.Remaining, value.Restated}))
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
