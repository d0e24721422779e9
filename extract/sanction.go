package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// sanctions reads the restrictive measures of one sentence. A verb of the
// sanction lexicon needs an object of the kind that its frame names; a noun
// ("sanctions on") stands for itself when nothing above has claimed it.
func (r *reader) sanctions(t *tree) {
	used := map[int]bool{}
	for v := range t.toks {
		if t.isVerb(v) {
			r.sanctionVerb(t, v, used)
		}
	}
	for i := range t.toks {
		if t.isNoun(i) && !used[i] {
			r.sanctionNoun(t, i)
		}
	}
}

// sanctionMeaning is one meaning of a word of the sanction lexicon.
type sanctionMeaning struct{ measure, what string }

func (r *reader) sanctionMeanings(t *tree, i int) []sanctionMeaning {
	v, _, ok := t.match(r.lex.sanctionWords, i)
	if !ok {
		return nil
	}
	var out []sanctionMeaning
	for line := range strings.SplitSeq(v, "\n") {
		measure, what, _ := strings.Cut(line, "\t")
		out = append(out, sanctionMeaning{measure, what})
	}
	return out
}

func (r *reader) sanctionVerb(t *tree, v int, used map[int]bool) {
	f, ok := r.lex.sanction[t.lemma(v)+"/v"]
	if !ok {
		return
	}
	if t.lemma(v) == "put" || t.lemma(v) == "place" || t.lemma(v) == "cut" || t.lemma(v) == "remove" {
		if f.act == "lift" && !r.mentionsSanction(t, v) {
			return
		}
	}
	objs := t.objects(v)
	if f.object == "list" {
		objs = t.byCase(v, "to", "on")
	}
	if len(objs) == 0 || f.object == "trade" {
		objs = append(objs, t.byCase(v, "from", "to", "out")...)
	}
	for _, o := range objs {
		measure, ok := r.fits(t, o, f.object)
		if !ok {
			continue
		}
		for _, k := range t.below(o, nil) {
			used[k] = true
		}
		r.sanctionClaim(t, v, o, f, measure, "sanction."+f.act)
		if f.object == "sanction" || r.isPerson(t, o) { // "cut lenders off from a market" is one measure
			break
		}
	}
	if f.object == "any" && len(objs) == 0 && t.passive(v) {
		if s := t.child(v, "nsubj:pass"); s >= 0 {
			r.sanctionClaim(t, v, s, f, "other", "sanction."+f.act)
		}
	}
}

func (r *reader) mentionsSanction(t *tree, v int) bool {
	for _, o := range t.objects(v) {
		if _, ok := r.fits(t, o, "sanction"); ok {
			return true
		}
	}
	return false
}

// fits reports whether the object is of the kind that the frame needs, and the
// measure that its words tell.
func (r *reader) fits(t *tree, o int, need string) (measure string, ok bool) {
	if need == "any" {
		if m := t.nameAt(o); m != nil || t.toks[o].Tag == "PRON" || t.toks[o].Tag == "PROPN" {
			return "other", true
		}
		return "other", r.lex.groups[t.lemma(o)] || len(r.sanctionMeanings(t, o)) > 0
	}
	heads := append([]int{o}, t.byCase(o, "of")...) // "a tranche of sanctions"
	for _, h := range heads {
		for _, m := range r.sanctionMeanings(t, h) {
			if m.what == need {
				return m.measure, true
			}
		}
	}
	if need == "trade" || need == "asset" {
		// "banned all Russian planes", "froze billions in assets"
		for _, k := range t.below(o, func(k int) bool { return t.is(k, "acl", "conj") }) {
			for _, m := range r.sanctionMeanings(t, k) {
				if m.what == need && (t.is(k, "nmod", "amod") || k == o) {
					return m.measure, true
				}
			}
		}
	}
	return "", false
}

