package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// events reads happenings between parties or to a place: a verb or noun of
// the event lexicon with whoever acts and is acted upon.
func (r *reader) events(t *tree) {
	taken := map[string]bool{} // kind and clause: "met for talks" is one meeting
	for i := range t.toks {
		f, ok := r.lex.event[t.key(i)]
		if !ok || t.is(i, "compound") && t.isNoun(i) {
			continue
		}
		if !r.happens(t, i, f) {
			continue
		}
		v := t.clause(i)
		key := f.act + "\x00" + string(rune(v))
		if taken[key] && v >= 0 && !t.isVerb(i) {
			continue
		}
		taken[key] = true
		r.eventClaim(t, i, f)
	}
}

// happens drops uses of the word that tell of nothing: a law verb without a
// law, an impersonal subject, a conditional.
func (r *reader) happens(t *tree, i int, f frame) bool {
	switch f.object {
	case "law":
		for _, o := range t.objects(i) {
			if _, _, ok := t.match(r.lex.laws, o); ok {
				return true
			}
		}
		return false
	case "object":
		if t.isVerb(i) && len(t.objects(i)) == 0 && t.subject(i) < 0 {
			return false
		}
		if objs := t.objects(i); t.isVerb(i) && f.act == "attack" && len(objs) > 0 {
			return slices.ContainsFunc(objs, func(o int) bool { return r.attackable(t, o) }) // not "killed a bill"
		}
	}
	if t.isVerb(i) && (f.act == "closure" || f.act == "mobilization" || f.act == "agreement") {
		return len(t.objects(i)) > 0 || t.passive(i)
	}
	return true
}

// attackable reports whether a noun is people, a party, a place or something
// built.
func (r *reader) attackable(t *tree, o int) bool {
	l := t.lemma(t.countedNoun(o))
	tag := t.toks[o].Tag
	return t.nameAt(o) != nil || tag == "PROPN" || tag == "PRON" || tag == "NUM" || r.lex.units[l] != "" || r.lex.groups[l] || r.lex.actsFor[l]
}

// eventRoles finds who acts and who is acted upon.
func (r *reader) eventRoles(t *tree, i int, f frame) (actors, recipients []party) {
	if t.isVerb(i) {
		actors = r.parties(t, t.subject(i))
		switch f.object {
		case "object", "law":
			for _, o := range t.objects(i) {
				recipients = append(recipients, r.parties(t, o)...)
			}
		default:
			for _, k := range t.byCase(i, f.object, "with", "to", "on", "against") {
				recipients = append(recipients, r.parties(t, k)...)
			}
		}
		return actors, without(distinct(recipients), actors)
	}
	if o := t.owner(i); o >= 0 {
		actors = r.parties(t, o)
	}
	for _, k := range t.byCase(i, f.object, "on", "of", "against", "with", "to", "between") {
		ps := r.parties(t, k)
		if t.marker(k) == "between" {
			actors = append(actors, ps...)
			continue
		}
		recipients = append(recipients, ps...)
	}
	if v := t.head(i); v >= 0 && t.isVerb(v) && len(recipients) == 0 && t.is(i, "obl", "obj") {
		if t.passive(v) || t.lemma(v) == "subject" || t.lemma(v) == "suffer" {
			recipients = append(recipients, r.parties(t, t.child(v, "nsubj:pass", "nsubj"))...)
		}
	}
	return actors, without(distinct(recipients), actors)
}

func (r *reader) eventClaim(t *tree, i int, f frame) {
	v := t.carrier(i)
	sc := scope{polarity: claim.Affirmed, modality: claim.Fact}
	if v >= 0 {
		sc = t.scope(v)
	}
	actors, recipients := r.eventRoles(t, i, f)
	c := claim.Claim{Type: claim.Event, Rule: "event." + f.act, Kind: f.act, Polarity: sc.polarity, Modality: sc.modality, Spans: map[string]text.Span{}}
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
	r.add(t, i, -1, r.eventSpan(t, i, at), c)
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
