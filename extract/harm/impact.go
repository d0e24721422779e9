package harm

import (
	"slices"
	"strings"

	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
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
	anyone  bool      // whoever is counted is somebody: only people shelter
	place   text.Span // the name of its place, where a breakdown gives it
	whole   bool      // of a breakdown: the places behind it are of its parts
}

// impacts reads the figures of harm or need of one sentence.
func (r *reader) impacts(t *syntax.Tree) {
	seen := map[text.Span]string{}
	at := map[text.Span]int{} // the word of harm that took a number first
	for i := range t.Tokens {
		f, ok := r.wordOfHarm(t, i)
		if !ok {
			continue
		}
		figs := r.figuresOf(t, i, f)
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
			if fig.measure == "refugees" && r.noRefugees(t, fig) {
				continue
			}
			if fig.measure == "refugees" && r.withinTheLand(t, fig) {
				fig.measure = "displaced"
			}
			if seen[key] == fig.measure {
				continue
			}
			seen[key] = fig.measure
			r.impactClaim(t, fig)
		}
	}
	r.otherCounts(t, seen)
}

// wordOfHarm is the frame of a word of harm; ok is false where it means none.
func (r *reader) wordOfHarm(t *syntax.Tree, i int) (f lexicon.Frame, ok bool) {
	f, ok = r.Lex.Impact[t.Key(i)]
	if !ok && !t.IsVerb(i) {
		f, ok = r.Lex.Impact[t.Lemma(i)+"/a"] // "left homeless" may be tagged an adverb
	}
	if !ok && t.Tokens[i].XTag == "VBN" {
		f, ok = r.Lex.Impact[t.Lower[i]+"/a"] // "are unaccounted for" a verb
	}
	if !ok && t.Tokens[i].Tag == "ADJ" && strings.HasSuffix(t.Lower[i], "ed") && t.CountOf(i) == nil && i+1 < len(t.Tokens) && t.ValueAt(i+1) != nil {
		f, ok = r.Lex.Impact[strings.TrimSuffix(t.Lower[i], "ed")+"/v"] // "and infected tens of thousands"
	}
	if !ok || !t.IsVerb(i) {
		return f, ok
	}
	if i > 0 && (t.Lower[i-1] == "nearly" || t.Lower[i-1] == "almost") {
		return f, false // "nearly lost my two sons"
	}
	if f.Act == "rescued" && slices.ContainsFunc(t.Sentence.Mentions, func(m mention.Mention) bool { return m.Kind == mention.Money }) {
		return f, false // "saved families an average of $800"
	}
	if f.Act == "injured" && deadly(t, i) {
		f.Act = "killed"
	}
	return f, true
}

// figuresOf are the figures of the word of harm at i: by the tree, by what stands
// beside it, and along rows.
func (r *reader) figuresOf(t *syntax.Tree, i int, f lexicon.Frame) []figure {
	var figs []figure
	if r.isSupply(t, i) || f.Object == "money" || !t.IsNoun(i) || !t.Is(i, "compound") { // but no "evacuation centre"
		figs = r.figures(t, i, f)
	}
	base := figure{at: i, counted: -1, measure: f.Act}
	if fig, ok := r.tallyRises(t, base, i); ok {
		figs = []figure{fig}
	}
	if besideable[f.Object] || len(figs) > 0 && f.Object == "driven" {
		figs = r.besides(t, base, i, figs)
	}
	figs = slices.DeleteFunc(figs, func(fig figure) bool { return fig.number == nil && hardlyHarmed(t, i, fig) || r.isRate(t, fig) })
	return settled(r.breakdown(t, r.spread(t, r.rowBefore(t, r.row(t, figs), i))))
}

// hardlyHarmed reports whether harm without a number is only told in passing: "leapt
// from the burning hotel", "help for those affected".
func hardlyHarmed(t *syntax.Tree, i int, fig figure) bool {
	if t.Is(i, "amod") && t.Tokens[i].XTag == "VBG" {
		return true
	}
	if fig.unit == "animals" || t.Is(i, "amod") && fig.rule == "impact.self" { // "dead bodies"
		return true
	}
	return fig.measure == "affected" && fig.counted >= 0 && (t.Lower[fig.counted] == "those" || t.Lower[fig.counted] == "who")
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
var besideable = map[string]bool{"object": true, "subject": true, "self": true, "number": true, "of": true, "evacuate": true}

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
		figs := r.counted(t, base, ofPhrases(t, i))
		if r.isCause(t, i) { // "killed by the collapse of houses"
			figs = slices.DeleteFunc(figs, func(fig figure) bool { return fig.number == nil })
		}
		return figs
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
			if s := t.Subject(i); s >= 0 && r.inWant(t, o) {
				return r.counted(t, base, t.Coordinated(s))
			}
			if fig, ok := r.leftOf(t, base, i); ok && r.inWant(t, o) {
				return []figure{fig}
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
		return slices.DeleteFunc(r.counted(t, base, t.ByCase(i, "of")), func(fig figure) bool { return fig.number == nil }) // "the bodies of 14 miners"
	case "victims": // "three of the victims"
		if m := partCount(t, i); m != nil {
			base.counted, base.number, base.unit = i, m, "people"
			return []figure{base}
		}
	case "pulled": // "pulled 17 people from the rubble"
		if r.fromPeril(t, i) {
			return slices.DeleteFunc(r.counted(t, base, r.harmed(t, i)), func(fig figure) bool { return fig.number == nil })
		}
	case "cut-off":
		if p := t.Child(i, "compound:prt", "advmod"); p >= 0 && t.Lower[p] == "off" {
			return slices.DeleteFunc(r.counted(t, base, r.harmed(t, i)), func(fig figure) bool { return t.Tokens[fig.counted].Tag == "PRON" })
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
		if fig, ok := r.labelled(t, base, i); ok && r.ofDisease(t, i) { // "Cholera cases: 12,434"
			return []figure{fig}
		}
	case "roof": // "ripped the roofs off 300 houses"
		for _, o := range t.Objects(i) {
			if l := t.Lemma(o); l == "roof" || l == "rooftop" {
				figs := r.counted(t, base, append(t.ByCase(i, "off", "from", "of"), t.ByCase(o, "off", "from", "of")...))
				return slices.DeleteFunc(figs, func(fig figure) bool { return fig.number == nil })
			}
		}
	case "in-need": // "millions of people in need of aid", "at risk of famine"
		h := t.Head(i)
		if !t.Cased(i, "in") && (!t.Cased(i, "at") && !t.Cased(i, "on") || !r.inWant(t, i)) || h < 0 && t.Child(i, "nsubj") < 0 {
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
	case "bereft": // "left without shelter", where somebody is counted
		base.rule = "impact.without"
		return slices.DeleteFunc(r.lacking(t, base, i), func(fig figure) bool { return fig.number == nil })
	case "outage": // "faced with outages"
		return r.outage(t, base, i)
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
