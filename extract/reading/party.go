package reading

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// NamedParty is a claim's party with the words it was read from.
type NamedParty struct {
	claim.Party
	Span   text.Span
	phrase string // the whole phrase around span, "" when not known
}

// kindOf maps a mention's kind to a party's.
func kindOf(k mention.Kind) claim.PartyKind {
	switch k {
	case mention.Country:
		return claim.Country
	case mention.Person:
		return claim.Person
	case mention.Organization:
		return claim.Organization
	case mention.Group:
		return claim.Group
	}
	return claim.Place
}

// Parties are the parties that the phrase at i and those coordinated with it
// name, without repetition.
func (r *Reader) Parties(t *syntax.Tree, i int) []NamedParty {
	if i < 0 {
		return nil
	}
	if both := r.bothSides(t, i); both != nil {
		return both
	}
	var out []NamedParty
	for _, k := range t.Coordinated(i) {
		p, ok := r.Party(t, k)
		if !ok || k != i && t.Tokens[k].Tag == "NUM" && t.NameAt(k) == nil { // "to Orla, three weeks after"
			continue
		}
		out = append(out, p)
		out = append(out, r.CountriesOf(t, k, p)...)
		out = append(out, r.Listed(t, k)...)
	}
	return Distinct(out)
}

// CountriesOf are the further countries of one phrase: "the people of Norland and
// Sudria".
func (r *Reader) CountriesOf(t *syntax.Tree, i int, p NamedParty) []NamedParty {
	var out []NamedParty
	for _, k := range t.ByCase(i, "of", "from", "in") {
		if m := t.NameAt(k); m == nil || m.Kind != mention.Country || m.Code != p.Code {
			continue
		}
		for _, c := range t.Coordinated(k)[1:] {
			if m := t.NameAt(c); m != nil && m.Kind == mention.Country && !m.Adj {
				out = append(out, Named(t, c, m))
			}
		}
	}
	return out
}

// Listed are the parties that a phrase names as examples: "allies including
// Canada and Sweden".
func (r *Reader) Listed(t *syntax.Tree, i int) []NamedParty {
	var out []NamedParty
	for _, k := range t.ByCase(i, "including", "like", "such", "especially", "notably") {
		for _, c := range t.Coordinated(k) {
			if m := t.NameAt(c); m != nil {
				out = append(out, Named(t, c, m))
			}
		}
	}
	return out
}

