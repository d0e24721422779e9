package statement

import (
	"slices"

	"kiroku/extract/reading"
	"kiroku/extract/syntax"
)

// stanceOf reads the stance that the words of a saying show, from the verb at
// their root and those joined to it.
func (r *reader) stanceOf(t *syntax.Tree, root int, otherwise string, by []reading.NamedParty) string {
	for _, k := range t.Below(root, nil) {
		if !t.IsVerb(k) {
			continue
		}
		if s, ok := r.Lex.Stance[t.Lemma(k)]; ok && s != "comment" {
			return s
		}
		switch t.Tense(k) {
		case syntax.Obliged:
			return "request"
		case syntax.Future:
			if t.Negated(k) {
				return "reject" // "said that they will not leave"
			}
			if s := t.Subject(k); s < 0 || r.speaksOfSelf(t, s, by) {
				return "promise"
			}
		case syntax.Conditional:
			if h := t.Head(k); h >= 0 && t.Is(k, "ccomp") && r.Lex.Stance[t.Lemma(h)] == "comment" && t.Tense(h) == syntax.Past {
				return "promise" // "said that it would stay"
			}
		}
	}
	return otherwise
}

// spokenStance is the stance of a saying: that of its word, unless what is said shows
// that a comment or promise is a threat, or a warning none.
func (r *reader) spokenStance(t *syntax.Tree, v, content int, stance string, by []reading.NamedParty) string {
	switch stance {
	case "comment", "promise":
		if r.threatens(t, content, by) {
			return "threaten"
		}
		if stance == "comment" {
			return r.stanceOf(t, content, stance, by)
		}
	case "threaten":
		switch {
		case t.Lex.Stance[t.Lemma(v)] != "threaten" || t.Lemma(v) == "threaten" || r.threatens(t, content, by):
		case t.Is(content, "xcomp") && t.Marker(content) == "to":
			return "request" // "warned residents to boil water"
		case r.foretells(t, content):
			return "comment"
		}
	}
	return stance
}

// threatens reports whether who speaks says that something hostile will be done, by
// itself or by nobody named: "any ship that comes near will be sunk".
func (r *reader) threatens(t *syntax.Tree, content int, by []reading.NamedParty) bool {
	for _, k := range t.Below(content, func(k int) bool { return t.Is(k, "acl:relcl") || t.Is(k, "advcl") && t.Marker(k) != "to" }) {
		if !t.IsVerb(k) || t.Negated(k) {
			continue
		}
		o, ok := t.Open(r.Lex.Event, k)
		if !ok || !hostile[o.Act] || !r.looksAhead(t, k) {
			continue
		}
		if s := t.Subject(k); s < 0 && t.Passive(k) || s >= 0 && r.speaksOfSelf(t, s, by) {
			return true
		}
	}
	return false
}

// hostile are the kinds of events that are announced as a threat.
var hostile = map[string]bool{"attack": true, "coercion": true}

// looksAhead reports whether a verb, or the one that it is joined to, tells of what is
// to come.
func (r *reader) looksAhead(t *syntax.Tree, v int) bool {
	for n := 0; v >= 0 && n < 3; n++ {
		switch t.Tense(v) {
		case syntax.Future, syntax.Conditional:
			return true
		}
		if !t.Is(v, "xcomp", "conj") {
			return false
		}
		v = t.Head(v)
		if v >= 0 && r.Lex.Stance[t.Lemma(v)] == "promise" {
			return true // "vowed to bomb"
		}
	}
	return false
}

// speaksOfSelf reports whether a subject is one of those who speak.
func (r *reader) speaksOfSelf(t *syntax.Tree, s int, by []reading.NamedParty) bool {
	p, ok := r.Party(t, s)
	return ok && slices.ContainsFunc(by, func(b reading.NamedParty) bool {
		return b.Name == p.Name || b.Code != "" && b.Code == p.Code
	})
}

// foretells reports whether a warning is of what nature or chance does: hunger,
// floods, disease, or what is said without a doer.
func (r *reader) foretells(t *syntax.Tree, content int) bool {
	for _, k := range t.Below(content, nil) {
		if o, ok := t.Open(r.Lex.Event, k); ok && hostile[o.Act] {
			return false
		}
		if o, ok := t.Open(r.Lex.Saying, k); ok && o.Act == "threaten" {
			return false
		}
		if slices.Contains(t.Opinions(k), "threaten") && t.Lemma(k) != "warn" {
			return false
		}
	}
	return true
}
