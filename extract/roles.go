package extract

import (
	"slices"

	"kiroku/lang/mention"
	"kiroku/text"
)

// Who deals with whom. The one who acts is the subject, however far the verb
// stands from it, or a noun's owner; the one acted upon stands where the
// lexicon says: as object, behind a preposition, as the attribute of a thing
// ("rejected the Norwegian offer"), or inside the clause that says what is
// asked or threatened.

// anySlot is where recipients are looked for when an entry names no place.
var anySlot = []string{"obj", "with", "against", "to", "on", "at", "toward", "towards", "into", "between", "among", "over", "for", "from", "of", "in", "comp"}

// dealers are the parties of an opening: those who act and those acted upon.
func (r *reader) dealers(t *tree, o opening) (actors, recipients []party) {
	if t.isVerb(o.at) && t.passive(o.at) && t.agent(o.at) < 0 && slices.Contains(o.slots, "self") {
		for _, k := range t.objects(o.at) { // "is committed to"
			actors = append(actors, r.actorsOf(t, k)...)
		}
	} else if t.isVerb(o.at) || t.toks[o.at].Tag == "ADJ" {
		actors = r.actorsOf(t, t.subject(o.at))
	} else if between := r.slot(t, o, "between"); len(between) > 0 {
		for _, k := range between {
			actors = append(actors, r.actorsOf(t, k)...)
		}
		actors = distinct(actors)
	} else if w := t.ownerBy(r.lex, o.at); w >= 0 {
		actors = r.actorsOf(t, w)
	}
	if recipients = r.suffering(t, o); len(recipients) == 0 {
		recipients = r.acted(t, o, actors)
	} else if actors = without(actors, recipients); len(actors) == 0 {
		for _, k := range t.byCase(t.head(o.at), "from", "by") {
			actors = append(actors, r.actorsOf(t, k)...)
		}
	}
	if len(actors) == 0 && (!t.isVerb(o.at) || !t.passive(o.at)) {
		if p, ok := r.namedBefore(t, o.at, recipients); ok {
			actors = []party{p}
		}
	}
	if mutual[o.act] && len(actors) > 1 && !hasCode(recipients) {
		recipients = actors[1:] // "Norway and Sweden met"
	}
	return actors, recipients
}

func hasCode(ps []party) bool {
	return slices.ContainsFunc(ps, func(p party) bool { return p.Code != "" })
}

// mutual are the kinds in which each side deals with the other.
var mutual = map[string]bool{"meeting": true, "agreement": true, "cooperation": true, "attack": true}

// actorsOf are the parties of a subject; a thing acts for whom it belongs to:
// "Sudrian air strikes hit", "the court's decision bars".
func (r *reader) actorsOf(t *tree, s int) []party {
	if s < 0 {
		return nil
	}
	if ps := r.parties(t, s); len(ps) > 0 && (ps[0].Code != "" || r.isSomebody(t, s)) {
		return ps
	}
	if near, _ := r.inside(t, s); len(near) > 0 {
		return near
	}
	if w := t.ownerBy(r.lex, s); w >= 0 && w != s && !t.within(w, s) {
		if ps := r.parties(t, w); len(ps) > 0 { // "released a report accusing"
			return ps
		}
	}
	return r.parties(t, s)
}

// suffering is whom a noun falls on by the verb above it: who "faces
// criticism", who "came under attack".
func (r *reader) suffering(t *tree, o opening) []party {
	v := t.head(o.at)
	if t.isVerb(o.at) || v < 0 || !t.isVerb(v) {
		return nil
	}
	under := t.lemma(v) == "come" && t.marker(o.at) == "under"
	if !under && !(r.lex.receiving[t.lemma(v)] && t.is(o.at, "obj", "obl")) {
		return nil
	}
	s := t.child(v, "nsubj:pass", "nsubj")
	if s < 0 {
		return nil
	}
	strong, _ := r.meant(t, t.relativized(v, s))
	return strong
}

// namedBefore is the last party named ahead of a word, for trees without a subject.
func (r *reader) namedBefore(t *tree, i int, besides []party) (party, bool) {
	for k := i - 1; k >= 0; k-- {
		m := t.nameAt(k)
		if m == nil || t.headOf(m.Span) != k || t.is(k, "obl", "nmod") {
			continue
		}
		if p, ok := r.party(t, k); ok && len(without([]party{p}, besides)) > 0 {
			return p, true
		}
	}
	return party{}, false
}

// acted are the parties that an opening's act falls on. A party with a name
// is preferred to "the vote" and "a house".
func (r *reader) acted(t *tree, o opening, actors []party) []party {
	slots := o.slots
	if len(slots) == 0 || slots[0] == "" || slots[0] == "none" || slots[0] == "any" {
		slots = anySlot
	}
	var weak []party
	for _, group := range [2][]string{slots, anySlot} {
		for _, slot := range group {
			var found []party
			for _, k := range r.slot(t, o, slot) {
				if slot == "comp" && len(found) > 0 {
					break
				}
				strong, dim := r.meant(t, k)
				strong = without(distinct(strong), actors)
				foreign := slices.DeleteFunc(slices.Clone(strong), func(p party) bool { return sameSide(p, actors) })
				found = append(found, foreign...)
				if len(weak) == 0 {
					weak = without(dim, actors)
				}
				if len(weak) == 0 && len(foreign) == 0 {
					weak = strong // the actor's own: "its borders", "his ministers"
				}
			}
			if len(found) > 0 {
				return distinct(found)
			}
		}
	}
	return weak
}

