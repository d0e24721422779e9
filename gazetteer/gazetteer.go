// Package gazetteer knows the names that the news of crises uses again and
// again: countries with their adjectives, peoples, capitals and governments;
// cities and regions; organizations, armed groups, news outlets; offices and
// those who held them.
//
// In comes any text; out come the longest names found in it, each with every
// reading that the tables hold for it. "Georgia" is a country, a state of the
// United States and a given name, and the package says so: it represents
// ambiguity and leaves the choice to its caller, who sees the sentence. It
// refuses to guess names it does not list, and it never reads lower-case words
// as names ("turkey", "polish", "us").
//
// The tables are the files under data, parsed once, on first use;
// docs/gazetteer.md says what each holds and how to add to it.
package gazetteer

// Kind says what an entry is.
type Kind string

// The kinds of entries.
const (
	Country      Kind = "country"      // a country or territory: Code is its ISO 3166-1 alpha-3
	Place        Kind = "place"        // a city, region, sea, ...: Country is where it lies
	Organization Kind = "organization" // acts for itself: Code is its usual acronym or short name
	Body         Kind = "body"         // acts for a country: "Pentagon", "Bundestag"
	Outlet       Kind = "outlet"       // news agency, newspaper, broadcaster
	Person       Kind = "person"       // somebody who holds or held an office
	Office       Kind = "office"       // an office, title or rank: "foreign minister", "Gen."
	Given        Kind = "given"        // a given name: "Yoko", "Jordan"
	Other        Kind = "other"        // holds a name and is something else: "guinea pig"
)

// Form says in which form an entry names its thing.
type Form string

// The forms.
const (
	Name   Form = ""       // the name itself, or an abbreviation of it
	Adj    Form = "adj"    // adjective: "Japanese", "Kenyan"
	People Form = "people" // one or many of its people: "Kenyans", "a Swede"
	Seat   Form = "seat"   // its capital or seat, which may stand for its government
)

// Entry is one reading of a name.
type Entry struct {
	Kind    Kind
	Class   string // finer: "city", "alliance", "armed group", "wire", "military rank", ...
	Form    Form
	Name    string // the usual name of the thing itself: "Japan" for "Japanese"
	Code    string // ISO 3166-1 alpha-3 of a country; acronym or short name of an organization
	Country string // alpha-3 of the country that it is, lies in or acts for; "" for none
	Office  string // of a person: "foreign minister"
	From    string // of a person: when the office began, "2021-10" or "2021-10-04"; "" unknown
	To      string // when it ended; "" where it had not or is unknown
}

// Match is a name found in a text.
type Match struct {
	Start, End int     // byte offsets, half-open
	Entries    []Entry // every reading; shared, not to be changed
	Caps       bool    // the text has it in capitals where the table has it in small letters
}

// Find appends to dst the names in the text, longest first at each word, none
// overlapping, in order, and returns it. It takes time in proportion to the
// text's length and allocates nothing but what dst needs to grow.
func Find(dst []Match, text string) []Match { return tables().index.find(dst, text) }

// Lookup gives the readings of a name that is the whole of the string, and
// nothing where the tables do not hold it.
func Lookup(name string) []Entry {
	var buf [1]Match
	found := Find(buf[:0], name)
	if len(found) == 1 && found[0].Start == 0 && found[0].End == len(name) {
		return found[0].Entries
	}
	return nil
}

// ByCode gives the country of an alpha-3 or alpha-2 code, or the organization
// of an acronym, as it is written in claims: "JPN", "JP", "NATO".
func ByCode(code string) (Entry, bool) {
	e, ok := tables().byCode[code]
	return e, ok
}

// Alpha2 gives the ISO 3166-1 alpha-2 code of an alpha-3 code, "" for none.
func Alpha2(alpha3 string) string { return tables().alpha2[alpha3] }

// Countries gives the entry of every country and territory, by code.
func Countries() []Entry { return tables().countries }

// Holders gives those who held an office for a country on a day ("2022-02-24"),
// in the order of the table: an empty office means any. A holder whose dates
// are unknown is given for every day.
func Holders(country, office, day string) []Entry {
	var out []Entry
	for _, e := range tables().holders[country] {
		if (office == "" || e.Office == office) && e.inOffice(day) {
			out = append(out, e)
		}
	}
	return out
}

// inOffice reports whether the day lies within the holder's time. Dates
// compare as text; a shorter one covers the whole month or year it names.
func (e Entry) inOffice(day string) bool {
	if day == "" {
		return true
	}
	began := e.From == "" || e.From <= day || len(day) < len(e.From) && e.From[:len(day)] == day
	ended := e.To != "" && e.To < day && !(len(day) > len(e.To) && day[:len(e.To)] == e.To)
	return began && !ended
}

// Surname gives those of the tables' people whose name ends in the word, or
// begins with it where the family's name comes first ("Xi", "Kim").
func Surname(word string) []Entry { return tables().surnames[word] }
