package sanction

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

// imposers are those who impose, lift or threaten the measure. A rule, an order
// or "these actions" stand for whoever made them.
func (r *reader) imposers(t *syntax.Tree, v int) []reading.NamedParty {
	s := t.Owner(v)
	if t.IsVerb(v) {
		s = t.Subject(v)
	}
	for n := 0; s >= 0 && n < 3; n++ {
		if p := t.Child(s, "nmod:poss"); p >= 0 && t.NameAt(p) != nil && r.PartyCode(t, s) == "" {
			s = p // "the president's E.O."
		} else if r.isInstrument(t, s) {
			s = t.Owner(s)
		} else {
			break
		}
	}
	if s < 0 || !r.canAct(t, s) {
		return nil
	}
	return r.Parties(t, s)
}

// isInstrument reports whether the word is what a measure is made by: "a new
// rule that imposes", "the executive order blocks".
func (r *reader) isInstrument(t *syntax.Tree, s int) bool {
	if r.Lex.Instruments[t.Lower[s]] {
		return true // "this E.O."
	}
	if t.NameAt(s) != nil && t.Tokens[s].Tag != "NOUN" {
		return false
	}
	if _, _, ok := t.Match(r.Lex.Laws, s); ok || r.Lex.Instruments[t.Lemma(s)] || r.Lex.Instruments[t.Lower[s]] {
		return true
	}
	return slices.ContainsFunc(r.sanctionMeanings(t, s), func(m sanctionMeaning) bool { return m.what == "sanction" })
}

// canAct reports whether the word is somebody: a name, a group, an office or a
// pronoun, and no "war in Ukraine".
func (r *reader) canAct(t *syntax.Tree, s int) bool {
	l := t.Lemma(s)
	return t.NameAt(s) != nil || t.Tokens[s].Tag == "PRON" || t.Tokens[s].Tag == "PROPN" || r.Lex.Groups[l] || r.Lex.ActsFor[l] || r.isPerson(t, s) ||
		t.Tokens[s].Tag == "DET" || r.Lex.Units[l] == "people"
}

// targetPrepositions head the phrase of who is sanctioned.
var targetPrepositions = []string{"on", "against", "for", "from", "to", "of", "upon", "targeting", "toward", "towards", "with"}

// targets are the sanctioned parties: those the object belongs to, the
// object itself, or a phrase with "on", "against", "to".
func (r *reader) targets(t *syntax.Tree, v, o int) []reading.NamedParty {
	if t.IsVerb(v) {
		var out []reading.NamedParty
		for _, k := range t.Children(v, "iobj") { // "deny Russia access"
			out = append(out, r.Parties(t, k)...)
		}
		if objs := t.Children(v, "obj"); len(out) == 0 && len(objs) > 1 && objs[0] != o && t.NameAt(objs[0]) != nil {
			out = r.Parties(t, objs[0])
		}
		if len(out) > 0 {
			return out
		}
	}
	if who, under := r.under(t, o); under {
		return r.Parties(t, who)
	}
	if p := t.Child(o, "nmod:poss"); p >= 0 && !r.isSanction(t, o) && (t.NameAt(p) != nil || t.IsNoun(p) && r.Lex.ActsFor[t.Lemma(p)]) {
		return r.Parties(t, p) // "suspended Orla Air's permit", "the country's exports"
	}
	if r.Lex.Abilities[t.Lemma(o)] {
		if m, k := r.CountryWith(t, o); m != nil {
			return []reading.NamedParty{reading.Named(t, k, m)} // "restrict Norland's access to markets"
		}
	}
	if up := t.Head(o); up >= 0 && t.Is(o, "nmod") && r.Lex.Subjects[t.Lemma(up)] {
		if s := t.Child(up, "nsubj"); s >= 0 {
			return r.Parties(t, s) // "has been the subject of sanctions"
		}
	}
	isName := (t.NameAt(o) != nil || t.Tokens[o].Tag == "PROPN") && len(r.sanctionMeanings(t, o)) == 0
	if t.Is(o, "obj", "nsubj:pass") && (r.Lex.Groups[t.Lemma(o)] || isName) && t.CountOf(o) == nil || r.isPerson(t, o) {
		if p, ok := r.Party(t, o); ok && (p.Code != "" || t.NameAt(o) != nil || t.Tokens[o].Tag == "PROPN") {
			return []reading.NamedParty{p} // "barred the lenders from a market"
		}
	}
	out := r.aimedAt(t, v, o)
	if len(out) == 0 && r.isPerson(t, o) {
		if p, ok := r.Party(t, o); ok {
			out = append(out, p)
		}
	}
	if r.whereverHeld(t, o) {
		return reading.Distinct(out)
	}
	if !slices.ContainsFunc(out, func(p reading.NamedParty) bool { return p.Code != "" }) && !r.isPerson(t, o) {
		if p, ok := r.partyBelow(t, o); ok { // "the import of goods from several sectors of Russia's economy"
			out = append([]reading.NamedParty{p}, out...)
		}
	}
	if p, ok := r.tiedTo(t, o); ok && !slices.ContainsFunc(out, func(p reading.NamedParty) bool { return p.Code != "" }) {
		out = append(out, p)
	}
	if p, ok := r.tradedWith(t, v, o); ok && len(out) == 0 {
		out = append(out, p)
	}
	if m, k := r.CountryWith(t, o); len(out) == 0 && m != nil && k != t.Owner(o) {
		out = append(out, reading.Named(t, k, m)) // but in "United States sanctions" it imposes
	}
	return reading.Distinct(out)
}

