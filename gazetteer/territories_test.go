package gazetteer

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var rebuild = flag.Bool("rebuild", false, "write countries.tsv and regions.tsv anew from territories.jsonl")

// territory is one line of the territories that OpenSanctions' rigour keeps.
type territory struct {
	Code     string  `json:"code"`
	Alpha3   *string `json:"alpha3"`
	Name     string  `json:"name"`
	FullName string  `json:"full_name"`
	Parent   string  `json:"parent"`
}

const territoriesHead = `# Built from territories.jsonl of OpenSanctions rigour @ 8f4044dd,
# rust/data/territories. Licence: MIT, Copyright OpenSanctions. Not to be
# edited: go test ./gazetteer -run TestTerritories -rebuild writes it anew.
`

var inBrackets = regexp.MustCompile(` *[\[(][^)\]]*[)\]]`)

// TestTerritories rebuilds the two files that come from elsewhere and compares.
func TestTerritories(t *testing.T) {
	raw, err := os.ReadFile("../../shared/data/territories.jsonl")
	if err != nil {
		t.Skipf("no territories to rebuild from: %v", err)
	}
	var all []territory
	alpha3 := map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(raw)); dec.More(); {
		var e territory
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
		if e.Alpha3 != nil {
			alpha3[e.Code] = strings.ToUpper(*e.Alpha3)
		}
	}
	compare(t, "data/countries.tsv", territoriesHead+countryRows(all))
	compare(t, "data/regions.tsv", territoriesHead+regionRows(all, alpha3))
}

// countryRows: alpha-3, alpha-2, name, full name, in order of code.
func countryRows(all []territory) string {
	rows := []string{"# Columns, by tabs: alpha-3; alpha-2 (none for former states); name; full name.\n"}
	for _, e := range all {
		if e.Alpha3 == nil || len(e.Code) != 2 && len(e.Code) != 4 || e.Code == "ip" {
			continue
		}
		alpha2 := "-"
		if len(e.Code) == 2 {
			alpha2 = strings.ToUpper(e.Code)
		}
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s\n", strings.ToUpper(*e.Alpha3), alpha2, plain(e.Name), plain(e.FullName)))
	}
	slices.Sort(rows[1:])
	return strings.Join(rows, "")
}

// regionRows: alpha-3 of the country and name, for the parts of countries.
// Soviet republics are history; two parts have their country from the name.
func regionRows(all []territory, alpha3 map[string]string) string {
	parts := map[string]string{"az-nk": "AZE", "pk-km": "PAK"}
	rows := []string{"# Columns, by tabs: alpha-3 of the country; names.\n"}
	for _, e := range all {
		country := parts[e.Code]
		if country == "" {
			country = alpha3[e.Parent]
		}
		if !strings.Contains(e.Code, "-") || e.Parent == "suhh" || country == "" {
			continue
		}
		name := plain(e.Name)
		if short, ok := strings.CutSuffix(name, " Oblast"); ok {
			name += "|" + short + " region|" + short + " province"
		}
		rows = append(rows, country+"\t"+name+"\n")
	}
	slices.Sort(rows[1:])
	return strings.Join(rows, "")
}

func plain(name string) string {
	return strings.TrimSpace(strings.TrimLeft(inBrackets.ReplaceAllString(name, ""), "‘"))
}

func compare(t *testing.T, file, want string) {
	t.Helper()
	if *rebuild {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil || string(have) != want {
		t.Errorf("%s is not what territories.jsonl gives (%v): rebuild it", file, err)
	}
}
