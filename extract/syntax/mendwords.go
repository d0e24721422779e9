package syntax

import "kiroku/text"

// Mistakes of taggers and trees that single words give away.

// mendPlurals makes a noun of a word in -s that the tagger took for a verb, where it
// has no subject and "of" stands right behind it: "received offers of help", "Offers
// of help poured in", whose verb the tree hung on the help.
func mendPlurals(toks []text.Token, words string) {
	for i := range toks {
		of := i + 1
		if toks[i].XTag != "VBZ" || of >= len(toks) || toks[of].Span.Of(words) != "of" || toks[of].Head < of || hasKid(toks, i, "nsubj", "nsubj:pass", "csubj", "obj", "aux", "mark") {
			continue
		}
		n := toks[of].Head
		if toks[n].Head != i {
			continue
		}
		toks[i].Tag, toks[i].XTag, toks[n].Rel = "NOUN", "NNS", "nmod"
		if toks[i].Rel != "root" {
			continue
		}
		for v := n + 1; v < len(toks); v++ {
			if toks[v].Head == n && toks[v].Rel == "acl" && (toks[v].XTag == "VBN" || toks[v].XTag == "VBD") && !hasKid(toks, v, "obl:agent") {
				toks[v].Head, toks[v].Rel, toks[i].Head, toks[i].Rel = -1, "root", v, "nsubj"
				break
			}
		}
	}
}

// mendLimits takes "up to" before a number as the words that bound it, where the tree
// hung them on the verb: "spend up to $5 million" spends, and spends nothing up.
func mendLimits(toks []text.Token, words string) {
	for i := 0; i+2 < len(toks); i++ {
		to := i + 1
		if toks[i].Span.Of(words) != "up" || toks[to].Span.Of(words) != "to" || toks[i+2].Tag != "NUM" && toks[i+2].Tag != "SYM" || toks[i].Head < 0 || toks[toks[i].Head].Tag != "VERB" {
			continue
		}
		v, sum := toks[i].Head, toks[to].Head
		if toks[to].Rel != "case" { // "up to" is one already
			sum = i + 2
			for toks[sum].Head > sum {
				sum = toks[sum].Head
			}
		}
		if sum <= to || toks[sum].Head != v {
			continue
		}
		toks[i].Head, toks[i].Rel, toks[to].Head, toks[to].Rel = sum, "advmod", i, "fixed"
		if toks[sum].Rel == "obl" && !hasKid(toks, v, "obj") {
			toks[sum].Rel = "obj"
		}
	}
}

// mendHeadless makes a verb of a participle that the tree took for an attribute though
// an article stands behind it: in "the 23-year-old gave a month's salary" the salary is
// given, and nobody's old gift.
func mendHeadless(toks []text.Token) {
	for i := 1; i+1 < len(toks); i++ {
		h := toks[i].Head
		if toks[i].XTag != "VBN" && toks[i].XTag != "VBD" || toks[i].Rel != "amod" || h <= i+1 || toks[i+1].XTag != "DT" && toks[i+1].XTag != "PRP$" {
			continue
		}
		s := i - 1
		if toks[s].Head != h || toks[s].Tag != "ADJ" && toks[s].Tag != "NOUN" && toks[s].Tag != "PROPN" || toks[0].Head != h {
			continue
		}
		up, rel := toks[h].Head, toks[h].Rel
		if up > h && (rel == "nsubj" || rel == "nsubj:pass") {
			toks[i].Head, toks[i].Rel = toks[up].Head, toks[up].Rel
			toks[up].Head, toks[up].Rel = h, "acl:relcl" // "..., which came to $600"
		} else {
			toks[i].Head, toks[i].Rel = up, rel
		}
		toks[i].Tag, toks[i].XTag = "VERB", "VBD"
		toks[h].Head, toks[h].Rel = i, "obj"
		for k := range s {
			if toks[k].Head == h {
				toks[k].Head = s
			}
		}
		toks[s].Head, toks[s].Rel = i, "nsubj"
	}
}

// mendThirdPersons makes a verb of a word in -s that the tagger took for a noun,
// where it has an object and a name stands right before it: "Uganda hosts refugees".
func mendThirdPersons(toks []text.Token) {
	for i := 1; i < len(toks); i++ {
		if toks[i].XTag == "NNS" && toks[i].Rel == "root" && toks[i-1].Head == i && toks[i-1].Tag == "PROPN" && toks[i-1].Rel == "compound" && hasKid(toks, i, "obj") {
			toks[i].Tag, toks[i].XTag, toks[i-1].Rel = "VERB", "VBZ", "nsubj"
		}
	}
}

// active reports whether a participle has an object or an aim, which those that tell
// of something done to a noun have not.
func active(toks []text.Token, v int) bool {
	for k := v + 1; k < len(toks); k++ {
		if toks[k].Head == v && (toks[k].Rel == "obj" || toks[k].XTag == "VB" && (toks[k].Rel == "xcomp" || toks[k].Rel == "advcl") && hasKid(toks, k, "mark")) {
			return true
		}
	}
	return false
}
