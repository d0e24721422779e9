package story

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/resolve/wordlist"
	"kiroku/text"
)

// maxWords bounds how much of a document is compared: what a report is
// about stands in its beginning, and a hostile document costs no more.
const maxWords = 1200

// maxTerms is how many terms of a document are kept, the weightiest.
const maxTerms = 160

// wordKind is what a word looks like. Names tell happenings apart best.
type wordKind uint8

const (
	plainWord wordKind = iota
	nameWord           // capitalised within a sentence and nowhere in lower case
	numberWord
)

// word is a normalised word of a document.
type word struct {
	text string
	kind wordKind
}

// wordsOf gives the words of a text: lower case, plain words cut to a stem,
// numbers without separators. A word that opens a sentence is a name when the
// text has it as a name elsewhere.
func wordsOf(t string, limit int) []word {
	var words []word
	var undecided []int // words capitalised at the start of a sentence
	start := true
	for i := 0; i < len(t) && len(words) < limit; {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case unicode.IsDigit(r):
			w, end := numberAt(t, i)
			words = append(words, word{w, numberWord})
			i, start = end, false
		case unicode.IsLetter(r):
			end := wordEnd(t, i)
			w := strings.ToLower(strings.ReplaceAll(t[i:end], ".", ""))
			kind := plainWord
			opening := unicode.IsUpper(r) && start
			if unicode.IsUpper(r) && !start {
				kind = nameWord
			}
			if len(w) > 1 || kind == nameWord {
				if opening {
					undecided = append(undecided, len(words))
				}
				words = append(words, word{w, kind})
			}
			i, start = end, false
		default:
			if r == '.' || r == '?' || r == '!' || r == '\n' {
				start = true
			}
			i += n
		}
	}
	settleNames(words, undecided)
	for i, w := range words {
		if w.kind == plainWord {
			words[i].text = stem(w.text)
		}
	}
	return words
}

// settleNames decides about words that open a sentence, and takes back names
// that the text also writes in lower case ("The Government", headlines).
func settleNames(words []word, undecided []int) {
	type seen struct{ name, lower bool }
	forms := map[string]seen{}
	open := make(map[int]bool, len(undecided))
	for _, i := range undecided {
		open[i] = true
	}
	for i, w := range words {
		f := forms[w.text]
		switch {
		case open[i] || w.kind == numberWord:
			continue
		case w.kind == nameWord:
			f.name = true
		default:
			f.lower = true
		}
		forms[w.text] = f
	}
	for i, w := range words {
		f := forms[w.text]
		switch {
		case w.kind == numberWord:
		case f.lower:
			words[i].kind = plainWord
		case open[i] && f.name:
			words[i].kind = nameWord
		}
	}
}

