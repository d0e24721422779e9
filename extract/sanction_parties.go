package extract

import (
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// imposers are those who impose, lift or threaten the measure. A rule, an order
// or "these actions" stand for whoever made them.
func (r *reader) imposers(t *tree, v int) []party {
	s := t.owner(v)
	if t.isVerb(v) {
		s = t.subject(v)
	}
	for n := 0; s >= 0 && r.isInstrument(t, s) && n < 3; n++ {
		s = t.owner(s)
	}
	if s < 0 || !r.canAct(t, s) {
		return nil
	}
	return r.parties(t, s)
}

// isInstrument reports whether the word is what a measure is made by: "a new
// rule that imposes", "the executive order blocks".
func (r *reader) isInstrument(t *tree, s int) bool {
	if t.nameAt(s) != nil && t.toks[s].Tag != "NOUN" {
		return false
	}
	if _, _, ok := t.match(r.lex.laws, s); ok || r.lex.instruments[t.lemma(s)] || r.lex.instruments[t.low[s]] {
		return true
	}
	return slices.ContainsFunc(r.sanctionMeanings(t, s), func(m sanctionMeaning) bool { return m.what == "sanction" })
}

// canAct reports whether the word is somebody: a name, a group, an office or a
// pronoun, and no "war in Ukraine".
func (r *reader) canAct(t *tree, s int) bool {
	l := t.lemma(s)
	return t.nameAt(s) != nil || t.toks[s].Tag == "PRON" || t.toks[s].Tag == "PROPN" || r.lex.groups[l] || r.lex.actsFor[l] || r.isPerson(t, s) ||
		t.toks[s].Tag == "DET" || r.lex.units[l] == "people"
}

// targetPrepositions head the phrase of who is sanctioned.
var targetPrepositions = []string{"on", "against", "for", "from", "to", "of", "upon", "targeting", "toward", "towards", "with"}

// targets are the sanctioned parties: those the object belongs to, the
// object itself, or a phrase with "on", "against", "to".
func (r *reader) targets(t *tree, v, o int) []party {
	if t.isVerb(v) {
		var out []party
		for _, k := range t.children(v, "iobj") { // "deny Russia access"
			out = append(out, r.parties(t, k)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	if r.lex.abilities[t.lemma(o)] {
		if m, k := r.countryWith(t, o); m != nil {
			return []party{named(t, k, m)} // "restrict Norland's access to markets"
		}
	}
	if up := t.head(o); up >= 0 && t.is(o, "nmod") && r.lex.subjects[t.lemma(up)] {
		if s := t.child(up, "nsubj"); s >= 0 {
			return r.parties(t, s) // "has been the subject of sanctions"
		}
	}
	isName := t.nameAt(o) != nil && len(r.sanctionMeanings(t, o)) == 0
	if t.is(o, "obj", "nsubj:pass") && (r.lex.groups[t.lemma(o)] || isName) && t.countOf(o) == nil || r.isPerson(t, o) {
		if p, ok := r.party(t, o); ok && (p.Code != "" || t.nameAt(o) != nil) {
			return []party{p} // "barred the lenders from a market"
		}
	}
	out := r.aimedAt(t, v, o)
	if len(out) == 0 && r.isPerson(t, o) {
		if p, ok := r.party(t, o); ok {
			out = append(out, p)
		}
	}
	if !slices.ContainsFunc(out, func(p party) bool { return p.Code != "" }) && !r.isPerson(t, o) {
		if p, ok := r.partyBelow(t, o); ok { // "the import of goods from several sectors of Russia's economy"
			out = append([]party{p}, out...)
		}
	}
	if m, k := r.countryWith(t, o); len(out) == 0 && m != nil && k != t.owner(o) {
		out = append(out, named(t, k, m)) // but in "United States sanctions" it imposes
	}
	return distinct(out)
}

// aimedAt are the parties of the phrases with "on", "against", "to" at the
// measure, at its verb, or at "in place".
func (r *reader) aimedAt(t *tree, v, o int) []party {
	var out []party
	from := []int{o, v}
	for _, k := range t.byCase(v, "in") {
		if t.lemma(k) == "place" || t.lemma(k) == "effect" || t.lemma(k) == "force" {
			from = append(from, k)
		}
	}
	for _, from := range from {
		for _, k := range t.kids[from] {
			if !t.is(k, "obl", "nmod", "obj") || k == o || !slices.Contains(targetPrepositions, t.marker(k)) {
				continue
			}
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
		for _, k := range t.children(from, "acl:relcl", "acl") { // "a policy that applies to officials", "sanctions targeting"
			if l := t.lemma(k); from == o && (l == "apply" || l == "target" || l == "affect" || l == "cover") {
				for _, c := range append(t.byCase(k, "to"), t.children(k, "obj")...) {
					out = append(out, r.parties(t, c)...)
				}
			}
		}
	}
	return out
}

// partyBelow is the first party with a code that a phrase names, outside its
// clauses: companies "operating in Ukraine" are not Ukraine.
func (r *reader) partyBelow(t *tree, o int) (party, bool) {
	for _, k := range t.below(o, func(k int) bool { return t.is(k, "acl", "conj") }) {
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

// settleParties fills the side that the clause leaves out from the document, and
// takes back a pronoun's reading that makes a party sanction itself.
func (r *reader) settleParties(imposers, targets []party, pronoun bool) (by, on []party) {
	same := func(p party, qs []party) bool {
		return slices.ContainsFunc(qs, func(q party) bool { return p.Code != "" && p.Code == q.Code || p.Name == q.Name })
	}
	last, known := r.lastImposer()
	rest := slices.DeleteFunc(slices.Clone(targets), func(p party) bool { return same(p, imposers) })
	if pronoun && len(rest) == 0 && len(targets) > 0 && known && last.Code != targets[0].Code {
		imposers, rest = []party{{Party: last}}, targets // "It denies Russia access"
	}
	if len(imposers) == 0 && known && !same(party{Party: last}, rest) {
		imposers = []party{{Party: last}}
	}
	if len(rest) == 0 {
		if p, ok := r.lastTarget(); ok && !same(party{Party: p}, imposers) {
			rest = []party{{Party: p}}
		}
	}
	return imposers, rest
}

// sanctionCount is the number of sanctioned parties that the text gives.
func (r *reader) sanctionCount(t *tree, v, o int) (value.Number, text.Span) {
	near := t.below(o, func(k int) bool { return t.is(k, "acl", "conj") })
	for _, k := range t.children(v, "obl", "obj", "nsubj:pass") {
		if k != o && (t.is(k, "nsubj:pass") || t.is(k, "obj") || slices.Contains(targetPrepositions, t.marker(k))) {
			near = append(near, k)
		}
	}
	for _, k := range near {
		m := t.valueAt(k)
		if !r.lex.groups[t.lemma(k)] && len(r.sanctionMeanings(t, k)) == 0 && t.nameAt(k) == nil && (m == nil || m.Kind != mention.Measure) && t.toks[k].Tag != "NUM" {
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
