package harm

import (
	"slices"
	"strings"

	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/value"
)

// Which phrases of a word of harm count somebody or something, and in what unit.

// settled leaves out what has no number beside what has one: of "a man and two
// women were hurt" the man alone is no figure.
func settled(figs []figure) []figure {
	if !slices.ContainsFunc(figs, func(fig figure) bool { return fig.number != nil }) {
		return figs
	}
	return slices.DeleteFunc(figs, func(fig figure) bool { return fig.number == nil })
}

// counted keeps those phrases that count people or things of the unit list, or
// a bare number ("killing 12").
func (r *reader) counted(t *syntax.Tree, base figure, heads []int) []figure {
	var out []figure
	for _, h := range heads[:len(heads):len(heads)] {
		parts := t.ByCase(h, "including") // "143 buildings, including 70 schools"
		if len(parts) == 0 {
			parts = amongThem(t, h, base.at)
		}
		for _, k := range parts {
			heads = append(heads, t.Coordinated(k)...)
		}
	}
	for _, h := range heads {
		if r.happens(t, h, base) || ofEvery(t, h) || r.ofAnother(t, h, base) {
			continue
		}
		h = counted(t, h)
		fig := base
		fig.counted = h
		if fig.number = t.CountOf(h); fig.number == nil {
			h = r.tallied(t, h, &fig)
		}
		if fig.number == nil {
			fig.number = partCount(t, h)
		}
		if fig.number == nil {
			fig.number = percentAt(t, h)
		}
		if k := t.Child(h, "appos"); fig.number == nil && k >= 0 && r.Lex.Units[t.Lemma(k)] == "people" {
			fig.number = t.CountOf(k) // "every person in Gaza, 2.1 million people, faces"
		}
		if r.unitOfCounted(t, h, &fig); fig.unit == "" {
			continue
		}
		if m := r.Lex.OnPeople[t.Lemma(base.at)]; m != "" && t.IsVerb(base.at) && isPeople(fig.unit) {
			fig.measure = m
		}
		if fig.measure = measureFor(fig.measure, fig.unit); fig.measure != "" {
			out = append(out, fig)
		}
	}
	return out
}

// counted is what a relative pronoun stands for where the tree hangs its clause
// elsewhere: in "the 4 million who were made homeless" the number before it.
func counted(t *syntax.Tree, h int) int {
	if t.Lower[h] != "who" && t.Lower[h] != "that" {
		return h
	}
	k := h - 1
	for k > 0 && t.Tokens[k].Tag == "PUNCT" {
		k--
	}
	if k >= 0 && t.CountOf(k) != nil {
		return k
	}
	return h
}

// ofAnother reports whether a coordinated count stands right behind another verb of
// harm that the tree took for its attribute: "killed 12 and infected thousands".
func (r *reader) ofAnother(t *syntax.Tree, h int, base figure) bool {
	m := t.CountOf(h)
	if m == nil || !t.Is(h, "conj") {
		return false
	}
	k := t.IndexAt(m.Full.Start) - 1
	f := lexicon.Frame{}
	if k >= 0 && k != base.at {
		f, _ = r.wordOfHarm(t, k)
	}
	return f.Act != "" && f.Act != base.measure
}

// ofEvery reports whether a count is the whole of a ratio: "7 out of every 8 victims".
func ofEvery(t *syntax.Tree, h int) bool {
	m := t.CountOf(h)
	if m == nil {
		return false
	}
	first := t.IndexAt(m.Full.Start)
	return first > 1 && (t.Lower[first-1] == "every" || t.Lower[first-1] == "each") && (t.Lower[first-2] == "of" || t.Lower[first-2] == "in" || t.Lower[first-2] == "for")
}

// happens reports whether a noun is a happening or a harm of its own: "two fires are
// burning" destroys none, and of "46 deaths and 900 people affected" the deaths are
// not affected.
func (r *reader) happens(t *syntax.Tree, h int, base figure) bool {
	if h == base.at || !t.IsNoun(h) {
		return false
	}
	if bareThings[base.measure] && r.happening(t, h) {
		return true
	}
	f := r.Lex.Impact[t.Lemma(h)+"/n"]
	return f.Object == "number" && f.Act != base.measure
}

