package event

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
)

// happens drops uses of the word that tell of nothing: a law verb without a
// law, an impersonal subject, a conditional.
func (r *reader) happens(t *syntax.Tree, o syntax.Opening) bool {
	i := o.At
	for h, n := t.Head(i), 0; h >= 0 && n < syntax.MaxDepth; h, n = t.Head(h), n+1 {
		if t.WasAsked(h) {
			return false // "asked whether Norland would attack"
		}
	}
	if s, ok := t.Open(r.Lex.Saying, i); ok && t.Outdone(o, r.Lex.Saying) && !sameAct(o, s) {
		return false
	}
	if _, says := r.Lex.Stance[t.Lemma(i)]; says && o.Act == "coercion" && t.IsVerb(i) && t.Child(i, "ccomp") >= 0 {
		return false // "questioned why it took so long"
	}
	if s := t.Subject(i); (o.Act == "attack" || o.Act == "coercion") && t.IsVerb(i) && s >= 0 && r.natural(t, s) {
		return false // "an earthquake struck"
	}
	if o.Act == "attack" && t.IsVerb(i) && !r.canAttack(t, t.Subject(i)) {
		return false // "high prices hit"
	}
	if len(o.Rest) > 0 {
		return true
	}
	if t.Lemma(i) == "destroy" && t.Passive(i) && t.Agent(i) < 0 {
		return false // by whom or what it does not say
	}
	if objs := t.Objects(i); t.IsVerb(i) && o.Act == "withdrawal" && t.Lemma(i) == "leave" && (len(objs) == 0 || !isPlace(t.NameAt(objs[0])) && t.Lemma(objs[0]) != "country") {
		return false // "left three dead", but "left the country"
	}
	if objs := t.Objects(i); t.IsVerb(i) && o.Act == "policy" && o.Codes.Cameo == "054" && !slices.ContainsFunc(objs, func(k int) bool { return t.NameAt(k) != nil || r.holdsName(t, k) }) {
		return false // "recognize the strength of volunteers", not "recognized Norland"
	}
	if v := t.Carrier(i); o.Act == "attack" && !t.IsVerb(i) && t.Marker(i) == "against" && v >= 0 && speaksOut[t.Lemma(v)] {
		return false // "speak out against violence"
	}
	if t.Lemma(i) == "fly" && len(t.Objects(i)) > 0 {
		return false // "flew missiles to"
	}
	if o.Act == "attack" && t.Is(i, "amod") && t.Tokens[i].XTag == "VBG" {
		return false // "striking workers"
	}
	if objs := t.Objects(i); t.IsVerb(i) && t.Lemma(i) == "meet" && len(objs) > 0 && !slices.ContainsFunc(objs, func(k int) bool { return r.attackable(t, k) }) {
		return false // "meets the costs"
	}
	if o.Act == "meeting" && t.IsVerb(i) && (t.Lemma(i) == "speak" || t.Lemma(i) == "talk") && !r.withSomebody(t, i) {
		return false // "speaking on television"
	}
	if s := t.Clause(i); o.Act != "attack" && !t.IsVerb(i) && s < 0 && judged(t, i) {
		return false // "the visit was a mistake"
	}
	switch o.Slots[0] {
	case "law":
		for _, k := range t.Objects(i) {
			if _, _, ok := t.Match(r.Lex.Laws, k); ok {
				return true
			}
		}
		return false
	case "obj":
		if objs := t.Objects(i); o.Act == "meeting" && t.IsVerb(i) && t.Lemma(i) == "call" {
			return slices.ContainsFunc(objs, func(k int) bool { return r.IsSomebody(t, k) }) // not "called it a crime"
		}
		if t.IsVerb(i) && len(t.Objects(i)) == 0 && t.Subject(i) < 0 {
			return false
		}
		if objs := t.Objects(i); t.IsVerb(i) && o.Act == "attack" && len(objs) > 0 {
			return slices.ContainsFunc(objs, func(k int) bool { return r.attackable(t, k) }) // not "killed a bill"
		}
	}
	if t.IsVerb(i) && o.Act == "policy" && o.Codes == (claim.Codes{}) && o.Slots[0] == "obj" && len(t.Objects(i)) == 0 && t.Child(i, "xcomp") < 0 {
		return false // "the bus overturned"
	}
	if s := t.Subject(i); o.Act == "closure" && t.IsVerb(i) && s >= 0 && !r.IsSomebody(t, s) {
		return true // "the school closed"
	}
	if s := t.Subject(i); o.Act == "mobilization" && t.IsVerb(i) && s >= 0 && slices.Contains(r.Lex.Classes["@force"], t.Lemma(s)) {
		return true // "troops deployed to the border"
	}
	if t.IsVerb(i) && (o.Act == "closure" || o.Act == "mobilization") {
		return len(t.Objects(i)) > 0 || t.Passive(i)
	}
	return true
}

