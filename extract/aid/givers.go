package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// doer is who does the act: who announced what is given, the verb's subject, or
// the owner of a noun. Things do not act: behind a thing stands whose it is.
func (r *reader) doer(t *syntax.Tree, a act.Act) []reading.NamedParty {
	if ps := r.announcer(t, a); len(ps) > 0 {
		return ps
	}
	if ps := r.namedBusiness(t, a.At); len(ps) > 0 {
		return ps
	}
	s := -1
	if t.IsVerb(a.At) && a.Frame.Act == "other" && r.Lex.Stance[t.Lemma(a.At)] != "" {
		return nil // "the cost will be over 5 million, the minister said": who says so gives nothing
	}
	if t.IsVerb(a.At) {
		s = t.Subject(a.At)
	} else {
		s = t.Owner(a.At)
	}
	if s >= 0 && a.Frame.Act == "contain" {
		if t.Lower[s] == "it" || t.Lower[s] == "this" || t.Lower[s] == "that" {
			return nil // "it includes 800 systems": a package does
		}
		if ps := r.giverOf(t, s); len(ps) > 0 {
			return ps
		}
	}
	if s >= 0 {
		if ps := r.somebodies(t, s); len(ps) > 0 {
			return r.authorised(t, a, ps)
		}
		return r.behind(t, s)
	}
	for _, th := range a.Things {
		if ps := r.ownerOf(t, th.Head); len(ps) > 0 {
			return ps
		}
	}
	if !t.IsVerb(a.At) {
		return r.behind(t, a.At) // "a pledge of $3 million made by Norway"
	}
	return nil
}

// giverOf is the subject of a verb of giving that a thing is the object of: "gave a
// month's salary, which came to $600".
func (r *reader) giverOf(t *syntax.Tree, thing int) []reading.NamedParty {
	if t.Lower[thing] == "which" { // the tree hung the clause on the verb
		for thing--; thing > 0 && t.Tokens[thing].Tag == "PUNCT"; thing-- {
		}
	}
	if thing < 0 {
		return nil
	}
	v := t.Head(thing)
	if v < 0 || !t.IsVerb(v) || !t.Is(thing, "obj") || !slices.Contains([]string{"give", "pledge", "offer"}, r.Lex.Aid[t.Lemma(v)+"/v"].Act) {
		return nil
	}
	if s := t.Subject(v); s >= 0 {
		return r.somebodies(t, s)
	}
	return nil
}

// authorised are those who let somebody act, where he acts for nobody that is known:
// "Biden authorized the secretary to draw down $5 million".
func (r *reader) authorised(t *syntax.Tree, a act.Act, ps []reading.NamedParty) []reading.NamedParty {
	if sc := t.Scope(a.At); ps[0].Code == "" && sc.Force == "approve" && t.IsVerb(sc.Governor) {
		if s := t.Subject(sc.Governor); s >= 0 && r.PartyCode(t, s) != "" {
			return r.somebodies(t, s)
		}
	}
	return ps
}

// namedBusiness is a verb's own subject that no list knows as somebody but whose
// phrase has a name: "the brewery Ulvo", "the Strand bakery".
func (r *reader) namedBusiness(t *syntax.Tree, v int) []reading.NamedParty {
	s := t.Nominative(v)
	if !t.IsVerb(v) || s < 0 || t.Passive(v) || t.Tokens[s].Tag != "NOUN" || r.IsThing(t, s) || r.PartyCode(t, s) != "" || r.Lex.Instruments[t.Lemma(s)] {
		return nil
	}
	for _, k := range t.Children(s, "compound", "appos", "flat", "nmod:desc") {
		if t.Tokens[k].Tag == "PROPN" {
			return []reading.NamedParty{{Party: claim.Party{Name: t.Words(t.Phrase(s)), Kind: claim.Organization}, Span: t.Phrase(s)}}
		}
	}
	return nil
}