// aimedAt are the parties of the phrases with "on", "against", "to" at the
// measure, at its verb, or at "in place".
func (r *reader) aimedAt(t *syntax.Tree, v, o int) []reading.NamedParty {
	var out []reading.NamedParty
	from := []int{o, v}
	inPlace := t.ByCase(v, "in")
	if h := t.Head(v); h >= 0 && !t.IsVerb(v) && t.Is(v, "obj") {
		inPlace = append(inPlace, t.ByCase(h, "in")...) // "has sanctions in place against"
	}
	for _, k := range inPlace {
		if t.Lemma(k) == "place" || t.Lemma(k) == "effect" || t.Lemma(k) == "force" {
			from = append(from, k)
		}
	}
	for _, from := range from {
		for _, k := range t.Kids[from] {
			if !t.Is(k, "obl", "nmod", "obj") || k == o || t.NameAt(o) != nil && t.NameAt(k) == t.NameAt(o) || !slices.Contains(targetPrepositions, t.Marker(k)) {
				continue
			}
			if m := t.ValueAt(k); m != nil && m.Kind != mention.Measure && t.NameAt(k) == nil {
				continue // a sum, a date or a bare number
			}
			for _, c := range t.Coordinated(k) {
				if p, ok := r.Party(t, c); ok && (p.Code != "" || r.Lex.Groups[t.Lemma(c)] || t.NameAt(c) != nil || (t.Marker(k) == "on" || t.Marker(k) == "against") && (r.canAct(t, c) || r.isPerson(t, c))) {
					out = append(out, p)
					out = append(out, r.Listed(t, c)...)
				} else if p, ok := r.partyBelow(t, c); ok && (t.Marker(k) == "on" || t.Marker(k) == "against") {
					out = append(out, p) // "a ban on imports of Sudrian coal"
				}
			}
		}
		for _, k := range t.Children(from, "acl:relcl", "acl") { // "a policy that applies to officials", "sanctions targeting"
			if l := t.Lemma(k); from == o && (l == "apply" || l == "target" || l == "affect" || l == "cover") {
				for _, c := range append(t.ByCase(k, "to"), t.Children(k, "obj")...) {
					out = append(out, r.Parties(t, c)...)
				}
			}
		}
	}
	return out
}

// partyBelow is the first party with a code that a phrase names, outside its
// clauses: companies "operating in Ukraine" are not Ukraine.
func (r *reader) partyBelow(t *syntax.Tree, o int) (reading.NamedParty, bool) {
	for _, k := range t.Below(o, func(k int) bool { return t.Is(k, "acl", "conj") }) {
		if m := t.NameAt(k); m != nil && m.Code != "" {
			return reading.Named(t, k, m), true
		}
	}
	return reading.NamedParty{}, false
}

