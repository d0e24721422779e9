package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// show writes matches as "words=reading,reading", a reading being its kind,
// form and code.
func show(text string) string {
	var out []string
	for _, m := range Find(nil, text) {
		var readings []string
		for _, e := range m.Entries {
			r := string(e.Kind)
			if e.Form != Name {
				r += "." + string(e.Form)
			}
			if c := e.Code; c != "" {
				r += ":" + c
			} else if e.Country != "" {
				r += "@" + e.Country
			}
			readings = append(readings, r)
		}
		if m.Caps {
			readings = append(readings, "caps")
		}
		out = append(out, text[m.Start:m.End]+"="+strings.Join(readings, ","))
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ukraine’s army", "Ukraine=country:UKR"},
		{"[Russia’s invasion]", "Russia=country:RUS"},
		{"Japan** said", "Japan=country:JPN"},
		{"the Ukrainians", "Ukrainians=country.people:UKR"},
		{"a Swede", "Swede=country.people:SWE"},
		{"Türkiye or Turkiye", "Türkiye=country:TUR; Turkiye=country:TUR"},
		{"they polish a turkey for us", ""},
		{"It told us", ""},
		{"Guinea, Guinea-Bissau and Equatorial Guinea", "Guinea=country:GIN; Guinea-Bissau=country:GNB; Equatorial Guinea=country:GNQ"},
		{"guinea pigs", "guinea pigs=other"},
		{"New Mexico", "New Mexico=place@USA"},
		{"Northern Ireland", "Northern Ireland=place@GBR"},
		{"American Samoa and Samoa", "American Samoa=country:ASM; Samoa=country:WSM"},
		{"Niger and Nigeria", "Niger=country:NER; Nigeria=country:NGA"},
		{"Dominica and the Dominican Republic", "Dominica=country:DMA; Dominican Republic=country:DOM"},
		{"DR Congo", "DR Congo=country:COD"},
		{"Japan. Tobacco", "Japan=country:JPN"},
		{"US dollars", "US dollars=other"},
		{"the U.S. State Department", "U.S. State Department=body@USA"},
		{"U.N. Security Council", "U.N. Security Council=organization:UNSC"},
		{"Côte d’Ivoire", "Côte d’Ivoire=country:CIV"},
		{"NORTH KOREA FIRES", "NORTH KOREA=country:PRK,caps"},
		{"Kyiv and Kiev", "Kyiv=place.seat@UKR,place@UKR; Kiev=place.seat@UKR"},
		{"Washington, D.C.", "Washington, D.C.=place.seat@USA"},
		{"UNICEF and Unicef", "UNICEF=organization:UNICEF"},
		{"Foreign Minister, foreign minister", "Foreign Minister=office; foreign minister=office"},
		{"South\nKorea", "South\nKorea=country:KOR"},
		{"South\n\nKorea", "Korea=country:KOR,country:PRK"},
	} {
		if got := show(c.text); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestLookup(t *testing.T) {
	if got := Lookup("Japan and"); got != nil {
		t.Errorf("a name with more after it: %v", got)
	}
	if got := Lookup("U.S."); len(got) == 0 || got[0].Code != "USA" {
		t.Errorf("U.S.: %v", got)
	}
}

func TestByCode(t *testing.T) {
	for code, want := range map[string]string{"JPN": "Japan", "JP": "Japan", "XKX": "Kosovo", "NATO": "North Atlantic Treaty Organization", "UNHCR": "United Nations High Commissioner for Refugees", "GBR": "United Kingdom"} {
		if e, ok := ByCode(code); !ok || e.Name != want {
			t.Errorf("%s is %q, want %q", code, e.Name, want)
		}
	}
	if _, ok := ByCode("QQQ"); ok {
		t.Error("QQQ is somebody")
	}
	if n := len(Countries()); n < 240 {
		t.Errorf("%d countries only", n)
	}
}

func TestHolders(t *testing.T) {
	for _, c := range []struct{ side, office, day, want string }{
		{"JPN", "prime minister", "2022-02-24", "Fumio Kishida"},
		{"JPN", "prime minister", "2021-10-03", "Yoshihide Suga"},
		{"USA", "president", "2021-01-19", "Donald Trump"},
		{"USA", "president", "2022", "Joe Biden"},
		{"NATO", "secretary-general", "2023-05-01", "Jens Stoltenberg"},
		{"RUS", "president", "", "Vladimir Putin"},
	} {
		got := Holders(c.side, c.office, c.day)
		if len(got) == 0 || got[0].Name != c.want {
			t.Errorf("%s %s on %s: %v, want %s", c.side, c.office, c.day, got, c.want)
		}
	}
	if got := Holders("JPN", "prime minister", "1950-01-01"); len(got) != 0 {
		t.Errorf("before all: %v", got)
	}
}

func TestSurname(t *testing.T) {
	for word, want := range map[string]string{"Kuleba": "UKR", "Xi": "CHN", "Guterres": "UN"} {
		if got := Surname(word); len(got) == 0 || got[0].Country+got[0].Code != want {
			t.Errorf("%s: %v, want %s", word, got, want)
		}
	}
	if got := Surname("Jinping"); got != nil {
		t.Errorf("a given name is no surname: %v", got)
	}
}

// TestForms: every country's adjective is one of that country, in any case
// that a text may have it.
func TestForms(t *testing.T) {
	for _, row := range readRows("data/names.tsv") {
		for _, adj := range list(row, 2) {
			for _, word := range []string{adj, strings.ToUpper(adj)} {
				if !slices.ContainsFunc(Lookup(word), func(e Entry) bool { return e.Code == row[0] && e.Form == Adj }) {
					t.Errorf("%q is no adjective of %s: %s", word, row[0], show(word))
				}
			}
		}
	}
}

// TestCountriesComplete: every country of the territories has English names,
// and every code in the other files is a country's.
func TestCountriesComplete(t *testing.T) {
	for _, row := range readRows("data/countries.tsv") {
		if _, ok := ByCode(row[0]); !ok && !slices.Contains([]string{"ASC", "BVT", "CPT", "CRQ", "DGA", "HMD"}, row[0]) {
			t.Errorf("%s %s has no row in names.tsv", row[0], row[2])
		}
	}
	for node := range tables().index.terms {
		for _, term := range tables().index.terms[node] {
			for _, e := range term.entries {
				if _, ok := tables().names[e.Country]; e.Country != "" && !ok {
					t.Errorf("%v: no country %q", term.words, e.Country)
				}
			}
		}
	}
}

// TestEveryNameIsFound: what the tables hold is found by itself, whole.
func TestEveryNameIsFound(t *testing.T) {
	for _, file := range []string{"names", "capitals", "regions", "countries"} {
		for _, row := range readRows("data/" + file + ".tsv") {
			name := strings.Split(row[1], "|")[0]
			if file == "countries" {
				name = row[2]
			}
			if _, ok := ByCode(row[0]); ok && Lookup(name) == nil {
				t.Errorf("%s: %q is not found: %s", file, name, show(name))
			}
		}
	}
}

func TestFindDoesNotAllocate(t *testing.T) {
	text := strings.Repeat("On Friday the farmers of the valley asked nobody for anything. ", 20)
	dst := Find(nil, text)
	if n := testing.AllocsPerRun(20, func() { dst = Find(dst[:0], text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Japan's U.S. aid, “Kyiv”")
	f.Add("\xff\xfeUS\xc3")
	f.Add("South\u00a0Korea & Côte d'Ivoire..")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, m := range Find(nil, text) {
			if m.Start < at || m.End <= m.Start || m.End > len(text) || len(m.Entries) == 0 {
				t.Fatalf("%q: bad match %+v after %d", text, m, at)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%q: a match cuts a rune: %+v", text, m)
			}
			at = m.End
		}
	})
}

func ExampleFind() {
	text := "Japanese Foreign Minister meets the U.S. State Department in Kyiv"
	for _, m := range Find(nil, text) {
		e := m.Entries[0]
		fmt.Printf("%s: %s of %q\n", text[m.Start:m.End], e.Kind, e.Country)
	}
	// Output:
	// Japanese: country of "JPN"
	// Foreign Minister: office of ""
	// U.S. State Department: body of "USA"
	// Kyiv: place of "UKR"
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Finnish Foreign Minister Elina Valtonen told reporters in Riga on Monday that Finland would give $12 million to a NATO trust fund. ", 50)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var dst []Match
	for b.Loop() {
		dst = Find(dst[:0], text)
	}
}