// somebodies are the parties of a phrase that can act: those with a code, a name
// or a noun for people.
func (r *reader) somebodies(t *syntax.Tree, i int) []reading.NamedParty {
	var out []reading.NamedParty
	for _, k := range t.Coordinated(i) {
		if _, _, help := t.Match(r.Lex.AidNouns, k); help && t.NameAt(k) == nil {
			continue // "Norway's humanitarian aid": behind it stands Norway
		}
		if p, ok := r.Party(t, k); ok && (p.Code != "" || r.IsSomebody(t, k) || reading.CalledBy(t, k) >= 0) {
			out = append(append(out, p), r.Listed(t, k)...)
		}
	}
	return reading.Distinct(out)
}

// behind are those whose a thing is, or who made it: "Norway's package", "part of
// the help given by Sweden".
func (r *reader) behind(t *syntax.Tree, thing int) []reading.NamedParty {
	if ps := r.ownerOf(t, thing); len(ps) > 0 {
		return ps
	}
	for _, k := range t.Below(thing, func(k int) bool { return t.Is(k, "acl:relcl", "conj", "parataxis") }) {
		for _, by := range t.ByCase(k, "by", "from") {
			if m := t.NameAt(by); m != nil && m.Kind != mention.Date {
				return r.Parties(t, by)
			}
		}
	}
	return nil
}

// announcer is the subject of a clause behind a sum or a noun of help that tells
// who promised it: "including the $3 million that Norway announced". A verb of
// giving has its own subject.
func (r *reader) announcer(t *syntax.Tree, a act.Act) []reading.NamedParty {
	if t.IsVerb(a.At) && a.Frame.Act != "other" && a.Frame.Act != "contain" {
		return nil
	}
	for _, th := range a.Things {
		for _, k := range t.Below(th.Head, func(k int) bool { return t.Is(k, "conj", "parataxis") || t.Is(k, "acl") && t.IsVerb(t.Head(k)) }) {
			if !t.Is(k, "acl:relcl") || !t.IsVerb(k) || t.Passive(k) || !r.promises(t, k) {
				continue
			}
			if s := t.Nominative(k); s >= 0 && t.Relativized(k, s) == s {
				return r.somebodies(t, s)
			}
		}
	}
	return nil
}

// promises reports whether the verb tells of aid: of giving, or of telling that
// something is to be given.
func (r *reader) promises(t *syntax.Tree, v int) bool {
	f, ok := r.Lex.Aid[t.Lemma(v)+"/v"]
	return r.Lex.Promised[t.Lower[v]] || ok && slices.Contains([]string{"give", "pledge", "approve", "offer"}, f.Act)
}

// ownerOf is whose a thing is, or where it comes from: "Norway's assistance",
// "Norwegian tents", "a convoy from Norway".
func (r *reader) ownerOf(t *syntax.Tree, thing int) []reading.NamedParty {
	if p := t.Child(thing, "nmod:poss"); p >= 0 {
		return r.Parties(t, p)
	}
	for _, k := range t.Children(thing, "amod", "compound") {
		if m := t.NameAt(k); m != nil && m.Kind == mention.Country && m.Adj {
			return r.Parties(t, k)
		}
	}
	for _, k := range t.ByCase(thing, "from") {
		if t.NameAt(k) != nil {
			return r.Parties(t, k)
		}
	}
	return nil
}

// examples takes from the receivers the examples that the tree hung on a land, which has
// none; they are examples of givers told as a group: "30 countries send arms to Norland,
// including Sudria".
func (r *reader) examples(t *syntax.Tree, givers, receivers []reading.NamedParty) ([]reading.NamedParty, []reading.NamedParty) {
	if len(receivers) < 2 || receivers[0].Kind != claim.Country {
		return givers, receivers
	}
	for n, p := range receivers[1:] {
		k := t.HeadOf(p.Span)
		for k >= 0 && t.Is(k, "conj") {
			k = t.Head(k)
		}
		if m := t.Marker(k); m != "including" && m != "such" && m != "like" {
			continue
		}
		if len(givers) == 1 && givers[0].Code == "" && givers[0].Kind == claim.Group {
			givers = append(givers, receivers[n+1:]...)
		}
		return givers, receivers[:n+1]
	}
	return givers, receivers
}