// isPerson reports whether the word is somebody who can be sanctioned.
func (r *reader) isPerson(t *syntax.Tree, o int) bool {
	return slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool { return m.what == "person" || m.what == "diplomat" })
}

// isSanction reports whether a word names sanctions themselves.
func (r *reader) isSanction(t *syntax.Tree, o int) bool {
	return slices.ContainsFunc(r.sanctionMeanings(t, o), func(m sanctionMeaning) bool { return m.what == "sanction" })
}

// imposersOf are the imposers of a measure with its object: of "our sanctions" the
// author, of the committee's list the committee.
func (r *reader) imposersOf(t *syntax.Tree, v, o int, f lexicon.Frame) []reading.NamedParty {
	if p := t.Child(o, "nmod:poss"); p >= 0 && t.Lower[p] == "our" && r.Author.Kind == claim.Country && r.QuoteAt(t.Tokens[o].Span) == nil {
		return []reading.NamedParty{{Party: r.Author}}
	}
	if _, under := r.under(t, o); under {
		return r.ownersOf(t, o)
	}
	out := r.imposers(t, v)
	if len(out) == 0 {
		out = r.ownTrade(t, v, o)
	}
	if len(out) == 0 && r.isSanction(t, o) {
		out = r.ownersOf(t, o)
	}
	if len(out) == 0 && f.Object == "list" {
		for _, k := range t.Below(o, func(k int) bool { return t.Is(k, "acl", "conj") }) {
			if m := t.NameAt(k); m != nil && m.Code != "" {
				return []reading.NamedParty{reading.Named(t, k, m)}
			}
		}
	}
	return out
}

// aims are whom a measure is meant for where no phrase says on whom it is: "to
// hold the ministers of Norland to account", "over its invasion of Sudria", "in
// response to Norland's attack".
func (r *reader) aims(t *syntax.Tree, v, o int) []reading.NamedParty {
	if t.Clause(v) < 0 {
		return nil
	}
	verb := t.Clause(v)
	for _, from := range []int{verb, o} {
		for _, k := range t.ByCase(from, "over", "for", "after", "following", "in") {
			if t.Marker(k) == "in" && t.Lemma(k) != "response" && t.Lemma(k) != "retaliation" {
				continue
			}
			if m, at := r.CountryWith(t, k); m != nil && t.Marker(k) != "in" {
				return []reading.NamedParty{reading.Named(t, at, m)}
			}
			for _, cause := range t.ByCase(k, "to", "for") {
				if m, at := r.CountryWith(t, cause); m != nil && t.Marker(k) == "in" {
					return []reading.NamedParty{reading.Named(t, at, m)}
				}
			}
		}
		for _, c := range t.Children(from, "advcl", "acl", "xcomp") {
			if !r.Lex.Aiming[t.Lemma(c)] || t.Passive(c) {
				continue
			}
			for _, k := range t.Objects(c) {
				if p, ok := r.Party(t, k); ok && p.Code != "" {
					return []reading.NamedParty{p}
				}
			}
		}
	}
	return nil
}

// settleParties fills the side that the clause leaves out from the document, and
// takes back a pronoun's reading that makes a party sanction itself.
func (r *reader) settleParties(t *syntax.Tree, imposers, targets []reading.NamedParty, pronoun bool) (by, on []reading.NamedParty) {
	same := func(p reading.NamedParty, qs []reading.NamedParty) bool {
		return slices.ContainsFunc(qs, func(q reading.NamedParty) bool { return p.Code != "" && p.Code == q.Code || p.Name == q.Name })
	}
	last, known := r.lastImposer()
	if len(imposers) == 0 && len(targets) == 1 && r.Author.Kind == claim.Country && targets[0].Code == r.Author.Code {
		imposers, targets = targets, nil // "the export controls we and 30 others imposed"
	}
	rest := slices.DeleteFunc(slices.Clone(targets), func(p reading.NamedParty) bool { return same(p, imposers) })
	if pronoun && len(rest) == 0 && len(targets) > 0 && known && last.Code != targets[0].Code {
		imposers, rest = []reading.NamedParty{{Party: last}}, targets // "It denies Russia access"
	}
	if len(imposers) == 0 && r.Author.Kind == claim.Country { // no government sanctions itself
		rest = slices.DeleteFunc(rest, func(p reading.NamedParty) bool { return p.Code == r.Author.Code })
	}
	if len(imposers) == 0 && known && !same(reading.NamedParty{Party: last}, rest) {
		imposers = []reading.NamedParty{{Party: last}}
	}
	if len(rest) == 0 {
		if p, ok := r.otherCountry(t, imposers); ok {
			rest = []reading.NamedParty{p}
		} else if p, ok := r.lastTarget(); ok && !same(reading.NamedParty{Party: p}, imposers) {
			rest = []reading.NamedParty{{Party: p}}
		}
	}
	return imposers, rest
}

