package harm

import (
	"slices"

	"kiroku/extract/syntax"
)

// Figures of people who had to go: who left their homes, who was moved, who
// shelters where. The verbs are everyday ones, so each needs a home that is
// left or a shelter that is reached.

// leaving reads who leaves a home: "17,000 left their homes", "forced 800
// families from their homes", "200 people had to abandon their houses".
func (r *reader) leaving(t *syntax.Tree, base figure, i int) []figure {
	if !r.homeBelow(t, i) {
		base.measure = "evacuated" // "were forced into temporary shelters"
		return r.sheltering(t, base, i)
	}
	if f := r.Lex.Impact[t.Lemma(i)+"/v"]; f.Object == "driven" {
		return r.counted(t, base, r.harmed(t, i))
	}
	return r.counted(t, base, r.doers(t, i))
}

// homeBelow reports whether the verb's object, or what it leads from or out
// of, is a home; a tree may hang "from their homes" on the object.
func (r *reader) homeBelow(t *syntax.Tree, i int) bool {
	from := append([]int{i}, t.Objects(i)...)
	for _, k := range from {
		for _, h := range append(t.ByCase(k, "from", "out"), k) {
			if h != i && r.Lex.Homes[t.Lemma(h)] && t.NameAt(h) == nil { // but not the White House
				return true
			}
		}
	}
	return false
}

// evacuating reads "evacuated 300 people", "300 people evacuated", "2,000 had to
// evacuate their homes".
func (r *reader) evacuating(t *syntax.Tree, base figure, i int) []figure {
	if a := t.Child(i, "aux"); a >= 0 && (t.Lower[a] == "can" || t.Lower[a] == "could") && t.Lemma(i) == "shelter" {
		return nil // "the hall can shelter 300"
	}
	if out := r.counted(t, base, r.harmed(t, i)); len(out) > 0 && out[0].number != nil {
		return out
	}
	if out := r.counted(t, base, r.doers(t, i)); len(out) > 0 && out[0].number != nil {
		return out
	}
	return r.counted(t, base, r.harmed(t, i))
}

// sheltering reads who is taken, or goes, or is, to a place of refuge: "some 800
// people were forced into temporary shelters", "60 families took shelter in a
// school", "residents had moved to safer places".
func (r *reader) sheltering(t *syntax.Tree, base figure, i int) []figure {
	if !r.refugeBelow(t, i) {
		return nil
	}
	for _, who := range [][]int{r.harmed(t, i), r.doers(t, i)} {
		for _, fig := range r.counted(t, figure{at: base.at, counted: -1, measure: base.measure, rule: base.rule, anyone: true}, who) {
			if fig.number != nil {
				return []figure{fig}
			}
		}
	}
	return nil
}

// refugeBelow reports whether a verb's phrases name a place of refuge.
func (r *reader) refugeBelow(t *syntax.Tree, i int) bool {
	if p := t.Child(i, "compound:prt"); p >= 0 && t.Lower[p] == "out" && t.Lemma(i) == "bring" {
		return true // "brought out another 6,800"
	}
	near := append(t.Objects(i), t.ByCase(i, "in", "into", "to", "at", "inside", "with")...)
	for _, k := range near {
		if r.Lex.Shelters[t.Lemma(k)] {
			return true
		}
		for _, c := range t.Children(k, "conj", "compound", "amod") {
			if r.Lex.Shelters[t.Lemma(c)] {
				return true
			}
		}
		for _, k := range t.ByCase(k, "in", "into", "to", "at", "of") { // hung on the people who are moved
			if r.Lex.Shelters[t.Lemma(k)] {
				return true
			}
		}
	}
	return false
}

// fromPeril reports whether a verb of taking out says out of what: "from the rubble",
// or in what state: "alive".
func (r *reader) fromPeril(t *syntax.Tree, i int) bool {
	near := t.ByCase(i, "from", "out", "of", "under", "beneath")
	for _, o := range r.harmed(t, i) {
		if l := t.Lemma(o); l == "body" || l == "corpse" || l == "remains" {
			return false
		}
		near = append(near, t.ByCase(o, "from", "out", "of", "under", "beneath")...)
		near = append(near, t.Children(o, "amod")...)
	}
	near = append(near, t.Children(i, "xcomp", "advmod", "advcl")...)
	return slices.ContainsFunc(near, func(k int) bool { return r.Lex.Perils[t.Lemma(k)] })
}

