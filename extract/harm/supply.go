package harm

import (
	"slices"

	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Who is without power or water. The words of a supply mean anything, so each
// needs something that takes it away: "without", "no access to", a verb of cutting
// or a noun of lack.

// lacking reads what people are without: "areas without electricity", "lack clean
// water", "power was cut to 4,000 homes", "face water outages".
func (r *reader) lacking(t *syntax.Tree, base figure, i int) []figure {
	n := r.supply(t, i)
	who, told := r.lackers(t, base, n)
	if !told {
		return nil
	}
	var bare []figure
	for _, k := range who {
		out := r.counted(t, base, t.Coordinated(k))
		if len(out) > 0 && out[0].number != nil {
			return out
		}
		if bare == nil {
			bare = out
		}
	}
	if len(bare) > 0 {
		return bare
	}
	if t.Lemma(i) == "power" && !r.suppliedPower(t, i, n) {
		return nil // "the party lost power", "has no power to stop them"
	}
	return []figure{base}
}

// supply is the top of the phrase that a word of supply stands in: the first of a
// list, the access to it or the system of it.
func (r *reader) supply(t *syntax.Tree, i int) int {
	n := i
	for range 4 {
		h := t.Head(n)
		switch {
		case h >= 0 && h == n-1 && t.IsVerb(h) && t.Tokens[h].XTag == "VBG" && t.Is(n, "obj"):
			n = h // "running water" taken for a clause
		case h >= 0 && (t.Is(n, "conj") || t.Is(n, "nmod", "compound") && r.Lex.Supplying[t.Lemma(h)]):
			n = h
		case h > n && t.Is(n, "compound") && (r.isSupply(t, h) || r.Lex.TimeUnits[t.Lemma(h)]):
			n = h // "electricity or drinking water", "without power two days later"
		case n > 1 && joins(t, n-1) && r.isSupply(t, n-2):
			n -= 2 // of a list that the tree broke
		default:
			return n
		}
	}
	return n
}

// isSupply reports whether the word names a supply.
func (r *reader) isSupply(t *syntax.Tree, i int) bool {
	shape := r.Lex.Impact[t.Lemma(i)+"/n"].Object
	return t.IsNoun(i) && (shape == "without" || shape == "bereft")
}

// suppliedPower reports whether power is the one that runs through lines, where
// nobody with a number says so.
func (r *reader) suppliedPower(t *syntax.Tree, i, n int) bool {
	h := t.Head(n)
	return t.Marker(n) == "without" || i != n || h >= 0 && (r.Lex.Lacks[t.Lemma(h)] || t.IsVerb(h) && r.Lex.Cutting[t.Lemma(h)] && t.Child(h, "compound:prt") >= 0)
}

// lackers are who may be those without the supply at n, likeliest first, and
// whether anything takes it away from them.
func (r *reader) lackers(t *syntax.Tree, base figure, n int) (who []int, told bool) {
	h := t.Head(n)
	switch {
	case h >= 0 && hasNo(t, n) && t.Child(h, "expl") >= 0:
		return nil, true // "there is no power"
	case h >= 0 && t.IsVerb(h) && t.Marker(h) == "without" && t.Tokens[h].XTag == "VBG":
		return r.parties(t, h), true // "are without running water"
	case t.Marker(n) == "without" && (h < 0 || t.Child(n, "nsubj") >= 0):
		return t.Children(n, "nsubj"), true
	case h < 0:
		return nil, false
	case t.Marker(n) == "without" && !t.IsVerb(h):
		return []int{h}, true
	case t.Marker(n) == "without", hasNo(t, n) && t.IsVerb(h):
		return r.parties(t, h), true
	case !t.IsVerb(h):
		if l := r.lackAbove(t, n); l >= 0 {
			return r.lackersOf(t, l), true
		}
		return nil, false
	case r.Lex.Lacking[t.Lemma(h)] && (t.Is(n, "obj") || t.Cased(n, "of")) && (t.Lemma(h) != "run" || t.Cased(n, "out") || t.Child(h, "compound:prt") >= 0):
		return r.parties(t, h), true
	case r.Lex.Cutting[t.Lemma(h)] && t.Is(n, "obl") && t.Marker(n) == "from":
		return r.parties(t, h), true // "cut off from electricity"
	case r.Lex.Cutting[t.Lemma(h)] && t.Is(n, "obj", "nsubj:pass", "nsubj"):
		return append(t.ByCase(h, "to", "for", "in", "across"), t.ByCase(n, "to", "for")...), true
	case t.Is(n, "obj") && base.measure != "homeless" && r.unable(t, h):
		return []int{t.Subject(h)}, t.Subject(h) >= 0
	}
	return nil, false
}

// parties are the counted words that a verb's clause may be about: its objects,
// its subject.
func (r *reader) parties(t *syntax.Tree, v int) []int {
	out := t.Children(v, "obj")
	if s := t.Subject(v); s >= 0 {
		out = append(out, s)
	}
	out = append(out, t.Children(v, "nsubj:pass")...)
	if h := t.Head(v); h >= 0 && t.Is(v, "acl", "acl:relcl") {
		out = append(out, h)
	}
	return out
}

func hasNo(t *syntax.Tree, n int) bool {
	d := t.Child(n, "det")
	return d >= 0 && t.Lower[d] == "no"
}

// unable reports whether a verb of getting is one that nobody can do: "cannot get
// clean water", "are unable to access".
func (r *reader) unable(t *syntax.Tree, v int) bool {
	if !r.Lex.Getting[t.Lemma(v)] {
		return false
	}
	h := t.Head(v)
	return t.Negated(v) || h >= 0 && t.Is(v, "xcomp", "ccomp", "advcl") && t.Lemma(h) == "unable"
}

// lackAbove is the noun of lack that says that a supply fails: "outages" in "power
// outages", "shortage" in "a shortage of water"; -1 for none.
func (r *reader) lackAbove(t *syntax.Tree, n int) int {
	h := t.Head(n)
	if h < 0 || !r.Lex.Lacks[t.Lemma(h)] || !t.IsNoun(h) || !t.Is(n, "compound", "nmod", "amod") {
		return -1
	}
	return h
}

// lackersOf are who suffers a lack: the subject of who faces it, the object of what
// it hits.
func (r *reader) lackersOf(t *syntax.Tree, l int) []int {
	out := append(t.ByCase(l, "to", "for"), t.Children(l, "nsubj")...)
	v := t.Head(l)
	if v < 0 || !t.IsVerb(v) {
		return out
	}
	if t.Is(l, "nsubj") {
		return append(out, t.Children(v, "obj")...)
	}
	if t.Marker(l) == "by" {
		return append(out, t.Objects(v)...)
	}
	return append(out, r.parties(t, v)...)
}

// outage reads nouns of failing supply that need not say of what, "blackouts",
// unless a word of supply beside them says it and is read itself.
func (r *reader) outage(t *syntax.Tree, base figure, i int) []figure {
	for _, k := range append(t.Children(i, "compound", "amod"), t.ByCase(i, "of")...) {
		for _, c := range t.Coordinated(k) {
			if r.isSupply(t, c) {
				return nil
			}
		}
	}
	for _, k := range r.lackersOf(t, i) {
		out := r.counted(t, base, t.Coordinated(k))
		if slices.ContainsFunc(out, func(fig figure) bool { return fig.number != nil && fig.number.Kind != mention.Money }) {
			return out
		}
	}
	return []figure{base}
}