// unitOfCounted finds the unit of the phrase at h, and the number of one that is a
// bare number itself.
func (r *reader) unitOfCounted(t *syntax.Tree, h int, fig *figure) {
	noun := t.CountedNoun(h)
	if of := t.ByCase(noun, "of"); len(of) > 0 && r.Lex.Containers[t.Lemma(noun)] && r.Lex.Units[t.Lemma(noun)] == "" {
		noun = of[0] // "60,000 head of livestock"
	}
	fig.unit = r.Lex.Units[t.Lemma(noun)]
	if m := t.NameAt(h); fig.unit == "" && (m != nil && (m.Adj && (t.IsNoun(h) || fig.number != nil) || m.Kind == mention.Person) || t.Tokens[h].Tag == "PRON") {
		fig.unit = "people"
	}
	m := t.ValueAt(h)
	if fig.unit == "" && t.Tokens[h].Tag == "NUM" {
		fig.unit = "people"
		if fig.number == nil && t.Lower[h] == "one" { // "killed one": no mention elsewhere
			fig.number = one(t, h)
		}
		if m != nil && (m.Kind == mention.Number || m.Kind == mention.Measure) {
			fig.number = m
		}
	}
	if fig.unit == "" && m != nil && m.Kind == mention.Number { // "dozens died", "injured twelve more"
		fig.unit, fig.number = "people", m
	}
	if fig.unit == "people" && bareThings[fig.measure] && t.Tokens[h].Tag == "NUM" {
		fig.unit = r.elided(t, h) // "31 houses were destroyed and 300 damaged"
	}
	if fig.unit != "" && fig.number == nil && !fig.anyone && !ofMany[fig.measure] && (fig.unit != "people" || t.IsPerson(h)) {
		fig.number = r.single(t, h)
	}
	if fig.unit != "" || !t.IsNoun(h) || fig.number == nil {
		return
	}
	switch {
	case fig.anyone, (ofPeople[fig.measure] || r.Lex.OnPeople[t.Lemma(fig.at)] != "") && r.somebodyBy(t, h, *fig):
		fig.unit = "people"
	case bareThings[fig.measure] && fig.number.Kind != mention.Percent:
		fig.unit = t.Lemma(h)
	}
}

// ofMany are the measures that one person is no figure of.
var ofMany = map[string]bool{"refugees": true, "affected": true}

// single is the number of a phrase that its article makes one: "a soldier died". It
// is nil for nouns of many: "a family", "a number of".
func (r *reader) single(t *syntax.Tree, h int) *mention.Mention {
	d := t.Child(h, "det")
	lemma := t.Lemma(h)
	if m := t.Marker(h); d < 0 || m == "including" || m == "among" || m == "with" || t.Tokens[h].XTag != "NN" || !slices.Contains([]string{"a", "an", "another"}, t.Lower[d]) ||
		r.Lex.Tallies[lemma] || r.Lex.Containers[lemma] || len(t.ByCase(h, "of")) > 0 ||
		t.Is(h, "conj") || t.Child(h, "conj") >= 0 || d > 0 && t.Tokens[d-1].Tag == "CCONJ" {
		return nil
	}
	return one(t, d)
}

// one is the number that the word at i stands for alone.
func one(t *syntax.Tree, i int) *mention.Mention {
	sp := t.Tokens[i].Span
	return &mention.Mention{Kind: mention.Number, Span: sp, Full: sp, Quantity: value.Quantity{Value: value.Int(1), Bound: value.Exact}}
}

// tallied looks behind a noun of counting ("a figure of 116 homes") and before
// one that has no number itself ("the number of displaced families is 349").
func (r *reader) tallied(t *syntax.Tree, h int, fig *figure) int {
	if r.Lex.Tallies[t.Lemma(h)] {
		if of := t.ByCase(h, "of"); len(of) > 0 {
			if fig.number = t.CountOf(of[0]); fig.number != nil {
				fig.counted = of[0]
				return of[0]
			}
			h = of[0]
		}
	}
	if up := t.Head(h); up >= 0 && t.Is(h, "nmod") && t.Marker(h) == "of" && r.Lex.Tallies[t.Lemma(up)] {
		if k, m := numbered(t, up); m != nil {
			fig.counted, fig.number = k, m
		}
	}
	return h
}

// bareThings are the measures of things, whose noun a bare number leaves out.
var bareThings = map[string]bool{"destroyed": true, "damaged": true}

// elided is the unit of the things counted before, "" for none.
func (r *reader) elided(t *syntax.Tree, h int) string {
	for k := h - 1; k >= 0; k-- {
		if u := r.Lex.Units[t.Lemma(k)]; t.IsNoun(k) && u != "" && u != "people" && u != "households" {
			return u
		}
	}
	return ""
}

// ofPhrases are what a noun of harm happens to: "the destruction of 2,082
// houses and 3 schools", "the evacuation, on Sunday, of 60 families".
func ofPhrases(t *syntax.Tree, i int) []int {
	var out []int
	if i+2 < len(t.Tokens) && t.Lower[i+1] == "of" && t.Lower[i+2] == "," {
		for k := i + 3; k+1 < len(t.Tokens); k++ { // what stands between commas is no part of it
			if m := t.ValueAt(k + 1); t.Lower[k] == "," && m != nil && m.Kind == mention.Measure {
				return []int{t.HeadOf(m.Span.Cover(m.Noun))}
			}
		}
	}
	for _, k := range t.ByCase(i, "of") {
		out = append(out, t.Coordinated(k)...)
		out = append(out, t.Children(k, "appos")...)
	}
	if v := t.Head(i); len(out) == 0 && v >= 0 { // hung on the verb above
		for _, k := range t.Kids[v] {
			if t.Is(k, "obl") && t.Marker(k) == "of" && k > i {
				out = append(out, t.Coordinated(k)...)
			}
		}
	}
	return out
}