// inWant reports whether a phrase names what people are in need through: "hunger",
// "catastrophic levels of hunger", "food shortages".
func (r *reader) inWant(t *syntax.Tree, o int) bool {
	near := append(t.ByCase(o, "of"), t.Children(o, "compound", "amod")...)
	return slices.ContainsFunc(append(near, o), func(k int) bool { return r.Lex.Want[t.Lemma(k)] })
}

// doers are who does what the verb says: a counted noun or number right before
// an infinitive, whatever the tree makes of it ("forced 17,000 to leave"), or
// the subject.
func (r *reader) doers(t *syntax.Tree, i int) []int {
	if i > 1 && t.Lower[i-1] == "to" && t.CountOf(i-2) != nil {
		return []int{i - 2}
	}
	if s := t.Subject(i); s >= 0 {
		for _, k := range t.Children(i, "nsubj") { // of several, the counted one
			if t.CountOf(s) == nil && t.CountOf(k) != nil {
				s = k
			}
		}
		if h := t.Head(s); h >= 0 && t.Is(s, "conj") && t.Lemma(s) == "other" && t.CountOf(h) != nil {
			s = h // "60,000 farmers and others who have fled"
		}
		return t.Coordinated(s)
	}
	if s := t.Child(i, "nsubj:pass"); s >= 0 { // "have been found in need of"
		return t.Coordinated(t.Relativized(i, s))
	}
	return nil
}

// harmed is what the verb is done to. In reports participles stand without
// their auxiliary, and look like verbs with a subject alone: "three wounded and
// 150 houses destroyed".
func (r *reader) harmed(t *syntax.Tree, i int) []int {
	if objs := t.Objects(i); len(objs) > 0 {
		return objs
	}
	if a := t.Child(i, "advmod"); a == i+1 { // "swept away 20 villages", hung on "away"
		if objs := t.Children(a, "obj"); len(objs) > 0 {
			return t.Coordinated(objs[0])
		}
	}
	if h := t.Head(i); h >= 0 && h < i && t.Passive(i) && t.Is(i, "ccomp") { // "confirmed six workers were killed"
		if o := t.Child(h, "obj"); o > h && o < i {
			return t.Coordinated(o)
		}
	}
	if x := t.Tokens[i].XTag; (x == "VBN" || x == "VBD") && t.Child(i, "aux", "obj") < 0 {
		if s := t.Child(i, "nsubj"); s >= 0 {
			return t.Coordinated(t.Relativized(i, s))
		}
	}
	return nil
}

// withinTheLand reports whether those who flee leave their homes and, as far as is said,
// not their country: "fled their villages", "forced 5,000 to flee".
func (r *reader) withinTheLand(t *syntax.Tree, fig figure) bool {
	if t.Lemma(fig.at) != "flee" || fig.counted < 0 || len(t.ByCase(fig.at, "to", "into", "across", "over", "toward", "towards")) > 0 {
		return false
	}
	if l := t.Lemma(fig.counted); l == "refugee" || l == "migrant" || t.NameAt(fig.counted) != nil {
		return false
	}
	if objs := t.Objects(fig.at); len(objs) > 0 {
		return r.Lex.Homes[t.Lemma(objs[0])] || r.Lex.Units[t.Lemma(objs[0])] == "settlements"
	}
	h := t.Head(fig.at)
	return h >= 0 && t.Is(fig.at, "xcomp") && r.Lex.Impact[t.Key(h)].Object == "driven"
}

// noRefugees reports whether those who cross or flee are fighters, or are refugees
// that somebody will admit: "a ceiling of 15,000 refugees" counts places.
func (r *reader) noRefugees(t *syntax.Tree, fig figure) bool {
	if fig.counted >= 0 && r.Lex.Fighters[t.Lemma(fig.counted)] {
		return true
	}
	at := fig.at
	for n := 0; at >= 0 && n < 4; n++ {
		if r.Lex.Admission[t.Lemma(at)] || slices.ContainsFunc(t.Children(at, "compound"), func(k int) bool { return r.Lex.Admission[t.Lemma(k)] }) {
			return true
		}
		if t.IsVerb(at) {
			break
		}
		at = t.Head(at)
	}
	return slices.ContainsFunc(t.Children(fig.at, "acl"), func(k int) bool { return r.Lex.Admission[t.Lemma(k)] })
}
