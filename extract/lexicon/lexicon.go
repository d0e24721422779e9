package lexicon

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed en
var English embed.FS

// Frame says what a verb, noun or adjective tells: the act or measure, and
// where its object or figure stands. Its meaning is the lexicon's own.
type Frame struct {
	Act    string
	Object string
}

// GoodsClass is what an item of the goods lexicon is given as.
type GoodsClass struct {
	Category  string
	Lethality string
}

// Lexicon is every word list of one language, read once.
type Lexicon struct {
	Event, Saying *Dealings
	Classes       map[string][]string // "@name" -> words
	HomeOffices   map[string]bool     // offices of the author's own government
	Receiving     map[string]bool     // verbs whose subject suffers the noun
	Views         map[string]bool     // nouns of opinion
	Quoting       map[string]bool     // verbs that only beside quoted words are verbs of saying
	Opinions      Opinions
	Persons       map[string]bool   // nouns for one person in office
	GivenNames    map[string]string // given name -> "he" or "she"
	TitleGender   map[string]string // title or noun for a person -> likewise
	TurnLabels
	DoingWords

	Aid, Impact frames
	harmWords
	Stance                   map[string]string // verb of saying -> stance
	AidNouns                 Phrases           // -> class implied
	AidClass                 Phrases           // -> class
	Goods                    Phrases           // -> "class\tlethality"
	SanctionWords            Phrases           // -> "measure\twhat"
	Units                    map[string]string // counted noun -> unit
	Laws                     Phrases
	ActsFor, Groups          map[string]bool
	Forces                   map[string]string // word above a clause -> force
	Negators, SubjectControl map[string]bool
	Intransitive             map[string]bool     // verbs that have no passive
	Venues, Channels, Press  map[string]bool     // how, and through what, somebody speaks to an outlet
	Irregular                map[string]string   // form -> lemma
	Basis                    map[string]string   // word of a sum's phrase -> what the sum counts
	Standings                map[string]Standing // phrases that relate two sums, by place
	Raising                  map[string]string   // verbs that bring a sum to another, with the factor
	Promised                 map[string]bool     // words that a known sum was promised
	Earlier                  map[string]bool     // words beside a verb of saying that it was said before
	Refuge                   map[string]string   // word of seeking refuge -> who, about
	Dispatch, Want           map[string]bool
	Containers               map[string]bool     // nouns that measure out goods
	PartNouns                map[string]bool     // nouns that name a part of a sum
	Benefiting               map[string]bool     // verbs whose object has the good of aid
	Enlisting                map[string]string   // verb -> "by" of coming forward, "to" of what for
	WeakClass                map[string]bool     // words of AidClass that others outdo
	Hostilities              map[string]bool     // nouns for fighting
	Conveying                map[string]bool     // verbs of how what is given goes its way
	Topics                   map[string]bool     // words of what is talked about
	Debts                    map[string]bool     // nouns for what is owed
	Thanks                   map[string]bool     // words whose subject was given or offered something
	Sakes                    map[string]bool     // nouns for whose sake: "for the benefit of"
	Victims                  map[string]bool     // nouns for people whom a disaster struck
	Journeys                 map[string]string   // verb of going -> stage of aid when told as done
	Transports               map[string]bool     // what carries goods
	Carrying                 map[string]bool     // verbs of what it does with them
	Regions                  map[string]bool     // nouns of parts of a country
	PlaceNouns               map[string]string   // noun of a place -> land, area or site
	ClassNouns               map[string][]string // "@" and the class of an organization -> nouns for it
	Papers                   map[string]bool     // what counts and findings are told in
	Aims                     map[string]bool     // nouns that lead to what something is for
	Likelihood               map[string]bool     // words of mere possibility
	LesserTitles             map[string]bool     // words that make an office another: "vice"
	Sides                    map[string]bool     // plural nouns for those who deal with each other
	TimeUnits                map[string]bool     // nouns that measure time
	Deeds                    map[string]bool     // verbs that tell of help without a thing
	Gestures                 map[string]bool     // nouns of saying or showing
	Prices                   map[string]bool     // words that make a sum a price
	Territories              map[string]string   // code of a territory -> code of its country
	Abroad                   map[string]bool     // words of texts that are not about home alone
	Reckoning                map[string]bool     // verbs by which a writer says which sum counts
}

// frames maps "lemma/pos" to its frame.
type frames map[string]Frame

// Phrases are lower-case phrases of one word or more, each with its value, by
// their last word and longest first: most words end none.
type Phrases map[string][]phrase

type phrase struct {
	Before []string // the words before the last, nearest first
	Value  string
}

// indexed makes the phrases of a map.
func indexed(m map[string]string) Phrases {
	out := Phrases{}
	for words, value := range m {
		f := strings.Fields(words)
		last := f[len(f)-1]
		slices.Reverse(f)
		out[last] = append(out[last], phrase{Before: f[1:], Value: value})
	}
	for _, ps := range out {
		slices.SortFunc(ps, func(a, b phrase) int { return len(b.Before) - len(a.Before) })
	}
	return out
}

