package reading

import (
	"slices"

	"kiroku/extract/syntax"
)

// Who deals with whom. The one who acts is the subject, however far the verb
// stands from it, or a noun's owner; the one acted upon stands where the
// lexicon says: as object, behind a preposition, as the attribute of a thing
// ("rejected the Norwegian offer"), or inside the clause that says what is
// asked or threatened.

// anySlot is where recipients are looked for when an entry names no place.
var anySlot = []string{"obj", "with", "against", "to", "on", "at", "toward", "towards", "into", "between", "among", "over", "for", "from", "of", "in", "comp"}

// Dealers are the parties of an opening: those who act and those acted upon.
func (r *Reader) Dealers(t *syntax.Tree, o syntax.Opening) (actors, recipients []NamedParty) {
	if o.Slots[0] == Aroused {
		return r.aroused(t, o)
	}
	if t.IsVerb(o.At) && t.Passive(o.At) && slices.Contains(o.Slots, "self") && (t.Agent(o.At) < 0 || slices.Contains(o.Slots, "by")) {
		for _, k := range t.Objects(o.At) { // "is committed to", "is concerned by"
			actors = append(actors, r.actorsOf(t, k)...)
		}
	} else if t.IsVerb(o.At) || t.Tokens[o.At].Tag == "ADJ" {
		actors = r.actorsOf(t, t.Subject(o.At))
	} else if between := r.between(t, o); len(between) > 0 {
		actors = between
	} else if r.Lex.Groups[t.Lemma(o.At)] && o.Act == "protest" {
		actors = r.Parties(t, o.At) // "protesters" are who protests
	} else if p, ok := r.pronounOwner(t, o.At); ok {
		actors = []NamedParty{p}
	} else if w := ownerBy(t, r.Lex, o.At); w >= 0 && !(o.Act == "attack" && r.onlyTells(t, o.At, w)) {
		actors = r.actorsOf(t, w)
	}
	if recipients = r.Suffering(t, o); len(recipients) == 0 {
		recipients = r.acted(t, o, actors)
	} else if actors = Without(actors, recipients); len(actors) == 0 {
		for _, k := range t.ByCase(t.Head(o.At), "from", "by") {
			actors = append(actors, r.actorsOf(t, k)...)
		}
	}
	if len(actors) == 0 && (!t.IsVerb(o.At) && o.Act != "attack" || t.IsVerb(o.At) && !t.Passive(o.At)) {
		if p, ok := r.namedBefore(t, o.At, recipients); ok {
			actors = []NamedParty{p}
		}
	}
	if len(actors) == 0 && doneOf[o.Act] {
		if actors, recipients = r.doers(t, o, recipients); len(actors) > 0 {
			return actors, recipients
		}
	}
	if len(actors) == 0 && len(recipients) > 1 && mutual[o.Act] && o.Act != "attack" {
		return recipients, slices.Clone(recipients[1:]) // "the treaty between Norway and Chad was signed"
	}
	if mutual[o.Act] && len(actors) > 1 && (!hasCode(recipients) || o.Act != "attack" && onlyWhere(t, recipients)) {
		recipients = actors[1:] // "Norway and Sweden met"
	}
	return actors, recipients
}

// Aroused stands in an entry for roles that are turned round: what the subject
// does is felt by whom a phrase behind it names.
const Aroused = "aroused"

// feltBy head the phrases that say who feels what a deed arouses: "anger among
// farmers", "criticism from Norway", "outrage in Chad".
var feltBy = []string{"among", "amongst", "from", "by", "within", "of", "in", "across"}

// aroused are who feels what a deed arouses and whose deed it is: "the tax caused
// anger among farmers", "the move was met with relief in Oslo".
func (r *Reader) aroused(t *syntax.Tree, o syntax.Opening) (actors, recipients []NamedParty) {
	for _, slot := range feltBy {
		for _, k := range r.slot(t, o, slot) {
			if !t.Dated(k) && (r.IsSomebody(t, k) || slices.Contains(feltBy[:4], slot)) {
				actors = append(actors, r.actorsOf(t, k)...)
			}
		}
		if len(actors) > 0 {
			break
		}
	}
	for _, k := range o.Parts {
		if m := t.NameAt(t.Child(k, "amod", "nmod:poss")); m != nil && len(actors) == 0 {
			actors = append(actors, Named(t, t.HeadOf(m.Span), m)) // "Turkish anger"
		}
	}
	deed := t.Nominative(o.At)
	if objs := t.Objects(o.At); t.Passive(o.At) && len(objs) > 0 {
		deed = objs[0]
	}
	if deed < 0 {
		return Distinct(actors), nil
	}
	strong, weak := r.meant(t, t.Relativized(o.At, deed))
	if recipients = Without(strong, actors); len(recipients) == 0 {
		recipients = weak
	}
	return Distinct(actors), Distinct(recipients)
}

