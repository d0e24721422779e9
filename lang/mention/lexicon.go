package mention

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
	noClass  class = iota
	unit           // zero to nine
	teen           // ten to nineteen
	ten            // twenty to ninety
	hundred        // times a hundred
	scale          // thousand and up, lakh, crore
	dozen          // times twelve
	vague          // a plural with a lower bound: "dozens"
	ordinal        // "fifth", also the denominator of a fraction
	fraction       // "half", "quarter"
	glyph          // "½"
	suffix         // glued to digits: "5bn"
)

// role is a set of things that a word can be, see the data files.
type role uint32

const (
	label role = 1 << iota
	maker
	stop
	verb
	plural
	singular
	future
	past
	report
	article
	change
	clock
	tally
	extent
	lead
	carries
)

var roleNames = map[string]role{
	"label": label, "maker": maker, "stop": stop, "verb": verb, "plural": plural, "singular": singular,
	"future": future, "past": past, "report": report, "article": article, "change": change,
	"clock": clock, "tally": tally, "extent": extent, "lead": lead, "carries": carries,
}

var classNames = map[string]class{
	"unit": unit, "teen": teen, "ten": ten, "hundred": hundred, "scale": scale, "dozen": dozen,
	"vague": vague, "ordinal": ordinal, "half": fraction, "glyph": glyph, "suffix": suffix,
}

// word is all that the lists say of one word; most words say nothing.
type word struct {
	class   class
	n, d    int64 // number value and, of fractions, denominator
	roles   role
	month   int
	weekday int // 1 is Sunday, 0 none
	season  int // first month
	period  string
	near    int // last -1, this 0, next 1; meaningful with isNear
	isNear  bool
	dayword int
	isDay   bool
	part    int // 1 early, 2 mid, 3 late
	open    string
	starts  bool    // a mention can begin with it
	firm    bool    // it can carry a mention by itself: a number word, a month
	phrases []entry // the phrases that begin with this word, longest first
}

func (w *word) is(r role) bool { return w != nil && w.roles&r != 0 }

// sense is what a phrase is for.
type sense uint8

const (
	boundSense sense = iota
	afterSense       // a bound behind the number
	currencySense
	unitSense
	feastSense
	openSense // opens an interval: "prior to"
)

// entry is one term of the lists: one or more words with one meaning.
type entry struct {
	words []string
	sense sense
	bound value.Bound
	basis value.Basis
	codes []string // currencies, likeliest first
	code  bool     // an ISO 4217 code: read in capitals only
	after bool     // a currency read only behind a number
	cent  bool     // a hundredth of the currency
	unit  string
	feast feast
	open  string
}

type lexicon struct{ words map[string]*word }

// valueWords is the lexicon of numbers, money, units and dates, read once.
var valueWords = sync.OnceValue(func() *lexicon {
	lex := &lexicon{words: map[string]*word{}}
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
	for term, w := range lex.words {
		w.firm = w.class != noClass || w.month > 0 || w.weekday > 0 || w.isDay || w.period != "" || w.season > 0
		w.starts = w.firm || w.isNear || w.part > 0 || w.open != "" || w.roles&article != 0 || len(w.phrases) > 0 || slices.Contains(starters, term)
		for _, p := range w.phrases {
			w.firm = w.firm || p.sense == feastSense
		}
		slices.SortStableFunc(w.phrases, func(a, b entry) int { return len(b.words) - len(a.words) })
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
	w := lex.words[s]
	if w == nil {
		w = &word{}
		lex.words[s] = w
	}
	return w
}

func (lex *lexicon) addPhrase(term string, p entry) {
	for _, pc := range lex.pieces(nil, term, 0, len(term)) {
		p.words = append(p.words, strings.ToLower(term[pc.start:pc.end]))
	}
	w := lex.word(p.words[0])
	w.phrases = append(w.phrases, p)
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
	w.class, w.n = c, n
	if den != "" {
		w.d, err = strconv.ParseInt(den, 10, 64)
	}
	return err
}

func (lex *lexicon) addBound(term string, f []string) error {
	p := entry{sense: boundSense}
	switch f[0] {
	case "after":
		p.sense, p.bound = afterSense, value.Bound(f[1])
	case "basis":
		p.basis = value.Basis(f[1])
	case "none":
	default:
		p.bound = value.Bound(f[0])
	}
	lex.addPhrase(term, p)
	return nil
}

func (lex *lexicon) addUnit(term string, f []string) error {
	lex.addPhrase(term, entry{sense: unitSense, unit: strings.Join(f, " ")})
	return nil
}

func (lex *lexicon) addCurrency(term string, f []string) error {
	p := entry{sense: currencySense}
	for _, s := range f {
		switch s {
		case "code":
			p.code, p.codes = true, []string{term}
		case "after", "word":
			p.after = true
		case "/100":
			p.cent, p.after = true, true
		default:
			p.codes = append(p.codes, s)
		}
	}
	lex.addPhrase(term, p)
	return nil
}

func (lex *lexicon) addCalendar(term string, f []string) error {
	switch f[0] {
	case "fixed", "floating", "easter":
		day, err := readFeast(f[0], f[1])
		lex.addPhrase(term, entry{sense: feastSense, feast: day})
		return err
	}
	if strings.Contains(term, " ") {
		if f[0] != "open" {
			return fmt.Errorf("%q of several words", f[0])
		}
		lex.addPhrase(term, entry{sense: openSense, open: f[1]})
		return nil
	}
	w := lex.word(term)
	n, _ := strconv.Atoi(f[1])
	switch f[0] {
	case "month":
		w.month = n
	case "weekday":
		w.weekday = n + 1
	case "season":
		w.season = n
	case "period":
		w.period = f[1]
	case "near":
		w.near, w.isNear = n, true
	case "dayword":
		w.dayword, w.isDay = n, true
	case "part":
		w.part = n
	case "open":
		w.open = f[1]
	default:
		return fmt.Errorf("unknown role %q", f[0])
	}
	return nil
}

// readFeast reads "12-25", "11-4-4+1" (month, n-th or -1 last, weekday, days
// after) and days from Easter.
func readFeast(role, v string) (f feast, err error) {
	switch role {
	case "easter":
		f.easter = true
		f.add, err = strconv.Atoi(v)
	case "fixed":
		_, err = fmt.Sscanf(v, "%d-%d", &f.month, &f.day)
	default:
		_, err = fmt.Sscanf(v, "%d,%d,%d,%d", &f.month, &f.nth, &f.weekday, &f.add)
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
		w.roles |= r
	}
	return nil
}

// feast is a day that a calendar gives a name: a fixed day of a month, a weekday
// counted within one, or a day counted from Easter.
type feast struct {
	month   time.Month
	day     int // fixed; 0 for those below
	weekday time.Weekday
	nth     int // of the month; -1 the last
	add     int // days after that
	easter  bool
}
