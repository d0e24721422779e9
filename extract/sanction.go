package extract

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/text"
)

// sanctions reads the restrictive measures of one sentence. A verb of the
// sanction lexicon needs an object of the kind that its frame names; a noun
// ("sanctions on", "the revocation of its trade status") stands for itself when
// nothing above has claimed it.
func (r *reader) sanctions(t *tree) {
	used := map[int]bool{}
	for v := range t.toks {
		if t.isVerb(v) && !r.prohibition(t, v, used) {
			r.sanctionVerb(t, v, used)
		}
	}
	for i := range t.toks {
		if used[i] || !t.isNoun(i) {
			continue
		}
		if i == 0 && r.heading(t, used) {
			continue
		}
		r.sanctionNoun(t, i, used)
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

// sanctionVerb reads the first frame of the verb that an object fits.
func (r *reader) sanctionVerb(t *tree, v int, used map[int]bool) {
	for _, f := range r.lex.sanction[t.lemma(v)+"/v"] {
		if r.sanctionFrame(t, v, f, used) {
			return
		}
	}
}

// sanctionFrame makes a claim of each object that fits the frame: "cut lenders
// off from a market" is one measure, "sanctioned eight executives of one bank and
// nine of another" are two.
func (r *reader) sanctionFrame(t *tree, v int, f frame, used map[int]bool) bool {
	objs := t.objects(v)
	switch {
	case f.object == "list":
		objs = t.phrasesBy(v, "to", "on", "from")
	case f.object == "with":
		objs = t.phrasesBy(v, "with")
	case f.object == "listed" && !r.sanctioning(t):
		return false
	case f.object == "blamed" && !r.blamed(t, v):
		return false // designated as an ally, not as a terrorist
	case len(objs) == 0 || f.object == "trade" || f.object == "network" || t.lemma(v) == "agree":
		objs = append(objs, t.byCase(v, "from", "to", "out", "on")...)
	}
	found := false
	for _, o := range objs {
		measure, ok := r.fits(t, o, f.object)
		if !ok || found && t.countOf(o) == nil {
			continue
		}
		for _, k := range t.below(o, nil) {
			used[k] = true
		}
		r.sanctionClaim(t, v, o, f, measure, "sanction."+f.act)
		found = true
		if f.object == "sanction" || f.object == "list" || f.object == "with" {
			break
		}
	}
	if f.object == "any" && len(objs) == 0 && t.passive(v) {
		if s := t.child(v, "nsubj:pass"); s >= 0 {
			r.sanctionClaim(t, v, s, f, "other", "sanction."+f.act)
			found = true
		}
	}
	return found
}

// phrasesBy are the phrases with one of the prepositions in the verb's clause:
// trees hang "to the Entity List" on the verb, its object or what describes it.
func (t *tree) phrasesBy(v int, prepositions ...string) []int {
	var out []int
	for _, k := range t.below(v, func(k int) bool { return t.is(k, "conj", "ccomp", "parataxis", "advcl", "nsubj") }) {
		if t.is(k, "obl", "nmod") && slices.Contains(prepositions, t.marker(k)) {
			out = append(out, k)
		}
	}
	return out
}

// sanctioning reports whether the sentence or one before it tells of sanctions:
// then "designated" and "targeted" do too.
func (r *reader) sanctioning(t *tree) bool {
	for i := range t.toks {
		if t.isNoun(i) && len(r.lex.sanction[t.lemma(i)+"/n"]) > 0 && r.outright(t, i) {
			return true
		}
	}
	return slices.ContainsFunc(r.claims, func(c claim.Claim) bool { return c.Type == claim.Sanction })
}

// blamed reports whether a verb of naming says as what: "as a terrorist
// organization".
func (r *reader) blamed(t *tree, v int) bool {
	return slices.ContainsFunc(t.phrasesBy(v, "as"), func(k int) bool {
		return slices.ContainsFunc(t.below(k, nil), func(k int) bool { return r.lex.blame[t.lemma(k)] })
	})
}

// fits reports whether the object is of the kind that the frame needs, and the
// measure that its words tell.
func (r *reader) fits(t *tree, o int, need string) (measure string, ok bool) {
	switch need {
	case "any", "blamed":
		if t.nameAt(o) != nil || t.toks[o].Tag == "PRON" || t.toks[o].Tag == "PROPN" || t.countOf(o) != nil {
			return "other", true
		}
		return "other", r.lex.groups[t.lemma(o)] || len(r.sanctionMeanings(t, o)) > 0
	case "with":
		need = "sanction"
	case "listed":
		need = "person"
	}
	if need == "list" && t.lemma(o) == "list" { // what is listed tells
		known := slices.ContainsFunc(t.below(o, nil), func(k int) bool {
			return r.lex.blame[t.lemma(k)] || r.lex.blame[t.low[k]] || k != o && len(r.sanctionMeanings(t, k)) > 0
		})
		return "other", known
	}
	heads := append([]int{o}, t.byCase(o, "of")...) // "a tranche of sanctions"
	heads = append(heads, t.children(o, "compound")...)
	for n, h := range heads {
		for _, m := range r.sanctionMeanings(t, h) {
			if m.what == need && (n == 0 || need == "sanction" || !t.is(h, "compound")) {
				return m.measure, true
			}
		}
	}
	if need != "trade" && need != "asset" {
		return "", false
	}
	// "banned all Russian planes", "froze billions in assets", "the ability to
	// obtain technology"
	able := r.lex.abilities[t.lemma(o)]
	for _, k := range t.below(o, func(k int) bool { return t.is(k, "acl") && !able || t.is(k, "conj") }) {
		for _, m := range r.sanctionMeanings(t, k) {
			if m.what == need && (t.is(k, "nmod", "amod") && t.nameAt(k) == nil || k == o || able) {
				return m.measure, true
			}
		}
	}
	return "", false
}

// heading reads a headline's opening word as the verb that it is: "Ban Export of
// Luxury Goods to Norland".
func (r *reader) heading(t *tree, used map[int]bool) bool {
	o := t.head(0)
	if o < 0 || !t.is(0, "compound", "amod") {
		return false
	}
	for _, f := range r.lex.sanction[t.low[0]+"/v"] {
		if measure, ok := r.fits(t, o, f.object); ok {
			for _, k := range t.below(o, nil) {
				used[k] = true
			}
			r.sanctionClaim(t, o, o, f, measure, "sanction.heading")
			return true
		}
	}
	return false
}

// prohibition reads who may no longer do what: "prohibits its banks from
// providing services to any person in Norland". The party that the forbidden
// act would serve is sanctioned, or else the one that may not act.
func (r *reader) prohibition(t *tree, v int, used map[int]bool) bool {
	if !r.lex.prohibit[t.lemma(v)] {
		return false
	}
	for _, c := range t.children(v, "xcomp", "advcl", "ccomp") {
		measure, ok := r.lex.forbidden[t.lemma(c)]
		if !ok || t.marker(c) != "from" && t.marker(c) != "to" && t.marker(v) != "" {
			continue
		}
		f := frame{act: "impose"}
		if t.negated(v) {
			return false
		}
		var on []party
		for _, o := range append([]int{c}, t.objects(c)...) {
			for _, k := range t.byCase(o, "to", "from", "with", "in", "into", "for") {
				if p, ok := r.party(t, k); ok && p.Code != "" {
					on = append(on, p)
				}
			}
		}
		if len(on) == 0 || measure == "travel_ban" || measure == "airspace_ban" || measure == "financial" {
			for _, o := range t.objects(v) {
				if ps := r.parties(t, o); len(ps) > 0 {
					on = ps
				}
			}
		}
		if !slices.ContainsFunc(on, func(p party) bool { return p.Code != "" && p.Code != r.author.Code }) && !r.sanctioning(t) {
			continue // "prevent individuals from accessing housing"
		}
		for _, k := range t.below(c, nil) {
			used[k] = true
		}
		r.sanctionOf(t, v, c, f, measure, "sanction.prohibit", distinct(on))
		return true
	}
	return false
}

// sanctionNoun reads a noun of sanction that no verb has claimed.
func (r *reader) sanctionNoun(t *tree, i int, used map[int]bool) {
	if r.nominalMeasure(t, i, used) {
		return
	}
	meanings := r.sanctionMeanings(t, i)
	if !slices.ContainsFunc(meanings, func(m sanctionMeaning) bool { return m.what == "sanction" }) || r.lex.notAlone[t.lemma(i)] {
		return
	}
	if t.is(i, "compound") {
		return // "sanctions evasion"
	}
	if itself := len(r.lex.sanction[t.lemma(i)+"/n"]) > 0; !itself && len(r.targets(t, i, i)) == 0 {
		return
	}
	v := t.carrier(i)
	f := frame{act: "impose", object: "self"}
	at := i
	if v >= 0 && r.lex.evasion[t.lemma(v)] {
		return // "evade", "despite", "comply with": nobody imposes anything
	}
	if v >= 0 && t.is(i, "obj", "nsubj", "nsubj:pass", "obl") {
		at = v
		for _, g := range r.lex.sanction[t.lemma(v)+"/v"] {
			if g.act == "lift" || g.act == "threaten" {
				f.act = g.act
			}
		}
	}
	r.sanctionClaim(t, at, i, f, meanings[0].measure, "sanction.noun")
}

// nominalMeasure reads nouns of imposing and lifting with what they act on: "the
// revocation of Norland's trade status", "the lifting of sanctions".
func (r *reader) nominalMeasure(t *tree, i int, used map[int]bool) bool {
	for _, f := range r.lex.sanction[t.lemma(i)+"/n"] {
		if f.object == "self" {
			continue
		}
		for _, o := range t.byCase(i, "of") {
			if measure, ok := r.fits(t, o, f.object); ok {
				for _, k := range t.below(o, nil) {
					used[k] = true
				}
				r.sanctionClaim(t, i, o, f, measure, "sanction.nominal")
				return true
			}
		}
	}
	return false
}

func (r *reader) sanctionClaim(t *tree, v, o int, f frame, measure, rule string) {
	targets := r.targets(t, v, o)
	if f.object == "list" || f.object == "with" || f.object == "network" { // who is added to a list, hit with a ban
		targets = nil
		for _, k := range t.objects(v) {
			targets = append(targets, r.parties(t, k)...)
		}
	}
	if m := r.measureOf(t, v, o); m != "" && measure == "other" {
		measure = m
	}
	r.sanctionOf(t, v, o, f, measure, rule, targets)
}

// sanctionOf makes the claim of a measure whose targets are found.
func (r *reader) sanctionOf(t *tree, v, o int, f frame, measure, rule string, targets []party) {
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
	subject := -1
	if t.isVerb(v) {
		subject = t.subject(v)
	}
	if f.object == "burden" && !r.burdens(t, subject, targets) {
		return
	}
	imposers, targets := r.settleParties(r.imposers(t, v), targets, subject >= 0 && t.toks[subject].Tag == "PRON")
	if len(imposers) == 0 && len(targets) == 0 || len(targets) == 0 && !r.outright(t, o) {
		return
	}
	c.Actors, c.Recipients = plain(imposers), plain(targets)
	c.Spans["actors"], c.Spans["recipients"] = spanOf(imposers), spanOf(targets)
	c.Count, c.Spans["count"] = r.sanctionCount(t, v, o)
	c.Sources, c.Spans["sources"] = sources(r.attributions(t, v))
	if c.When, c.Spans["when"] = r.when(t, v); c.When.IsZero() {
		c.When, c.Spans["when"] = t.onlyDate()
	}
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

// burdens reports whether costs are imposed by somebody on others abroad: "the
// war imposes costs on families" is no sanction.
func (r *reader) burdens(t *tree, subject int, targets []party) bool {
	if subject >= 0 && !r.canAct(t, subject) && !r.isInstrument(t, subject) {
		return false
	}
	own := func(p party) bool { return p.Code != "" && p.Code == r.author.Code }
	return len(targets) > 0 && !slices.ContainsFunc(targets, own)
}

// outright reports whether the words mean a sanction even where nobody is named
// on whom: "lifted the sanctions", and not "seized illicit assets".
func (r *reader) outright(t *tree, o int) bool {
	for _, k := range append(t.byCase(o, "of"), o) {
		if len(r.lex.sanction[t.lemma(k)+"/n"]) > 0 && !r.lex.notAlone[t.lemma(k)] {
			return true
		}
		if slices.ContainsFunc(r.sanctionMeanings(t, k), func(m sanctionMeaning) bool { return m.what == "sanction" && m.measure != "other" }) {
			return true
		}
	}
	return false
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