// between are the sides of a noun of dealing: "an agreement between Norway and
// Sweden", also behind a clause: "a battle that began at noon between".
func (r *Reader) between(t *syntax.Tree, o syntax.Opening) []NamedParty {
	sides := r.slot(t, o, "between")
	if len(sides) == 0 {
		for _, k := range t.Below(o.At, nil) {
			if t.Is(k, "obl", "nmod") && t.Marker(k) == "between" && !t.Dated(k) {
				sides = t.Coordinated(k)
				break
			}
		}
	}
	var out []NamedParty
	for _, k := range sides {
		out = append(out, r.actorsOf(t, k)...)
	}
	return Distinct(out)
}

// onlyTells reports whether the subject taken for who attacks only speaks of the
// attack or was in it: "the paper called the attack", "dozens died in the attack".
func (r *Reader) onlyTells(t *syntax.Tree, noun, subject int) bool {
	v := t.Clause(noun)
	if v < 0 || t.Subject(v) != subject || t.Within(subject, noun) {
		return false
	}
	return r.Lex.Stance[t.Lemma(v)] == "comment" && t.Lemma(v) != "claim" && t.Lemma(v) != "announce" || t.Is(noun, "obl") && t.Head(noun) == v && amid[t.Marker(noun)]
}

// amid are the prepositions by which an attack is when something happened.
var amid = map[string]bool{"in": true, "during": true, "after": true, "since": true, "from": true, "amid": true, "following": true}

// pronounOwner is whose act a noun is by its pronoun: "his assault on".
func (r *Reader) pronounOwner(t *syntax.Tree, i int) (NamedParty, bool) {
	k := t.Child(i, "nmod:poss")
	if k < 0 || t.Tokens[k].Tag != "PRON" {
		return NamedParty{}, false
	}
	return r.pronoun(t, k)
}

// doneOf are the kinds whose noun names behind "of" who acts, and whose passive
// tells who was sent: "the deployment of the army", "the army was deployed".
var doneOf = map[string]bool{"mobilization": true, "meeting": true, "withdrawal": true, "protest": true, "visit": true, "cooperation": true}

// doers takes those who act from where others stand who are acted upon.
func (r *Reader) doers(t *syntax.Tree, o syntax.Opening, recipients []NamedParty) (actors, rest []NamedParty) {
	if t.IsVerb(o.At) {
		if o.Act != "mobilization" || !t.Passive(o.At) {
			return nil, recipients
		}
		for _, k := range t.Objects(o.At) {
			actors = append(actors, r.actorsOf(t, k)...)
		}
	} else {
		for _, k := range r.slot(t, o, "of") {
			if r.IsSomebody(t, k) {
				actors = append(actors, r.actorsOf(t, k)...)
			}
		}
	}
	return Distinct(actors), Without(recipients, actors)
}

// onlyWhere reports whether parties are just the place of a dealing: "talks between
// the army and the rebels began in Doha".
func onlyWhere(t *syntax.Tree, ps []NamedParty) bool {
	return !slices.ContainsFunc(ps, func(p NamedParty) bool {
		h := t.HeadOf(p.Span)
		return h < 0 || t.Marker(h) != "in" && t.Marker(h) != "at"
	})
}

func hasCode(ps []NamedParty) bool {
	return slices.ContainsFunc(ps, func(p NamedParty) bool { return p.Code != "" })
}

// mutual are the kinds in which each side deals with the other.
var mutual = map[string]bool{"meeting": true, "agreement": true, "cooperation": true, "attack": true}

// actorsOf are the parties of a subject; a thing acts for whom it belongs to:
// "Sudrian air strikes hit", "the court's decision bars".
func (r *Reader) actorsOf(t *syntax.Tree, s int) []NamedParty {
	if s < 0 {
		return nil
	}
	if ps := r.Parties(t, s); len(ps) > 0 && (ps[0].Code != "" || r.IsSomebody(t, s)) {
		return ps
	}
	if near, _ := r.Inside(t, s); len(near) > 0 && !onlyAimed(t, s, near) {
		return near
	}
	if w := ownerBy(t, r.Lex, s); w >= 0 && w != s && !t.Within(w, s) {
		if ps := r.Parties(t, w); len(ps) > 0 { // "released a report accusing"
			return ps
		}
	}
	return r.Parties(t, s)
}

