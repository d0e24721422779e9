package extract

// Figures of people who had to go: who left their homes, who was moved, who
// shelters where. The verbs are everyday ones, so each needs a home that is
// left or a shelter that is reached.

// leaving reads who leaves a home: "17,000 left their homes", "forced 800
// families from their homes", "200 people had to abandon their houses".
func (r *reader) leaving(t *tree, base figure, i int) []figure {
	if !r.homeBelow(t, i) {
		base.measure = "evacuated" // "were forced into temporary shelters"
		return r.sheltering(t, base, i)
	}
	if f := r.lex.impact[t.lemma(i)+"/v"]; f.object == "driven" {
		return r.counted(t, base, r.harmed(t, i))
	}
	return r.counted(t, base, r.doers(t, i))
}

// homeBelow reports whether the verb's object, or what it leads from or out
// of, is a home; a tree may hang "from their homes" on the object.
func (r *reader) homeBelow(t *tree, i int) bool {
	from := append([]int{i}, t.objects(i)...)
	for _, k := range from {
		for _, h := range append(t.byCase(k, "from", "out"), k) {
			if h != i && r.lex.homes[t.lemma(h)] && t.nameAt(h) == nil { // but not the White House
				return true
			}
		}
	}
	return false
}

// evacuating reads "evacuated 300 people", "300 people evacuated", "2,000 had to
// evacuate their homes".
func (r *reader) evacuating(t *tree, base figure, i int) []figure {
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
func (r *reader) sheltering(t *tree, base figure, i int) []figure {
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
func (r *reader) refugeBelow(t *tree, i int) bool {
	if p := t.child(i, "compound:prt"); p >= 0 && t.low[p] == "out" && t.lemma(i) == "bring" {
		return true // "brought out another 6,800"
	}
	near := append(t.objects(i), t.byCase(i, "in", "into", "to", "at", "inside", "with")...)
	for _, k := range near {
		if r.lex.shelters[t.lemma(k)] {
			return true
		}
		for _, c := range t.children(k, "conj", "compound", "amod") {
			if r.lex.shelters[t.lemma(c)] {
				return true
			}
		}
		for _, k := range t.byCase(k, "in", "into", "to", "at", "of") { // hung on the people who are moved
			if r.lex.shelters[t.lemma(k)] {
				return true
			}
		}
	}
	return false
}

// doers are who does what the verb says: a counted noun or number right before
// an infinitive, whatever the tree makes of it ("forced 17,000 to leave"), or
// the subject.
func (r *reader) doers(t *tree, i int) []int {
	if i > 1 && t.low[i-1] == "to" && t.countOf(i-2) != nil {
		return []int{i - 2}
	}
	if s := t.subject(i); s >= 0 {
		for _, k := range t.children(i, "nsubj") { // of several, the counted one
			if t.countOf(s) == nil && t.countOf(k) != nil {
				s = k
			}
		}
		if h := t.head(s); h >= 0 && t.is(s, "conj") && t.lemma(s) == "other" && t.countOf(h) != nil {
			s = h // "60,000 farmers and others who have fled"
		}
		return t.coordinated(s)
	}
	if s := t.child(i, "nsubj:pass"); s >= 0 { // "have been found in need of"
		return t.coordinated(t.relativized(i, s))
	}
	return nil
}

// harmed is what the verb is done to. In reports participles stand without
// their auxiliary, and look like verbs with a subject alone: "three wounded and
// 150 houses destroyed".
func (r *reader) harmed(t *tree, i int) []int {
	if objs := t.objects(i); len(objs) > 0 {
		return objs
	}
	if h := t.head(i); h >= 0 && h < i && t.passive(i) && t.is(i, "ccomp") { // "confirmed six workers were killed"
		if o := t.child(h, "obj"); o > h && o < i {
			return t.coordinated(o)
		}
	}
	if x := t.toks[i].XTag; (x == "VBN" || x == "VBD") && t.child(i, "aux", "obj") < 0 {
		if s := t.child(i, "nsubj"); s >= 0 {
			return t.coordinated(t.relativized(i, s))
		}
	}
	return nil
}
