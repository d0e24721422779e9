package reading

import (
	"slices"

	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// The places of an opening's parties, and whom the phrases there stand for.

// slot lists the heads of the phrases that stand in one place of an opening.
func (r *Reader) slot(t *syntax.Tree, o syntax.Opening, slot string) []int {
	switch slot {
	case "self":
		return nil
	case "obj":
		if t.IsVerb(o.At) {
			return slices.DeleteFunc(append(t.Children(o.At, "iobj"), t.Objects(o.At)...), func(k int) bool { return slices.Contains(o.Parts, k) && t.NameAt(k) == nil && t.Kids[k] == nil })
		}
		return nil
	case "comp":
		return complement(t, o)
	}
	var out []int
	for _, p := range o.Parts {
		if t.Is(p, "case") && t.Lower[p] == slot {
			out = append(out, t.Coordinated(t.Head(p))...)
		}
	}
	for _, n := range nodes(t, o) {
		for _, k := range t.Kids[n] {
			if t.Is(k, "obl", "nmod", "advcl") && !t.Is(k, "obl:agent") && t.Marker(k) == slot && !onlyDated(t, k) {
				out = append(out, t.Coordinated(facing(t, k))...)
			}
		}
	}
	return out
}

// onlyDated reports whether a phrase is a date and names nobody besides: the
// tree may join "with Iceland next month".
func onlyDated(t *syntax.Tree, k int) bool {
	return t.Dated(k) && !slices.ContainsFunc(t.Kids[k], func(m int) bool { return t.NameAt(m) != nil && !t.Is(m, "appos") })
}

// nodes are the words of an opening whose dependants can be its parties.
func nodes(t *syntax.Tree, o syntax.Opening) []int {
	out := append([]int{o.At}, o.Parts...)
	if t.IsVerb(o.At) {
		out = append(out, t.Objects(o.At)...)
	} else if v := t.Head(o.At); v >= 0 && t.IsVerb(v) {
		out = append(out, v) // "made a visit to", "launched an attack on"
	}
	for _, k := range t.Kids[o.At] {
		if t.Dated(k) {
			out = append(out, k) // "the agreement on 2 May between"
		}
	}
	return slices.Compact(out)
}

// complement are the phrases of the clauses below an opening: subjects first,
// then objects, then the rest.
func complement(t *syntax.Tree, o syntax.Opening) []int {
	var subjects, objects, rest []int
	for _, n := range nodes(t, o) {
		for _, c := range t.Children(n, "ccomp", "xcomp", "advcl", "acl", "parataxis") {
			for _, k := range t.Below(c, func(k int) bool { return t.Is(k, "conj") && t.Head(k) == c }) {
				switch {
				case t.Is(k, "nsubj", "nsubj:pass"):
					subjects = append(subjects, k)
				case t.Is(k, "obj", "iobj"):
					objects = append(objects, k)
				case t.Is(k, "obl", "nmod"):
					rest = append(rest, k)
				}
			}
		}
	}
	return slices.Concat(subjects, objects, rest)
}

// meant are whom the phrase at k stands for: strong ones are named, or
// people; a thing's own phrase is a weak one.
func (r *Reader) meant(t *syntax.Tree, k int) (strong, weak []NamedParty) {
	p, ok := r.Party(t, k)
	if ok && (p.Code != "" || r.IsSomebody(t, k)) {
		return append([]NamedParty{p}, r.Listed(t, k)...), nil
	}
	if near, far := r.Inside(t, k); len(near) > 0 {
		return near, nil
	} else if len(far) > 0 {
		return far, nil
	}
	if ok && t.IsNoun(k) {
		return nil, []NamedParty{p}
	}
	return nil, nil
}

// IsSomebody reports whether a phrase's head is a name, a number of people, or
// a noun for people.
func (r *Reader) IsSomebody(t *syntax.Tree, k int) bool {
	l := t.Lemma(t.CountedNoun(k))
	tag := t.Tokens[k].Tag
	return t.NameAt(k) != nil || tag == "PROPN" || tag == "PRON" || r.Lex.Groups[l] || r.Lex.ActsFor[l] || r.Lex.Units[l] == "people" || t.IsPerson(t.CountedNoun(k))
}

// Inside are the parties that a thing's phrase names: near ones say whose it is
// or what it is about, far ones stand deeper in it.
func (r *Reader) Inside(t *syntax.Tree, k int) (near, far []NamedParty) {
	for _, m := range t.Below(k, func(m int) bool { return t.Is(m, "conj", "acl:relcl", "advcl", "parataxis") }) {
		if m == k {
			continue
		}
		name := t.NameAt(m)
		if name == nil || name.Kind == mention.Date || t.HeadOf(name.Span) != m {
			continue
		}
		p, ok := r.Party(t, m)
		if !ok {
			continue
		}
		if t.Head(m) == k && t.Is(m, "nmod:poss", "compound", "amod", "nmod") {
			near = append(near, p)
		} else {
			far = append(far, p)
		}
	}
	return Distinct(near), Distinct(far)
}

// ownerBy is [tree.owner], not climbing to a verb that speaks of the noun:
// who condemns an attack did not make it.
func ownerBy(t *syntax.Tree, lex *lexicon.Lexicon, n int) int {
	w := t.Owner(n)
	if w < 0 || t.Within(w, n) {
		return w
	}
	for at, d := t.Head(n), 0; at >= 0 && d < 6; at, d = t.Head(at), d+1 {
		if !t.IsVerb(at) {
			continue
		}
		if s, ok := lex.Stance[t.Lemma(at)]; ok && s != "comment" && s != "promise" {
			return -1
		}
		break
	}
	return w
}

// PhraseSpan covers the words of an opening.
func PhraseSpan(t *syntax.Tree, o syntax.Opening) text.Span {
	sp := t.Tokens[o.At].Span
	for _, k := range o.Parts {
		sp = sp.Cover(t.Tokens[k].Span)
	}
	return sp
}