// onlyAimed reports whether a thing's phrase names only whom the thing is aimed at:
// "the advance on Goma" is not Goma's.
func onlyAimed(t *syntax.Tree, thing int, named []NamedParty) bool {
	for _, p := range named {
		k := t.HeadOf(p.Span)
		if k < 0 || !t.Is(k, "nmod") || t.Is(k, "nmod:poss") || t.Head(k) != thing || !aimedAt[t.Marker(k)] {
			return false
		}
	}
	return true
}

var aimedAt = map[string]bool{"on": true, "against": true, "to": true, "toward": true, "towards": true, "into": true, "with": true, "about": true, "over": true, "for": true}

// Suffering is whom a noun falls on by the verb above it: who "faces
// criticism", who "came under attack".
func (r *Reader) Suffering(t *syntax.Tree, o syntax.Opening) []NamedParty {
	v := t.Head(o.At)
	if t.IsVerb(o.At) || v < 0 || !t.IsVerb(v) {
		return nil
	}
	under := t.Lemma(v) == "come" && t.Marker(o.At) == "under"
	if !under && !(r.Lex.Receiving[t.Lemma(v)] && t.Is(o.At, "obj", "obl")) {
		return nil
	}
	s := t.Child(v, "nsubj:pass", "nsubj")
	if s < 0 {
		return nil
	}
	strong, _ := r.meant(t, t.Relativized(v, s))
	return strong
}

// namedBefore is the last party named ahead of a word, for trees without a subject.
func (r *Reader) namedBefore(t *syntax.Tree, i int, besides []NamedParty) (NamedParty, bool) {
	for k := i - 1; k >= 0; k-- {
		m := t.NameAt(k)
		if m == nil || t.HeadOf(m.Span) != k || t.Is(k, "obl", "nmod") {
			continue
		}
		if p, ok := r.Party(t, k); ok && len(Without([]NamedParty{p}, besides)) > 0 {
			return p, true
		}
	}
	return NamedParty{}, false
}

// acted are the parties that an opening's act falls on. A party with a name
// is preferred to "the vote" and "a house".
func (r *Reader) acted(t *syntax.Tree, o syntax.Opening, actors []NamedParty) []NamedParty {
	slots := o.Slots
	if len(slots) == 0 || slots[0] == "" || slots[0] == "none" || slots[0] == "any" {
		slots = anySlot
	}
	var weak []NamedParty
	for n, group := range [2][]string{slots, anySlot} {
		for _, slot := range group {
			var found []NamedParty
			for _, k := range r.slot(t, o, slot) {
				if slot == "comp" && len(found) > 0 {
					break
				}
				strong, dim := r.meant(t, k)
				if w := t.Child(k, "nmod:poss"); w >= 0 && t.Tokens[w].Tag == "PRON" && slices.Contains(o.Parts, k) && !r.IsSomebody(t, k) {
					strong, _ = r.Inside(t, k) // "voiced its anger": its own anger is nobody
				}
				own := n > 0 || slot == "comp" || !r.IsSomebody(t, k)
				if own || slot != "obj" || !t.IsNoun(k) {
					strong = Without(Distinct(strong), actors)
				}
				foreign := strong
				if own { // "urged Congress", "the army held the president" name whom, of whatever side
					foreign = slices.DeleteFunc(slices.Clone(strong), func(p NamedParty) bool { return sameSide(p, actors) })
				}
				found = append(found, foreign...)
				if len(weak) == 0 && !slices.Contains(o.Parts, k) && t.ValueAt(k) == nil {
					weak = Without(dim, actors)
				}
				if len(weak) == 0 && len(foreign) == 0 {
					weak = strong // the actor's own: "its borders", "his ministers"
				}
			}
			if len(found) > 0 {
				return Distinct(found)
			}
		}
	}
	return weak
}

// sameSide reports whether a party acts for the same country as an actor.
func sameSide(p NamedParty, actors []NamedParty) bool {
	return p.Code != "" && slices.ContainsFunc(actors, func(a NamedParty) bool { return a.Code == p.Code })
}

// facing is what stands behind "in front of", else the phrase itself.
func facing(t *syntax.Tree, k int) int {
	if of := t.ByCase(k, "of"); t.Lower[k] == "front" && len(of) > 0 {
		return of[0]
	}
	return k
}
