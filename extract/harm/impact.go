package harm

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// figure is one number of harm: the word of harm, the noun that is counted
// (-1 when the word itself is), and the number where the text gives one.
type figure struct {
	at      int // the word of harm
	counted int // head of the counted phrase
	number  *mention.Mention
	measure string
	unit    string
	rule    string
	anyone  bool // whoever is counted is somebody: only people shelter
}

// impacts reads the figures of harm or need of one sentence.
func (r *reader) impacts(t *syntax.Tree) {
	seen := map[text.Span]string{}
	at := map[text.Span]int{} // the word of harm that took a number first
	for i := range t.Tokens {
		f, ok := r.Lex.Impact[t.Key(i)]
		if !ok && !t.IsVerb(i) {
			f, ok = r.Lex.Impact[t.Lemma(i)+"/a"] // "left homeless" may be tagged an adverb
		}
		if !ok {
			continue
		}
		if f.Act == "injured" && t.IsVerb(i) && deadly(t, i) {
			f.Act = "killed"
		}
		if i > 0 && t.IsVerb(i) && (t.Lower[i-1] == "nearly" || t.Lower[i-1] == "almost") {
			continue // "nearly lost my two sons"
		}
		if f.Act == "rescued" && t.IsVerb(i) && slices.ContainsFunc(t.Sentence.Mentions, func(m mention.Mention) bool { return m.Kind == mention.Money }) {
			continue // "saved families an average of $800"
		}
		var figs []figure
		if !t.IsNoun(i) || !t.Is(i, "compound") { // "evacuation centre"
			figs = r.figures(t, i, f)
		}
		if fig, ok := r.tallyRises(t, figure{at: i, counted: -1, measure: f.Act}, i); ok {
			figs = []figure{fig}
		}
		if besideable[f.Object] || len(figs) > 0 && r.Lex.Impact[t.Key(i)].Object == "driven" {
			figs = r.besides(t, figure{at: i, counted: -1, measure: f.Act}, i, figs)
		}
		figs = settled(r.spread(t, r.rowBefore(t, r.row(t, figs), i)))
		for _, fig := range figs {
			key := t.Tokens[fig.at].Span
			if fig.number != nil {
				key = fig.number.Span
				if first, ok := at[key]; ok && nearer(t, figs, first, i) {
					continue
				}
				if _, ok := at[key]; !ok {
					at[key] = i
				}
			}
			if seen[key] == fig.measure || fig.measure == "refugees" && r.noRefugees(t, fig) {
				continue
			}
			seen[key] = fig.measure
			r.impactClaim(t, fig)
		}
	}
}

// nearer reports whether a figure has its number between two words of harm: in
// "900 people were affected, 40 evacuated" the 900 are not evacuated, however the
// tree joins them.
func nearer(t *syntax.Tree, figs []figure, first, i int) bool {
	return slices.ContainsFunc(figs, func(fig figure) bool {
		return fig.number != nil && fig.number.Span.Start > t.Tokens[first].Span.Start && fig.number.Span.Start < t.Tokens[i].Span.Start && first < i
	})
}

// besideable are the shapes whose word may stand beside its figure without
// any clause.
var besideable = map[string]bool{"object": true, "subject": true, "self": true, "of": true, "evacuate": true}

// settled leaves out what has no number beside what has one: of "a man and two
// women were hurt" the man alone is no figure.
func settled(figs []figure) []figure {
	if !slices.ContainsFunc(figs, func(fig figure) bool { return fig.number != nil }) {
		return figs
	}
	return slices.DeleteFunc(figs, func(fig figure) bool { return fig.number == nil })
}

