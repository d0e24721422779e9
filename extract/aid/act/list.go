package act

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Lists of goods are long, and trees of long lists are often broken: the last
// items hang on the wrong word. So counted goods are also read in a line: a
// number, the words up to the next comma or "and", and goods as the last of
// them.

// maxItemWords bounds the words of one item behind its number.
const maxItemWords = 9

// CountedGoods are the goods of a sentence that stand right behind a number.
func (r *Reader) CountedGoods(t *syntax.Tree) []Thing {
	var out []Thing
	for i := 0; i < len(t.Tokens); i++ {
		m := t.ValueAt(i)
		if m == nil || m.Kind != mention.Number && m.Kind != mention.Measure {
			continue
		}
		calibre := t.IsCalibre(i)
		last, end := i, i // a measure covers its unit, too
		for end+1 < len(t.Tokens) && t.ValueAt(end+1) == m {
			if end++; (t.Tokens[end].Tag == "NUM" || t.Lower[end] == "-") && last == end-1 && makeEnd(t, end) < 0 {
				last = end
			}
		}
		if th, ok := r.goodsBehind(t, i, last, m); ok && !calibre {
			out = append(out, th)
		} else if head := r.listedAs(t, last, out); head >= 0 && !calibre {
			th := Thing{Head: head, Count: m, First: i, Goods: &lexicon.GoodsClass{Category: "-", Lethality: "-"}}
			th.name = text.Span{Start: t.Tokens[last+1].Span.Start, End: t.Tokens[head].Span.End}
			out = append(out, th)
		}
		i = end
	}
	return out
}

// listedAs is the noun behind a number that no word list knows, where it stands in
// a list between counted goods: "300 beds, 40 widgets and 20 pumps"; -1 for none.
func (r *Reader) listedAs(t *syntax.Tree, last int, before []Thing) int {
	if len(before) == 0 || last < 2 {
		return -1
	}
	start := last
	for start > 0 && (t.Tokens[start].Tag == "NUM" || t.Lower[start] == "and") {
		start--
	}
	if prev := before[len(before)-1]; prev.Head != start-1 && prev.Head != start || t.Lower[start] != "," && t.Lower[start+1] != "and" {
		return -1
	}
	head := -1
	for k := last + 1; k < len(t.Tokens) && k <= last+maxAttributes && !endsItem(t, k); k++ {
		if t.IsNoun(k) {
			head = k
		}
	}
	if head < 0 || head+1 >= len(t.Tokens) || t.Lower[head+1] != "," && t.Lower[head+1] != "and" || r.Lex.Units[t.Lemma(head)] == "people" {
		return -1
	}
	return head
}

// goodsBehind reads the goods that the number at first to last counts.
func (r *Reader) goodsBehind(t *syntax.Tree, first, last int, m *mention.Mention) (Thing, bool) {
	head, made, model := -1, -1, false
	var size *mention.Mention // "155-mm"
	for k := first; k < len(t.Tokens) && k <= last+maxItemWords && (!endsItem(t, k) || r.sharesHead(t, last, k)); k++ {
		if k > last && (isModel(t.Words(t.Tokens[k].Span)) || t.Tokens[k].Tag == "NUM" && t.Tokens[k].Span.Start == t.Tokens[k-1].Span.End) {
			model = true // "M113", "BMP" and "-1"
		}
		if v := t.ValueAt(k); k > last && v != nil && v != m && !model && v != size {
			if !t.IsCalibre(k) {
				break
			}
			size = v
		}
		if t.IsNoun(k) {
			head = k
		}
		if end := makeEnd(t, k); k > last && end >= 0 {
			head, made, model = k, end, true
			k = end
		}
		if t.Lower[k] == "of" && (head < 0 || !r.Lex.Containers[t.Lemma(head)]) {
			break
		}
	}
	if head < 0 || head < last && t.Tokens[head].Tag == "NUM" {
		return Thing{}, false
	}
	th := Thing{Head: head, Count: m, First: first}
	if name := (text.Span{Start: t.Tokens[last].Span.End, End: t.Tokens[max(head, made)].Span.End}); head > last && !strings.Contains(t.Words(name), " of ") {
		name.Start = t.Tokens[last+1].Span.Start
		th.name = name
	} else if at := strings.LastIndex(t.Words(name), " of "); size != nil && at >= 0 { // the tree seldom holds "units of 155-mm howitzers"
		th.name = text.Span{Start: name.Start + at + len(" of "), End: name.End}
	}
	if v, _, ok := t.Match(r.Lex.Goods, head); ok {
		class, lethality, _ := strings.Cut(v, "\t")
		th.Goods = &lexicon.GoodsClass{Category: class, Lethality: lethality}
		return th, true
	}
	if model || r.Lex.Containers[t.Lemma(head)] && head > last+1 && r.WordClass(t, head-1) != "" {
		th.Goods = &lexicon.GoodsClass{Category: "-", Lethality: "-"}
		return th, true
	}
	return Thing{}, false
}

