package gazetteer

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var files embed.FS

// table is everything the data files hold, made once.
type table struct {
	index     *index
	byCode    map[string]Entry
	alpha2    map[string]string
	countries []Entry
	holders   map[string][]Entry // by country or organization
	surnames  map[string][]Entry
	names     map[string]string // usual name by alpha-3

	familyFirst map[string]bool // countries where the family's name stands first
}

var tables = sync.OnceValue(load)

// load reads the data files.
func load() *table {
	t := &table{
		index:    newIndex(),
		byCode:   map[string]Entry{},
		alpha2:   map[string]string{},
		holders:  map[string][]Entry{},
		surnames: map[string][]Entry{},
		names:    map[string]string{},

		familyFirst: map[string]bool{},
	}
	for _, read := range []struct {
		file string
		row  func(*table, []string)
	}{
		{"names", (*table).addNames},
		{"countries", (*table).addCountry},
		{"capitals", (*table).addCapital},
		{"regions", (*table).addRegion},
		{"places", (*table).addPlace},
		{"provinces", (*table).addProvince},
		{"organizations", (*table).addOrganization},
		{"groups", (*table).addGroup},
		{"bodies", (*table).addBody},
		{"outlets", (*table).addOutlet},
		{"offices", (*table).addOffice},
		{"family", (*table).addFamilyFirst},
		{"holders", (*table).addHolder},
		{"international", (*table).addOfficial},
		{"given", (*table).addGiven},
		{"other", (*table).addOther},
	} {
		for _, row := range readRows("data/" + read.file + ".tsv") {
			read.row(t, row)
		}
	}
	slices.SortFunc(t.countries, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	return t
}

// readRows gives the rows of a data file. The files are part of the program:
// one that is missing is a mistake of the build.
func readRows(file string) [][]string {
	raw, err := files.ReadFile(file)
	if err != nil {
		panic(fmt.Sprintf("gazetteer: read %s: %v", file, err))
	}
	var rows [][]string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// column is a row's field, "" where it is "-" or the row is shorter.
func column(row []string, i int) string {
	if i >= len(row) || row[i] == "-" {
		return ""
	}
	return row[i]
}

// list is a row's field of names parted by "|".
func list(row []string, i int) []string {
	if f := column(row, i); f != "" {
		return strings.Split(f, "|")
	}
	return nil
}

// add puts a name into the index, and the same without the stops of
// abbreviations: "St. Petersburg" and "St Petersburg".
func (t *table) add(name string, e Entry) {
	t.index.add(name, e)
	if strings.Contains(name, ". ") {
		t.index.add(strings.ReplaceAll(name, ". ", " "), e)
	}
}

func (t *table) addNames(row []string) {
	code, names, adjs := row[0], list(row, 1), list(row, 2)
	e := Entry{Kind: Country, Name: names[0], Code: code, Country: code}
	t.byCode[code] = e
	t.names[code] = e.Name
	t.countries = append(t.countries, e)
	for _, n := range names {
		t.add(n, e)
	}
	e.Form = Adj
	for _, a := range adjs {
		t.add(a, e)
	}
	e.Form = People
	for _, p := range list(row, 3) {
		switch p {
		case "+":
			t.add(adjs[0], e)
			t.add(adjs[0]+"s", e)
		case "=":
			t.add(adjs[0], e)
		default:
			t.add(p, e)
		}
	}
}

func (t *table) addCountry(row []string) {
	code, alpha2 := row[0], column(row, 1)
	e, ok := t.byCode[code]
	if !ok {
		return // names.tsv decides what is a country here
	}
	if alpha2 != "" {
		t.alpha2[code] = alpha2
		t.byCode[alpha2] = e
	}
	for _, n := range append(list(row, 2), list(row, 3)...) {
		t.add(n, e)
	}
}

func (t *table) addCapital(row []string) {
	names := list(row, 1)
	for _, n := range names {
		t.add(n, Entry{Kind: Place, Class: "city", Form: Seat, Name: names[0], Country: row[0]})
	}
}

func (t *table) addRegion(row []string) {
	for _, n := range list(row, 1) {
		t.add(n, Entry{Kind: Place, Class: "region", Name: n, Country: row[0]})
	}
}

func (t *table) addPlace(row []string) {
	for _, group := range row[2:] {
		names := strings.Split(group, "|")
		for _, n := range names {
			t.add(n, Entry{Kind: Place, Class: row[1], Name: names[0], Country: column(row, 0)})
		}
	}
}

func (t *table) addProvince(row []string) {
	for _, unit := range row[1:] {
		names := strings.Split(unit, "|")
		for _, n := range names {
			t.add(n, Entry{Kind: Place, Class: "region", Name: names[0], Country: row[0]})
		}
	}
}

// code reads the first column of organizations: an acronym is a name too, but
// not in brackets.
func code(field string) (code string, isName bool) {
	if inner, ok := strings.CutPrefix(field, "("); ok {
		return strings.TrimSuffix(inner, ")"), false
	}
	return field, true
}

func (t *table) addOrganization(row []string) {
	t.addCoded(Entry{Kind: Organization, Class: row[1]}, row[0], list(row, 2))
}

func (t *table) addGroup(row []string) {
	t.addCoded(Entry{Kind: Organization, Class: "armed group", Country: column(row, 1)}, row[0], list(row, 2))
}

// addCoded adds an organization under all its names. The bodies of one that
// has a row already ("European Commission" of the EU) keep their own name.
func (t *table) addCoded(e Entry, coded string, names []string) {
	acronym, isName := code(coded)
	e.Code, e.Name = acronym, acronym
	if len(names) > 0 {
		e.Name = names[0]
	}
	_, part := t.byCode[acronym]
	if !part {
		t.byCode[acronym] = e
	}
	if isName {
		t.add(acronym, e)
	}
	for _, n := range names {
		if part {
			e.Name = n
		}
		t.add(n, e)
	}
}

func (t *table) addBody(row []string) {
	for _, group := range row[2:] {
		names := strings.Split(group, "|")
		for _, n := range names {
			t.add(n, Entry{Kind: Body, Class: row[1], Name: names[0], Country: row[0]})
		}
	}
}

func (t *table) addOutlet(row []string) {
	for _, group := range row[2:] {
		names := strings.Split(group, "|")
		for _, n := range names {
			t.add(n, Entry{Kind: Outlet, Class: row[1], Name: names[0], Country: column(row, 0)})
		}
	}
}

func (t *table) addOffice(row []string) {
	for office := range strings.SplitSeq(row[1], ";") {
		names := strings.Split(office, "|")
		for _, n := range names {
			t.add(n, Entry{Kind: Office, Class: row[0], Name: names[0], Country: column(row, 2)})
		}
	}
}

func (t *table) addFamilyFirst(row []string) { t.familyFirst[row[0]] = true }

func (t *table) addHolder(row []string) {
	t.addPerson(Entry{Country: row[0]}, row)
}

func (t *table) addOfficial(row []string) {
	t.addPerson(Entry{Code: row[0]}, row)
}

// addPerson adds one who holds an office. Several names of one spelling are
// one person; different people of one office have rows of their own.
func (t *table) addPerson(e Entry, row []string) {
	names := list(row, 4)
	e.Kind, e.Name, e.Office, e.From, e.To = Person, names[0], row[1], column(row, 2), column(row, 3)
	side := e.Country + e.Code
	t.holders[side] = append(t.holders[side], e)
	for _, n := range names {
		t.add(n, e)
		words := strings.Fields(strings.TrimRight(strings.TrimSuffix(n, "Jr."), ", "))
		last := words[len(words)-1]
		if t.familyFirst[side] {
			last = words[0]
		}
		if !slices.Contains(t.surnames[last], e) {
			t.surnames[last] = append(t.surnames[last], e)
		}
	}
}

func (t *table) addGiven(row []string) {
	for n := range strings.FieldsSeq(row[0]) {
		t.add(n, Entry{Kind: Given, Name: n})
	}
}

func (t *table) addOther(row []string) {
	for _, n := range row[1:] {
		t.add(n, Entry{Kind: Other, Class: row[0], Name: n})
	}
}
