package fulltext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/ledger"
	"kiroku/text"
)

// maxQueryWords bounds what one search may ask for.
const maxQueryWords = 64

// passageBytes is about how long a hit's passage is.
const passageBytes = 240

// The marks that the index puts around the words it found. A text that holds
// them already is noticed and shown without its matches.
const (
	MarkOpen  = "\x02\x1e"
	MarkClose = "\x1e\x03"
)

// Query turns what a person typed into a query of the index: every
// word is a string of its own, so no sign of the query language is left to
// mean anything. "quoted words" stay together, word* is a beginning.
func Query(typed string) (string, error) {
	var terms []string
	add := func(term string, prefix bool) {
		if !strings.ContainsFunc(term, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return
		}
		q := `"` + strings.ReplaceAll(strings.ReplaceAll(term, "\x00", " "), `"`, `""`) + `"`
		if prefix {
			q += "*"
		}
		terms = append(terms, q)
	}
	typed = strings.ToValidUTF8(strings.NewReplacer("“", `"`, "”", `"`).Replace(typed), " ")
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			add(part, false)
			continue
		}
		for word := range strings.FieldsSeq(part) {
			stem, prefix := strings.CutSuffix(word, "*")
			add(stem, prefix)
		}
	}
	if len(terms) > maxQueryWords {
		return "", ledger.Errorf(ledger.Invalid, "search: %d words, more than %d", len(terms), maxQueryWords)
	}
	return strings.Join(terms, " "), nil
}

// Matches are the spans of kept that marked puts marks around; none when
// marked without its marks is not kept.
func Matches(kept, marked string) []text.Span {
	var spans []text.Span
	at, open := 0, -1
	for marked != "" {
		switch {
		case strings.HasPrefix(marked, MarkOpen):
			open = at
			marked = marked[len(MarkOpen):]
		case strings.HasPrefix(marked, MarkClose) && open >= 0:
			spans = append(spans, text.Span{Start: open, End: at})
			open = -1
			marked = marked[len(MarkClose):]
		default:
			if at >= len(kept) || kept[at] != marked[0] {
				return nil
			}
			at++
			marked = marked[1:]
		}
	}
	if at != len(kept) || open >= 0 {
		return nil
	}
	return spans
}

// Passage chooses the stretch of text that holds most matches, from the
// beginning of a sentence or word, and the matches inside it.
func Passage(kept string, found []text.Span) (text.Span, []text.Span) {
	best, most := 0, 0
	for i, j := 0, 0; i < len(found); i++ {
		for j < len(found) && found[j].End-found[i].Start <= passageBytes*2/3 {
			j++
		}
		if j-i > most {
			best, most = i, j-i
		}
	}
	var first text.Span
	if len(found) > 0 {
		first = found[best]
	}
	sp := stretch(kept, first)
	var inside []text.Span
	for _, m := range found {
		if sp.Contains(m) {
			inside = append(inside, m)
		}
	}
	return sp, inside
}

// stretch widens a match to a passage that ends with words, not inside them.
func stretch(kept string, match text.Span) text.Span {
	start := match.Start
	back := max(0, start-passageBytes/3)
	lead := kept[back:start]
	if i := strings.LastIndexAny(lead, ".!?\n\r"); i >= 0 {
		start = back + i + 1
	} else if back == 0 {
		start = 0
	} else if i := strings.IndexFunc(lead, unicode.IsSpace); i >= 0 {
		start = back + i
	}
	end := min(len(kept), max(match.End, start+passageBytes))
	if end < len(kept) {
		if i := strings.LastIndexFunc(kept[match.End:end], unicode.IsSpace); i >= 0 {
			end = match.End + i
		} else {
			for end > match.End && !utf8.RuneStart(kept[end]) {
				end--
			}
		}
	}
	inner := kept[start:end]
	start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	return text.Span{Start: start, End: start + len(strings.TrimSpace(inner))}
}