// sanctionNoun reads "sanctions on X", "an asset freeze against X" where no
// verb has taken them.
func (r *reader) sanctionNoun(t *tree, i int) {
	meanings := r.sanctionMeanings(t, i)
	if !slices.ContainsFunc(meanings, func(m sanctionMeaning) bool { return m.what == "sanction" }) || t.is(i, "compound") {
		return
	}
	// "Sanctions" names a measure by itself; "a ban", "costs" and "restrictions"
	// only with those they fall on.
	if _, itself := r.lex.sanction[t.lemma(i)+"/n"]; !itself && len(r.targets(t, i, i)) == 0 {
		return
	}
	v := t.carrier(i)
	f := frame{act: "impose", object: "self"}
	at := i
	if v >= 0 && (t.is(i, "obj", "nsubj", "nsubj:pass", "obl")) {
		at = v
		if g := r.lex.sanction[t.lemma(v)+"/v"]; g.act == "lift" || g.act == "threaten" {
			f.act = g.act
		}
	}
	r.sanctionClaim(t, at, i, f, meanings[0].measure, "sanction.noun")
}

// targetPrepositions head the phrase of who is sanctioned.
var targetPrepositions = []string{"on", "against", "for", "from", "to", "of", "upon", "targeting", "toward", "towards", "with"}

