package reading

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Offices and bodies: for whom they act, and who holds them.

// officeCode is whom the office at i acts for, apposed names left out.
func (r *Reader) officeCode(t *syntax.Tree, i int) string {
	office := mention.Party(t.Doc, &t.Sentence.Sentence, t.Sentence.Mentions, t.Phrase(i))
	if code := cmp.Or(office.Code, office.Place); code != "" || t.NameAt(i) != nil {
		return code
	}
	for _, of := range t.ByCase(i, "of", "for") { // "the head of the Kenyan coast guard"
		if m, _ := r.CountryWith(t, of); m != nil && t.NameAt(of) == nil {
			return m.Code
		}
	}
	return ""
}

// stateOf is the code of the country that somebody is of: "Minister Ana Kubiak of
// Norway", which trees hang on any word of the name.
func stateOf(t *syntax.Tree, i int) string {
	for _, w := range append([]int{i}, t.Children(i, "flat")...) {
		for _, k := range t.ByCase(w, "of") {
			if m := t.NameAt(k); m != nil && m.Kind == mention.Country {
				return m.Code
			}
		}
	}
	return ""
}

// CalledBy is the apposed name of a person whom a noun describes, -1 for none.
func CalledBy(t *syntax.Tree, i int) int {
	person := func(of int) int {
		for _, k := range append(t.Children(of, "appos", "flat"), identified(t, of)...) {
			for _, k := range append([]int{k}, t.Children(k, "flat")...) { // "the spokesman, Colonel Ana Kubiak"
				if m := t.NameAt(k); m != nil && m.Kind == mention.Person {
					return k
				}
			}
		}
		return -1
	}
	if k := person(i); k >= 0 || t.NameAt(i) != nil {
		return k
	}
	for _, of := range t.ByCase(i, "of", "in", "for") {
		if m := t.NameAt(of); m != nil && m.Kind != mention.Person && person(of) >= 0 {
			return person(of) // "the mayor of Kyiv, Ana Kubiak": no place is a person
		}
	}
	return -1
}

// identified are the phrases that say who somebody is: "the attacker, identified as
// Peter Mwangi".
func identified(t *syntax.Tree, i int) []int {
	var out []int
	for _, v := range t.Children(i, "acl") {
		if t.Tokens[v].XTag == "VBN" {
			out = append(out, t.ByCase(v, "as")...)
		}
	}
	return out
}

// nounPhrase is the phrase with what hangs on its head by "of" and "in",
// without clauses and appositions.
func (r *Reader) nounPhrase(t *syntax.Tree, i int) text.Span {
	return t.Subtree(i, func(k int) bool {
		return t.Is(k, "acl", "conj", "cc", "punct", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "orphan", "dep", "list", "obl", "obj", "xcomp", "ccomp") ||
			t.Is(k, "case") && t.Head(k) == i || t.Is(k, "appos") && t.NameAt(k) == nil
	})
}

// ownedBy is the party that "his government", "its army" acts for.
func (r *Reader) ownedBy(t *syntax.Tree, i int) (claim.Party, bool) {
	k := t.Child(i, "nmod:poss")
	if k < 0 || t.Tokens[k].Tag != "PRON" || !r.Lex.ActsFor[t.Lemma(i)] {
		return claim.Party{}, false
	}
	p, ok := r.pronoun(t, k)
	if !ok || p.Code == "" {
		return claim.Party{}, false
	}
	name := p.Code
	if e, known := gazetteer.ByCode(p.Code); known {
		name = e.Name
	}
	return claim.Party{Name: name, Code: p.Code, Kind: claim.Country}, true
}

// ofThing reports whether a noun is of something that is no country: "the state of
// emergency", "the people of the valley".
func (r *Reader) ofThing(t *syntax.Tree, i int) bool {
	return slices.ContainsFunc(t.ByCase(i, "of"), func(k int) bool { return t.NameAt(k) == nil && r.Lex.PlaceNouns[t.Lemma(k)] != "land" })
}

// ownName reports whether a name stands before a noun: "the Otieno regime" is
// nobody else's.
func ownName(t *syntax.Tree, i int) bool {
	return slices.ContainsFunc(t.Children(i, "compound", "nmod:desc"), func(k int) bool { return t.Tokens[k].Tag == "PROPN" })
}

// ownHolder is who holds the author's own office at word i, as the text named him.
func (r *Reader) ownHolder(t *syntax.Tree, i int) (claim.Party, bool) {
	p, ok := r.calledBefore(t, i)
	if !ok || p.Code != "" && p.Code != r.Author.Code {
		return claim.Party{}, false
	}
	p.Code = r.Author.Code
	return p, true
}

// actsFor is the country that "the government" or "its army" acts for when no word of
// its own says so: that of the last subject or of an office-holder named since, the
// author, or the outlet's readers. What was said long ago gives way to the scene.
func (r *Reader) actsFor(t *syntax.Tree, i int) (claim.Party, bool) {
	if t.Tokens[i].XTag == "NNS" && t.Child(i, "compound", "amod") >= 0 {
		return claim.Party{}, false // "the faith leaders" lead no state
	}
	if p, ok := r.landBefore(t, i); ok {
		return p, true
	}
	last, at, ok := r.antecedent(claim.Country)
	if p, since := r.personBefore(r.Now); since > at && p.Code != "" {
		if e, known := gazetteer.ByCode(p.Code); known && e.Kind == gazetteer.Country {
			last, at, ok = claim.Party{Name: e.Name, Code: e.Code, Kind: claim.Country}, since, true
		}
	}
	if ok && (r.Now-at < longAgo || r.Scene.Code == "") {
		return last, true
	}
	if many := t.Tokens[i].XTag == "NNS"; r.Author.Kind == claim.Country && !r.Lex.NeverOwn[t.Lemma(i)] && !many {
		return r.Author, true
	}
	if ok {
		return r.Scene, true
	}
	return r.nationalOffice(t, i)
}

// landBefore is the country that "the country" repeats in its own sentence: "a rare
// step for Italy, as the country had long refused".
func (r *Reader) landBefore(t *syntax.Tree, i int) (claim.Party, bool) {
	if r.Lex.PlaceNouns[t.Lemma(i)] != "land" || !t.Is(i, "nsubj", "nsubj:pass") {
		return claim.Party{}, false
	}
	last := -1
	for k := range t.Sentence.Mentions {
		m := &t.Sentence.Mentions[k]
		h := t.HeadOf(m.Span)
		if m.Kind == mention.Country && !m.Adj && m.Span.End < t.Tokens[i].Span.Start && t.Clause(h) != t.Head(i) && (last < 0 || t.Is(h, "nsubj") || !t.Is(last, "nsubj")) {
			last = h // a subject rather than what stands nearer
		}
	}
	if last >= 0 {
		return Named(t, last, t.NameAt(last)).Party, true
	}
	return claim.Party{}, false
}

// longAgo is how many bytes after its subject a text has most often gone on to another.
const longAgo = 1000
