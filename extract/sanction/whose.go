package sanction

import (
	"slices"

	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Whose a measure is and whom it hits where neither stands in the places of subject
// and object: names before the noun, "under" it, goods and people told of by a clause.

// ownTrade is the country that may not trade by a ban of nobody else's: "a ban had
// long forbidden the country's exports" was its own.
func (r *reader) ownTrade(t *syntax.Tree, v, o int) []reading.NamedParty {
	if !t.IsVerb(v) {
		return nil
	}
	s, p := t.Subject(v), t.Child(o, "nmod:poss")
	if s < 0 || p < 0 || t.NameAt(p) != nil || !r.isSanction(t, s) || len(r.targets(t, s, s)) > 0 || len(r.ownersOf(t, s)) > 0 {
		return nil
	}
	if who, ok := r.Party(t, p); ok && who.Code != "" {
		return []reading.NamedParty{who}
	}
	return nil
}

// ownersOf are whose measure it is by the name before it: "the UN arms embargo",
// "the EU's 14th package of sanctions".
func (r *reader) ownersOf(t *syntax.Tree, o int) []reading.NamedParty {
	for _, n := range []int{o, t.Head(o)} {
		if n < 0 || n != o && (!t.Is(o, "nmod") || t.Marker(o) != "of" || !r.Lex.Instruments[t.Lemma(n)] && !r.Lex.Containers[t.Lemma(n)]) {
			continue
		}
		for _, k := range t.Children(n, "nmod:poss", "compound", "amod") {
			if m := t.NameAt(k); m != nil && m.Code != "" {
				return []reading.NamedParty{reading.Named(t, k, m)}
			}
		}
	}
	return nil
}

// under finds who is under a measure: the subject of "were placed under UN
// sanctions", "remains under an embargo", "who is under EU sanctions".
func (r *reader) under(t *syntax.Tree, o int) (who int, ok bool) {
	if t.Marker(o) != "under" || !r.isSanction(t, o) {
		return -1, false
	}
	if s := t.Child(o, "nsubj"); s >= 0 && t.Child(o, "cop") >= 0 {
		if who = t.Relativized(o, s); who == s && t.Tokens[s].Tag == "PRON" && t.Head(o) >= 0 && t.Head(o) < s {
			who = t.Head(o)
		}
		return who, true
	}
	h := t.Head(o)
	if h < 0 || h > o {
		return -1, false
	}
	if t.IsNoun(h) {
		return h, true // "companies under sanctions"
	}
	if !t.IsVerb(h) || !r.Lex.Staying[t.Lemma(h)] {
		return -1, false
	}
	if objs := t.Objects(h); len(objs) > 0 {
		return objs[0], true
	}
	who = t.Subject(h)
	return who, who >= 0
}

// whereverHeld reports whether a country's name says where assets lie and not whose
// they are: "any US assets", "their British accounts".
func (r *reader) whereverHeld(t *syntax.Tree, o int) bool {
	if !slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool { return m.what == "asset" }) {
		return false
	}
	d, p := t.Child(o, "det"), t.Child(o, "nmod:poss")
	return d >= 0 && t.Lower[d] == "any" || p >= 0 && t.Tokens[p].Tag == "PRON"
}

// tiedTo is the country to which people who are hit belong by what they do, or to
// whom visas are issued: "12 individuals linked to Iran's drones", "firms supplying
// Norland's army".
func (r *reader) tiedTo(t *syntax.Tree, o int) (reading.NamedParty, bool) {
	if !r.isPerson(t, o) && !slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool { return m.measure == "travel_ban" && m.what == "trade" }) {
		return reading.NamedParty{}, false
	}
	for _, a := range t.Children(o, "acl", "acl:relcl") {
		for _, k := range t.Below(a, func(k int) bool { return t.Is(k, "advcl", "conj") }) {
			if m := t.NameAt(k); m != nil && m.Kind == mention.Country && t.Marker(k) != "in" {
				return reading.Named(t, k, m), true
			}
		}
	}
	return reading.NamedParty{}, false
}

// tradedWith is the country to or from which what may not be traded would go, where
// the tree hangs it deep: "exports of chip-making machines to China".
func (r *reader) tradedWith(t *syntax.Tree, v, o int) (reading.NamedParty, bool) {
	trade := slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool {
		return m.what == "trade" && (m.measure == "export_ban" || m.measure == "import_ban")
	})
	if !trade || !t.IsVerb(v) {
		return reading.NamedParty{}, false
	}
	for _, k := range t.Below(o, nil) {
		if m := t.NameAt(k); m != nil && m.Kind == mention.Country && !m.Adj && (t.Marker(k) == "to" || t.Marker(k) == "from") {
			return reading.Named(t, k, m), true
		}
	}
	return reading.NamedParty{}, false
}
