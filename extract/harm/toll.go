package harm

import (
	"slices"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/value"
)

// Tolls, losses and lacks: figures that do not stand with their word of harm.

// lost reads what the verb of losing states: homes or lives of its subject, or
// the people that are its object.
func (r *reader) lost(t *syntax.Tree, base figure, i int) []figure {
	objs := t.Objects(i)
	if len(objs) == 0 {
		return nil
	}
	s := t.Subject(i)
	switch l := t.Lemma(objs[0]); {
	case (l == "home" || l == "house") && s >= 0:
		base.measure = "homeless"
		return r.counted(t, base, t.Coordinated(s))
	case l == "life" && t.CountOf(objs[0]) == nil && s >= 0:
		return r.counted(t, base, t.Coordinated(s))
	}
	switch r.Lex.Units[t.Lemma(t.CountedNoun(objs[0]))] {
	case "animals":
		return r.counted(t, base, objs)
	case "crops", "hectares", "acres":
		base.measure = "destroyed"
		return r.counted(t, base, objs)
	}
	if r.Lex.Units[t.Lemma(objs[0])] != "people" || t.CountOf(objs[0]) == nil {
		return nil // "lost a piece of their soul", "lose suppliers"
	}
	return r.counted(t, base, objs[:1])
}

// ofDisease reports whether cases are those of a disease and not of a court.
func (r *reader) ofDisease(t *syntax.Tree, i int) bool {
	for _, k := range append(t.Children(i, "amod", "compound"), t.ByCase(i, "of")...) {
		if r.Lex.Disease[t.Lemma(k)] || r.Lex.Disease[t.Lower[k]] {
			return true
		}
	}
	v := t.Carrier(i)
	return v >= 0 && r.Lex.Counts[t.Lemma(v)] || slices.Contains(t.Lemmas, "outbreak")
}

// toll reads "the toll rose to 90", "a death toll of 12".
func (r *reader) toll(t *syntax.Tree, base figure, i int) []figure {
	if t.Lemma(i) == "toll" && !r.deathly(t, i) && !r.tollOf(t, i) {
		return nil
	}
	k, m := numbered(t, i)
	if m == nil {
		k, m = numberAhead(t, i)
	}
	if m == nil {
		return nil
	}
	if first := t.IndexAt(m.Span.Start); m.Quantity.ValueTo.Known() && (t.Lower[first] == "from" || first > 0 && t.Lower[first-1] == "from") {
		now := *m // "from five to six": the toll that is
		now.Quantity.Value, now.Quantity.ValueTo, now.Quantity.Bound = m.Quantity.ValueTo, value.Number{}, value.Exact
		m = &now
	}
	base.counted, base.number, base.unit = k, m, "people"
	return []figure{base}
}

// numberAhead is the number that a toll is brought to, whatever the tree makes of
// it: "increased the toll of the event from five people to six".
func numberAhead(t *syntax.Tree, i int) (int, *mention.Mention) {
	for j := i + 2; j < len(t.Tokens) && j < i+18; j++ {
		m := t.ValueAt(j)
		if m == nil || m.Kind != mention.Number && m.Kind != mention.Measure {
			if t.Tokens[j].Tag == "PUNCT" && t.Lower[j] != "," {
				break
			}
			continue
		}
		first := t.IndexAt(m.Full.Start)
		if first > 0 && (t.IsVerb(first-1) || t.Lower[first-1] == "to" || t.Lower[first-1] == "at" || m.Quantity.ValueTo.Known() && t.Lower[first-1] == "from") && !(t.Lower[first-1] == "to" && m.Kind == mention.Measure && m.Quantity.Unit == "%") {
			return j, m
		}
	}
	return -1, nil
}

// tollOf reports whether a bare toll is one of harm: that of a happening, or one that
// rises where others told of the dead.
func (r *reader) tollOf(t *syntax.Tree, i int) bool {
	for _, k := range t.ByCase(i, "of", "from", "in") {
		if r.happening(t, k) || r.Lex.Crisis[t.Lemma(k)] {
			return true
		}
	}
	v := t.Head(i)
	return v >= 0 && t.Is(i, "nsubj", "nsubj:pass", "obj") && (r.Lex.Rising[t.Lemma(v)] || r.Lex.Revising[t.Lemma(v)]) && r.Crisis != "none"
}

func (r *reader) deathly(t *syntax.Tree, i int) bool {
	for _, k := range t.Children(i, "compound", "amod") {
		switch t.Lemma(k) {
		case "death", "human", "official", "confirmed", "casualty":
			return true
		}
	}
	return false
}

// losses reads sums of damage: "damage of $5 billion", "losses estimated at".
func (r *reader) losses(t *syntax.Tree, base figure, i int) []figure {
	for _, k := range t.Below(i, func(k int) bool { return t.Is(k, "conj") }) {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if h := t.Head(i); h >= 0 && t.Marker(i) == "in" {
		if m := t.ValueAt(h); m != nil && m.Kind == mention.Money { // "$152 billion in damage to buildings"
			return []figure{{at: i, counted: h, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if figs := r.damageTo(t, base, i); len(figs) > 0 {
		return figs
	}
	if fig, ok := r.bill(t, base, i); ok {
		return []figure{fig}
	}
	h := t.Head(i)
	if h < 0 {
		return nil
	}
	for _, k := range t.Kids[h] {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Money {
			return []figure{{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}}
		}
	}
	if m := t.ValueAt(h); m != nil && m.Kind == mention.Money {
		return []figure{{at: i, counted: h, number: m, measure: base.measure, rule: base.rule}}
	}
	return nil
}

// billReach is how many words behind "a damage bill" its sum may stand.
const billReach = 8

// bill reads the sum of what damage comes to: "a damage bill expected to exceed $1.5
// billion".
func (r *reader) bill(t *syntax.Tree, base figure, i int) (figure, bool) {
	h := t.Head(i)
	if h != i+1 || !t.Is(i, "compound") || !r.Lex.Tallies[t.Lemma(h)] && !r.Lex.Prices[t.Lemma(h)+"/n"] {
		return figure{}, false
	}
	for k := h + 1; k < len(t.Tokens) && k <= h+billReach && t.Tokens[k].Tag != "PUNCT"; k++ {
		if m := t.ValueAt(k); m != nil && m.Kind == mention.Money {
			return figure{at: i, counted: k, number: m, measure: base.measure, rule: base.rule}, true
		}
	}
	return figure{}, false
}

// damageTo reads damage to things of the unit list: "damage to 40 homes", "houses
// nearby bear damage".
func (r *reader) damageTo(t *syntax.Tree, base figure, i int) []figure {
	if t.Lemma(i) != "damage" {
		return nil
	}
	base.measure, base.rule = "damaged", "impact.damage-to"
	for _, k := range t.ByCase(i, "to", "on") {
		if figs := r.counted(t, base, t.Coordinated(k)); len(figs) > 0 {
			return figs[:1]
		}
	}
	if v := t.Head(i); v >= 0 && t.Is(i, "obj") && r.Lex.Bearing[t.Lemma(v)] {
		if s := t.Subject(v); s >= 0 {
			return r.counted(t, base, []int{s})
		}
	}
	return nil
}
