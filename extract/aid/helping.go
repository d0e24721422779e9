package aid

import (
	"slices"

	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
)

// Help is also told without a thing that is given: "the army assisted the
// survivors", "aided by the World Health Organization", "donors were asked to
// help". The verb is one of helping (deeds.txt), somebody helps, and somebody is
// helped, unless help is only asked for or offered.

// helping finds the verbs of helping that no act holds.
func (r *reader) helping(t *syntax.Tree, acts []act.Act) []act.Act {
	var out []act.Act
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
		if (!wanted || len(t.Objects(v)) > 0 && r.Lex.Aid[t.Lemma(v)+"/v"].Act != "help") && !r.helpsSomebody(t, v) && !r.knownHelpers(t, s) {
			continue
		}
		out = append(out, act.Act{At: v, Frame: lexicon.Frame{Act: act.DeedAct, Object: "any"}, Verb: v, Things: []act.Thing{{Head: v, Noun: "-", First: v}}})
	}
	return out
}

// besideAct reports whether an act of the sentence stands above or below the
// verb: the help is that act's.
func besideAct(t *syntax.Tree, acts []act.Act, v int) bool {
	return slices.ContainsFunc(acts, func(a act.Act) bool {
		return t.Within(a.At, v) || t.Within(v, a.At) || slices.ContainsFunc(a.Things, func(th act.Thing) bool { return t.Within(th.Head, v) || t.Within(v, th.Head) })
	})
}

// helpsSomebody reports whether the verb's object is a party or people.
func (r *reader) helpsSomebody(t *syntax.Tree, v int) bool {
	return slices.ContainsFunc(t.Objects(v), func(o int) bool {
		return !r.IsThing(t, o) && t.Tokens[o].Tag != "PRON" && (t.NameAt(o) != nil || r.Somebody(t, o))
	})
}

// knownHelpers reports whether a subject is people who help by trade, counted or of a
// named party: "1,000 volunteers are helping to clear the mud".
func (r *reader) knownHelpers(t *syntax.Tree, s int) bool {
	if s < 0 {
		return false
	}
	who := t.CountedNoun(s)
	return r.helper(t, who) && (t.CountOf(who) != nil || t.CountOf(s) != nil || len(r.sentBy(t, who)) > 0)
}
