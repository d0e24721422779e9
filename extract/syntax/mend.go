package syntax

import (
	"kiroku/extract/lexicon"
	"kiroku/text"
)

// Mistakes of trees that a sentence's own words give away. The shared analysis
// stays as it is.

// mendActives makes subjects of passives that have none of a passive's words,
// but an object of their own, active: "police used gas".
func mendActives(toks []text.Token) {
	for i := range toks {
		v := toks[i].Head
		if toks[i].Rel != "nsubj:pass" || v < 0 || i > v {
			continue
		}
		if toks[v].Rel != "conj" && !hasKid(toks, v, "aux:pass", "obl:agent") && hasKid(toks, v, "obj") {
			toks[i].Rel = "nsubj"
		}
	}
}

// freeParticiples hangs on "have" a participle that the tree took for an attribute of
// the object: "have each pledged 10 million".
func freeParticiples(toks []text.Token) {
	for c := range toks {
		o := toks[c].Head
		if o < c || toks[c].XTag != "VBN" || toks[c].Rel != "amod" || toks[o].Rel != "obj" {
			continue
		}
		if h := toks[o].Head; h >= 0 && h < c-1 && toks[h].Lemma == "have" && onlyAdverbs(toks, h, c) {
			toks[o].Head, toks[c].Head, toks[c].Rel = c, h, "obj"
		}
	}
}

// mendPerfects makes "has" the auxiliary of a participle that the tree took for its
// object: "the union has so far released 3 million".
func mendPerfects(toks []text.Token) {
	for c := range toks {
		v := toks[c].Head
		if v < 0 || v > c || toks[c].XTag != "VBN" || toks[c].Rel != "obj" && toks[c].Rel != "xcomp" || toks[v].Lemma != "have" || toks[v].Tag != "VERB" && toks[v].Rel != "root" || !onlyAdverbs(toks, v, c) {
			continue
		}
		toks[c].Head, toks[c].Rel = toks[v].Head, toks[v].Rel
		toks[c].Tag = "VERB"
		for i := range toks {
			if toks[i].Head == v && i != c {
				toks[i].Head = c
			}
		}
		toks[v].Head, toks[v].Rel, toks[v].Tag = c, "aux", "AUX"
	}
}

// onlyAdverbs reports whether nothing but adverbs stands between two tokens.
func onlyAdverbs(toks []text.Token, from, to int) bool {
	for i := from + 1; i < to; i++ {
		if toks[i].Tag != "ADV" && toks[i].Tag != "PART" && !(toks[i].Tag == "DET" && (toks[i].Lemma == "each" || toks[i].Lemma == "both")) {
			return false
		}
	}
	return true
}

// mendReports gives the clause behind a verb the subject that the tree took for
// the verb's object: in "confirmed six workers were killed" the workers were.
func mendReports(toks []text.Token) {
	for i := range toks {
		v := toks[i].Head
		if toks[i].Rel != "obj" || v < 0 || toks[v].Tag != "VERB" || i < v {
			continue
		}
		c := clauseBehind(toks, v, i)
		if c < 0 {
			continue
		}
		toks[i].Head, toks[i].Rel = c, "nsubj"
		if hasKid(toks, c, "aux:pass") {
			toks[i].Rel = "nsubj:pass"
		}
	}
}

// mendRoots makes a verb the root of a sentence whose tree has none: "the council
// and the government called for calm", "hundreds of people gathered" took it for a
// participle. Only verbs of saying, those without a passive and those with an object
// or aim of their own are raised, and fragments without a full stop are left as they
// are.
func mendRoots(toks []text.Token, lex *lexicon.Lexicon) {
	n := len(toks)
	if n == 0 || toks[n-1].Tag != "PUNCT" {
		return
	}
	for v := range toks {
		if toks[v].Rel != "acl" || toks[v].XTag != "VBN" && toks[v].XTag != "VBD" || lex.Stance[toks[v].Lemma] == "" && !lex.Intransitive[toks[v].Lemma] && !active(toks, v) || hasKid(toks, v, "obl:agent", "aux", "mark") {
			continue
		}
		s := toks[v].Head
		for s >= 0 && raisable[toks[s].Rel] {
			s = toks[s].Head
		}
		if s < 0 || s > v || toks[s].Rel != "root" || toks[s].Tag != "NOUN" && toks[s].Tag != "PROPN" || hasKid(toks, s, "cop", "aux", "nsubj", "case", "parataxis") {
			continue
		}
		toks[v].Head, toks[v].Rel = -1, "root"
		toks[s].Head, toks[s].Rel = v, "nsubj"
		return
	}
}

