package sanction

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// Measures told by what nobody may do any more: "prohibits its banks from
// providing services to any person in Norland", "ensured that Norland cannot
// borrow".

// prohibition reads who may no longer do what. The party that the forbidden act
// would serve is sanctioned, or else the one that may not act.
func (r *reader) prohibition(t *syntax.Tree, v int, used map[int]bool) bool {
	if !r.Lex.Prohibit[t.Lemma(v)] || t.Negated(v) {
		return false
	}
	for _, c := range append(t.Children(v, "xcomp", "advcl", "ccomp"), t.ByCase(v, "from")...) {
		measure, ok := r.forbidden(t, c)
		if !ok || t.Marker(c) != "from" && t.Marker(c) != "to" && t.Marker(v) != "" {
			continue
		}
		on := r.servedBy(t, c)
		if len(on) == 0 || measure == "travel_ban" || measure == "airspace_ban" || measure == "financial" && t.IsVerb(c) {
			for _, o := range t.Objects(v) {
				if ps := r.Parties(t, o); len(ps) > 0 {
					on = ps
				}
			}
		}
		if !slices.ContainsFunc(on, func(p reading.NamedParty) bool { return r.foreignTo(p) }) && !r.sanctioning(t) {
			continue // "prevent individuals from accessing housing"
		}
		for _, k := range t.Below(c, nil) {
			used[k] = true
		}
		r.sanctionOf(t, v, c, lexicon.Frame{Act: "impose"}, measure, "sanction.prohibit", reading.Distinct(on))
		return true
	}
	return false
}

// foreignTo reports whether a party can be whom a measure hits: another country's, or
// a firm or person that is named.
func (r *reader) foreignTo(p reading.NamedParty) bool {
	if p.Code != "" {
		return p.Code != r.Author.Code
	}
	return p.Kind == claim.Organization && p.Name != "" && r.Author.Code == ""
}

// forbidden is the measure that a forbidden act tells, by its word, or by its
// object for what may be anything: "from doing transactions with them".
func (r *reader) forbidden(t *syntax.Tree, c int) (measure string, ok bool) {
	measure, ok = r.Lex.Forbidden[t.Lemma(c)]
	if !ok || measure != "any" {
		return measure, ok
	}
	for _, o := range append(t.Objects(c), t.ByCase(c, "in")...) {
		if measure, ok := r.fits(t, o, "trade"); ok {
			return measure, true
		}
	}
	return "", false
}

// servedBy are the parties with a code whom a forbidden act would serve.
func (r *reader) servedBy(t *syntax.Tree, c int) []reading.NamedParty {
	var on []reading.NamedParty
	for _, o := range append([]int{c}, t.Objects(c)...) {
		for _, k := range t.ByCase(o, "to", "from", "with", "in", "into", "for") {
			if p, ok := r.Party(t, k); ok && p.Code != "" {
				on = append(on, p)
			}
		}
	}
	if len(on) > 0 {
		return on
	}
	if t.IsVerb(c) { // a tree that hangs it deeper: "from providing web hosting or any service to"
		for _, k := range t.Below(c, nil) {
			if l := t.Marker(k); t.Is(k, "obl", "nmod") && (l == "to" || l == "with") {
				if p, ok := r.Party(t, k); ok && p.Code != "" {
					return []reading.NamedParty{p}
				}
			}
		}
		return nil
	}
	for _, k := range t.Below(c, nil) { // "from participation in the market for debt issued by its bank"
		if m := t.NameAt(k); m != nil && m.Code != "" && m.Code != r.Author.Code {
			return []reading.NamedParty{reading.Named(t, k, m)}
		}
	}
	return nil
}

// barred reads measures told by their effect: "to ensure Norland cannot obtain
// financing".
func (r *reader) barred(t *syntax.Tree, v int, used map[int]bool) bool {
	if t.Lemma(v) != "ensure" && t.Lemma(v) != "guarantee" {
		return false
	}
	for _, c := range t.Children(v, "ccomp") {
		measure, ok := r.forbidden(t, c)
		if !ok || !t.Negated(c) || t.Child(c, "aux") < 0 {
			continue
		}
		s := t.Subject(c)
		if s < 0 {
			continue
		}
		on := r.Parties(t, s)
		if !slices.ContainsFunc(on, r.foreignTo) {
			continue
		}
		for _, o := range t.Objects(c) {
			if m, ok := r.fits(t, o, "trade"); ok {
				measure = m
			}
		}
		for _, k := range t.Below(c, nil) {
			used[k] = true
		}
		r.sanctionOf(t, v, c, lexicon.Frame{Act: "impose"}, measure, "sanction.prohibit", on)
		return true
	}
	return false
}

// exempted reads who is let off: "excluded steel of Norland from the tariff".
func (r *reader) exempted(t *syntax.Tree, v int, used map[int]bool) bool {
	if !r.Lex.Exempting[t.Lemma(v)] {
		return false
	}
	for _, o := range phrasesBy(t, v, "from") {
		if !r.isSanction(t, o) {
			continue
		}
		for _, k := range t.Below(v, nil) {
			used[k] = true
		}
		var off []reading.NamedParty
		for _, k := range t.Objects(v) {
			if p, ok := r.partyBelow(t, k); ok { // "steel from Japan"
				off = append(off, p)
			} else {
				off = append(off, r.Parties(t, k)...)
			}
		}
		r.sanctionOf(t, v, o, lexicon.Frame{Act: "lift"}, r.sanctionMeanings(t, o)[0].measure, "sanction.exempt", off)
		return true
	}
	return false
}
