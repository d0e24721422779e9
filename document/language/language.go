// Package language tells what language a text is in, by its script, its little
// words and its letters. In go a text and what its document states; out come a
// BCP 47 tag and how it was told.
package language

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	bcp47 "golang.org/x/text/language"
)

//go:embed languages.txt
var languageFile string

// stopWords gives, for each little word, the languages that it is usual in;
// letters gives for a letter that few languages write the ones that do.
type languageTable struct {
	stopWords map[string][]string
	letters   map[rune][]string
}

var languages = sync.OnceValue(func() languageTable {
	t := languageTable{map[string][]string{}, map[rune][]string{}}
	for line := range strings.Lines(languageFile) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		lang := words[0]
		for _, w := range words[1:] {
			if marks, ok := strings.CutPrefix(w, "letters="); ok {
				for _, r := range marks {
					t.letters[r] = append(t.letters[r], lang)
				}
				continue
			}
			t.stopWords[w] = append(t.stopWords[w], lang)
		}
	}
	return t
})

// scripts that are written by one language, or nearly, and the language taken
// where nothing else decides.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"},
	{unicode.Cyrillic, "ru"}, {unicode.Arabic, "ar"}, {unicode.Hebrew, "he"}, {unicode.Greek, "el"},
	{unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Thai, "th"}, {unicode.Georgian, "ka"},
	{unicode.Armenian, "hy"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"}, {unicode.Malayalam, "ml"}, {unicode.Kannada, "kn"}, {unicode.Sinhala, "si"},
	{unicode.Khmer, "km"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"}, {unicode.Ethiopic, "am"}, {unicode.Tibetan, "bo"},
}

// sampleBytes is how much of a text its language is told by, at each of
// beginning, middle and end.
const sampleBytes = 2000

// Of tells what language most of a text is in, as a BCP 47 tag, and how
// it was told. prior is what the document states, which decides what its words
// leave open; with neither, a text in Latin letters is taken for English.
func Of(t, prior, priorHow string) (lang, how string) {
	prior = primary(prior)
	v := tally(sample(t))
	if script := v.script(); script != "" {
		return script, "script"
	}
	best, bestScore, second := "", 0, 0
	for _, lang := range v.order {
		switch score := v.score[lang]; {
		case len(v.own[lang]) < 2 && lang != "en": // "met" is Dutch, and what presidents did
		case score > bestScore:
			best, bestScore, second = lang, score, bestScore
		case score > second:
			second = score
		}
	}
	switch {
	case bestScore*12 >= v.words*wordWeight && bestScore*4 >= second*5 && bestScore >= 2*wordWeight:
		return best, "words"
	case prior != "":
		return prior, priorHow
	case bestScore >= 3*wordWeight && v.score["en"] < bestScore:
		return best, "words"
	}
	return "en", "default"
}

// primary is the language subtag of a BCP 47 tag, or of what is written in its
// place: "en" of "en-GB", "en_US" and "eng".
func primary(tag string) string {
	tag = strings.TrimSpace(tag)
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	base, err := bcp47.ParseBase(tag)
	if err != nil {
		return ""
	}
	return base.String()
}

func sample(t string) string {
	if len(t) <= 3*sampleBytes {
		return t
	}
	mid, end := len(t)/2, len(t)-sampleBytes
	return t[:sampleBytes] + " " + t[mid:mid+sampleBytes] + " " + t[end:]
}

// wordWeight is what a little word counts; a telling letter counts 1.
const wordWeight = 2

// votes are what the words and letters of a sample say.
type votes struct {
	letters, words int
	byScript       map[string]int
	score          map[string]int
	order          []string // languages as they were first met, for a stable result

	own map[string]map[string]bool // by language: its words and letters that are not English too
}

func tally(t string) votes {
	v := votes{byScript: map[string]int{}, score: map[string]int{}, own: map[string]map[string]bool{}}
	table := languages()
	add := func(langs []string, n int, sign string) {
		english := slices.Contains(langs, "en")
		for _, lang := range langs {
			if _, known := v.score[lang]; !known {
				v.order = append(v.order, lang)
				v.own[lang] = map[string]bool{}
			}
			v.score[lang] += n
			if !english {
				v.own[lang][sign] = true
			}
		}
	}
	// An apostrophe is part of a word, or the "s" of "Brazil's" would be Czech.
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || r == '\'' || r == '’' }
	for _, word := range strings.FieldsFunc(strings.ToLower(t), func(r rune) bool { return !inWord(r) }) {
		v.words++
		add(table.stopWords[word], wordWeight, word)
		for _, r := range word {
			v.letters++
			if r < unicode.MaxASCII {
				continue
			}
			add(table.letters[r], 1, string(r))
			for _, s := range scripts {
				if unicode.Is(s.table, r) {
					v.byScript[s.lang]++
					break
				}
			}
		}
	}
	return v
}

// script is the language of a text of which most letters are not Latin: the
// one that its telling letters and words speak for, else the script's usual.
func (v votes) script() string {
	total, best := 0, ""
	for _, s := range scripts { // in order, for a stable result
		n := v.byScript[s.lang]
		if n > v.byScript[best] {
			best = s.lang
		}
	}
	for _, n := range v.byScript {
		total += n
	}
	if total*2 <= v.letters {
		return ""
	}
	if v.byScript["ja"]*8 > total { // kana among Han
		return "ja"
	}
	for _, family := range [][]string{{"ru", "uk", "be", "bg", "sr", "mk", "kk"}, {"ar", "fa", "ur", "ps"}, {"hi", "mr", "ne"}} {
		if family[0] != best {
			continue
		}
		for _, lang := range family {
			if v.score[lang] > v.score[best] {
				best = lang
			}
		}
	}
	return best
}