// spread adds the bare numbers by place that follow a counted figure: "45
// people died in Nyanza, 12 in North Eastern Province".
func (r *reader) spread(t *syntax.Tree, figs []figure) []figure {
	if len(figs) == 0 || figs[0].number == nil || figs[0].counted < 0 {
		return figs
	}
	out := figs
	for i := figs[0].counted + 1; i < len(t.Tokens); i++ {
		if f, ok := r.Lex.Impact[t.Key(i)]; ok && i != figs[0].at && f.Act != figs[0].measure {
			break // and another harm
		}
		m := t.ValueAt(i)
		if m != nil && m.Kind == mention.Measure && m.Span != figs[0].number.Span {
			break // another thing is counted from here
		}
		if m == nil || m.Kind != mention.Number || t.HeadOf(m.Span) != i {
			continue
		}
		next := t.IndexAt(m.Span.End)
		if next < 0 || next+1 >= len(t.Tokens) || t.Lower[next] != "since" && (t.Lower[next] != "in" || t.NameAt(next+1) == nil) {
			continue
		}
		fig := figs[0]
		fig.counted, fig.number, fig.rule = i, m, "impact.by-place"
		out = append(out, fig)
	}
	return out
}

// figures finds what the word of harm at i counts.
func (r *reader) figures(t *syntax.Tree, i int, f lexicon.Frame) []figure {
	base := figure{at: i, counted: -1, measure: f.Act, rule: "impact." + f.Object}
	switch f.Object {
	case "object":
		heads := slices.Clip(r.harmed(t, i))
		if len(heads) == 1 && t.Is(i, "acl") && heads[0] == t.Head(i) {
			heads = together(t, heads[0])
		}
		for _, k := range t.ByCase(i, "including") { // hung on the verb: "143 buildings, including 70 schools and 40 houses"
			heads = append(heads, t.Coordinated(k)...)
		}
		return r.counted(t, base, heads)
	case "of": // "the evacuation of 60 families"
		return r.counted(t, base, ofPhrases(t, i))
	case "evacuate":
		return r.evacuating(t, base, i)
	case "shelter":
		return r.sheltering(t, base, i)
	case "home", "driven":
		return r.leaving(t, base, i)
	case "subject":
		if base.measure == "missing" && t.Lower[i] == "missed" {
			return nil // "has missed a match"
		}
		if t.Subject(i) >= 0 {
			return r.counted(t, base, r.doers(t, i))
		}
		if o := t.Child(i, "obj"); o >= 0 && o < i { // a subject that the tree takes for an object
			return r.counted(t, base, t.Coordinated(o))
		}
	case "hunger": // "people facing severe food insecurity", "suffer from hunger"
		for _, o := range append(t.Objects(i), t.ByCase(i, "from", "on")...) {
			if s := t.Subject(i); s >= 0 && r.Lex.Want[t.Lemma(o)] {
				return r.counted(t, base, t.Coordinated(s))
			}
		}
	case "lives-or-home": // "lost their homes", "lost their lives", "lost 13 soldiers"
		return r.lost(t, base, i)
	case "lives":
		for _, o := range t.Objects(i) {
			if t.Lemma(o) == "life" {
				return r.counted(t, base, []int{o})
			}
			if r.Lex.Shelters[t.Lemma(o)] || t.Lemma(o) == "refuge" { // "took shelter"
				base.measure = "evacuated"
				base.anyone = true
				return r.counted(t, base, r.doers(t, i))
			}
		}
	case "bodies":
		if len(t.Children(i, "compound")) > 0 {
			return nil // "its student body"
		}
		if v := t.Clause(i); v >= 0 && t.CountOf(i) != nil {
			return r.counted(t, base, []int{i})
		}
	case "self":
		return r.selfCounted(t, base, i)
	case "number": // "wounds" are figures of speech, "12 wounds" and "no injuries" are not
		return slices.DeleteFunc(r.selfCounted(t, base, i), func(fig figure) bool {
			d := t.Child(i, "det")
			if h := t.Head(i); d < 0 && t.Is(i, "conj") && h >= 0 {
				d = t.Child(h, "det") // "no deaths or injuries"
			}
			return fig.number == nil && (d < 0 || t.Lower[d] != "no")
		})
	case "toll":
		return r.toll(t, base, i)
	case "cases":
		if t.CountOf(i) != nil && r.ofDisease(t, i) {
			return r.counted(t, base, []int{i})
		}
	case "in-need": // "millions of people in need of aid"
		h := t.Head(i)
		if !t.Cased(i, "in") || h < 0 && t.Child(i, "nsubj") < 0 {
			return nil
		}
		if s := t.Child(i, "nsubj"); s >= 0 {
			return r.counted(t, base, t.Coordinated(s))
		}
		if t.IsVerb(h) {
			if objs := t.Objects(h); len(objs) > 0 { // "has left millions in need"
				if out := r.counted(t, base, objs); len(out) > 0 && out[0].number != nil {
					return out
				}
			}
			return r.counted(t, base, r.doers(t, h))
		}
		if h >= 0 {
			return r.counted(t, base, []int{h})
		}
	case "counted": // everyday verbs, which only a number makes figures: "40 were treated"
		return slices.DeleteFunc(r.counted(t, base, r.harmed(t, i)), func(fig figure) bool { return fig.number == nil })
	case "under": // "40 people under the rubble"
		if h := t.Head(i); h >= 0 && t.Marker(i) == "under" && t.IsNoun(h) {
			return r.counted(t, base, []int{h})
		}
	case "without": // "left without power", "lack clean water"
		return r.lacking(t, base, i)
	case "need":
		for _, o := range t.Objects(i) {
			if _, _, ok := t.Match(r.Lex.AidNouns, o); ok {
				if s := t.Subject(i); s >= 0 {
					return r.counted(t, base, t.Coordinated(s))
				}
			}
		}
	case "money":
		return r.losses(t, base, i)
	}
	return nil
}

