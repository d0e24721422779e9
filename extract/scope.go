package extract

import (
	"kiroku/claim"
)

// tense is when the verb says that its act happens.
type tense int

const (
	present tense = iota
	past
	perfect
	progressive
	future
	conditional // would
	possible    // may, might, could
	obliged     // should, must, needs to
	bare        // an infinitive or participle: the verb above decides
)

// tense reads a verb's auxiliaries and form.
func (t *tree) tense(v int) tense {
	have, be := false, false
	for _, k := range t.children(v, "aux", "cop") {
		switch t.lemma(k) {
		case "will", "shall", "'ll", "wo":
			return future
		case "would", "'d":
			return conditional
		case "can", "could", "may", "might", "ca":
			return possible
		case "should", "must", "ought":
			return obliged
		case "have":
			have = true
		case "be":
			be = true
		case "do":
			if t.low[k] == "did" {
				return past
			}
		}
	}
	switch x := t.toks[v].XTag; {
	case have:
		return perfect
	case x == "VBG" && be:
		if g := t.child(v, "xcomp"); t.lemma(v) == "go" && g >= 0 {
			return future
		}
		return progressive
	case x == "VBD":
		return past
	case x == "VBN" && be:
		for _, k := range t.children(v, "aux:pass") {
			if t.low[k] == "was" || t.low[k] == "were" {
				return past
			}
		}
		return present
	case x == "VBN" || x == "VBG":
		return bare
	case t.marker(v) == "to" || t.is(v, "xcomp"):
		return bare
	}
	return present
}

// scope is how real a clause is: what negates it, and what makes it a
// promise, a plan, a request or a mere possibility.
type scope struct {
	polarity claim.Polarity
	modality claim.Modality
	tense    tense
	governor int    // the verb or noun above that promises, plans, asks or refuses; -1
	force    string // what it does: promise, plan, request, offer, refuse, possible, deny
}

// scope finds the scope of the clause that v heads.
func (t *tree) scope(v int) scope {
	s := scope{polarity: claim.Affirmed, modality: claim.Fact, tense: t.tense(v), governor: -1}
	if t.negated(v) {
		s.polarity = claim.Negated
	}
	at := v
	for n := 0; n < 4; n++ {
		h := t.head(at)
		if h < 0 || !(t.is(at, "xcomp", "ccomp", "conj") || t.is(at, "acl") && t.toks[at].XTag != "VBN" && t.toks[at].XTag != "VBG" && !t.is(at, "acl:relcl")) {
			break
		}
		if t.is(at, "conj") {
			// Coordinated verbs share "will", "not" and the word above.
			if !t.isVerb(h) {
				if h = t.clause(h); h < 0 {
					break
				}
			}
			if s.tense == bare || s.tense == present && t.toks[at].XTag == "VB" {
				s.tense = t.tense(h)
			}
			at = h
			continue
		}
		if f, ok := t.lex.forces[t.lemma(h)]; ok && s.force == "" {
			s.force, s.governor = f, h
			if t.negated(h) {
				s.polarity = claim.Negated
			}
			if s.tense == bare {
				switch th := t.tense(h); th {
				case future, conditional, possible, obliged:
					s.tense = th
				}
			}
		}
		if t.is(at, "ccomp") {
			break
		}
		at = h
	}
	if s.tense == bare && t.is(v, "advcl") && (t.marker(v) == "to" || t.toks[v].XTag == "VB") {
		s.tense = future
	}
	s.settle(t, v)
	return s
}

// settle turns force and tense into a modality, and refusal into negation.
func (s *scope) settle(t *tree, v int) {
	switch s.force {
	case "promise", "offer":
		s.modality = claim.Promise
	case "plan", "decide", "approve":
		s.modality = claim.Plan
	case "possible":
		s.modality = claim.Possibility
	case "request":
		s.modality = claim.Request
	case "refuse", "deny":
		if s.polarity == claim.Affirmed {
			s.polarity = claim.Negated
		}
	}
	if s.modality != claim.Fact {
		return
	}
	switch s.tense {
	case future, conditional:
		s.modality = claim.Promise
	case possible:
		s.modality = claim.Possibility
	case obliged:
		s.modality = claim.Request
	}
	if m := t.marker(v); m == "if" || m == "unless" || m == "whether" {
		s.modality = claim.Possibility
	}
}

// negated reports whether the clause's own words deny it: "not", "never",
// "no weapons", "no longer", "yet to".
func (t *tree) negated(v int) bool {
	for _, k := range t.kids[v] {
		if t.lex.negators[t.low[k]] || t.lex.negators[t.lemma(k)] {
			return true
		}
		if t.is(k, "obj", "nsubj", "nsubj:pass") {
			for _, d := range t.children(k, "det", "cc") {
				if t.low[d] == "no" || t.low[d] == "neither" {
					return true
				}
			}
		}
		if t.is(k, "advmod") && (t.low[k] == "longer" || t.low[k] == "yet") && k > 0 && (t.low[k-1] == "no" || t.marker(v) == "to") {
			return true
		}
	}
	return false
}
