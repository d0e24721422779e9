package harm

import (
	"slices"
	"strings"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Situation reports give many figures without a clause: "628,000 relocated",
// "Number of displaced: 452", "Houses damaged 1,204". Here words that stand side
// by side are enough; trees of such lines mean little.

// besides adds to the figures found in the tree, where those have no number,
// the one that stands directly before the word of harm at i ("12 dead") or that
// a label of which it is part names ("Families displaced: 80"). A bare number
// right before it is its own whatever the tree says: "25 missing, 628,000
// relocated".
func (r *reader) besides(t *syntax.Tree, base figure, i int, found []figure) []figure {
	none := !slices.ContainsFunc(found, func(fig figure) bool { return fig.number != nil })
	if fig, ok := r.before(t, base, i); ok {
		own := slices.ContainsFunc(found, func(other figure) bool { return other.number != nil && other.number.Span == fig.number.Span })
		if none || !own && (t.Tokens[fig.counted].Tag == "NUM" || fig.counted == i-1 && t.Is(i, "acl")) {
			return []figure{fig}
		}
	}
	if none {
		if figs := r.rightOf(t, base, i); len(figs) > 0 {
			return figs
		}
		if fig, ok := r.leftOf(t, base, i); ok {
			return append([]figure{fig}, r.counted(t, base, amongThem(t, fig.counted, fig.at))...)
		}
	}
	if fig, ok := r.labelled(t, base, i); ok && (none || found[0].number != nil && found[0].number.Span == fig.number.Span) {
		return []figure{fig} // "Families evacuated 1,230" has no object
	}
	return found
}

// before reads the number or counted noun left of a participle or adjective,
// over adverbs and forms of "be" and "leave".
func (r *reader) before(t *syntax.Tree, base figure, i int) (figure, bool) {
	if t.IsNoun(i) {
		return figure{}, false
	}
	j := i - 1
	for j >= 0 && i-j < 6 && (t.Tokens[j].Tag == "ADV" && !opensValue(t, j) || r.Lex.Passage[t.Lower[j]]) {
		j--
	}
	if j < 0 {
		return figure{}, false
	}
	m := t.CountOf(j)
	if m == nil || m.Full.IsZero() && m.Span.IsZero() || m.Quantity.Unit != "" && !t.IsNoun(j) && m.Kind != mention.Measure {
		return figure{}, false
	}
	if isAge(t, m) || t.IsNoun(j) && behindPreposition(t, m) && !(j == i-1 && t.Is(i, "acl")) { // but "the needs of thousands affected by"
		return figure{}, false
	}
	base.rule = "impact.beside"
	for _, fig := range r.counted(t, base, []int{j}) {
		if fig.number != nil {
			return fig, true
		}
	}
	return figure{}, false
}

// opensValue reports whether a value begins at the token: not at "badly" in
// "21,000 badly damaged", which a number took for what it counts.
func opensValue(t *syntax.Tree, j int) bool {
	m := t.ValueAt(j)
	return m != nil && m.Span.Start >= t.Tokens[j].Span.Start
}

// rightOf reads the counted object that stands right behind a verb of harm,
// whatever the tree makes of it: "injured fourteen police officers", "killing at
// least 20 according to officials".
func (r *reader) rightOf(t *syntax.Tree, base figure, i int) []figure {
	f, verbal := r.wordOfHarm(t, i)
	shape := f.Object
	if verbal = verbal && (t.IsVerb(i) || t.Tokens[i].Tag == "ADJ" && strings.HasSuffix(t.Lower[i], "ed")); !verbal || shape != "object" && shape != "lives" || i+1 >= len(t.Tokens) {
		return nil
	}
	base.rule = "impact.right"
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		if m.Kind != mention.Number && m.Kind != mention.Measure || m.Full.Start != t.Tokens[i+1].Span.Start {
			continue
		}
		last := lastOf(t, m.Span.Cover(m.Full))
		if shape == "lives" && t.Lemma(last) != "life" {
			return nil
		}
		return slices.DeleteFunc(r.counted(t, base, t.Coordinated(last)), func(fig figure) bool { return fig.number == nil })
	}
	return nil
}

// lastOf is the last token of a span, which in an English noun phrase is its head.
func lastOf(t *syntax.Tree, sp text.Span) int {
	for j := len(t.Tokens) - 1; j > 0; j-- {
		if sp.Overlaps(t.Tokens[j].Span) {
			return j
		}
	}
	return 0
}

// leftReach is how many words before a verb of harm its subject may stand.
const leftReach = 12

// leftOf reads the counted subject of a verb whose tree lost it: "six aid workers
// in the south were killed", "more than 650 people have now died". A noun behind
// a preposition is no subject.
func (r *reader) leftOf(t *syntax.Tree, base figure, i int) (figure, bool) {
	if !t.IsVerb(i) || t.Is(i, "amod") {
		return figure{}, false
	}
	base.rule = "impact.left"
	if fig, ok := r.overAside(t, base, i); ok {
		return fig, true
	}
	for j := i - 1; j >= 0 && i-j <= leftReach; j-- {
		if t.IsVerb(j) || t.Tokens[j].Tag == "PUNCT" || t.Tokens[j].Tag == "SCONJ" || t.Lower[j] == "which" || t.Lower[j] == "who" || t.Lower[j] == "that" {
			return figure{}, false
		}
		m := t.CountOf(j)
		if m == nil || !t.IsNoun(j) {
			continue
		}
		if behindPreposition(t, m) {
			continue
		}
		figs := r.counted(t, base, []int{j})
		if len(figs) > 0 && figs[0].number != nil {
			return figs[0], true
		}
	}
	return figure{}, false
}