// targets are the sanctioned parties: those the object belongs to, the
// object itself, or a phrase with "on", "against", "to".
func (r *reader) targets(t *tree, v, o int) []party {
	var out []party
	if t.isVerb(v) {
		for _, k := range t.children(v, "iobj") { // "deny Russia access"
			out = append(out, r.parties(t, k)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	if t.is(o, "obj", "nsubj:pass") && (r.lex.groups[t.lemma(o)] || t.nameAt(o) != nil) && t.countOf(o) == nil || r.isPerson(t, o) {
		if p, ok := r.party(t, o); ok && (p.Code != "" || t.nameAt(o) != nil) {
			return []party{p} // "barred the lenders from a market"
		}
	}
	for _, from := range []int{o, v} {
		for _, k := range t.byCase(from, targetPrepositions...) {
			if m := t.valueAt(k); m != nil && m.Kind != mention.Measure && t.nameAt(k) == nil {
				continue // a sum, a date or a bare number
			}
			for _, c := range t.coordinated(k) {
				if p, ok := r.party(t, c); ok && (p.Code != "" || r.lex.groups[t.lemma(c)] || t.nameAt(c) != nil || t.marker(k) == "on" || t.marker(k) == "against") {
					out = append(out, p)
					out = append(out, r.listed(t, c)...)
				}
			}
		}
	}
	if len(out) == 0 && r.isPerson(t, o) {
		if p, ok := r.party(t, o); ok {
			out = append(out, p)
		}
	}
	if len(out) == 0 || !slices.ContainsFunc(out, func(p party) bool { return p.Code != "" }) && !r.isPerson(t, o) {
		if p, ok := r.partyBelow(t, o); ok { // "the import of goods from several sectors of Russia's economy"
			out = []party{p}
		}
	}
	if len(out) == 0 {
		if m, k := r.countryWith(t, o); m != nil {
			out = append(out, named(t, k, m))
		}
	}
	return distinct(out)
}

// partyBelow is the first party with a code that a phrase names.
func (r *reader) partyBelow(t *tree, o int) (party, bool) {
	for _, k := range t.below(o, func(k int) bool { return t.is(k, "acl:relcl", "conj") }) {
		if m := t.nameAt(k); m != nil && m.Code != "" {
			return named(t, k, m), true
		}
	}
	return party{}, false
}

// isPerson reports whether the word is somebody who can be sanctioned.
func (r *reader) isPerson(t *tree, o int) bool {
	return slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool { return m.what == "person" || m.what == "diplomat" })
}

func (r *reader) sanctionClaim(t *tree, v, o int, f frame, measure, rule string) {
	sc := scope{polarity: claim.Affirmed, modality: claim.Fact}
	verb := t.carrier(v)
	if verb >= 0 {
		sc = t.scope(verb)
	}
	c := claim.Claim{Type: claim.Sanction, Rule: rule, Action: f.act, Measure: measure, Polarity: sc.polarity, Modality: sc.modality,
		Spans: map[string]text.Span{}}
	if f.act == "impose" && (sc.force == "possible" || sc.modality == claim.Possibility || verb >= 0 && t.lemma(verb) == "threaten") {
		c.Action = "threaten"
	}
	var imposers []party
	if t.isVerb(v) {
		imposers = r.parties(t, t.subject(v))
	} else if s := t.owner(v); s >= 0 {
		imposers = r.parties(t, s)
	}
	targets := slices.DeleteFunc(r.targets(t, v, o), func(p party) bool {
		return slices.ContainsFunc(imposers, func(q party) bool { return p.Code != "" && p.Code == q.Code || p.Name == q.Name })
	})
	if len(imposers) == 0 {
		if p, ok := r.lastImposer(); ok && !slices.ContainsFunc(targets, func(q party) bool { return q.Code == p.Code }) {
			imposers = []party{{Party: p}}
		}
	}
	if len(targets) == 0 {
		if p, ok := r.lastTarget(); ok && !slices.ContainsFunc(imposers, func(q party) bool { return q.Code == p.Code }) {
			targets = []party{{Party: p}}
		}
	}
	if len(imposers) == 0 && len(targets) == 0 {
		return
	}
	if m := r.measureOf(t, v, o); m != "" && measure == "other" {
		c.Measure = m
	}
	c.Actors, c.Recipients = plain(imposers), plain(targets)
	c.Spans["actors"], c.Spans["recipients"] = spanOf(imposers), spanOf(targets)
	c.Count, c.Spans["count"] = r.sanctionCount(t, v, o)
	c.Sources, c.Spans["sources"] = sources(r.attributions(t, v))
	c.When, c.Spans["when"] = r.when(t, v)
	c.Confidence = 0.7
	if rule == "sanction.noun" {
		c.Confidence = 0.55
	}
	sp := t.toks[v].Span.Cover(t.phrase(o))
	for _, p := range targets {
		if p.span.Overlaps(t.sent.Span) {
			sp = sp.Cover(p.span)
		}
	}
	r.add(t, v, o, sp, c)
}

// measureOf looks for a telling word in the object's phrase and the verb's.
func (r *reader) measureOf(t *tree, v, o int) string {
	for _, k := range append(t.below(o, func(k int) bool { return t.is(k, "conj") }), t.below(v, func(k int) bool { return t.is(k, "conj", "ccomp", "parataxis", "advcl") })...) {
		for _, m := range r.sanctionMeanings(t, k) {
			if m.measure != "other" {
				return m.measure
			}
		}
	}
	return ""
}

// sanctionCount is the number of sanctioned parties that the text gives.
func (r *reader) sanctionCount(t *tree, v, o int) (value.Number, text.Span) {
	for _, k := range append(t.below(o, func(k int) bool { return t.is(k, "acl", "conj") }), t.byCase(v, targetPrepositions...)...) {
		if m := t.valueAt(k); !r.lex.groups[t.lemma(k)] && len(r.sanctionMeanings(t, k)) == 0 && t.nameAt(k) == nil && (m == nil || m.Kind != mention.Measure) {
			continue
		}
		if n := t.countOf(k); n != nil && n.Quantity.Value.IsWhole() {
			return n.Quantity.Value, n.Span
		}
	}
	return value.Number{}, text.Span{}
}

func (r *reader) lastImposer() (claim.Party, bool) {
	if r.author.Kind == claim.Country {
		return r.author, true // a government's release tells of its own measures
	}
	for k := len(r.claims) - 1; k >= 0; k-- {
		if c := r.claims[k]; c.Type == claim.Sanction && len(c.Actors) > 0 && c.Actors[0].Code != "" {
			return c.Actors[0], true
		}
	}
	return r.author, r.author.Code != ""
}

func (r *reader) lastTarget() (claim.Party, bool) {
	for k := len(r.claims) - 1; k >= 0; k-- {
		if c := r.claims[k]; c.Type == claim.Sanction && len(c.Recipients) > 0 && c.Recipients[0].Code != "" {
			return c.Recipients[0], true
		}
	}
	return claim.Party{}, false
}
