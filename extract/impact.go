package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
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
func (r *reader) impacts(t *tree) {
	seen := map[text.Span]string{}
	at := map[text.Span]int{} // the word of harm that took a number first
	for i := range t.toks {
		f, ok := r.lex.impact[t.key(i)]
		if !ok && !t.isVerb(i) {
			f, ok = r.lex.impact[t.lemma(i)+"/a"] // "left homeless" may be tagged an adverb
		}
		if !ok {
			continue
		}
		if f.act == "rescued" && t.isVerb(i) && slices.ContainsFunc(t.sent.Mentions, func(m mention.Mention) bool { return m.Kind == mention.Money }) {
			continue // "saved families an average of $800"
		}
		var figs []figure
		if !t.isNoun(i) || !t.is(i, "compound") { // "evacuation centre"
			figs = r.figures(t, i, f)
		}
		if besideable[f.object] {
			figs = r.besides(t, figure{at: i, counted: -1, measure: f.act}, i, figs)
		}
		figs = r.spread(t, figs)
		for _, fig := range figs {
			key := t.toks[fig.at].Span
			if fig.number != nil {
				key = fig.number.Span
				if first, ok := at[key]; ok && t.nearer(figs, first, i) {
					continue
				}
				if _, ok := at[key]; !ok {
					at[key] = i
				}
			}
			if seen[key] == fig.measure {
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
func (t *tree) nearer(figs []figure, first, i int) bool {
	return slices.ContainsFunc(figs, func(fig figure) bool {
		return fig.number != nil && fig.number.Span.Start > t.toks[first].Span.Start && fig.number.Span.Start < t.toks[i].Span.Start && first < i
	})
}

// besideable are the shapes whose word may stand beside its figure without
// any clause.
var besideable = map[string]bool{"object": true, "lives": true, "subject": true, "self": true, "of": true, "evacuate": true}

// spread adds the bare numbers by place that follow a counted figure: "45
// people died in Nyanza, 12 in North Eastern Province".
func (r *reader) spread(t *tree, figs []figure) []figure {
	if len(figs) == 0 || figs[0].number == nil || figs[0].counted < 0 {
		return figs
	}
	out := figs
	for i := figs[0].counted + 1; i < len(t.toks); i++ {
		m := t.valueAt(i)
		if m != nil && m.Kind == mention.Measure && m.Span != figs[0].number.Span {
			break // another thing is counted from here
		}
		if m == nil || m.Kind != mention.Number || t.headOf(m.Span) != i {
			continue
		}
		next := t.indexAt(m.Span.End)
		if next < 0 || next+1 >= len(t.toks) || t.low[next] != "in" || t.nameAt(next+1) == nil {
			continue
		}
		fig := figs[0]
		fig.counted, fig.number, fig.rule = i, m, "impact.by-place"
		out = append(out, fig)
	}
	return out
}

// figures finds what the word of harm at i counts.
func (r *reader) figures(t *tree, i int, f frame) []figure {
	base := figure{at: i, counted: -1, measure: f.act, rule: "impact." + f.object}
	switch f.object {
	case "object":
		heads := slices.Clip(r.harmed(t, i))
		for _, k := range t.byCase(i, "including") { // hung on the verb: "143 buildings, including 70 schools and 40 houses"
			heads = append(heads, t.coordinated(k)...)
		}
		return r.counted(t, base, heads)
	case "of": // "the evacuation of 60 families"
		return r.counted(t, base, t.ofPhrases(i))
	case "evacuate":
		return r.evacuating(t, base, i)
	case "shelter":
		return r.sheltering(t, base, i)
	case "home", "driven":
		return r.leaving(t, base, i)
	case "subject":
		if base.measure == "missing" && t.low[i] == "missed" {
			return nil // "has missed a match"
		}
		if t.subject(i) >= 0 {
			return r.counted(t, base, r.doers(t, i))
		}
		if o := t.child(i, "obj"); o >= 0 && o < i { // a subject that the tree takes for an object
			return r.counted(t, base, t.coordinated(o))
		}
	case "hunger": // "people facing severe food insecurity", "suffer from hunger"
		for _, o := range append(t.objects(i), t.byCase(i, "from")...) {
			if s := t.subject(i); s >= 0 && r.lex.want[t.lemma(o)] {
				return r.counted(t, base, t.coordinated(s))
			}
		}
	case "lives-or-home": // "lost their homes", "lost their lives", "lost 13 soldiers"
		return r.lost(t, base, i)
	case "lives":
		for _, o := range t.objects(i) {
			if t.lemma(o) == "life" {
				return r.counted(t, base, []int{o})
			}
			if r.lex.shelters[t.lemma(o)] || t.lemma(o) == "refuge" { // "took shelter"
				base.measure = "evacuated"
				base.anyone = true
				return r.counted(t, base, r.doers(t, i))
			}
		}
	case "bodies":
		if len(t.children(i, "compound")) > 0 {
			return nil // "its student body"
		}
		if v := t.clause(i); v >= 0 && t.countOf(i) != nil {
			return r.counted(t, base, []int{i})
		}
	case "self":
		return r.selfCounted(t, base, i)
	case "number": // "wounds" are figures of speech, "12 wounds" and "no injuries" are not
		return slices.DeleteFunc(r.selfCounted(t, base, i), func(fig figure) bool {
			d := t.child(i, "det")
			if h := t.head(i); d < 0 && t.is(i, "conj") && h >= 0 {
				d = t.child(h, "det") // "no deaths or injuries"
			}
			return fig.number == nil && (d < 0 || t.low[d] != "no")
		})
	case "toll":
		return r.toll(t, base, i)
	case "cases":
		if t.countOf(i) != nil && r.ofDisease(t, i) {
			return r.counted(t, base, []int{i})
		}
	case "in-need": // "millions of people in need of aid"
		h := t.head(i)
		if !t.cased(i, "in") || h < 0 && t.child(i, "nsubj") < 0 {
			return nil
		}
		if s := t.child(i, "nsubj"); s >= 0 {
			return r.counted(t, base, t.coordinated(s))
		}
		if t.isVerb(h) {
			if objs := t.objects(h); len(objs) > 0 { // "has left millions in need"
				if out := r.counted(t, base, objs); len(out) > 0 && out[0].number != nil {
					return out
				}
			}
			return r.counted(t, base, r.doers(t, h))
		}
		if h >= 0 {
			return r.counted(t, base, []int{h})
		}
	case "without": // "left without power", "lack clean water"
		return r.lacking(t, base, i)
	case "need":
		for _, o := range t.objects(i) {
			if _, _, ok := t.match(r.lex.aidNouns, o); ok {
				if s := t.subject(i); s >= 0 {
					return r.counted(t, base, t.coordinated(s))
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
func (r *reader) counted(t *tree, base figure, heads []int) []figure {
	var out []figure
	for _, h := range heads[:len(heads):len(heads)] {
		for _, k := range t.byCase(h, "including") { // "143 buildings, including 70 schools"
			heads = append(heads, t.coordinated(k)...)
		}
	}
	for _, h := range heads {
		fig := base
		fig.counted = h
		fig.number = t.countOf(h)
		if fig.number == nil {
			h = r.tallied(t, h, &fig)
		}
		fig.unit = r.lex.units[t.lemma(t.countedNoun(h))]
		if fig.unit == "" {
			if m := t.nameAt(h); m != nil && (m.Adj && (t.isNoun(h) || fig.number != nil) || m.Kind == mention.Person) || t.toks[h].Tag == "PRON" {
				fig.unit = "people"
			}
		}
		if fig.unit == "" && t.toks[h].Tag == "NUM" {
			fig.unit = "people"
			if fig.number == nil && t.low[h] == "one" { // "killed one": no mention elsewhere
				sp := t.toks[h].Span
				fig.number = &mention.Mention{Kind: mention.Number, Span: sp, Full: sp, Quantity: value.Quantity{Value: value.Int(1), Bound: value.Exact}}
			}
			if m := t.valueAt(h); m != nil && (m.Kind == mention.Number || m.Kind == mention.Measure) {
				fig.number = m
			}
		}
		if m := t.valueAt(h); fig.unit == "" && m != nil && m.Kind == mention.Number { // "dozens died", "injured twelve more"
			fig.unit, fig.number = "people", m
		}
		if fig.unit == "people" && bareThings[base.measure] && t.toks[h].Tag == "NUM" {
			fig.unit = r.elided(t, h) // "31 houses were destroyed and 300 damaged"
		}
		if fig.unit == "" && t.isNoun(h) && fig.number != nil && (base.anyone || ofPeople[base.measure] && r.somebodyBy(t, h, base)) {
			fig.unit = "people"
		}
		if fig.unit == "" && (base.measure == "destroyed" || base.measure == "damaged") && t.isNoun(h) && fig.number != nil {
			fig.unit = t.lemma(h)
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
func (r *reader) tallied(t *tree, h int, fig *figure) int {
	if r.lex.tallies[t.lemma(h)] {
		if of := t.byCase(h, "of"); len(of) > 0 {
			if fig.number = t.countOf(of[0]); fig.number != nil {
				fig.counted = of[0]
				return of[0]
			}
			h = of[0]
		}
	}
	if up := t.head(h); up >= 0 && t.is(h, "nmod") && t.marker(h) == "of" && r.lex.tallies[t.lemma(up)] {
		if k, m := t.numbered(up); m != nil {
			fig.counted, fig.number = k, m
		}
	}
	return h
}

// bareThings are the measures of things, whose noun a bare number leaves out.
var bareThings = map[string]bool{"destroyed": true, "damaged": true}

// elided is the unit of the things counted before, "" for none.
func (r *reader) elided(t *tree, h int) string {
	for k := h - 1; k >= 0; k-- {
		if u := r.lex.units[t.lemma(k)]; t.isNoun(k) && u != "" && u != "people" && u != "households" {
			return u
		}
	}
	return ""
}

// ofPhrases are what a noun of harm happens to: "the destruction of 2,082
// houses and 3 schools", "the evacuation, on Sunday, of 60 families".
func (t *tree) ofPhrases(i int) []int {
	var out []int
	if i+2 < len(t.toks) && t.low[i+1] == "of" && t.low[i+2] == "," {
		for k := i + 3; k+1 < len(t.toks); k++ { // what stands between commas is no part of it
			if m := t.valueAt(k + 1); t.low[k] == "," && m != nil && m.Kind == mention.Measure {
				return []int{t.headOf(m.Span.Cover(m.Noun))}
			}
		}
	}
	for _, k := range t.byCase(i, "of") {
		out = append(out, t.coordinated(k)...)
		out = append(out, t.children(k, "appos")...)
	}
	if v := t.head(i); len(out) == 0 && v >= 0 { // hung on the verb above
		for _, k := range t.kids[v] {
			if t.is(k, "obl") && t.marker(k) == "of" && k > i {
				out = append(out, t.coordinated(k)...)
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
func (r *reader) somebodyBy(t *tree, h int, base figure) bool {
	if m := t.valueAt(h); m != nil && m.Kind == mention.Percent || r.isThing(t, h) {
		return false
	}
	if f := r.lex.impact[t.key(base.at)]; t.isVerb(base.at) && (f.object == "evacuate" || f.act == "displaced" && f.object == "object") && base.rule != "impact.left" {
		return true
	}
	return t.toks[h].Tag == "PROPN" || slices.ContainsFunc(doersEnd, func(end string) bool { return strings.HasSuffix(t.lemma(h), end) })
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
func (r *reader) selfCounted(t *tree, base figure, i int) []figure {
	if s := t.child(i, "nsubj"); s >= 0 {
		return r.counted(t, base, t.coordinated(s))
	}
	if t.is(i, "amod") && t.head(i) >= 0 {
		return r.counted(t, base, []int{t.head(i)})
	}
	if t.is(i, "xcomp", "acl", "advmod", "advcl") && t.head(i) >= 0 && t.isVerb(t.head(i)) { // "left 12 people dead"
		if o := t.child(t.head(i), "obj"); o >= 0 {
			return r.counted(t, base, t.coordinated(o))
		}
		if s := t.child(t.head(i), "nsubj", "nsubj:pass"); s >= 0 {
			return r.counted(t, base, t.coordinated(s))
		}
	}
	if of := t.ofPhrases(i); t.isNoun(i) && t.countOf(i) == nil && len(of) > 0 { // "the killing of 12 civilians"
		if out := r.counted(t, base, of); len(out) > 0 && out[0].number != nil {
			return out
		}
	}
	fig := base
	fig.counted, fig.number = i, t.countOf(i)
	if fig.number == nil {
		r.tallied(t, i, &fig)
	}
	fig.unit = r.lex.units[t.lemma(i)]
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
func (r *reader) lost(t *tree, base figure, i int) []figure {
	objs := t.objects(i)
	if len(objs) == 0 {
		return nil
	}
	s := t.subject(i)
	switch l := t.lemma(objs[0]); {
	case (l == "home" || l == "house") && s >= 0:
		base.measure = "homeless"
		return r.counted(t, base, t.coordinated(s))
	case l == "life" && t.countOf(objs[0]) == nil && s >= 0:
		return r.counted(t, base, t.coordinated(s))
	}
	if r.lex.units[t.lemma(objs[0])] != "people" || t.countOf(objs[0]) == nil {
		return nil // "lost a piece of their soul", "lose suppliers"
	}
	return r.counted(t, base, objs[:1])
}

// ofDisease reports whether cases are those of a disease and not of a court.
func (r *reader) ofDisease(t *tree, i int) bool {
	for _, k := range append(t.children(i, "amod", "compound"), t.byCase(i, "of")...) {
		if r.lex.disease[t.lemma(k)] || r.lex.disease[t.low[k]] {
			return true
		}
	}
	v := t.carrier(i)
	return v >= 0 && r.lex.counts[t.lemma(v)] || slices.Contains(t.lem, "outbreak")
}

// lacking reads what people are without: "areas without electricity", "lack
// clean water".
func (r *reader) lacking(t *tree, base figure, i int) []figure {
	h := t.head(i)
	if h < 0 || t.marker(i) != "without" && t.lemma(h) != "lack" && t.lemma(h) != "lose" {
		return nil
	}
	who := h
	if t.isVerb(h) {
		if who = t.subject(h); who < 0 {
			who = t.child(h, "nsubj:pass", "obj")
		}
	} else if s := t.child(i, "nsubj"); s >= 0 {
		who = s
	}
	if who >= 0 && who != i {
		if out := r.counted(t, base, t.coordinated(who)); len(out) > 0 {
			return out
		}
	}
	return []figure{base}
}

// toll reads "the toll rose to 90", "a death toll of 12".
func (r *reader) toll(t *tree, base figure, i int) []figure {
	if t.lemma(i) == "toll" && !r.deathly(t, i) {
		return nil
	}
	k, m := t.numbered(i)
	if m == nil {
		k, m = t.numberAhead(i)
	}
	if m == nil {
		return nil
	}
	if first := t.indexAt(m.Span.Start); m.Quantity.ValueTo.Known() && (t.low[first] == "from" || first > 0 && t.low[first-1] == "from") {
		now := *m // "from five to six": the toll that is
		now.Quantity.Value, now.Quantity.ValueTo, now.Quantity.Bound = m.Quantity.ValueTo, value.Number{}, value.Exact
		m = &now
	}
	base.counted, base.number, base.unit = k, m, "people"
	return []figure{base}
}

// numberAhead is the number that a toll is brought to, whatever the tree makes of
// it: "increased the toll of the event from five people to six".
func (t *tree) numberAhead(i int) (int, *mention.Mention) {
	for j := i + 2; j < len(t.toks) && j < i+18; j++ {
		m := t.valueAt(j)
		if m == nil || m.Kind != mention.Number && m.Kind != mention.Measure {
			if t.toks[j].Tag == "PUNCT" && t.low[j] != "," {
				break
			}
			continue
		}
		first := t.indexAt(m.Full.Start)
		if first > 0 && (t.low[first-1] == "to" || t.low[first-1] == "at" || m.Quantity.ValueTo.Known() && t.low[first-1] == "from") && !(t.low[first-1] == "to" && m.Kind == mention.Measure && m.Quantity.Unit == "%") {
			return j, m
		}
	}
	return -1, nil
}

func (r *reader) deathly(t *tree, i int) bool {
	for _, k := range t.children(i, "compound", "amod") {
		switch t.lemma(k) {
		case "death", "human", "official", "confirmed", "casualty":
			return true
		}
	}
	return false
}

// losses reads sums of damage: "damage of $5 billion", "losses estimated at".
func (r *reader) losses(t *tree, base figure, i int) []figure {
	for _, k := range t.below(i, func(k int) bool { return t.is(k, "conj") }) {
		if m := t.valueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	h := t.head(i)
	if h < 0 {
		return nil
	}
	for _, k := range t.kids[h] {
		if m := t.valueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if m := t.valueAt(h); m != nil && m.Kind == mention.Money {
		return []figure{{at: i, counted: h, number: m, measure: base.measure, rule: base.rule}}
	}
	return nil
}

func (r *reader) impactClaim(t *tree, fig figure) {
	v := t.carrier(fig.at)
	sc := scope{polarity: claim.Affirmed, modality: claim.Fact}
	if v >= 0 {
		sc = t.scope(v)
	}
	c := claim.Claim{Type: claim.Impact, Rule: fig.rule, Measure: fig.measure, Unit: fig.unit, Polarity: sc.polarity, Modality: sc.modality,
		Spans: map[string]text.Span{}}
	sp := t.toks[fig.at].Span
	if fig.counted >= 0 {
		sp = sp.Cover(t.core(fig.counted))
		if d := t.child(fig.counted, "det"); d >= 0 && t.low[d] == "no" {
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
		c.Recipients, c.Spans["recipients"] = []claim.Party{victims.Party}, victims.span
	}
	c.Sources, c.Spans["sources"] = sources(r.counters(t, fig, at))
	c.Where, c.Spans["where"] = r.area(t, fig, at)
	c.AsOf, c.Spans["as_of"] = r.asOf(t, fig, at)
	c.When = c.AsOf
	c.Cause, c.Spans["cause"] = r.cause(t, fig, v)
	c.Confidence = 0.6
	if fig.number != nil {
		c.Confidence = 0.8
	}
	r.add(t, fig.at, fig.counted, sp, c)
}

// victims are the people counted, where a country stands with them.
func (r *reader) victims(t *tree, fig figure) (party, bool) {
	if fig.counted < 0 || fig.unit != "people" {
		return party{}, false
	}
	p, ok := r.party(t, fig.counted)
	return p, ok && p.Code != ""
}

// cause is what did the harm: the subject of a verb of killing, "in" or
// "after" or "by" something that happened.
func (r *reader) cause(t *tree, fig figure, v int) (string, text.Span) {
	if v < 0 {
		return "", text.Span{}
	}
	if f := r.lex.impact[t.lemma(v)+"/v"]; f.object == "object" {
		if s := t.subject(v); s >= 0 && r.happening(t, s) {
			sp := t.phrase(s)
			return t.words(sp), sp
		}
	}
	for _, from := range []int{v, fig.at} {
		for _, k := range t.byCase(from, "in", "by", "after", "during", "from", "because", "due") {
			if r.happening(t, k) {
				sp := t.phrase(k)
				return t.words(sp), sp
			}
		}
	}
	return "", text.Span{}
}

// harmOf tells how much of a document is about harm, by the share of its
// sentences that name a disaster or an attack: a count in a text about no
// crisis is seldom one of harm.
func (r *reader) harmOf(trees []*tree) string {
	n := 0
	for _, t := range trees {
		for i := range t.toks {
			if t.isNoun(i) && r.happening(t, i) || t.isVerb(i) && ofHarm[r.lex.impact[t.lemma(i)+"/v"].act] {
				n++
				break
			}
		}
	}
	return extent(n, len(trees))
}

// crisisOf tells how much of a document uses words of crises.
func (r *reader) crisisOf(trees []*tree) string {
	n := 0
	for _, t := range trees {
		if slices.ContainsFunc(t.lem, func(lemma string) bool { return r.lex.crisis[lemma] }) {
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

func (r *reader) happening(t *tree, i int) bool {
	for _, d := range r.lex.event[t.lemma(i)+"/n"] {
		if len(d.rest) == 0 {
			return d.act == "disaster" || d.act == "attack" || d.act == "protest"
		}
	}
	return false
}