// counted keeps those phrases that count people or things of the unit list, or
// a bare number ("killing 12").
func (r *reader) counted(t *syntax.Tree, base figure, heads []int) []figure {
	var out []figure
	for _, h := range heads[:len(heads):len(heads)] {
		parts := t.ByCase(h, "including") // "143 buildings, including 70 schools"
		if len(parts) == 0 {
			parts = amongThem(t, h)
		}
		for _, k := range parts {
			heads = append(heads, t.Coordinated(k)...)
		}
	}
	for _, h := range heads {
		fig := base
		fig.counted = h
		fig.number = t.CountOf(h)
		if fig.number == nil {
			h = r.tallied(t, h, &fig)
		}
		fig.unit = r.Lex.Units[t.Lemma(t.CountedNoun(h))]
		if fig.unit == "" {
			if m := t.NameAt(h); m != nil && (m.Adj && (t.IsNoun(h) || fig.number != nil) || m.Kind == mention.Person) || t.Tokens[h].Tag == "PRON" {
				fig.unit = "people"
			}
		}
		if fig.unit == "" && t.Tokens[h].Tag == "NUM" {
			fig.unit = "people"
			if fig.number == nil && t.Lower[h] == "one" { // "killed one": no mention elsewhere
				sp := t.Tokens[h].Span
				fig.number = &mention.Mention{Kind: mention.Number, Span: sp, Full: sp, Quantity: value.Quantity{Value: value.Int(1), Bound: value.Exact}}
			}
			if m := t.ValueAt(h); m != nil && (m.Kind == mention.Number || m.Kind == mention.Measure) {
				fig.number = m
			}
		}
		if m := t.ValueAt(h); fig.unit == "" && m != nil && m.Kind == mention.Number { // "dozens died", "injured twelve more"
			fig.unit, fig.number = "people", m
		}
		if fig.unit == "people" && bareThings[base.measure] && t.Tokens[h].Tag == "NUM" {
			fig.unit = r.elided(t, h) // "31 houses were destroyed and 300 damaged"
		}
		if fig.unit == "" && t.IsNoun(h) && fig.number != nil && (base.anyone || ofPeople[base.measure] && r.somebodyBy(t, h, base)) {
			fig.unit = "people"
		}
		if fig.unit == "" && (base.measure == "destroyed" || base.measure == "damaged") && t.IsNoun(h) && fig.number != nil {
			fig.unit = t.Lemma(h)
		}
		if fig.unit == "" {
			continue
		}
		if fig.measure = measureFor(base.measure, fig.unit); fig.measure != "" {
			out = append(out, fig)
		}
	}
	return out
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

// measureFor puts harm to things and harm to people under their own names.
func measureFor(measure, unit string) string {
	people := unit == "people" || unit == "households"
	switch measure {
	case "destroyed", "damaged":
		if people {
			return ""
		}
	case "killed", "injured", "refugees", "missing", "homeless", "rescued", "trapped", "displaced":
		if !people {
			return ""
		}
	}
	return measure
}

// selfCounted reads words that are counted themselves ("12 deaths", "40
// injured") or said of those who are ("300 people are missing").
func (r *reader) selfCounted(t *syntax.Tree, base figure, i int) []figure {
	if s := t.Child(i, "nsubj"); s >= 0 {
		return r.counted(t, base, t.Coordinated(t.Relativized(i, s)))
	}
	if t.Is(i, "amod") && t.Head(i) >= 0 {
		return r.counted(t, base, []int{t.Head(i)})
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
	if v := t.Head(i); fig.number == nil && v >= 0 && t.Is(i, "nsubj", "nsubj:pass") && r.Lex.Rising[t.Lemma(v)] { // "casualties rose to 167"
		if k, m := numberAhead(t, v-1); m != nil {
			fig.counted, fig.number = k, m
		}
	}
	fig.unit = r.Lex.Units[t.Lemma(i)]
	if fig.unit == "" {
		fig.unit = "people"
	}
	if fig.number == nil {
		fig.unit = ""
	}
	return []figure{fig}
}

// lost reads what the verb of losing states: homes or lives of its subject, or
// the people that are its object.
func (r *reader) lost(t *syntax.Tree, base figure, i int) []figure {
	objs := t.Objects(i)
	if len(objs) == 0 {
		return nil
	}
	s := t.Subject(i)
	switch l := t.Lemma(objs[0]); {
	case (l == "home" || l == "house") && s >= 0:
		base.measure = "homeless"
		return r.counted(t, base, t.Coordinated(s))
	case l == "life" && t.CountOf(objs[0]) == nil && s >= 0:
		return r.counted(t, base, t.Coordinated(s))
	}
	if r.Lex.Units[t.Lemma(objs[0])] != "people" || t.CountOf(objs[0]) == nil {
		return nil // "lost a piece of their soul", "lose suppliers"
	}
	return r.counted(t, base, objs[:1])
}

// ofDisease reports whether cases are those of a disease and not of a court.
func (r *reader) ofDisease(t *syntax.Tree, i int) bool {
	for _, k := range append(t.Children(i, "amod", "compound"), t.ByCase(i, "of")...) {
		if r.Lex.Disease[t.Lemma(k)] || r.Lex.Disease[t.Lower[k]] {
			return true
		}
	}
	v := t.Carrier(i)
	return v >= 0 && r.Lex.Counts[t.Lemma(v)] || slices.Contains(t.Lemmas, "outbreak")
}

// lacking reads what people are without: "areas without electricity", "lack
// clean water".
func (r *reader) lacking(t *syntax.Tree, base figure, i int) []figure {
	first := i
	if t.Is(i, "conj") && t.Head(i) >= 0 { // "without power, running water or gas"
		first = t.Head(i)
	}
	h := t.Head(first)
	if h >= 0 && t.Child(h, "expl") >= 0 && t.Child(i, "det") >= 0 && t.Lower[t.Child(i, "det")] == "no" {
		return []figure{base} // "there is no power"
	}
	if h < 0 || t.Marker(first) != "without" && t.Lemma(h) != "lack" && t.Lemma(h) != "lose" {
		return nil
	}
	who := h
	if t.IsVerb(h) {
		if who = t.Subject(h); who < 0 {
			who = t.Child(h, "nsubj:pass", "obj")
		}
	} else if s := t.Child(first, "nsubj"); s >= 0 {
		who = s
	}
	if who >= 0 && who != first {
		if out := r.counted(t, base, t.Coordinated(who)); len(out) > 0 {
			return out
		}
	}
	return []figure{base}
}

// toll reads "the toll rose to 90", "a death toll of 12".
func (r *reader) toll(t *syntax.Tree, base figure, i int) []figure {
	if t.Lemma(i) == "toll" && !r.deathly(t, i) {
		return nil
	}
	k, m := numbered(t, i)
	if m == nil {
		k, m = numberAhead(t, i)
	}
	if m == nil {
		return nil
	}
	if first := t.IndexAt(m.Span.Start); m.Quantity.ValueTo.Known() && (t.Lower[first] == "from" || first > 0 && t.Lower[first-1] == "from") {
		now := *m // "from five to six": the toll that is
		now.Quantity.Value, now.Quantity.ValueTo, now.Quantity.Bound = m.Quantity.ValueTo, value.Number{}, value.Exact
		m = &now
	}
	base.counted, base.number, base.unit = k, m, "people"
	return []figure{base}
}

// numberAhead is the number that a toll is brought to, whatever the tree makes of
// it: "increased the toll of the event from five people to six".
func numberAhead(t *syntax.Tree, i int) (int, *mention.Mention) {
	for j := i + 2; j < len(t.Tokens) && j < i+18; j++ {
		m := t.ValueAt(j)
		if m == nil || m.Kind != mention.Number && m.Kind != mention.Measure {
			if t.Tokens[j].Tag == "PUNCT" && t.Lower[j] != "," {
				break
			}
			continue
		}
		first := t.IndexAt(m.Full.Start)
		if first > 0 && (t.IsVerb(first-1) || t.Lower[first-1] == "to" || t.Lower[first-1] == "at" || m.Quantity.ValueTo.Known() && t.Lower[first-1] == "from") && !(t.Lower[first-1] == "to" && m.Kind == mention.Measure && m.Quantity.Unit == "%") {
			return j, m
		}
	}
	return -1, nil
}

func (r *reader) deathly(t *syntax.Tree, i int) bool {
	for _, k := range t.Children(i, "compound", "amod") {
		switch t.Lemma(k) {
		case "death", "human", "official", "confirmed", "casualty":
			return true
		}
	}
	return false
}

// losses reads sums of damage: "damage of $5 billion", "losses estimated at".
func (r *reader) losses(t *syntax.Tree, base figure, i int) []figure {
	for _, k := range t.Below(i, func(k int) bool { return t.Is(k, "conj") }) {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if figs := r.damageTo(t, base, i); len(figs) > 0 {
		return figs
	}
	h := t.Head(i)
	if h < 0 {
		return nil
	}
	for _, k := range t.Kids[h] {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if m := t.ValueAt(h); m != nil && m.Kind == mention.Money {
		return []figure{{at: i, counted: h, number: m, measure: base.measure, rule: base.rule}}
	}
	return nil
}

// damageTo reads damage to things of the unit list: "damage to 40 homes", "houses
// nearby bear damage".
func (r *reader) damageTo(t *syntax.Tree, base figure, i int) []figure {
	if t.Lemma(i) != "damage" {
		return nil
	}
	base.measure, base.rule = "damaged", "impact.damage-to"
	for _, k := range t.ByCase(i, "to", "on") {
		if figs := r.counted(t, base, t.Coordinated(k)); len(figs) > 0 {
			return figs[:1]
		}
	}
	if v := t.Head(i); v >= 0 && t.Is(i, "obj") && r.Lex.Bearing[t.Lemma(v)] {
		if s := t.Subject(v); s >= 0 {
			return r.counted(t, base, []int{s})
		}
	}
	return nil
}

func (r *reader) impactClaim(t *syntax.Tree, fig figure) {
	v := t.Carrier(fig.at)
	if fig.rule == "impact.under" {
		v = -1 // whatever is said of them, they are there
	}
	sc := syntax.Scope{Polarity: claim.Affirmed, Modality: claim.Fact}
	if v >= 0 {
		sc = t.Scope(v)
	}
	c := claim.Claim{Type: claim.Impact, Rule: fig.rule, Measure: fig.measure, Unit: fig.unit, Polarity: sc.Polarity, Modality: sc.Modality,
		Spans: map[string]text.Span{}}
	sp := t.Tokens[fig.at].Span
	if fig.counted >= 0 {
		sp = sp.Cover(t.Core(fig.counted))
		if d := t.Child(fig.counted, "det"); d >= 0 && t.Lower[d] == "no" {
			c.Polarity = claim.Negated
		}
	}
	if fig.number != nil {
		q := fig.number.Quantity
		if fig.number.Kind == mention.Money {
			q = value.Quantity{Value: fig.number.Money.Amount, ValueTo: fig.number.Money.AmountTo, Bound: fig.number.Money.Bound, Unit: fig.number.Money.Currency}
			c.Unit = q.Unit
		}
		c.Value, c.ValueTo, c.Bound = q.Value, q.ValueTo, q.Bound
		if c.Bound == "" {
			c.Bound = value.Exact
		}
		c.Spans["value"] = fig.number.Span
		sp = sp.Cover(fig.number.Span)
	}
	at := fig.at
	if v >= 0 {
		at = v
	}
	if victims, ok := r.victims(t, fig); ok {
		c.Recipients, c.Spans["recipients"] = []claim.Party{victims.Party}, victims.Span
	}
	c.Sources, c.Spans["sources"] = reading.Sources(r.counters(t, fig, at))
	c.Where, c.Spans["where"] = r.area(t, fig, at)
	c.AsOf, c.Spans["as_of"] = r.asOf(t, fig, at)
	c.When = c.AsOf
	c.Cause, c.Spans["cause"] = r.cause(t, fig, v)
	c.Confidence = 0.6
	if fig.number != nil {
		c.Confidence = 0.8
	}
	r.Add(t, fig.at, fig.counted, sp, c)
}

// victims are the people counted, where a country stands with them.
func (r *reader) victims(t *syntax.Tree, fig figure) (reading.NamedParty, bool) {
	if fig.counted < 0 || fig.unit != "people" {
		return reading.NamedParty{}, false
	}
	p, ok := r.Party(t, fig.counted)
	return p, ok && p.Code != ""
}

// cause is what did the harm: the subject of a verb of killing, "in" or
// "after" or "by" something that happened.
func (r *reader) cause(t *syntax.Tree, fig figure, v int) (string, text.Span) {
	if v < 0 {
		return "", text.Span{}
	}
	if f := r.Lex.Impact[t.Lemma(v)+"/v"]; f.Object == "object" {
		if s := t.Subject(v); s >= 0 && r.happening(t, s) {
			sp := t.Phrase(s)
			return t.Words(sp), sp
		}
	}
	for _, from := range []int{v, fig.at} {
		for _, k := range t.ByCase(from, "in", "by", "after", "during", "from", "because", "due") {
			if r.happening(t, k) {
				sp := t.Phrase(k)
				return t.Words(sp), sp
			}
		}
	}
	return "", text.Span{}
}

// harmOf tells how much of a document is about harm, by the share of its
// sentences that name a disaster or an attack: a count in a text about no
// crisis is seldom one of harm.
func (r *reader) harmOf(trees []*syntax.Tree) string {
	n := 0
	for _, t := range trees {
		for i := range t.Tokens {
			if t.IsNoun(i) && r.happening(t, i) || t.IsVerb(i) && ofHarm[r.Lex.Impact[t.Lemma(i)+"/v"].Act] {
				n++
				break
			}
		}
	}
	return extent(n, len(trees))
}

// crisisOf tells how much of a document uses words of crises.
func (r *reader) crisisOf(trees []*syntax.Tree) string {
	n := 0
	for _, t := range trees {
		if slices.ContainsFunc(t.Lemmas, func(lemma string) bool { return r.Lex.Crisis[lemma] }) {
			n++
		}
	}
	return extent(n, len(trees))
}

// extent puts a share of the sentences into words.
func extent(n, of int) string {
	switch share := float64(n) / float64(max(1, of)); {
	case share == 0:
		return "none"
	case share < 0.06:
		return "little"
	case share < 0.25:
		return "some"
	}
	return "much"
}

// ofHarm are the measures whose verbs tell of harm by themselves.
var ofHarm = map[string]bool{"killed": true, "injured": true, "destroyed": true, "damaged": true, "displaced": true}

func (r *reader) happening(t *syntax.Tree, i int) bool {
	for _, d := range r.Lex.Event[t.Lemma(i)+"/n"] {
		if len(d.Rest) == 0 {
			return d.Act == "disaster" || d.Act == "attack" || d.Act == "protest"
		}
	}
	return false
}