// overAside reads the subject that an aside between commas parts from its verb:
// "9,000 miners, many of whom are young, have fled", "around ten more, including
// a nurse, were hurt". Trees often make the aside the clause.
func (r *reader) overAside(t *syntax.Tree, base figure, i int) (figure, bool) {
	end := i - 1
	for end > 0 && t.Tokens[end].Tag == "AUX" {
		end--
	}
	if end < 0 || t.Lower[end] != "," {
		return figure{}, false
	}
	for j := end - 1; j > 0 && end-j <= leftReach; j-- {
		if t.Lower[j] != "," || !t.Lex.Asides[t.Lower[j+1]] {
			continue
		}
		if j--; j > 0 && t.Lemma(j) == "more" {
			j--
		}
		if t.CountOf(j) == nil {
			return figure{}, false
		}
		figs := r.counted(t, base, []int{j})
		if len(figs) > 0 && figs[0].number != nil {
			return figs[0], true
		}
		return figure{}, false
	}
	return figure{}, false
}

// behindPreposition reports whether a counted phrase hangs on a preposition: in
// "families from 12 villages were moved" the villages do not move.
func behindPreposition(t *syntax.Tree, m *mention.Mention) bool {
	first := t.IndexAt(m.Full.Start)
	return first > 0 && t.Tokens[first-1].Tag == "ADP" && !t.Lex.Passage[t.Lower[first-1]]
}

// maxLabel is how many words a label may have between its word of harm and its
// number.
const maxLabel = 5

// labelled reads the bare number after a label. Without a colon the line must
// have no other verb.
func (r *reader) labelled(t *syntax.Tree, base figure, i int) (figure, bool) {
	colon, placed := false, false
	for j := i + 1; j < len(t.Tokens) && j-i <= maxLabel; j++ {
		if m := t.ValueAt(j); m != nil {
			if m.Kind != mention.Number || !colon && (placed || !r.verbless(t, i)) || !r.endsLabel(t, m) {
				return figure{}, false
			}
			base.counted, base.number, base.rule = j, m, "impact.label"
			base.unit = r.labelUnit(t, base.measure, i, j)
			base.measure = measureFor(base.measure, base.unit)
			return base, base.measure != ""
		}
		switch {
		case t.Lower[j] == ":" || t.Lower[j] == "=" || t.Lower[j] == "-" || t.Lower[j] == "–":
			colon = true
		case t.Lower[j] == "in", t.Tokens[j].Tag == "PROPN": // "Deaths in Sudan: 43"
			placed = true
		case t.IsNoun(j), t.Tokens[j].Tag == "ADJ", t.Lower[j] == "/", t.Lower[j] == "of", t.Lower[j] == "and":
		default:
			return figure{}, false
		}
	}
	return figure{}, false
}

// verbless reports whether a line has no verb but its word of harm.
func (r *reader) verbless(t *syntax.Tree, i int) bool {
	for k := range t.Tokens {
		if t.Lower[k] == "(" {
			return true
		}
		if k != i && (t.Tokens[k].Tag == "AUX" || t.IsVerb(k) && t.Tokens[k].XTag != "VBN") {
			return false
		}
	}
	return true
}

// endsLabel reports whether nothing that the number could count follows it.
func (r *reader) endsLabel(t *syntax.Tree, m *mention.Mention) bool {
	next := t.IndexAt(m.Span.End)
	return next < 0 || t.Tokens[next].Tag == "PUNCT"
}

// labelUnit is what a label counts: the first word of the unit list near its
// word of harm, people otherwise; houses where things are damaged.
func (r *reader) labelUnit(t *syntax.Tree, measure string, i, number int) string {
	for k := max(0, i-2); k < number; k++ {
		if u := r.unitOf(t, k); u != "" && k != i {
			return u
		}
	}
	if measure == "destroyed" || measure == "damaged" {
		return ""
	}
	return "people"
}

// unitOf is the unit that a noun counts; in a label capitals make it look like a
// name, whose lemma keeps its plural.
func (r *reader) unitOf(t *syntax.Tree, k int) string {
	low := t.Lower[k]
	for _, form := range []string{t.Lemma(k), strings.TrimSuffix(low, "s"), strings.TrimSuffix(low, "ies") + "y"} {
		if u := r.Lex.Units[form]; u != "" {
			return u
		}
	}
	return ""
}

// numbered is the number that a noun of counting stands for: "the number of
// displaced families is estimated to be 349", "a toll of 12".
func numbered(t *syntax.Tree, i int) (int, *mention.Mention) {
	look := append([]int{i}, t.Children(i, "acl:relcl")...) // "a toll, which stands at 12"
	if v := t.Head(i); v >= 0 && t.Is(i, "nsubj", "nsubj:pass", "obj", "appos") {
		look = append(look, v)
		look = append(look, t.Children(v, "xcomp")...)
	}
	isNumber := func(k int) bool {
		m := t.ValueAt(k)
		return m != nil && (m.Kind == mention.Number || m.Kind == mention.Measure)
	}
	for _, from := range look {
		if from != i && isNumber(from) {
			return from, t.ValueAt(from)
		}
		for _, k := range t.Kids[from] {
			if isNumber(k) && !t.Is(k, "advmod") && t.Marker(k) != "from" && t.Marker(k) != "by" {
				return k, t.ValueAt(k)
			}
		}
	}
	return -1, nil
}