// wordEnd is the end of the run of letters and digits at i; the dots of
// "U.S." belong to it.
func wordEnd(t string, i int) int {
	upper := false
	for i < len(t) {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			upper = unicode.IsUpper(r)
		case r == '.' && upper:
			next, _ := utf8.DecodeRuneInString(t[i+1:])
			if !unicode.IsUpper(next) {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// numberAt reads the number at i without its thousands separators: "120,000"
// and the "120, 000" of tokenised texts are one number.
func numberAt(t string, i int) (string, int) {
	var b strings.Builder
	for i < len(t) {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case unicode.IsDigit(r):
			b.WriteRune(r)
			i += n
			continue
		case r == ',' || r == '.':
			j := i + 1
			if j < len(t) && t[j] == ' ' {
				j++
			}
			if next, _ := utf8.DecodeRuneInString(t[min(j, len(t)):]); unicode.IsDigit(next) {
				if r == '.' {
					b.WriteByte('.')
				}
				i = j
				continue
			}
		}
		break
	}
	return b.String(), i
}

// stem cuts the plural and the endings -ing and -ed, after Harman's S stemmer
// (1991): enough to join "kills", "killed" and "killing", too little to join
// words of different meaning.
func stem(w string) string {
	switch n := len(w); {
	case n > 4 && strings.HasSuffix(w, "ies"):
		w = w[:n-3] + "y"
	case n > 3 && w[n-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:n-1]
	}
	switch n := len(w); {
	case n > 5 && strings.HasSuffix(w, "ing"):
		w = w[:n-3]
	case n > 4 && strings.HasSuffix(w, "ed"):
		w = w[:n-2]
	}
	if n := len(w); n > 3 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		w = w[:n-1]
	}
	return w
}

// term is one term of a document: its hash, so that no dictionary grows
// with the corpus, and its weight in the document's unit vector.
type term struct {
	hash   uint32
	weight float32
	kind   wordKind
}

// nameBoost is how much more an occurrence as a name counts.
const nameBoost = 2

// termsOf is a document as a unit vector of its weightiest terms, sorted by
// hash: log(1+occurrences), names counted double, times rarity in the news.
func termsOf(doc *text.Document) []term {
	t := doc.Text
	if doc.Title != "" && !strings.HasPrefix(strings.TrimSpace(t), doc.Title) {
		t = doc.Title + "\n" + t
	}
	type tally struct {
		n    int
		kind wordKind
	}
	counts := map[string]tally{}
	rare := rarity()
	for _, w := range wordsOf(t, maxWords) {
		if rare.stop[w.text] {
			continue
		}
		c := counts[w.text]
		c.n++
		c.kind = max(c.kind, w.kind)
		counts[w.text] = c
	}
	terms := make([]term, 0, len(counts))
	for w, c := range counts {
		n := float64(c.n)
		if c.kind == nameWord {
			n *= nameBoost
		}
		weight := math.Log1p(n) * rare.of(w)
		terms = append(terms, term{hash32(w), float32(weight), c.kind})
	}
	slices.SortFunc(terms, byWeight)
	terms = slices.Clone(terms[:min(len(terms), maxTerms)])
	slices.SortFunc(terms, func(a, b term) int { return cmpUint(a.hash, b.hash) })
	normalise(terms)
	return terms
}

// byWeight orders the weightiest first.
func byWeight(a, b term) int {
	switch {
	case a.weight > b.weight:
		return -1
	case a.weight < b.weight:
		return 1
	}
	return cmpUint(a.hash, b.hash)
}

func cmpUint(a, b uint32) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// normalise makes the weights a unit vector.
func normalise(terms []term) {
	sum := 0.0
	for _, t := range terms {
		sum += float64(t.weight) * float64(t.weight)
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range terms {
		terms[i].weight *= scale
	}
}

// cosines is the similarity of two unit vectors sorted by hash, and the part of
// it that names make.
func cosines(a, b []term) (all, names float64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash < b[j].hash:
			i++
		case a[i].hash > b[j].hash:
			j++
		default:
			product := float64(a[i].weight) * float64(b[j].weight)
			all += product
			if a[i].kind == nameWord || b[j].kind == nameWord {
				names += product
			}
			i++
			j++
		}
	}
	return all, names
}

// namesNorm is the norm of the names of a vector.
func namesNorm(terms []term) float64 {
	sum := 0.0
	for _, t := range terms {
		if t.kind == nameWord {
			sum += float64(t.weight) * float64(t.weight)
		}
	}
	return math.Sqrt(sum)
}

// hash32 is FNV-1a, 64 bits folded to 32.
func hash32(s string) uint32 {
	h := hash64(s)
	return uint32(h ^ h>>32)
}

// hash64 is FNV-1a with a final mix that spreads short words over all bits.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// mix is the finaliser of splitmix64.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

//go:embed words.txt
var wordList string

//go:embed stop.txt
var stopList string

// wordRarity says how rare a word is in writing of this kind, from a fixed
// table and not from the documents at hand: a pair of documents is as similar
// today as it is after ten thousand more have come.
type wordRarity struct {
	documents float64
	frequency map[string]float64
	stop      map[string]bool
}

// rarityPower softens rarity a little, so that one odd word does not decide.
const rarityPower = 0.8

func (r *wordRarity) of(w string) float64 {
	return math.Pow(max(r.idf(w), 0.01), rarityPower)
}

func (r *wordRarity) idf(w string) float64 {
	return math.Log((r.documents + 1) / (r.frequency[w] + 0.5))
}

var rarity = sync.OnceValue(func() *wordRarity {
	r := &wordRarity{documents: 1, frequency: map[string]float64{}, stop: map[string]bool{}}
	for line := range wordlist.Lines(wordList) {
		word, count, _ := strings.Cut(line, " ")
		n := 0.0
		for _, c := range count {
			n = n*10 + float64(c-'0')
		}
		if word == "*" {
			r.documents = n
			continue
		}
		r.frequency[word] = n
	}
	for line := range wordlist.Lines(stopList) {
		r.stop[line], r.stop[stem(line)] = true, true
	}
	return r
})

// Vocabulary is the set of words that a text is compared by, sorted. The
// table of rarities is made from it.
func Vocabulary(t string) []string {
	var words []string
	for _, w := range wordsOf(t, maxWords) {
		if w.kind != numberWord || len(w.text) <= 4 {
			words = append(words, w.text)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}