// Distinct keeps the first of parties that are the same.
func Distinct(ps []NamedParty) []NamedParty {
	var out []NamedParty
	seen := map[string]bool{}
	for _, p := range ps {
		key := p.Code + "\x00" + strings.ToLower(p.Name)
		if !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

// Party is what one noun phrase names: a name, somebody who acts for a
// country, a group, or whoever a pronoun stands for.
func (r *Reader) Party(t *syntax.Tree, i int) (NamedParty, bool) {
	p, ok := r.readParty(t, i)
	if ok {
		p.phrase = called(t, i)
	}
	return p, ok
}

// maxCalled bounds the phrase that a party keeps, in bytes.
const maxCalled = 160

// called is the phrase at i as a reader would quote it: with its attributes,
// without clauses.
func called(t *syntax.Tree, i int) string {
	if sp := t.Phrase(i); sp.Len() <= maxCalled {
		return t.Words(sp)
	}
	return t.Words(t.Core(i))
}

func (r *Reader) readParty(t *syntax.Tree, i int) (NamedParty, bool) {
	if t.ValueMoney(i) != nil {
		return NamedParty{}, false // a currency's letters are no party
	}
	if m := t.ValueAt(i); m != nil && m.Kind == mention.Date && t.Tokens[i].Tag == "NUM" && t.NameAt(i) == nil {
		return NamedParty{}, false // nor is the year of an act
	}
	if tag := t.Tokens[i].Tag; tag == "PRON" || tag == "DET" {
		return r.pronoun(t, i)
	}
	if k := CalledBy(t, i); k >= 0 && (t.NameAt(i) == nil || t.NameAt(i).Kind != mention.Person) { // "one senator, Ana Kubiak, said"
		p := Named(t, k, t.NameAt(k))
		p.Code = cmp.Or(p.Code, r.officeCode(t, i))
		return p, true
	}
	if m := t.NameAt(i); m != nil && m.Kind == mention.Person && !m.Adj {
		p := Named(t, i, m)
		if p.Code == "" {
			office := mention.Party(t.Doc, &t.Sentence.Sentence, t.Sentence.Mentions, r.nounPhrase(t, i))
			p.Code = cmp.Or(office.Code, office.Place, stateOf(t, i))
		}
		return p, true
	}
	if m := t.NameAt(i); m != nil && m.Code == "" && r.Lex.HomeOffices[t.Lemma(i)] && r.Author.Kind == claim.Country {
		if p, ok := r.ownHolder(t, i); ok {
			return NamedParty{Party: p, Span: m.Span}, true // "the Vice President"
		}
		return NamedParty{Party: r.Author, Span: m.Span}, true // "the Administration"
	}
	if p, ok := r.other(t, i); ok {
		return p, true
	}
	if m := mention.Party(t.Doc, &t.Sentence.Sentence, t.Sentence.Mentions, r.nounPhrase(t, i)); m.Kind != "" {
		return NamedParty{Party: claim.Party{Name: t.NameOf(&m), Code: cmp.Or(m.Code, m.Place), Kind: kindOf(m.Kind)}, Span: m.Span}, true
	}
	if m := t.NameAt(i); m != nil {
		return Named(t, i, m), true
	}
	lemma := t.Lemma(i)
	if !t.IsNoun(i) && t.Tokens[i].Tag != "ADJ" && t.Tokens[i].Tag != "NUM" {
		return NamedParty{}, false
	}
	sp := t.Phrase(i)
	name := t.Words(sp)
	if p, ok := r.ownedBy(t, i); ok {
		return NamedParty{Party: p, Span: sp}, true
	}
	if m, _ := r.CountryWith(t, i); m != nil {
		return NamedParty{Party: claim.Party{Name: name, Code: m.Code, Kind: claim.Group}, Span: sp}, true
	}
	home := r.Lex.HomeOffices[lemma] && r.Author.Kind == claim.Country
	if p, ok := r.ownHolder(t, i); home && ok {
		return NamedParty{Party: p, Span: sp}, true
	}
	if p, ok := r.calledBefore(t, i); ok && !home {
		return NamedParty{Party: p, Span: sp}, true
	}
	if home && t.Definite(i) {
		return NamedParty{Party: r.Author, Span: sp}, true
	}
	if r.Lex.ActsFor[lemma] && t.Definite(i) && !r.described(t, i) && !ownName(t, i) && !r.ofThing(t, i) {
		if p, ok := r.actsFor(t, i); ok {
			return NamedParty{Party: p, Span: sp}, true
		}
	}
	// "$40 million" or "the contribution" is no party.
	if t.ValueAt(i) != nil && t.ValueAt(i).Kind != mention.Number && t.ValueAt(i).Kind != mention.Measure {
		return NamedParty{}, false
	}
	kind := claim.Group
	if !r.Lex.Groups[lemma] && !r.Lex.ActsFor[lemma] && t.Tokens[i].Tag != "PROPN" {
		if r.IsThing(t, i) {
			return NamedParty{}, false
		}
	}
	if t.Tokens[i].Tag == "PROPN" {
		kind = claim.Organization
	}
	return NamedParty{Party: claim.Party{Name: name, Kind: kind}, Span: sp}, true
}

// other is somebody else than the one whose they are: "Kyiv's allies", "its Iranian
// counterpart", whose own country stands with them.
func (r *Reader) other(t *syntax.Tree, i int) (NamedParty, bool) {
	if !r.Lex.Others[t.Lemma(i)] || t.Child(i, "nmod:poss") < 0 && len(t.ByCase(i, "of")) == 0 {
		return NamedParty{}, false
	}
	sp := t.Phrase(i)
	p := NamedParty{Party: claim.Party{Name: t.Words(sp), Kind: claim.Group}, Span: sp}
	for _, k := range append(t.Children(i, "amod"), t.ByCase(i, "from", "in")...) {
		if m := t.NameAt(k); m != nil && m.Code != "" {
			p.Code = m.Code
			if t.Tokens[i].XTag == "NN" && m.Kind == mention.Country {
				p.Party = claim.Party{Name: t.NameOf(m), Code: m.Code, Kind: claim.Country}
			}
			break
		}
	}
	return p, true
}

// described reports whether people are told apart by a clause of their own: "the
// people affected by the floods" are not the people of whom the text told before.
func (r *Reader) described(t *syntax.Tree, i int) bool {
	return r.Lex.Units[t.Lemma(i)] == "people" && t.Child(i, "acl") >= 0
}

// IsThing reports whether the noun is goods, aid or an act rather than somebody.
func (r *Reader) IsThing(t *syntax.Tree, i int) bool {
	if _, _, ok := t.Match(r.Lex.Goods, i); ok {
		return true
	}
	if _, _, ok := t.Match(r.Lex.AidNouns, i); ok {
		return true
	}
	_, frame := r.Lex.Aid[t.Lemma(i)+"/n"]
	return frame
}

// Named is the party that a name stands for.
func Named(t *syntax.Tree, i int, m *mention.Mention) NamedParty {
	p := NamedParty{Party: claim.Party{Name: t.NameOf(m), Code: m.Code, Kind: kindOf(m.Kind)}, Span: m.Span, phrase: called(t, i)}
	if m.Kind == mention.Place {
		p.Code = cmp.Or(m.Code, m.Place)
	}
	if m.Adj && t.Tokens[i].Tag == "NOUN" || m.Adj && t.Tokens[i].XTag == "NNPS" {
		p.Kind = claim.Group // "Ukrainians"
	}
	return p
}

// CountryWith finds the country, or body acting for one, that stands with a
// noun: "Japan's", "Swedish", "of Ukraine", "in Kyiv".
func (r *Reader) CountryWith(t *syntax.Tree, i int) (*mention.Mention, int) {
	for _, k := range t.Kids[i] {
		if !t.Is(k, "amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat") {
			continue
		}
		if m := t.NameAt(k); m != nil && m.Code != "" {
			return m, k
		}
		if t.Is(k, "nmod:poss", "compound", "amod") {
			if m, from := r.CountryWith(t, k); m != nil {
				return m, from
			}
		}
		if t.Is(k, "nmod:poss") && t.Tokens[k].Tag == "PRON" {
			if p, ok := r.pronoun(t, k); ok && p.Code != "" {
				return &mention.Mention{Kind: mention.Country, Span: p.Span, Name: p.Name, Code: p.Code}, k
			}
		}
	}
	for _, k := range t.ByCase(i, "of", "from", "in") {
		if m := t.NameAt(k); m != nil && m.Code != "" && (m.Kind == mention.Country || t.Marker(k) == "of") {
			return m, k
		}
	}
	return nil, -1
}

// Plain drops the spans.
func Plain(ps []NamedParty) []claim.Party {
	if len(ps) == 0 {
		return nil
	}
	out := make([]claim.Party, len(ps))
	for i, p := range ps {
		out[i] = p.Party
		if p.phrase != p.Name {
			out[i].Mention = p.phrase
		}
	}
	return out
}

// SpanOf covers the words that name the parties.
func SpanOf(ps []NamedParty) text.Span {
	var sp text.Span
	for _, p := range ps {
		sp = sp.Cover(p.Span)
	}
	return sp
}

// Without leaves out those that the other list has.
func Without(ps, others []NamedParty) []NamedParty {
	return slices.DeleteFunc(ps, func(p NamedParty) bool {
		return slices.ContainsFunc(others, func(o NamedParty) bool {
			return p.Code != "" && p.Code == o.Code && p.Kind == o.Kind && !organ(p) && !organ(o) || strings.EqualFold(p.Name, o.Name)
		})
	})
}

// organ reports whether a party is called by the name of a body of its state: a
// government that urges its parliament does not urge itself.
func organ(p NamedParty) bool {
	return p.Kind == claim.Country && slices.ContainsFunc(gazetteer.Lookup(p.Name), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Body })
}

// PartyCode is the code of the party at word i, "" for none.
func (r *Reader) PartyCode(t *syntax.Tree, i int) string {
	if p, ok := r.Party(t, i); ok {
		return p.Code
	}
	return ""
}

// FirstPerson are the pronouns of a speaker.
var FirstPerson = map[string]bool{"i": true, "we": true}
