package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// events reads happenings between parties or to a place: a word or expression
// of the event lexicon with whoever acts and is acted upon.
func (r *reader) events(t *tree) {
	happened := map[string]bool{} // kind and clause: "met for talks" is one meeting
	for i := range t.toks {
		o, ok := t.open(r.lex.event, i)
		if !ok || r.taken[i] || o.act == "none" || r.attributive(t, i) || !r.happens(t, o) {
			continue
		}
		v := t.clause(i)
		key := o.act + "\x00" + string(rune(v))
		if happened[key] && v >= 0 && !t.isVerb(i) {
			continue
		}
		happened[key] = true
		r.eventClaim(t, o)
	}
}

// attributive reports whether a noun only describes another: an "attack
// helicopter" is no attack, but a "mediation effort" is mediation.
func (r *reader) attributive(t *tree, i int) bool {
	return t.is(i, "compound") && t.isNoun(i) && !slices.Contains(r.lex.classes["@effort"], t.lemma(t.head(i)))
}

// takeParts marks the words that longer expressions of either lexicon use, so
// that "talks" in "hold talks" is not read again, and drops the shorter reading
// of an expression's first word: to launch an investigation is no attack.
func (r *reader) takeParts(t *tree) {
	r.taken, r.stopped = map[int]bool{}, map[int]bool{}
	for i := range t.toks {
		e, isEvent := t.open(r.lex.event, i)
		s, isSaying := t.open(r.lex.saying, i)
		long := max(len(e.rest), len(s.rest))
		if long == 0 {
			continue
		}
		if isEvent && len(e.rest) == long {
			r.take(t, e.parts)
			for _, k := range append([]int{i}, e.parts...) {
				r.stopped[k] = r.stopped[k] || e.codes.Cameo == "162"
			}
		}
		if isSaying && len(s.rest) == long {
			r.take(t, s.parts)
		}
	}
}

func (r *reader) take(t *tree, parts []int) {
	for _, k := range parts {
		r.taken[k] = t.isNoun(k) || t.isVerb(k)
		if h := t.head(k); h >= 0 && t.is(k, "compound", "amod") && t.isNoun(h) {
			r.taken[h] = true // "cease-fire": the word that it describes is used too
		}
	}
}

// happens drops uses of the word that tell of nothing: a law verb without a
// law, an impersonal subject, a conditional.
func (r *reader) happens(t *tree, o opening) bool {
	i := o.at
	if t.outdone(o, r.lex.saying) {
		return false
	}
	if s := t.subject(i); o.act == "attack" && t.isVerb(i) && s >= 0 && r.natural(t, s) {
		return false // "an earthquake struck"
	}
	if len(o.rest) > 0 {
		return true
	}
	switch o.slots[0] {
	case "law":
		for _, k := range t.objects(i) {
			if _, _, ok := t.match(r.lex.laws, k); ok {
				return true
			}
		}
		return false
	case "obj":
		if t.isVerb(i) && len(t.objects(i)) == 0 && t.subject(i) < 0 {
			return false
		}
		if objs := t.objects(i); t.isVerb(i) && o.act == "attack" && len(objs) > 0 {
			return slices.ContainsFunc(objs, func(k int) bool { return r.attackable(t, k) }) // not "killed a bill"
		}
	}
	if t.isVerb(i) && o.act == "policy" && o.codes == (claim.Codes{}) && o.slots[0] == "obj" && len(t.objects(i)) == 0 {
		return false // "the bus overturned"
	}
	if t.isVerb(i) && (o.act == "closure" || o.act == "mobilization") {
		return len(t.objects(i)) > 0 || t.passive(i)
	}
	return true
}

// natural reports whether a noun is a disaster, which attacks nobody.
func (r *reader) natural(t *tree, s int) bool {
	return slices.ContainsFunc(t.below(s, func(k int) bool { return !t.is(k, "compound", "flat", "amod") }), func(k int) bool {
		o, ok := t.open(r.lex.event, k)
		return ok && o.act == "disaster" // "Typhoon Ana killed 12"
	})
}

// attackable reports whether a noun is people, a party, a place or something
// built.
func (r *reader) attackable(t *tree, k int) bool {
	l := t.lemma(t.countedNoun(k))
	tag := t.toks[k].Tag
	return t.nameAt(k) != nil || tag == "PROPN" || tag == "PRON" || tag == "NUM" || r.lex.units[l] != "" || r.lex.groups[l] || r.lex.actsFor[l] ||
		r.holdsName(t, k)
}

