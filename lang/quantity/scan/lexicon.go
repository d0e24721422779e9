package scan

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"kiroku/value"
)

//go:embed en/numbers.txt en/bounds.txt en/units.txt en/currencies.txt en/calendar.txt en/counting.txt
var valueFiles embed.FS

// class is what a number word does to the number being read.
type class uint8

const (
	NoClass  class = iota
	Unit           // zero to nine
	Teen           // ten to nineteen
	Ten            // twenty to ninety
	Hundred        // times a hundred
	Scale          // thousand and up, lakh, crore
	Dozen          // times twelve
	Vague          // a plural with a lower bound: "dozens"
	Ordinal        // "fifth", also the denominator of a fraction
	Fraction       // "half", "quarter"
	Glyph          // "½"
	Suffix         // glued to digits: "5bn"
)

// role is a set of things that a word can be, see the data files.
type role uint32

const (
	Label role = 1 << iota
	Maker
	Stop
	Verb
	plural
	singular
	Future
	Past
	Report
	Article
	Change
	Clock
	Tally
	Extent
	Lead
	Carries
	Paid
)

var roleNames = map[string]role{
	"label": Label, "maker": Maker, "stop": Stop, "verb": Verb, "plural": plural, "singular": singular,
	"future": Future, "past": Past, "report": Report, "article": Article, "change": Change,
	"clock": Clock, "tally": Tally, "extent": Extent, "lead": Lead, "carries": Carries, "paid": Paid,
}

var classNames = map[string]class{
	"unit": Unit, "teen": Teen, "ten": Ten, "hundred": Hundred, "scale": Scale, "dozen": Dozen,
	"vague": Vague, "ordinal": Ordinal, "half": Fraction, "glyph": Glyph, "suffix": Suffix,
}

// word is all that the lists say of one word; most words say nothing.
type word struct {
	Class    class
	Num, Den int64 // number value and, of fractions, denominator
	Roles    role
	Month    int
	Weekday  int // 1 is Sunday, 0 none
	Season   int // first month
	Period   string
	Near     int // last -1, this 0, next 1; meaningful with isNear
	IsNear   bool
	Dayword  int
	IsDay    bool
	Part     int // 1 early, 2 mid, 3 late
	Open     string
	Starts   bool    // a mention can begin with it
	Firm     bool    // it can carry a mention by itself: a number word, a month
	Phrases  []Entry // the phrases that begin with this word, longest first
}

// Is reports whether the word, nil for none, plays that role.
func (w *word) Is(r role) bool { return w != nil && w.Roles&r != 0 }

// sense is what a phrase is for.
type sense uint8

const (
	BoundSense sense = iota
	AfterSense       // a bound behind the number
	currencySense
	UnitSense
	FeastSense
	OpenSense // opens an interval: "prior to"
)

// Entry is one term of the lists: one or more words with one meaning.
type Entry struct {
	Words  []string
	sense  sense
	Bound  value.Bound
	Basis  value.Basis
	Codes  []string // currencies, likeliest first
	Code   bool     // an ISO 4217 code: read in capitals only
	After  bool     // a currency read only behind a number
	Cent   bool     // a hundredth of the currency
	Letter bool     // letters that are one only before a large sum: "N300 million"
	Mass   bool     // also a weight: "pounds of flour"
	Unit   string
	Feast  Feast
	Open   string
}

type lexicon struct{ Words map[string]*word }

// Words is the lexicon of numbers, money, units and dates, read once.
var Words = sync.OnceValue(func() *lexicon {
	lex := &lexicon{Words: map[string]*word{}}
	for _, term := range starters {
		lex.word(term)
	}
	for _, file := range []struct {
		name string
		add  func(lex *lexicon, term string, fields []string) error
	}{
		{"numbers", (*lexicon).addNumber}, {"bounds", (*lexicon).addBound}, {"units", (*lexicon).addUnit},
		{"currencies", (*lexicon).addCurrency}, {"calendar", (*lexicon).addCalendar}, {"counting", (*lexicon).addCounting},
	} {
		if err := lex.load("en/"+file.name+".txt", file.add); err != nil {
			panic(err) // the files are part of the program, and a test reads them
		}
	}
	for term, w := range lex.Words {
		w.Firm = w.Class != NoClass || w.Month > 0 || w.Weekday > 0 || w.IsDay || w.Period != "" || w.Season > 0
		w.Starts = w.Firm || w.IsNear || w.Part > 0 || w.Open != "" || w.Roles&Article != 0 || len(w.Phrases) > 0 || slices.Contains(starters, term)
		for _, p := range w.Phrases {
			w.Firm = w.Firm || p.sense == FeastSense
		}
		slices.SortStableFunc(w.Phrases, func(a, b Entry) int { return len(b.Words) - len(a.Words) })
	}
	return lex
})

// starters begin mentions by the grammar itself.
var starters = []string{"several", "few", "many", "earlier", "later", "q", "h", "fy", "fiscal", ".", "-", "−", "minus", "negative"}

func (lex *lexicon) load(path string, add func(*lexicon, string, []string) error) error {
	raw, err := valueFiles.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read word list: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(line, " = ")
		if at < 0 {
			return fmt.Errorf("%s:%d: want term = value", path, n)
		}
		for _, term := range optional(line[:at]) {
			if err := add(lex, term, strings.Fields(line[at+3:])); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
	}
	return nil
}