// doersEnd are endings of nouns for people: who dies is "three occupants", but
// no "metric tons".
var doersEnd = []string{"er", "or", "ist", "ee", "ant", "ian", "man", "woman", "folk", "ese", "mate"}

// somebodyBy reports whether an unlisted noun is one for people: by its ending,
// as a name, or because only people are evacuated and displaced.
func (r *reader) somebodyBy(t *syntax.Tree, h int, base figure) bool {
	if m := t.ValueAt(h); m != nil && m.Kind == mention.Percent || r.IsThing(t, h) {
		return false
	}
	if t.IsVerb(base.at) && base.rule == "impact.subject" && base.measure == "killed" {
		return r.Lex.Units[t.Lemma(h)] == "" // but animals die, too
	}
	if f := r.Lex.Impact[t.Key(base.at)]; t.IsVerb(base.at) && (f.Object == "evacuate" || f.Act == "displaced" && f.Object == "object") && base.rule != "impact.left" {
		return true
	}
	return t.Tokens[h].Tag == "PROPN" || slices.ContainsFunc(doersEnd, func(end string) bool { return strings.HasSuffix(t.Lemma(h), end) })
}

// ofPeople are the measures that only people suffer.
var ofPeople = map[string]bool{"killed": true, "injured": true, "missing": true, "refugees": true, "homeless": true,
	"displaced": true, "evacuated": true, "rescued": true}

// measureFor puts harm to things and harm to people under their own names: only
// animals are killed besides, only settlements cut off.
func measureFor(measure, unit string) string {
	switch measure {
	case "destroyed", "damaged":
		if isPeople(unit) {
			return ""
		}
	case "killed":
		if !isPeople(unit) && unit != "animals" {
			return ""
		}
	case "trapped":
		if !isPeople(unit) && unit != "settlements" {
			return ""
		}
	case "injured", "refugees", "missing", "homeless", "rescued", "displaced":
		if !isPeople(unit) {
			return ""
		}
	}
	return measure
}

func isPeople(unit string) bool { return unit == "people" || unit == "households" }

// selfCounted reads words that are counted themselves ("12 deaths", "40
// injured") or said of those who are ("300 people are missing").
func (r *reader) selfCounted(t *syntax.Tree, base figure, i int) []figure {
	if s := t.Child(i, "nsubj", "nsubj:pass"); s >= 0 {
		return r.counted(t, base, t.Coordinated(t.Relativized(i, s)))
	}
	if t.Is(i, "amod") && t.Head(i) >= 0 {
		return r.counted(t, base, []int{t.Head(i)})
	}
	if i > 1 && t.Lower[i-1] == "the" && t.Lower[i-2] == "among" && t.Head(i) >= 0 { // "one child was among the dead"
		for _, from := range []int{i, t.Head(i)} {
			if s := t.Child(from, "nsubj"); s >= 0 {
				return r.counted(t, base, []int{s})
			}
		}
	}
	if h := t.Head(i); h >= 0 && t.Is(i, "xcomp", "acl", "advmod", "advcl") && t.IsVerb(h) { // "left 12 people dead"
		if o := t.Child(h, "obj"); o >= 0 {
			return r.counted(t, base, t.Coordinated(o))
		}
		if s := t.Child(h, "nsubj", "nsubj:pass"); s >= 0 {
			return r.counted(t, base, t.Coordinated(t.Relativized(h, s)))
		}
	}
	if of := ofPhrases(t, i); t.IsNoun(i) && t.CountOf(i) == nil && len(of) > 0 { // "the killing of 12 civilians"
		if out := r.counted(t, base, of); len(out) > 0 && out[0].number != nil {
			return out
		}
	}
	fig := base
	fig.counted, fig.number = i, t.CountOf(i)
	if fig.number == nil {
		r.tallied(t, i, &fig)
	}
	if fig.number == nil && fig.measure != "rescued" {
		fig.number = partCount(t, i)
	}
	if v := t.Head(i); fig.number == nil && v >= 0 && t.Is(i, "nsubj", "nsubj:pass") && r.Lex.Rising[t.Lemma(v)] { // "casualties rose to 167"
		if k, m := numberAhead(t, v-1); m != nil {
			fig.counted, fig.number = k, m
		}
	}
	fig.unit = r.Lex.Units[t.Lemma(i)]
	if fig.unit == "" {
		fig.unit = "people"
	}
	if fig.number == nil && !hasNo(t, i) {
		fig.unit = ""
	}
	return []figure{fig}
}