// holdsName reports whether a thing's phrase names a party.
func (r *reader) holdsName(t *tree, k int) bool {
	near, far := r.inside(t, k)
	return len(near)+len(far) > 0
}

// eventScope is how real an event is; a noun may be what is offered or asked.
func (r *reader) eventScope(t *tree, i, v int) scope {
	if v < 0 {
		return scope{polarity: claim.Affirmed, modality: claim.Fact, governor: -1}
	}
	s := t.scope(v)
	at := i
	for n := 0; n < 2 && t.is(at, "nmod") && t.isNoun(t.head(at)); n++ {
		at = t.head(at) // "rejected an offer of talks"
	}
	if s.force == "" && v != i && t.is(at, "obj", "nsubj:pass", "obl") && t.head(at) == v && t.lemma(v) != "announce" {
		s.force = r.lex.forces[t.lemma(v)]
		if s.force == "refuse" || s.force == "deny" {
			s.polarity = claim.Negated
		}
	}
	if s.governor >= 0 && t.lemma(s.governor) == "threaten" || v != i && t.lemma(v) == "threaten" {
		s.force = "threaten"
	}
	return s
}

func (r *reader) eventClaim(t *tree, o opening) {
	i := o.at
	v := t.carrier(i)
	sc := r.eventScope(t, i, v)
	c := claim.Claim{Type: claim.Event, Rule: "event." + o.act, Kind: o.act, Polarity: sc.polarity, Modality: sc.modality, Spans: map[string]text.Span{}}
	c.Codes = o.codes
	if c.Codes == (claim.Codes{}) {
		c.Codes = claim.CodesOf(c)
	}
	c.Codes = recoded(c.Codes, sc)
	actors, recipients := r.dealers(t, o)
	if o.act == "disaster" && !t.isVerb(i) {
		actors = nil // nobody makes an earthquake, least of all who reports it
	}
	c.Actors, c.Recipients = plain(actors), plain(recipients)
	c.Spans["actors"], c.Spans["recipients"] = spanOf(actors), spanOf(recipients)
	at := i
	if v >= 0 && !t.isVerb(i) {
		at = v
	}
	c.When, c.Spans["when"] = r.when(t, i)
	if c.When.IsZero() {
		c.When, c.Spans["when"] = r.when(t, at)
	}
	c.Where, c.Spans["where"] = r.where(t, i)
	if c.Where.Name == "" {
		c.Where, c.Spans["where"] = r.eventPlace(t, i, at)
	}
	c.Sources, c.Spans["sources"] = sources(r.attributions(t, at))
	c.Confidence = 0.5
	if len(actors) > 0 {
		c.Confidence = 0.6
	}
	r.add(t, i, -1, r.eventSpan(t, i, at).Cover(t.phraseSpan(o)), c)
}

// eventPlace is where it happened when the clause says so only through a
// party: "arrived in Kyiv", "Russian strikes on Ukraine".
func (r *reader) eventPlace(t *tree, i, at int) (claim.Location, text.Span) {
	for _, from := range []int{i, at} {
		for _, k := range t.below(from, func(k int) bool { return t.is(k, "conj", "ccomp", "parataxis") }) {
			m := t.nameAt(k)
			if m == nil || m.Adj || m.Kind != mention.Place && m.Kind != mention.Country || t.is(k, "nsubj") {
				continue
			}
			if slices.Contains(placePrepositions, t.marker(k)) || t.is(k, "obj", "nmod:poss", "compound") {
				code := m.Code
				if m.Kind == mention.Place {
					code = m.Place
				}
				return claim.Location{Name: nameOf(t, m), Code: code}, m.Span
			}
		}
	}
	return r.lastPlace, text.Span{}
}

// eventSpan is the event's word with its clause's subject and objects.
func (r *reader) eventSpan(t *tree, i, at int) text.Span {
	sp := t.toks[i].Span
	if abs(at-i) < 15 {
		sp = sp.Cover(t.toks[at].Span)
	}
	for _, from := range []int{i, at} {
		for _, k := range t.children(from, "nsubj", "nsubj:pass", "obj", "obl:agent", "aux") {
			if abs(k-i) < 25 {
				sp = sp.Cover(t.phrase(k))
			}
		}
	}
	return sp
}