// sameAct reports whether a word of saying tells the event itself, beside saying
// it: who agrees to help makes an agreement, and an order is a rule.
func sameAct(event, saying syntax.Opening) bool {
	return event.Act == "agreement" && saying.Act == "promise" || event.Act == "policy" && saying.Act == "request" && event.Codes == (claim.Codes{})
}

// natural reports whether a noun is a disaster, which attacks nobody.
func (r *reader) natural(t *syntax.Tree, s int) bool {
	return slices.ContainsFunc(t.Below(s, func(k int) bool { return k != s && !t.Is(k, "compound", "flat", "amod") }), func(k int) bool {
		o, ok := t.Open(r.Lex.Event, k)
		return ok && o.Act == "disaster" // "Typhoon Ana killed 12"
	})
}

// canAttack reports whether a subject can attack: somebody, a weapon, or an act
// of violence; an unnamed one can.
func (r *reader) canAttack(t *syntax.Tree, s int) bool {
	if s < 0 || r.IsSomebody(t, s) || t.Tokens[s].Tag == "DET" || r.holdsName(t, s) || slices.Contains(r.Lex.Classes["@missile"], t.Lemma(s)) || slices.Contains(r.Lex.Classes["@vehicle"], t.Lemma(s)) {
		return true
	}
	if _, _, weapon := t.Match(r.Lex.Goods, s); weapon {
		return true
	}
	o, ok := t.Open(r.Lex.Event, s)
	return ok && (o.Act == "attack" || o.Act == "mobilization" || o.Act == "protest")
}

// attackable reports whether a noun is people, a party, a place or something
// built.
func (r *reader) attackable(t *syntax.Tree, k int) bool {
	l := t.Lemma(t.CountedNoun(k))
	tag := t.Tokens[k].Tag
	if slices.Contains(r.Lex.Classes["@vehicle"], l) || slices.Contains(r.Lex.Classes["@building"], l) {
		return true
	}
	return t.NameAt(k) != nil || tag == "PROPN" || tag == "PRON" || tag == "NUM" || r.Lex.Units[l] != "" || r.Lex.Groups[l] || r.Lex.ActsFor[l] || t.IsPerson(t.CountedNoun(k)) ||
		r.holdsName(t, k)
}

// holdsName reports whether a thing's phrase names a party.
func (r *reader) holdsName(t *syntax.Tree, k int) bool {
	near, far := r.Inside(t, k)
	return len(near)+len(far) > 0
}

// speaksOut are verbs by which people are against a kind of act, not one of them.
var speaksOut = map[string]bool{"speak": true, "stand": true, "campaign": true, "work": true, "legislate": true}

// withSomebody reports whether who speaks speaks with or to somebody, or several
// speak with each other.
func (r *reader) withSomebody(t *syntax.Tree, i int) bool {
	if len(t.ByCase(i, "with", "to", "between")) > 0 {
		return true
	}
	s := t.Subject(i)
	return s >= 0 && (t.Tokens[s].XTag == "NNS" || t.Tokens[s].XTag == "NNPS" || len(t.Coordinated(s)) > 1)
}

// judged reports whether a known happening is only the subject of what is thought of
// it.
func judged(t *syntax.Tree, i int) bool {
	h := t.Head(i)
	d := t.Child(i, "det")
	return h >= 0 && t.Is(i, "nsubj") && t.Child(h, "cop") >= 0 && d >= 0 && (t.Lower[d] == "the" || t.Lower[d] == "this" || t.Lower[d] == "that") && len(t.Kids[i]) == 1
}