// endsItem reports whether an item of a list ends before the token.
func endsItem(t *syntax.Tree, k int) bool {
	if word := t.Lower[k]; len(word) > 1 && strings.Contains(word, "-") || k > 0 && t.Lower[k-1] == "-" {
		return false // "single-use"
	}
	switch t.Tokens[k].Tag {
	case "CCONJ", "SCONJ", "PRON", "AUX":
		return true
	case "VERB":
		return t.Tokens[k].XTag != "VBN" && t.Tokens[k].XTag != "VBG"
	case "ADP":
		return t.Lower[k] != "of"
	case "PUNCT":
		return t.Lower[k] != "-"
	}
	return false
}

// sharesHead reports whether the word at k joins two attributes of goods behind it:
// "mouth and nose masks", "mine-resistant, ambush-protected vehicles".
func (r *Reader) sharesHead(t *syntax.Tree, last, k int) bool {
	joins := t.Lower[k] == "and" && k == last+2 || t.Lower[k] == "," && t.Lower[k-1] != t.Lower[k] && k > 1 && t.Lower[k-2] == "-"
	if !joins || r.isGoods(t, k-1) {
		return false
	}
	for n := k + 1; n < len(t.Tokens) && n <= k+maxAttributes && !endsItem(t, n); n++ {
		if t.ValueAt(n) != nil {
			return false
		}
		if r.isGoods(t, n) {
			return true
		}
	}
	return false
}

// maxAttributes bounds the words between "and" and the goods that share it.
const maxAttributes = 4

// isGoods reports whether goods of the lexicon end at the token.
func (r *Reader) isGoods(t *syntax.Tree, k int) bool {
	_, _, ok := t.Match(r.Lex.Goods, k)
	return ok && t.IsNoun(k)
}

// makeEnd is the last token of a make in several: "Mi", "-", "17"; -1 for none.
func makeEnd(t *syntax.Tree, k int) int {
	if k+2 >= len(t.Tokens) || t.Lower[k+1] != "-" || t.Tokens[k+2].Tag != "NUM" {
		return -1
	}
	if sp := (text.Span{Start: t.Tokens[k].Span.Start, End: t.Tokens[k+2].Span.End}); isModel(t.Words(sp)) {
		return k + 2
	}
	return -1
}

// maxMakeLetters bounds the letters of a make that are not all capitals: "Mi-17",
// not "Covid-19".
const maxMakeLetters = 3