// raisable are the relations by which a word hangs inside the phrase of a subject.
var raisable = map[string]bool{"conj": true, "nmod": true, "appos": true}

// mendIntransitives makes the subject of a verb without a passive active: "the
// minister, Ana Kubiak, arrived in Tartu" was taken for somebody who was arrived.
func mendIntransitives(toks []text.Token, lex *lexicon.Lexicon) {
	for i := range toks {
		v := toks[i].Head
		if toks[i].Rel == "nsubj:pass" && v >= 0 && lex.Intransitive[toks[v].Lemma] && !hasKid(toks, v, "aux:pass") {
			toks[i].Rel = "nsubj"
		}
	}
}

// mendAsked hangs a question that leads over to an answer beside the verb of saying:
// "Asked whether he would come, Kubiak said" does not say that.
func mendAsked(toks []text.Token) {
	for v := range toks {
		if toks[v].Lemma == "ask" && toks[v].Rel == "ccomp" && toks[v].Head > v && !hasKid(toks, v, "nsubj", "nsubj:pass", "obj", "iobj", "aux") {
			toks[v].Rel = "advcl"
		}
	}
}

// mendParticles gives a verb the object that the tree hung on its particle: "the
// flood washed away 14 bridges".
func mendParticles(toks []text.Token) {
	for i := range toks {
		p := toks[i].Head
		if p < 1 || i < p || toks[i].Rel != "obl:unmarked" && toks[i].Rel != "obj" || toks[p].Tag != "ADV" || !particles[toks[p].Lemma] {
			continue
		}
		if v := toks[p].Head; v == p-1 && toks[v].Tag == "VERB" && !hasKid(toks, v, "obj") {
			toks[i].Head, toks[i].Rel = v, "obj"
		}
	}
}

// mendExamples hangs examples on what they are examples of: "sent gear such as vests
// and helmets", which a tree makes a manner of sending.
func mendExamples(toks []text.Token) {
	for i := range toks {
		v := toks[i].Head
		if toks[i].Rel != "obl" || v < 0 || v > i || toks[v].Tag != "VERB" {
			continue
		}
		for c := v + 1; c < i; c++ {
			if toks[c].Head == i && toks[c].Rel == "case" && toks[c].Lemma == "such" && toks[c-1].Tag == "NOUN" && toks[c-1].Head == v {
				toks[i].Head, toks[i].Rel = c-1, "nmod"
			}
		}
	}
}

// mendSides joins the second side of a dealing to the first where the tree made a
// clause of it: "talks between the army and [the rebels began]".
func mendSides(toks []text.Token) {
	for s := range toks {
		v := toks[s].Head
		if toks[s].Rel != "nsubj" || v < s || toks[v].Rel != "conj" || toks[v].Tag != "VERB" || toks[v].Head < 0 {
			continue
		}
		n := toks[v].Head
		side := sideOf(toks, n)
		if toks[n].Rel != "root" || toks[n].Tag != "NOUN" || side < 0 || side > s || hasKid(toks, n, "cop", "nsubj") {
			continue
		}
		toks[v].Head, toks[v].Rel = -1, "root"
		toks[n].Head, toks[n].Rel = v, "nsubj"
		toks[s].Head, toks[s].Rel = side, "conj"
		for k := range toks {
			if toks[k].Head == v && toks[k].Rel == "cc" && k < s {
				toks[k].Head = s
			}
		}
		return
	}
}

// sideOf is the noun behind "between" that hangs on the noun at n, -1 for none.
func sideOf(toks []text.Token, n int) int {
	for k := range toks {
		h := toks[k].Head
		if toks[k].Lemma == "between" && toks[k].Rel == "case" && h >= 0 && toks[h].Head == n {
			return h
		}
	}
	return -1
}

// clauseBehind is a finite clause of the verb behind its object, without a
// subject or conjunction of its own; -1 for none.
func clauseBehind(toks []text.Token, verb, obj int) int {
	for c := obj + 1; c < len(toks); c++ {
		if toks[c].Head != verb || toks[c].Rel != "ccomp" {
			continue
		}
		if hasKid(toks, c, "nsubj", "nsubj:pass", "mark", "csubj", "expl") || !hasKid(toks, c, "aux", "aux:pass", "cop") {
			return -1
		}
		return c
	}
	return -1
}

// hasKid reports whether a token has a dependant with one of the relations.
func hasKid(toks []text.Token, head int, rels ...string) bool {
	for k := range toks {
		if toks[k].Head != head {
			continue
		}
		for _, r := range rels {
			if toks[k].Rel == r {
				return true
			}
		}
	}
	return false
}
