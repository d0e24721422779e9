package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// What aid goes through, and what it is for.

// viaPrepositions head the phrase of a channel.
var viaPrepositions = []string{"through", "via"}

// channel finds what the aid goes through: "through NATO agencies", an army
// that carries it, a fund that receives it, "support to UNICEF to provide tents".
func (r *reader) channel(t *syntax.Tree, a act.Act, receivers []reading.NamedParty) (via, rest []reading.NamedParty) {
	seen := map[int]bool{}
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, func(k int) bool {
			return t.Is(k, "ccomp", "parataxis", "conj") || t.Is(k, "acl", "advcl") && t.Marker(k) != "to"
		}) {
			if !seen[k] && t.Is(k, "obl", "nmod") && slices.Contains(viaPrepositions, t.Marker(k)) {
				via = append(via, r.through(t, k)...)
			}
			seen[k] = true
		}
	}
	// Sent "by the air force": an army carries what its country gives.
	if t.IsVerb(a.At) && t.Passive(a.At) {
		if ag := t.Child(a.At, "obl:agent"); ag >= 0 {
			if m := t.NameAt(ag); m != nil && m.Kind == mention.Organization {
				via = append(via, reading.Named(t, ag, m))
			}
		}
	}
	if h := t.Head(a.At); h >= 0 && t.Is(a.At, "acl") && t.Marker(a.At) == "to" {
		if m := t.NameAt(h); m != nil && m.Kind == mention.Organization && t.Marker(h) == "to" {
			via = append(via, reading.Named(t, h, m))
		}
	}
	for _, p := range receivers {
		if p.Kind == claim.Organization && len(receivers) > 1 {
			via = append(via, p)
		} else {
			rest = append(rest, p)
		}
	}
	if len(rest) == 0 && len(receivers) > 0 { // nobody stands behind them
		rest = receivers[:1]
	}
	return reading.Without(reading.Distinct(via), rest), rest
}

// through are the parties of a channel's phrase; of a thing, those whom it goes to:
// "through contributions to charities".
func (r *reader) through(t *syntax.Tree, k int) []reading.NamedParty {
	if ps := r.Parties(t, k); len(ps) > 0 && (ps[0].Code != "" || r.IsSomebody(t, k)) {
		return ps
	}
	var out []reading.NamedParty
	for _, c := range t.Coordinated(k) {
		for _, w := range t.ByCase(c, "to", "of", "by", "from") {
			out = append(out, r.Parties(t, w)...)
		}
	}
	return out
}

// purpose is what the aid is for: a clause ("to feed the displaced"), a phrase ("for
// shelters"), an aim ("with the goal of"), or what a sum is said to do.
func (r *reader) purpose(t *syntax.Tree, a act.Act) (string, text.Span) {
	for _, from := range a.Nodes(t) {
		for _, k := range t.Kids[from] {
			if r.aims(t, a, k) {
				return whole(t, k)
			}
		}
	}
	if t.Marker(a.At) == "to" && t.Is(a.At, "acl") { // "$2 million to repair the bridge"
		return whole(t, a.At)
	}
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, func(k int) bool {
			return k != from && (t.IsVerb(k) || t.Is(k, "conj", "parataxis")) && t.Head(k) != from
		}) {
			for _, c := range t.Children(k, "acl", "advcl") {
				if t.Marker(c) == "to" && t.IsVerb(c) && c != a.At && !r.HoldsThing(t, a, c) {
					return whole(t, c)
				}
			}
		}
	}
	return r.served(t, a)
}

// aims reports whether the phrase or clause at k says what the act is for.
func (r *reader) aims(t *syntax.Tree, a act.Act, k int) bool {
	if k == a.At || r.HoldsThing(t, a, k) {
		return false
	}
	switch {
	case t.Is(k, "advcl", "acl", "xcomp") && t.Marker(k) == "to":
		return t.IsVerb(k)
	case t.Is(k, "obl", "nmod") && t.Marker(k) == "for":
		return t.NameAt(k) == nil
	case t.Is(k, "obl", "nmod") && t.Marker(k) == "with":
		return r.Lex.Aims[t.Lemma(k)]
	}
	return t.Is(k, "advcl", "acl") && t.Marker(k) == "for"
}

// served is what a sum or grant as the subject is said to support: "the grant will
// support the repair of the mill".
func (r *reader) served(t *syntax.Tree, a act.Act) (string, text.Span) {
	for _, th := range a.Things {
		for _, at := range []int{th.Head, a.At} {
			v := t.Head(at)
			if v < 0 || !t.Is(at, "nsubj") || r.Lex.Aid[t.Lemma(v)+"/v"].Act != "help" {
				continue
			}
			for _, o := range t.Objects(v) {
				if t.NameAt(o) == nil {
					return whole(t, o)
				}
			}
		}
	}
	return "", text.Span{}
}

// whole is a phrase or clause with its words.
func whole(t *syntax.Tree, k int) (string, text.Span) {
	sp := t.Subtree(k, func(c int) bool { return t.Is(c, "punct") })
	return t.Words(sp), sp
}
