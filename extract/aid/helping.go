package aid

import (
	"slices"

	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
)

// Help is also told without a thing that is given: "the army assisted the
// survivors", "aided by the World Health Organization", "donors were asked to
// help". The verb is one of helping (deeds.txt), somebody helps, and somebody is
// helped, unless help is only asked for or offered.

// deedAct is the act of a frame whose verb is all that is told of the help.
const deedAct = "deed"

// helping finds the verbs of helping that no act holds.
func (r *reader) helping(t *syntax.Tree, acts []act) []act {
	var out []act
	for v := range t.Tokens {
		if !t.IsVerb(v) || !r.Lex.Deeds[t.Lemma(v)] || besideAct(t, acts, v) {
			continue
		}
		force := t.Scope(v).Force
		wanted := force == "request" || force == "offer"
		s := t.Subject(v)
		if s >= 0 && len(r.somebodies(t, s)) == 0 || s < 0 && t.Passive(v) && !wanted {
			continue // "the funding will help", "was treated in hospital"
		}
		if !wanted && !r.helpsSomebody(t, v) {
			continue
		}
		out = append(out, act{at: v, frame: lexicon.Frame{Act: deedAct, Object: "any"}, verb: v, things: []thing{{head: v, noun: "-", first: v}}})
	}
	return out
}

// besideAct reports whether an act of the sentence stands above or below the
// verb: the help is that act's.
func besideAct(t *syntax.Tree, acts []act, v int) bool {
	return slices.ContainsFunc(acts, func(a act) bool {
		return t.Within(a.at, v) || t.Within(v, a.at) || slices.ContainsFunc(a.things, func(th thing) bool { return t.Within(th.head, v) || t.Within(v, th.head) })
	})
}

// helpsSomebody reports whether the verb's object is a party or people.
func (r *reader) helpsSomebody(t *syntax.Tree, v int) bool {
	return slices.ContainsFunc(t.Objects(v), func(o int) bool {
		return !r.IsThing(t, o) && t.Tokens[o].Tag != "PRON" && (t.NameAt(o) != nil || r.somebody(t, o))
	})
}