// Load gives the word lists, read once.
var Load = sync.OnceValue(func() *Lexicon {
	classes := ReadClasses("word-classes")
	labels := readKinds("turn-labels")
	return &Lexicon{
		Aid:            readFrames("aid-frames"),
		Impact:         readFrames("impact-frames"),
		harmWords:      readHarmWords(),
		Classes:        classes,
		Event:          readDealings(classes, "event-frames", "dealing-frames"),
		Saying:         readDealings(classes, "speech-frames", "stance-frames"),
		Stance:         readReporting("speech-frames"),
		AidNouns:       indexed(readMap("aid-nouns")),
		AidClass:       indexed(readSwapped("aid-class")),
		Goods:          indexed(readMap("goods")),
		SanctionWords:  readSanctionWords(),
		Units:          readMap("impact-units"),
		Laws:           indexed(readMap("law-words")),
		ActsFor:        readSet("actsfor-nouns"),
		Groups:         readSet("group-nouns"),
		HomeOffices:    readSet("home-offices"),
		Receiving:      readSet("receiving-verbs"),
		Views:          readSet("view-nouns"),
		Quoting:        readSet("quoting-verbs"),
		Opinions:       readOpinions(),
		DoingWords:     DoingWords{NeverOwn: readSet("never-own"), Others: readSet("others"), Performing: readSet("performing"), TimesOfDay: readSet("times-of-day")},
		Persons:        readSet("persons"),
		GivenNames:     readGenders("given-names"),
		TitleGender:    readGenders("title-genders"),
		TurnLabels:     TurnLabels{Askers: labels["ask"], Answerers: labels["answer"], Labels: labels["title"]},
		Forces:         readMap("forces"),
		Basis:          readMap("basis"),
		Standings:      readStandings(),
		Raising:        readMap("raising"),
		Promised:       readSet("promised"),
		Earlier:        readSet("earlier"),
		Refuge:         readMap("refuge"),
		Dispatch:       readSet("dispatch"),
		Journeys:       readMap("journeys"),
		Transports:     readSet("transports"),
		Carrying:       readSet("carrying"),
		Regions:        readSet("regions"),
		PlaceNouns:     readMap("place-nouns"),
		ClassNouns:     ReadClasses("class-nouns"),
		Papers:         readSet("papers"),
		Aims:           readSet("aims"),
		Likelihood:     readSet("likelihood"),
		LesserTitles:   readSet("lesser-titles"),
		Sides:          readSet("sides"),
		TimeUnits:      readSet("time-units"),
		Territories:    readMap("territories"),
		Abroad:         readSet("abroad"),
		Prices:         readSet("prices"),
		Gestures:       readSet("gestures"),
		Deeds:          readSet("deeds"),
		Want:           readSet("want"),
		Irregular:      readMap("irregular"),
		PartNouns:      readSet("part-nouns"),
		Benefiting:     readSet("benefiting"),
		Enlisting:      readMap("enlisting"),
		WeakClass:      readWeak("aid-class"),
		Hostilities:    readSet("hostilities"),
		Conveying:      readSet("conveying"),
		Topics:         readSet("topics"),
		Debts:          readSet("debts"),
		Thanks:         readSet("thanks"),
		Sakes:          readSet("sakes"),
		Victims:        readSet("victims"),
		Reckoning:      readSet("reckoning"),
		Containers:     readSet("containers"),
		Negators:       readSet("negators"),
		SubjectControl: readSet("subject-control"),
		Intransitive:   readSet("intransitive"),
		Venues:         readSet("venues"),
		Channels:       readSet("channels"),
		Press:          readSet("press"),
	}
})

// Rows gives the tab-separated cells of a word list's lines.
func Rows(name string) [][]string {
	raw, err := English.ReadFile("en/" + name + ".txt")
	if err != nil {
		panic(err) // the list is embedded: only a misspelt name can fail
	}
	var out [][]string
	for line := range strings.SplitSeq(string(raw), "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func readFrames(name string) frames {
	f := frames{}
	for _, r := range Rows(name) {
		f[r[0]] = Frame{Act: r[1], Object: r[2]}
	}
	return f
}

// readMap maps the first cell to the rest of its line.
func readMap(name string) map[string]string {
	m := map[string]string{}
	for _, r := range Rows(name) {
		m[r[0]] = strings.Join(r[1:], "\t")
	}
	return m
}

// readReporting maps the single verbs of a list of dealings to what they are.
func readReporting(name string) map[string]string {
	m := map[string]string{}
	for _, r := range Rows(name) {
		verb, ok := strings.CutSuffix(r[0], "/v")
		verb = strings.TrimSuffix(strings.TrimSuffix(verb, " "+HasClause), " "+IsCalled)
		if ok && !strings.Contains(verb, " ") {
			m[verb] = r[1]
		}
	}
	return m
}

func readSet(name string) map[string]bool {
	m := map[string]bool{}
	for _, r := range Rows(name) {
		m[r[0]] = true
	}
	return m
}

func readSwapped(name string) map[string]string {
	m := map[string]string{}
	for _, r := range Rows(name) {
		m[r[1]] = r[0]
	}
	return m
}

// readWeak gives the second cells of lines that the third calls weak.
func readWeak(name string) map[string]bool {
	m := map[string]bool{}
	for _, r := range Rows(name) {
		if len(r) > 2 && r[2] == "weak" {
			m[r[1]] = true
		}
	}
	return m
}

// readSanctionWords keeps every meaning of a word, newline between them: a
// bank can be sanctioned and be a means of payment that is cut off.
func readSanctionWords() Phrases {
	m := map[string]string{}
	for _, r := range Rows("sanction-words") {
		if m[r[1]] != "" {
			m[r[1]] += "\n"
		}
		m[r[1]] += r[0] + "\t" + r[2]
	}
	return indexed(m)
}
