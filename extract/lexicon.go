package extract

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed en
var english embed.FS

// frame says what a verb, noun or adjective tells: the act or measure, and
// where its object or figure stands. Its meaning is the lexicon's own.
type frame struct {
	act    string
	object string
}

// goodsClass is what an item of the goods lexicon is given as.
type goodsClass struct {
	category  string
	lethality string
}

// lexicon is every word list of one language, read once.
type lexicon struct {
	event, saying dealings
	classes       map[string][]string // "@name" -> words
	homeOffices   map[string]bool     // offices of the author's own government
	receiving     map[string]bool     // verbs whose subject suffers the noun
	views         map[string]bool     // nouns of opinion
	quoting       map[string]bool     // verbs that only beside quoted words are verbs of saying
	opinions      map[string][]string // word -> the stances that it points to

	aid, impact frames
	harmWords
	stance                   map[string]string // verb of saying -> stance
	aidNouns                 phrases           // -> class implied
	aidClass                 phrases           // -> class
	goods                    phrases           // -> "class\tlethality"
	sanctionWords            phrases           // -> "measure\twhat"
	units                    map[string]string // counted noun -> unit
	laws                     phrases
	actsFor, groups          map[string]bool
	forces                   map[string]string // word above a clause -> force
	negators, subjectControl map[string]bool
	irregular                map[string]string   // form -> lemma
	basis                    map[string]string   // word of a sum's phrase -> what the sum counts
	standings                map[string]standing // phrases that relate two sums, by place
	raising                  map[string]string   // verbs that bring a sum to another, with the factor
	promised                 map[string]bool     // words that a known sum was promised
	refuge                   map[string]string   // word of seeking refuge -> who, about
	dispatch, want           map[string]bool
	containers               map[string]bool // nouns that measure out goods
	partNouns                map[string]bool // nouns that name a part of a sum
}

// frames maps "lemma/pos" to its frame.
type frames map[string]frame

// phrases are lower-case phrases of one word or more, each with its value, by
// their last word and longest first: most words end none.
type phrases map[string][]phrase

type phrase struct {
	before []string // the words before the last, nearest first
	value  string
}

// indexed makes the phrases of a map.
func indexed(m map[string]string) phrases {
	out := phrases{}
	for words, value := range m {
		f := strings.Fields(words)
		last := f[len(f)-1]
		slices.Reverse(f)
		out[last] = append(out[last], phrase{before: f[1:], value: value})
	}
	for _, ps := range out {
		slices.SortFunc(ps, func(a, b phrase) int { return len(b.before) - len(a.before) })
	}
	return out
}

var loadLexicon = sync.OnceValue(func() *lexicon {
	classes := readClasses("word-classes")
	return &lexicon{
		aid:            readFrames("aid-frames"),
		impact:         readFrames("impact-frames"),
		harmWords:      readHarmWords(),
		classes:        classes,
		event:          readDealings(classes, "event-frames", "dealing-frames"),
		saying:         readDealings(classes, "speech-frames", "stance-frames"),
		stance:         readReporting("speech-frames"),
		aidNouns:       indexed(readMap("aid-nouns")),
		aidClass:       indexed(readSwapped("aid-class")),
		goods:          indexed(readMap("goods")),
		sanctionWords:  readSanctionWords(),
		units:          readMap("impact-units"),
		laws:           indexed(readMap("law-words")),
		actsFor:        readSet("actsfor-nouns"),
		groups:         readSet("group-nouns"),
		homeOffices:    readSet("home-offices"),
		receiving:      readSet("receiving-verbs"),
		views:          readSet("view-nouns"),
		quoting:        readSet("quoting-verbs"),
		opinions:       readOpinions(),
		forces:         readMap("forces"),
		basis:          readMap("basis"),
		standings:      readStandings(),
		raising:        readMap("raising"),
		promised:       readSet("promised"),
		refuge:         readMap("refuge"),
		dispatch:       readSet("dispatch"),
		want:           readSet("want"),
		irregular:      readMap("irregular"),
		partNouns:      readSet("part-nouns"),
		containers:     readSet("containers"),
		negators:       readSet("negators"),
		subjectControl: readSet("subject-control"),
	}
})

// rows gives the tab-separated cells of a word list's lines.
func rows(name string) [][]string {
	raw, err := english.ReadFile("en/" + name + ".txt")
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
	for _, r := range rows(name) {
		f[r[0]] = frame{act: r[1], object: r[2]}
	}
	return f
}

// readMap maps the first cell to the rest of its line.
func readMap(name string) map[string]string {
	m := map[string]string{}
	for _, r := range rows(name) {
		m[r[0]] = strings.Join(r[1:], "\t")
	}
	return m
}

// readReporting maps the single verbs of a list of dealings to what they are.
func readReporting(name string) map[string]string {
	m := map[string]string{}
	for _, r := range rows(name) {
		verb, ok := strings.CutSuffix(r[0], "/v")
		verb = strings.TrimSuffix(strings.TrimSuffix(verb, " "+hasClause), " "+isCalled)
		if ok && !strings.Contains(verb, " ") {
			m[verb] = r[1]
		}
	}
	return m
}

// readOpinions maps each word of a line to the first cells of its lines.
func readOpinions() map[string][]string {
	m := map[string][]string{}
	for _, r := range rows("opinion-words") {
		for _, w := range strings.Fields(r[1]) {
			m[w] = append(m[w], r[0])
		}
	}
	return m
}

func readSet(name string) map[string]bool {
	m := map[string]bool{}
	for _, r := range rows(name) {
		m[r[0]] = true
	}
	return m
}

func readSwapped(name string) map[string]string {
	m := map[string]string{}
	for _, r := range rows(name) {
		m[r[1]] = r[0]
	}
	return m
}

// readSanctionWords keeps every meaning of a word, newline between them: a
// bank can be sanctioned and be a means of payment that is cut off.
func readSanctionWords() phrases {
	m := map[string]string{}
	for _, r := range rows("sanction-words") {
		if m[r[1]] != "" {
			m[r[1]] += "\n"
		}
		m[r[1]] += r[0] + "\t" + r[2]
	}
	return indexed(m)
}