// optional gives both readings of "dollar(s)".
func optional(term string) []string {
	open, end := strings.Index(term, "("), strings.Index(term, ")")
	if open < 1 || end < open {
		return []string{term}
	}
	return []string{term[:open] + term[end+1:], term[:open] + term[open+1:end] + term[end+1:]}
}

func (lex *lexicon) word(s string) *word {
	w := lex.Words[s]
	if w == nil {
		w = &word{}
		lex.Words[s] = w
	}
	return w
}

func (lex *lexicon) addPhrase(term string, p Entry) {
	for _, pc := range lex.Pieces(nil, term, 0, len(term)) {
		p.Words = append(p.Words, strings.ToLower(term[pc.Start:pc.End]))
	}
	w := lex.word(p.Words[0])
	w.Phrases = append(w.Phrases, p)
}

func (lex *lexicon) addNumber(term string, f []string) error {
	w := lex.word(term)
	c, ok := classNames[f[0]]
	if !ok || len(f) != 2 {
		return fmt.Errorf("unknown class %q", f)
	}
	num, den, _ := strings.Cut(f[1], "/")
	n, err := strconv.ParseInt(num, 10, 64)
	if err != nil {
		return err
	}
	w.Class, w.Num = c, n
	if den != "" {
		w.Den, err = strconv.ParseInt(den, 10, 64)
	}
	return err
}

func (lex *lexicon) addBound(term string, f []string) error {
	p := Entry{sense: BoundSense}
	switch f[0] {
	case "after":
		p.sense, p.Bound = AfterSense, value.Bound(f[1])
	case "basis":
		p.Basis = value.Basis(f[1])
	case "none":
	default:
		p.Bound = value.Bound(f[0])
	}
	lex.addPhrase(term, p)
	return nil
}

func (lex *lexicon) addUnit(term string, f []string) error {
	lex.addPhrase(term, Entry{sense: UnitSense, Unit: strings.Join(f, " ")})
	return nil
}

func (lex *lexicon) addCurrency(term string, f []string) error {
	p := Entry{sense: currencySense}
	for _, s := range f {
		switch s {
		case "code":
			p.Code, p.Codes = true, []string{term}
		case "after", "word":
			p.After = true
		case "weight":
			p.Mass = true
		case "letter":
			p.Letter = true
		case "/100":
			p.Cent, p.After = true, true
		default:
			p.Codes = append(p.Codes, s)
		}
	}
	lex.addPhrase(term, p)
	return nil
}

func (lex *lexicon) addCalendar(term string, f []string) error {
	switch f[0] {
	case "fixed", "floating", "easter", "islamic":
		day, err := readFeast(f[0], f[1])
		lex.addPhrase(term, Entry{sense: FeastSense, Feast: day})
		return err
	}
	if strings.Contains(term, " ") {
		if f[0] != "open" {
			return fmt.Errorf("%q of several words", f[0])
		}
		lex.addPhrase(term, Entry{sense: OpenSense, Open: f[1]})
		return nil
	}
	w := lex.word(term)
	n, _ := strconv.Atoi(f[1])
	switch f[0] {
	case "month":
		w.Month = n
	case "weekday":
		w.Weekday = n + 1
	case "season":
		w.Season = n
	case "period":
		w.Period = f[1]
	case "near":
		w.Near, w.IsNear = n, true
	case "dayword":
		w.Dayword, w.IsDay = n, true
	case "part":
		w.Part = n
	case "open":
		w.Open = f[1]
	default:
		return fmt.Errorf("unknown role %q", f[0])
	}
	return nil
}

// readFeast reads "12-25", "11,4,4,1" (month, n-th or -1 last, weekday, days
// after), days from Easter, and "9,1,30" (Islamic month, day, how many days).
func readFeast(role, v string) (f Feast, err error) {
	switch role {
	case "easter":
		f.Easter = true
		f.Add, err = strconv.Atoi(v)
	case "islamic":
		f.Islamic = true
		_, err = fmt.Sscanf(v, "%d,%d,%d", &f.Month, &f.Day, &f.Add)
	case "fixed":
		_, err = fmt.Sscanf(v, "%d-%d", &f.Month, &f.Day)
	default:
		_, err = fmt.Sscanf(v, "%d,%d,%d,%d", &f.Month, &f.Nth, &f.Weekday, &f.Add)
	}
	return f, err
}

func (lex *lexicon) addCounting(term string, f []string) error {
	w := lex.word(term)
	for _, name := range f {
		r, ok := roleNames[name]
		if !ok {
			return fmt.Errorf("unknown role %q", name)
		}
		w.Roles |= r
	}
	return nil
}

// Feast is a day that a calendar gives a name: a fixed day of a month, a weekday
// counted within one, a day counted from Easter, or days of the Islamic calendar.
type Feast struct {
	Month   time.Month
	Day     int // fixed; 0 for those below
	Weekday time.Weekday
	Nth     int // of the month; -1 the last
	Add     int // days after that; of Islamic feasts, how many they last
	Easter  bool
	Islamic bool // month and day are of the Islamic calendar
}
