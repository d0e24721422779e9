package story

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/text"
)

const (
	shingleWords   = 5     // words in a shingle
	maxSketchWords = 20000 // words of a document that are compared; the rest of a longer one is not
	sketchSize     = 384   // shingle hashes kept, the smallest
	bands          = 32    // of MinHash keys over the whole text
	leadBands      = 10    // of MinHash keys over its beginning
	bandRows       = 2     // minima that make a key
	leadWords      = 60    // words of the beginning
)

// sketch is what is kept of a text to find its copies. It holds hashes and
// figures only, so that a large index does not hold the texts.
type sketch struct {
	words    int
	shingles int      // distinct
	minima   []uint32 // the smallest shingle hashes, sorted: a sample that two texts draw alike
	keys     []uint64 // of the bands; two texts that share one are compared
	names    []nameMark
	figures  []figure
}

// foldedWord is a word in lower case and where it stands.
type foldedWord struct {
	text string
	span text.Span
}

// foldWords gives the words and numbers of a text. Spaces, line breaks and
// punctuation vanish, so that another layout is the same text; the point or
// comma within a number stays.
func foldWords(t string, limit int) []foldedWord {
	var words []foldedWord
	for i := 0; i < len(t) && len(words) < limit; {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		end := foldedEnd(t, i)
		words = append(words, foldedWord{strings.ToLower(t[i:end]), text.Span{Start: i, End: end}})
		i = end
	}
	return words
}

func foldedEnd(t string, i int) int {
	digit := false
	for i < len(t) {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case unicode.IsLetter(r):
			digit = false
		case unicode.IsDigit(r):
			digit = true
		case digit && (r == ',' || r == '.') && i+1 < len(t) && t[i+1] >= '0' && t[i+1] <= '9':
		default:
			return i
		}
		i += n
	}
	return i
}

// sketchOf reads a text once.
func sketchOf(t string) sketch {
	words := foldWords(t, maxSketchWords)
	hashes := shingleHashes(words)
	s := sketch{words: len(words), figures: figuresOf(words)}
	s.keys = bandKeys(s.keys, hashes, bands, 0)
	if len(words) > 0 {
		lead := hashes[:max(0, min(len(hashes), leadWords-shingleWords+1))]
		s.keys = bandKeys(s.keys, lead, leadBands, bands)
	}
	short := make([]uint32, len(hashes))
	for i, h := range hashes {
		short[i] = uint32(h >> 32)
	}
	slices.Sort(short)
	short = slices.Compact(short)
	s.shingles = len(short)
	s.names = nameMarks(t, words)
	s.minima = slices.Clone(short[:min(len(short), sketchSize)])
	return s
}

// shingleHashes hashes every run of shingleWords words, in order.
func shingleHashes(words []foldedWord) []uint64 {
	if len(words) < shingleWords {
		return nil
	}
	single := make([]uint64, len(words))
	for i, w := range words {
		single[i] = hash64(w.text)
	}
	hashes := make([]uint64, len(words)-shingleWords+1)
	for i := range hashes {
		h := uint64(0)
		for _, w := range single[i : i+shingleWords] {
			h = h*0x9e3779b97f4a7c15 + w
		}
		hashes[i] = mix(h)
	}
	return hashes
}

// bandKeys appends one key a band: a hash of bandRows minima of the shingles
// (Broder 1997; Indyk and Motwani 1998). Two texts that share the part j of
// their shingles share a key with probability 1-(1-j^bandRows)^n: 0.99 for j of
// 0.4 over 32 bands, 0.003 for j of 0.01. The minima are those of bins of one
// order of the shingles; an empty bin takes the next full one's (Shrivastava
// and Li 2014), so that the cost does not depend on the number of bands.
func bandKeys(keys []uint64, hashes []uint64, n, first int) []uint64 {
	if len(hashes) == 0 {
		return keys
	}
	bins := n * bandRows
	minima := make([]uint64, bins)
	for i := range minima {
		minima[i] = math.MaxUint64
	}
	for _, h := range hashes {
		bin := h % uint64(bins)
		minima[bin] = min(minima[bin], h)
	}
	row := func(at int) uint64 {
		for step := range bins {
			if m := minima[(at+step)%bins]; m != math.MaxUint64 {
				return m + uint64(step)
			}
		}
		return 0
	}
	for band := range n {
		key := mix(uint64(first + band + 1))
		for r := range bandRows {
			key = mix(key*31 + row(band*bandRows+r))
		}
		keys = append(keys, key)
	}
	return keys
}

const (
	copyPart    = 0.6  // part of the shorter text's shingles that its copy shares
	updatePart  = 0.9  // the same between two texts of one outlet
	renamedPart = 0.08 // part of the names that may be other ones in their places
	copySample  = 12   // sampled shingles that must bear it out
	copyMinimum = 20   // shingles of the shortest text that can be called a copy
)

// copyPartOf says whether one of two texts is a copy of the other, whole or
// cut, and which part of the shorter one stands in the longer one in the same
// order. A form that was filled in again is no copy: between the same words it
// has other names. Of two texts of one outlet only the same text again is a
// copy: one with another figure is the form of a new decision, such as the next
// draw-down of stocks, or a new version.
func (s *sketch) copyPartOf(o *sketch, sameOutlet bool) (part float64, ok bool) {
	if s.shingles > o.shingles {
		s, o = o, s
	}
	part, sample := commonPart(s.minima, o.minima)
	switch {
	case sample < copySample || part < copyPart,
		sameOutlet && (part < updatePart || len(changedFigures(s, o)) > 0),
		renamed(s.names, o.names) > renamedPart:
		return part, false
	}
	return part, true
}

// commonPart estimates which part of the set s is also in the set o, and how
// many members the estimate rests on. Each is given by its smallest hashes, up
// to sketchSize; they are compared below the largest that both samples reach.
func commonPart(s, o []uint32) (part float64, sample int) {
	limit := min(reach(s), reach(o))
	both := 0
	for i, j := 0, 0; i < len(s) && s[i] <= limit; {
		switch {
		case j == len(o) || s[i] < o[j]:
			sample++
			i++
		case s[i] > o[j]:
			j++
		default:
			sample++
			both++
			i++
			j++
		}
	}
	if sample == 0 {
		return 0, 0
	}
	return float64(both) / float64(sample), sample
}

// reach is the largest hash up to which a sample is complete.
func reach(sample []uint32) uint32 {
	if len(sample) < sketchSize {
		return math.MaxUint32
	}
	return sample[len(sample)-1]
}