// otherCountry is the one country that a sentence names besides those who act: "in
// answer to Norland's claims they announced new sanctions".
func (r *reader) otherCountry(t *syntax.Tree, but []reading.NamedParty) (reading.NamedParty, bool) {
	var only reading.NamedParty
	for i := range t.Tokens {
		m := t.NameAt(i)
		if m == nil || m.Code == "" || m.Kind == mention.Organization || t.Marker(i) == "in" || t.HeadOf(m.Span) != i || t.Head(i) >= 0 && r.whereverHeld(t, t.Head(i)) || m.Code == r.Author.Code || m.Code == only.Code ||
			slices.ContainsFunc(but, func(p reading.NamedParty) bool { return p.Code == m.Code }) {
			continue
		}
		if only.Code != "" {
			return reading.NamedParty{}, false
		}
		only = reading.Named(t, i, m)
	}
	return only, only.Code != ""
}

// sanctionCount is the number of sanctioned parties that the text gives.
func (r *reader) sanctionCount(t *syntax.Tree, v, o int) (value.Number, text.Span) {
	near := t.Below(o, func(k int) bool { return t.Is(k, "acl", "conj") })
	for _, k := range t.Children(v, "obl", "obj", "nsubj:pass") {
		if k != o && (t.Is(k, "nsubj:pass") || t.Is(k, "obj") || slices.Contains(targetPrepositions, t.Marker(k))) {
			near = append(near, k)
		}
	}
	for _, k := range near {
		m := t.ValueAt(k)
		if r.Lex.TimeUnits[t.Lemma(k)] {
			continue // "renewed for 12 months"
		}
		if !r.Lex.Groups[t.Lemma(k)] && len(r.sanctionMeanings(t, k)) == 0 && t.NameAt(k) == nil && (m == nil || m.Kind != mention.Measure) && t.Tokens[k].Tag != "NUM" {
			continue
		}
		if n := t.CountOf(k); n != nil && n.Quantity.Value.IsWhole() {
			return together(t, k, n)
		}
	}
	return value.Number{}, text.Span{}
}

// together adds to a number those of what is coordinated with what it counts:
// "24 officials and six companies" are 30.
func together(t *syntax.Tree, k int, n *mention.Mention) (value.Number, text.Span) {
	all, sp := n.Quantity.Value, n.Span
	for _, c := range t.Coordinated(k)[1:] {
		if m := t.CountOf(c); m != nil && m != n && m.Quantity.Value.IsWhole() {
			all, sp = all.Add(m.Quantity.Value), sp.Cover(m.Span)
		}
	}
	return all, sp
}

func (r *reader) lastImposer() (claim.Party, bool) {
	if r.Author.Kind == claim.Country {
		return r.Author, true // a government's release tells of its own measures
	}
	for c := range r.Back(claim.Sanction) {
		if len(c.Actors) > 0 && c.Actors[0].Code != "" {
			return c.Actors[0], true
		}
	}
	return r.Author, r.Author.Code != ""
}

func (r *reader) lastTarget() (claim.Party, bool) {
	for c := range r.Back(claim.Sanction) {
		if len(c.Recipients) > 0 && c.Recipients[0].Code != "" {
			return c.Recipients[0], true
		}
	}
	return claim.Party{}, false
}