// sameSide reports whether a party acts for the same country as an actor.
func sameSide(p party, actors []party) bool {
	return p.Code != "" && slices.ContainsFunc(actors, func(a party) bool { return a.Code == p.Code })
}

// slot lists the heads of the phrases that stand in one place of an opening.
func (r *reader) slot(t *tree, o opening, slot string) []int {
	switch slot {
	case "self":
		return nil
	case "obj":
		if t.isVerb(o.at) {
			return slices.DeleteFunc(append(t.children(o.at, "iobj"), t.objects(o.at)...), func(k int) bool { return slices.Contains(o.parts, k) && t.nameAt(k) == nil && t.kids[k] == nil })
		}
		return nil
	case "comp":
		return t.complement(o)
	}
	var out []int
	for _, p := range o.parts {
		if t.is(p, "case") && t.low[p] == slot {
			out = append(out, t.coordinated(t.head(p))...)
		}
	}
	for _, n := range t.nodes(o) {
		for _, k := range t.kids[n] {
			if t.is(k, "obl", "nmod", "advcl") && !t.is(k, "obl:agent") && t.marker(k) == slot && !t.onlyDated(k) {
				out = append(out, t.coordinated(k)...)
			}
		}
	}
	return out
}

// onlyDated reports whether a phrase is a date and names nobody besides: the
// tree may join "with Iceland next month".
func (t *tree) onlyDated(k int) bool {
	return t.dated(k) && !slices.ContainsFunc(t.kids[k], func(m int) bool { return t.nameAt(m) != nil && !t.is(m, "appos") })
}

// nodes are the words of an opening whose dependants can be its parties.
func (t *tree) nodes(o opening) []int {
	out := append([]int{o.at}, o.parts...)
	if t.isVerb(o.at) {
		out = append(out, t.objects(o.at)...)
	} else if v := t.head(o.at); v >= 0 && t.isVerb(v) {
		out = append(out, v) // "made a visit to", "launched an attack on"
	}
	for _, k := range t.kids[o.at] {
		if t.dated(k) {
			out = append(out, k) // "the agreement on 2 May between"
		}
	}
	return slices.Compact(out)
}

// complement are the phrases of the clauses below an opening: subjects first,
// then objects, then the rest.
func (t *tree) complement(o opening) []int {
	var subjects, objects, rest []int
	for _, n := range t.nodes(o) {
		for _, c := range t.children(n, "ccomp", "xcomp", "advcl", "acl", "parataxis") {
			for _, k := range t.below(c, func(k int) bool { return t.is(k, "conj") && t.head(k) == c }) {
				switch {
				case t.is(k, "nsubj", "nsubj:pass"):
					subjects = append(subjects, k)
				case t.is(k, "obj", "iobj"):
					objects = append(objects, k)
				case t.is(k, "obl", "nmod"):
					rest = append(rest, k)
				}
			}
		}
	}
	return slices.Concat(subjects, objects, rest)
}

// meant are whom the phrase at k stands for: strong ones are named, or
// people; a thing's own phrase is a weak one.
func (r *reader) meant(t *tree, k int) (strong, weak []party) {
	p, ok := r.party(t, k)
	if ok && (p.Code != "" || r.isSomebody(t, k)) {
		return append([]party{p}, r.listed(t, k)...), nil
	}
	if near, far := r.inside(t, k); len(near) > 0 {
		return near, nil
	} else if len(far) > 0 {
		return far, nil
	}
	if ok && t.isNoun(k) {
		return nil, []party{p}
	}
	return nil, nil
}

// isSomebody reports whether a phrase's head is a name, a number of people, or
// a noun for people.
func (r *reader) isSomebody(t *tree, k int) bool {
	l := t.lemma(t.countedNoun(k))
	tag := t.toks[k].Tag
	return t.nameAt(k) != nil || tag == "PROPN" || tag == "PRON" || r.lex.groups[l] || r.lex.actsFor[l] || r.lex.units[l] == "people"
}

// inside are the parties that a thing's phrase names: near ones say whose it is
// or what it is about, far ones stand deeper in it.
func (r *reader) inside(t *tree, k int) (near, far []party) {
	for _, m := range t.below(k, func(m int) bool { return t.is(m, "conj", "acl:relcl", "advcl", "parataxis") }) {
		if m == k {
			continue
		}
		name := t.nameAt(m)
		if name == nil || name.Kind == mention.Date || t.headOf(name.Span) != m {
			continue
		}
		p, ok := r.party(t, m)
		if !ok {
			continue
		}
		if t.head(m) == k && t.is(m, "nmod:poss", "compound", "amod", "nmod") {
			near = append(near, p)
		} else {
			far = append(far, p)
		}
	}
	return distinct(near), distinct(far)
}

// ownerBy is [tree.owner], not climbing to a verb that speaks of the noun:
// who condemns an attack did not make it.
func (t *tree) ownerBy(lex *lexicon, n int) int {
	w := t.owner(n)
	if w < 0 || t.within(w, n) {
		return w
	}
	for at, d := t.head(n), 0; at >= 0 && d < 6; at, d = t.head(at), d+1 {
		if !t.isVerb(at) {
			continue
		}
		if s, ok := lex.stance[t.lemma(at)]; ok && s != "comment" && s != "promise" {
			return -1
		}
		break
	}
	return w
}

// phraseSpan covers the words of an opening.
func (t *tree) phraseSpan(o opening) text.Span {
	sp := t.toks[o.at].Span
	for _, k := range o.parts {
		sp = sp.Cover(t.toks[k].Span)
	}
	return sp
}