// isModel reports whether a word is a make of equipment: capitals with
// figures, as "T-72" and "M113", or a few letters, a hyphen and figures.
func isModel(word string) bool {
	letters, lower, digit := 0, false, false
	for _, c := range word {
		switch {
		case unicode.IsLetter(c):
			letters++
			lower = lower || unicode.IsLower(c)
		case unicode.IsDigit(c):
			digit = true
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	if lower && (letters > maxMakeLetters || !unicode.IsUpper(first) || !strings.Contains(word, "-")) {
		return false
	}
	return letters > 0 && digit
}

// attach gives counted goods that no act holds to an act of the sentence.
func (r *Reader) attach(t *syntax.Tree, acts []Act) []Act {
	for _, th := range r.CountedGoods(t) {
		if known(t, acts, th) {
			continue
		}
		if i := nearestAct(t, acts, th); i >= 0 {
			acts[i].Things = append(acts[i].Things, th)
		} else if at, f, ok := r.wordOfGiving(t, th); ok {
			acts = append(acts, Act{At: at, Frame: f, Verb: t.Carrier(at), Things: []Thing{th}})
		} else if r.boundFor(t, th) {
			acts = append(acts, Act{At: th.Head, Frame: lexicon.Frame{Act: "other", Object: "aid"}, Verb: t.Carrier(th.Head), Things: []Thing{th}})
		}
	}
	return acts
}

// known reports whether an act holds the goods already, and if so tells it how
// many they are and how they are called.
func known(t *syntax.Tree, acts []Act, th Thing) bool {
	for _, a := range acts {
		for i := range a.Things {
			x := &a.Things[i]
			if x.Head == th.Head {
				if x.Count == nil {
					x.Count = th.Count
				}
				x.name = th.name
			}
			if x.Head == th.Head || x.Count != nil && x.Count == th.Count {
				if x.Head < th.Head { // "5 units of howitzers"
					x.name = text.Span{Start: t.Tokens[x.Head].Span.Start, End: t.Tokens[th.Head].Span.End}
				}
				return true
			}
		}
	}
	return false
}

// nearestAct is the act whose word or thing stands next to the left of the
// goods with no finite verb between, else next to the right; -1 for none.
func nearestAct(t *syntax.Tree, acts []Act, th Thing) int {
	left, right, from, to := -1, -1, -1, len(t.Tokens)
	for i, a := range acts {
		for _, at := range append([]int{a.At}, heads(a.Things)...) {
			if at < th.First && at > from && !FiniteBetween(t, at, th.First) {
				left, from = i, at
			}
			if at > th.Head && at < to && !FiniteBetween(t, th.Head, at) {
				right, to = i, at
			}
		}
	}
	if left >= 0 {
		return left
	}
	return right
}

// boundFor reports whether a country stands behind counted goods as who they are
// for: "an agreement on 39 trucks and 6 cranes for Norland".
func (r *Reader) boundFor(t *syntax.Tree, th Thing) bool {
	for k := th.Head + 1; k < len(t.Tokens) && k <= th.Head+maxItemWords && !t.IsVerb(k); k++ {
		if m := t.NameAt(k); m != nil && m.Kind == mention.Country && !m.Adj && t.Marker(t.HeadOf(m.Span)) == "for" {
			return true
		}
	}
	return false
}

// wordOfGiving is the word of giving next to the left of goods that no act
// holds, with no finite verb between.
func (r *Reader) wordOfGiving(t *syntax.Tree, th Thing) (int, lexicon.Frame, bool) {
	for at := th.First - 1; at >= 0 && at > th.First-maxItemWords; at-- {
		if t.IsVerb(at) {
			f, ok := r.Lex.Aid[t.Lemma(at)+"/v"]
			return at, f, ok && f.Act != "host" && f.Act != "help"
		}
		if FiniteBetween(t, at-1, at+1) {
			break
		}
	}
	return -1, lexicon.Frame{}, false
}

func heads(things []Thing) []int {
	out := make([]int, len(things))
	for i, th := range things {
		out[i] = th.Head
	}
	return out
}

// FiniteBetween reports whether a finite verb stands between two tokens.
func FiniteBetween(t *syntax.Tree, from, to int) bool {
	for k := from + 1; k < to; k++ {
		switch t.Tokens[k].XTag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}
