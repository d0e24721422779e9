package statement

import (
	"slices"

	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// addressee is whom the saying is to, else whom it is about.
func (r *reader) addressee(t *syntax.Tree, v, content int, by []reading.NamedParty) []reading.NamedParty {
	var out []reading.NamedParty
	add := func(k int) {
		if r.told(t, v, k) {
			if p, ok := r.Party(t, k); ok {
				out = append(out, p)
			}
			return
		}
		out = append(out, coded(r.spokenOf(t, k))...)
	}
	for _, k := range t.Children(v, "iobj", "obj") {
		add(k)
	}
	for _, from := range []int{v, content} {
		if from < 0 {
			continue
		}
		for _, k := range t.ByCase(from, "to", "on", "for", "against", "with", "of") {
			add(k)
		}
	}
	if out = reading.Without(reading.Distinct(out), by); len(out) > 0 || content < 0 {
		return out
	}
	return r.about(t, content, t.Subtree(content, func(k int) bool { return k == v }), by)
}

// told reports whether somebody without a code is whom a verb of saying is said to:
// "told parents", "said to the crowd". An outlet only passes the words on.
func (r *reader) told(t *syntax.Tree, v, k int) bool {
	return t.Head(k) == v && r.IsSomebody(t, k) && !r.Lex.Quoting[t.Lemma(v)] && reading.CalledBy(t, k) < 0 && (t.Is(k, "obj", "iobj") || t.Marker(k) == "to") && !r.Lex.Press[t.Lemma(k)]
}

// maxAbout is how many parties a saying is about at most.
const maxAbout = 3

// about are the parties that the clause at root speaks of: its subject, objects and
// complements within the words at sp, those who say it left out; where they name
// nobody, the first party with a code.
func (r *reader) about(t *syntax.Tree, root int, sp text.Span, by []reading.NamedParty) []reading.NamedParty {
	var out []reading.NamedParty
	for _, k := range arguments(t, root) {
		if sp.Contains(t.Tokens[k].Span) {
			out = append(out, r.spokenOf(t, k)...)
		}
	}
	out = reading.Without(reading.Distinct(out), by)
	if len(out) > 0 {
		return out[:min(len(out), maxAbout)]
	}
	for _, k := range t.Below(root, nil) {
		if m := t.NameAt(k); m != nil && m.Code != "" && sp.Contains(t.Tokens[k].Span) {
			if p := reading.Without([]reading.NamedParty{reading.Named(t, k, m)}, by); len(p) > 0 && !sameCode(p[0], by) {
				return p
			}
		}
	}
	return nil
}

func sameCode(p reading.NamedParty, by []reading.NamedParty) bool {
	return slices.ContainsFunc(by, func(b reading.NamedParty) bool { return b.Code == p.Code })
}

// arguments are the phrases of a clause and of what it wants or is about to do: the
// subject, the objects, the agent and those behind prepositions.
func arguments(t *syntax.Tree, root int) []int {
	var out []int
	if s := t.Nominative(root); s >= 0 {
		out = append(out, s)
	}
	for _, k := range t.Kids[root] {
		if t.Is(k, "nsubj:pass", "obj", "iobj", "obl", "nmod") && !t.Dated(k) {
			out = append(out, k)
		}
	}
	for _, k := range t.Children(root, "xcomp") {
		for _, a := range t.Kids[k] {
			if t.Is(a, "obj", "iobj", "obl") && !t.Dated(a) {
				out = append(out, a)
			}
		}
	}
	return out
}

// spokenOf are the parties that a phrase of what is said names: somebody known, or
// whose a thing is ("the officers' mistake", "their disregard").
func (r *reader) spokenOf(t *syntax.Tree, k int) []reading.NamedParty {
	if reading.FirstPerson[t.Lower[k]] || t.Lower[k] == "you" {
		return nil
	}
	known := t.NameAt(k) != nil || t.Tokens[k].Tag == "PRON"
	if known || r.IsSomebody(t, k) && r.Lex.PlaceNouns[t.Lemma(k)] != "site" {
		if p, ok := r.Party(t, k); ok && (known || p.Code != "" || t.Definite(k)) {
			return []reading.NamedParty{p}
		}
	}
	near, far := r.Inside(t, k)
	if own := t.Child(k, "nmod:poss"); own >= 0 && t.Tokens[own].Tag == "PRON" {
		if p, ok := r.Party(t, own); ok {
			near = append(near, p)
		}
	}
	return coded(append(near, far...))
}

// coded are the parties with a code.
func coded(ps []reading.NamedParty) []reading.NamedParty {
	return slices.DeleteFunc(ps, func(p reading.NamedParty) bool { return p.Code == "" })
}
