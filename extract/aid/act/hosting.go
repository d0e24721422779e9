package act

import (
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// Words of letting people in say who is taken in, and for how many there are places.

// AsksFor reports whether the verb says what something is asked for: "appealed for
// $4 million to house the victims".
func (r *Reader) AsksFor(t *syntax.Tree, v int) bool {
	for t.Is(v, "conj") && t.IsVerb(t.Head(v)) {
		v = t.Head(v)
	}
	if !t.Is(v, "advcl", "acl") || t.Marker(v) != "to" {
		return false
	}
	h := t.Head(v)
	for n := 0; n < 3 && h >= 0 && !t.IsVerb(h); n++ {
		h = t.Head(h)
	}
	return h >= 0 && r.Lex.Aid[t.Key(h)].Act == "request"
}

// TakenIn are the heads of who is taken in by the verb or noun at v; verbs
// joined to it may hold the object for both.
func (r *Reader) TakenIn(t *syntax.Tree, v int) []int {
	var out []int
	if !t.IsVerb(v) {
		for _, k := range append(t.ByCase(v, "of", "for", "on"), t.Children(v, "compound", "amod")...) {
			if r.OfHosting(t, k) { // "a cap on refugee admissions"
				out = append(out, t.Children(k, "compound", "amod")...)
				continue
			}
			out = append(out, t.Coordinated(k)...)
		}
		return out
	}
	if t.Lemma(v) == "take" && len(t.Objects(v)) == 0 {
		return t.ByCase(v, "in") // "has taken in 3,000 Afghans"
	}
	out = t.Objects(v)
	for _, k := range t.Children(v, "conj") {
		if len(out) == 0 && t.IsVerb(k) {
			out = t.Objects(k)
		}
	}
	return out
}

// OfHosting reports whether the token is a noun of letting people in.
func (r *Reader) OfHosting(t *syntax.Tree, i int) bool {
	return i >= 0 && t.IsNoun(i) && r.Lex.Aid[t.Key(i)].Act == "host"
}

// Places is how many people a noun of letting in has places for: "admissions of
// 5,000", "raised the cap on refugees to 5,000".
func Places(t *syntax.Tree, n int) *mention.Mention {
	froms := append([]int{n}, t.ByCase(n, "of", "for", "on")...)
	if v := t.Carrier(n); v >= 0 {
		froms = append(froms, v)
	}
	for _, from := range froms {
		for _, k := range t.ByCase(from, "to", "of", "at") {
			if m := t.CountOf(k); m != nil {
				return m
			}
		}
	}
	return t.CountOf(n)
}
