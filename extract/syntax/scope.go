package syntax

import (
	"kiroku/claim"
)

// tense is when the verb says that its act happens.
type tense int

const (
	Present tense = iota
	Past
	Perfect
	Progressive
	Future
	Conditional // would
	Possible    // may, might, could
	Obliged     // should, must, needs to
	Bare        // an infinitive or participle: the verb above decides
)

// Tense reads a verb's auxiliaries and form.
func (t *Tree) Tense(v int) tense {
	have, be := false, false
	for _, k := range t.Children(v, "aux", "cop") {
		switch t.Lemma(k) {
		case "will", "shall", "'ll", "wo":
			return Future
		case "would", "'d":
			return Conditional
		case "can", "could", "may", "might", "ca":
			return Possible
		case "should", "must", "ought":
			return Obliged
		case "have":
			have = true
		case "be":
			be = true
		case "do":
			if t.Lower[k] == "did" {
				return Past
			}
		}
	}
	switch x := t.Tokens[v].XTag; {
	case have:
		return Perfect
	case x == "VBG" && be:
		if g := t.Child(v, "xcomp"); t.Lemma(v) == "go" && g >= 0 {
			return Future
		}
		return Progressive
	case x == "VBD":
		return Past
	case x == "VBN" && be:
		for _, k := range t.Children(v, "aux:pass") {
			if t.Lower[k] == "was" || t.Lower[k] == "were" {
				return Past
			}
		}
		return Present
	case x == "VBN" || x == "VBG":
		return Bare
	case t.Is(v, "root") && t.Marker(v) == "to" && t.Child(v, "nsubj", "nsubj:pass") >= 0:
		return Future // a headline's: "Norland to send tents"
	case t.Marker(v) == "to" || t.Is(v, "xcomp"):
		return Bare
	}
	return Present
}

// WasDone reports whether the token is a verb whose own tense says that it was
// done: "sent", "has sent".
func (t *Tree) WasDone(v int) bool {
	if !t.IsVerb(v) {
		return false
	}
	tense := t.Tense(v)
	return tense == Past || tense == Perfect
}

// Scope is how real a clause is: what negates it, and what makes it a
// promise, a plan, a request or a mere possibility.
type Scope struct {
	Polarity claim.Polarity
	Modality claim.Modality
	Tense    tense
	Governor int    // the verb or noun above that promises, plans, asks or refuses; -1
	Force    string // what it does: promise, plan, request, offer, refuse, possible, deny
}

// Scope finds the scope of the clause that v heads.
func (t *Tree) Scope(v int) Scope {
	s := Scope{Polarity: claim.Affirmed, Modality: claim.Fact, Tense: t.Tense(v), Governor: -1}
	if t.Negated(v) {
		s.Polarity = claim.Negated
	}
	at := v
	for n := 0; n < 4; n++ {
		h := t.Head(at)
		if h < 0 || !(t.Is(at, "xcomp", "ccomp", "conj") || t.Is(at, "acl") && t.Tokens[at].XTag != "VBN" && t.Tokens[at].XTag != "VBG" && !t.Is(at, "acl:relcl")) {
			break
		}
		if t.Is(at, "conj") {
			// Coordinated verbs share "will", "not" and the word above.
			if !t.IsVerb(h) {
				if h = t.Clause(h); h < 0 {
					break
				}
			}
			if s.Tense == Bare || s.Tense == Present && t.Tokens[at].XTag == "VB" {
				s.Tense = t.Tense(h)
			}
			at = h
			continue
		}
		if t.Lemma(h) == "have" && t.Is(at, "xcomp") && t.Negated(h) {
			s.Polarity = claim.Negated // "has yet to deliver"
		}
		if f, ok := t.Lex.Forces[t.Lemma(h)]; ok && s.Force == "" && !t.WasAsked(h) {
			s.Force, s.Governor = f, h
			if t.Negated(h) {
				s.Polarity = claim.Negated
			}
			if s.Tense == Bare {
				switch th := t.Tense(h); th {
				case Future, Conditional, Possible, Obliged:
					s.Tense = th
				}
			}
		}
		if t.Is(at, "ccomp") {
			break
		}
		at = h
	}
	if s.Tense == Bare && t.Is(v, "advcl") && (t.Marker(v) == "to" || t.Tokens[v].XTag == "VB") {
		s.Tense = Future
	}
	s.settle(t, v)
	return s
}

// WasAsked reports whether the verb only leads over to an answer: "Asked whether
// Norland would send tanks, the minister said" requests nothing.
func (t *Tree) WasAsked(v int) bool {
	h := t.Head(v)
	return t.Lemma(v) == "ask" && h >= 0 && t.Is(v, "advcl", "acl") && v < h && t.Nominative(v) < 0 && t.Child(v, "obj", "iobj") < 0
}

// settle turns force and tense into a modality, and refusal into negation.
func (s *Scope) settle(t *Tree, v int) {
	switch s.Force {
	case "promise", "offer":
		s.Modality = claim.Promise
	case "plan", "decide", "approve":
		s.Modality = claim.Plan
	case "possible":
		s.Modality = claim.Possibility
	case "request":
		s.Modality = claim.Request
	case "refuse", "deny":
		if s.Polarity == claim.Affirmed {
			s.Polarity = claim.Negated
		}
	}
	if s.Modality != claim.Fact {
		return
	}
	switch s.Tense {
	case Future, Conditional:
		s.Modality = claim.Promise
	case Possible:
		s.Modality = claim.Possibility
	case Obliged:
		s.Modality = claim.Request
	}
	switch t.Marker(v) {
	case "if", "unless", "whether":
		s.Modality = claim.Possibility
	case "until": // "would go on until they laid down their arms"
		if h := t.Head(v); h >= 0 && (t.Tense(h) == Future || t.Tense(h) == Conditional) {
			s.Modality = claim.Possibility
		}
	}
}

// Negated reports whether the clause's own words deny it: "not", "never",
// "no weapons", "no longer", "yet to".
func (t *Tree) Negated(v int) bool {
	for _, k := range t.Kids[v] {
		if t.Lex.Negators[t.Lower[k]] || t.Lex.Negators[t.Lemma(k)] {
			return true
		}
		if t.Lower[k] == "no" && t.Is(k, "det") && !t.IsVerb(v) {
			return true // "no plans to send"
		}
		if t.Is(k, "obj", "nsubj", "nsubj:pass") {
			for _, d := range t.Children(k, "det", "cc") {
				if t.Lower[d] == "no" || t.Lower[d] == "neither" {
					return true
				}
			}
		}
		if t.Is(k, "advmod") && (t.Lower[k] == "longer" || t.Lower[k] == "yet") && k > 0 && (t.Lower[k-1] == "no" || t.Marker(v) == "to" || t.Lemma(v) == "have" && t.Child(v, "xcomp") >= 0) {
			return true
		}
	}
	return false
}
