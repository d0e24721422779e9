package extract

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// party is a claim's party with the words it was read from.
type party struct {
	claim.Party
	span   text.Span
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

// parties are the parties that the phrase at i and those coordinated with it
// name, without repetition.
func (r *reader) parties(t *tree, i int) []party {
	if i < 0 {
		return nil
	}
	var out []party
	for _, k := range t.coordinated(i) {
		p, ok := r.party(t, k)
		if !ok {
			continue
		}
		out = append(out, p)
		out = append(out, r.listed(t, k)...)
	}
	return distinct(out)
}

// listed are the parties that a phrase names as examples: "allies including
// Canada and Sweden".
func (r *reader) listed(t *tree, i int) []party {
	var out []party
	for _, k := range t.byCase(i, "including", "like", "such", "especially", "notably") {
		for _, c := range t.coordinated(k) {
			if m := t.nameAt(c); m != nil {
				out = append(out, named(t, c, m))
			}
		}
	}
	return out
}

func distinct(ps []party) []party {
	var out []party
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

// party is what one noun phrase names: a name, somebody who acts for a
// country, a group, or whoever a pronoun stands for.
func (r *reader) party(t *tree, i int) (party, bool) {
	p, ok := r.readParty(t, i)
	if ok {
		p.phrase = t.called(i)
	}
	return p, ok
}

// maxCalled bounds the phrase that a party keeps, in bytes.
const maxCalled = 160

// called is the phrase at i as a reader would quote it: with its attributes,
// without clauses.
func (t *tree) called(i int) string {
	if sp := t.phrase(i); sp.Len() <= maxCalled {
		return t.words(sp)
	}
	return t.words(t.core(i))
}

func (r *reader) readParty(t *tree, i int) (party, bool) {
	if tag := t.toks[i].Tag; tag == "PRON" || tag == "DET" {
		return r.pronoun(t, i)
	}
	if k := t.calledBy(i); k >= 0 && (t.nameAt(i) == nil || t.nameAt(i).Kind != mention.Person) { // "one senator, Ana Kubiak, said"
		p := named(t, k, t.nameAt(k))
		if office := mention.Party(t.doc, &t.sent.Sentence, t.sent.Mentions, t.toks[i].Span); p.Code == "" && office.Kind != "" {
			p.Code = cmp.Or(office.Code, office.Place)
		}
		return p, true
	}
	if m := mention.Party(t.doc, &t.sent.Sentence, t.sent.Mentions, r.nounPhrase(t, i)); m.Kind != "" {
		return party{Party: claim.Party{Name: nameOf(t, &m), Code: cmp.Or(m.Code, m.Place), Kind: kindOf(m.Kind)}, span: m.Span}, true
	}
	if m := t.nameAt(i); m != nil {
		return named(t, i, m), true
	}
	lemma := t.lemma(i)
	if !t.isNoun(i) && t.toks[i].Tag != "ADJ" && t.toks[i].Tag != "NUM" {
		return party{}, false
	}
	sp := t.phrase(i)
	name := t.words(sp)
	if p, ok := r.ownedBy(t, i); ok {
		return party{Party: p, span: sp}, true
	}
	if m, _ := r.countryWith(t, i); m != nil {
		return party{Party: claim.Party{Name: name, Code: m.Code, Kind: claim.Group}, span: sp}, true
	}
	if r.lex.homeOffices[lemma] && r.author.Kind == claim.Country && r.definite(t, i) {
		return party{Party: r.author, span: sp}, true
	}
	if r.lex.actsFor[lemma] && r.definite(t, i) {
		if p, ok := r.antecedent(claim.Country); ok {
			return party{Party: p, span: sp}, true
		}
		if r.author.Kind == claim.Country {
			return party{Party: r.author, span: sp}, true
		}
	}
	// "$40 million" or "the contribution" is no party.
	if t.valueAt(i) != nil && t.valueAt(i).Kind != mention.Number && t.valueAt(i).Kind != mention.Measure {
		return party{}, false
	}
	kind := claim.Group
	if !r.lex.groups[lemma] && !r.lex.actsFor[lemma] && t.toks[i].Tag != "PROPN" {
		if r.isThing(t, i) {
			return party{}, false
		}
	}
	if t.toks[i].Tag == "PROPN" {
		kind = claim.Organization
	}
	return party{Party: claim.Party{Name: name, Kind: kind}, span: sp}, true
}

// calledBy is the apposed name of a person whom a noun describes, -1 for none.
func (t *tree) calledBy(i int) int {
	for _, k := range t.children(i, "appos") {
		if m := t.nameAt(k); m != nil && m.Kind == mention.Person {
			return k
		}
	}
	return -1
}

// nounPhrase is the phrase with what hangs on its head by "of" and "in",
// without clauses and appositions.
func (r *reader) nounPhrase(t *tree, i int) text.Span {
	return t.subtree(i, func(k int) bool {
		return t.is(k, "acl", "conj", "cc", "punct", "parataxis", "mark", "cop", "aux", "nsubj", "advcl", "orphan", "dep", "list", "obl", "obj", "xcomp", "ccomp") ||
			t.is(k, "case") && t.head(k) == i || t.is(k, "appos") && t.nameAt(k) == nil
	})
}

// ownedBy is the party that "his government", "its army" acts for.
func (r *reader) ownedBy(t *tree, i int) (claim.Party, bool) {
	k := t.child(i, "nmod:poss")
	if k < 0 || t.toks[k].Tag != "PRON" || !r.lex.actsFor[t.lemma(i)] {
		return claim.Party{}, false
	}
	p, ok := r.pronoun(t, k)
	if !ok || p.Code == "" {
		return claim.Party{}, false
	}
	return claim.Party{Name: p.Code, Code: p.Code, Kind: claim.Country}, true
}

// isThing reports whether the noun is goods, aid or an act rather than somebody.
func (r *reader) isThing(t *tree, i int) bool {
	if _, _, ok := t.match(r.lex.goods, i); ok {
		return true
	}
	if _, _, ok := t.match(r.lex.aidNouns, i); ok {
		return true
	}
	_, frame := r.lex.aid[t.lemma(i)+"/n"]
	return frame
}

// nameOf is the form by which a mention's party is called.
func nameOf(t *tree, m *mention.Mention) string {
	if m.Name != "" {
		return m.Name
	}
	return t.words(m.Span)
}

func named(t *tree, i int, m *mention.Mention) party {
	p := party{Party: claim.Party{Name: nameOf(t, m), Code: m.Code, Kind: kindOf(m.Kind)}, span: m.Span, phrase: t.called(i)}
	if m.Kind == mention.Place {
		p.Code = cmp.Or(m.Code, m.Place)
	}
	if m.Adj && t.toks[i].Tag == "NOUN" || m.Adj && t.toks[i].XTag == "NNPS" {
		p.Kind = claim.Group // "Ukrainians"
	}
	return p
}

// countryWith finds the country, or body acting for one, that stands with a
// noun: "Japan's", "Swedish", "of Ukraine", "in Kyiv".
func (r *reader) countryWith(t *tree, i int) (*mention.Mention, int) {
	for _, k := range t.kids[i] {
		if !t.is(k, "amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat") {
			continue
		}
		if m := t.nameAt(k); m != nil && m.Code != "" {
			return m, k
		}
		if t.is(k, "nmod:poss", "compound", "amod") {
			if m, from := r.countryWith(t, k); m != nil {
				return m, from
			}
		}
		if t.is(k, "nmod:poss") && t.toks[k].Tag == "PRON" {
			if p, ok := r.pronoun(t, k); ok && p.Code != "" {
				return &mention.Mention{Kind: mention.Country, Span: p.span, Name: p.Name, Code: p.Code}, k
			}
		}
	}
	for _, k := range t.byCase(i, "of", "from", "in") {
		if m := t.nameAt(k); m != nil && m.Code != "" && (m.Kind == mention.Country || t.marker(k) == "of") {
			return m, k
		}
	}
	return nil, -1
}

// definite reports whether a noun points back to something known: "the
// government", "his government".
func (r *reader) definite(t *tree, i int) bool {
	d := t.child(i, "det", "nmod:poss")
	return d >= 0 && (t.low[d] == "the" || t.low[d] == "this" || t.low[d] == "its" || t.low[d] == "their" || t.low[d] == "his" || t.low[d] == "her")
}

// pronoun is whom a pronoun stands for.
func (r *reader) pronoun(t *tree, i int) (party, bool) {
	sp := t.toks[i].Span
	find := func(kinds ...claim.PartyKind) (party, bool) {
		if p, ok := r.earlier(t, i, kinds...); ok {
			return party{Party: p, span: sp}, true
		}
		if p, ok := r.antecedent(kinds...); ok {
			return party{Party: p, span: sp}, true
		}
		return party{}, false
	}
	switch t.low[i] {
	case "we", "our", "us", "ours", "i", "my", "me", "mine":
		if p := r.speakerOf(sp); p.Name != "" {
			return party{Party: p, span: sp}, true
		}
		return party{Party: r.author, span: sp}, r.author.Name != ""
	case "he", "she", "his", "her", "him", "hers":
		if p, ok := r.sayer(t, i); ok && (p.Kind == claim.Person || p.Code != "") {
			return party{Party: p, span: sp}, true
		}
		return find(claim.Person)
	case "it", "its":
		if p, ok := r.sayer(t, i); ok && p.Kind != claim.Person && p.Kind != claim.Group {
			return party{Party: p, span: sp}, true
		}
		return find(claim.Country, claim.Organization)
	case "they", "their", "them", "theirs":
		if p, ok := r.sayer(t, i); ok && p.Kind != claim.Person {
			return party{Party: p, span: sp}, true
		}
		return find(claim.Group, claim.Organization, claim.Country, claim.Person)
	}
	return party{}, false
}

// sayer is who says the clause whose subject is the pronoun at i: who says that
// they will come speaks of himself.
func (r *reader) sayer(t *tree, i int) (claim.Party, bool) {
	if !t.is(i, "nsubj") {
		return claim.Party{}, false
	}
	v := t.head(i)
	for v >= 0 && t.is(v, "xcomp", "conj") {
		v = t.head(v)
	}
	if v < 0 || !t.is(v, "ccomp") || t.head(v) < 0 {
		return claim.Party{}, false
	}
	h := t.head(v)
	s := t.nominative(h)
	if _, speech := r.lex.stance[t.lemma(h)]; !speech || s < 0 || t.toks[s].Tag == "PRON" {
		return claim.Party{}, false
	}
	p, ok := r.readParty(t, s)
	return p.Party, ok
}

// earlier is the last party of one of the kinds that the sentence names
// before token i.
func (r *reader) earlier(t *tree, i int, kinds ...claim.PartyKind) (claim.Party, bool) {
	at := t.toks[i].Span.Start
	for _, want := range [2]bool{true, false} { // subjects first
		for k := i - 1; k >= 0; k-- {
			m := t.nameAt(k)
			if m == nil || m.Span.End > at || want != t.is(k, "nsubj", "nsubj:pass") {
				continue
			}
			p := named(t, k, m)
			if m.Adj || p.Kind == claim.Place {
				continue
			}
			for _, kind := range kinds {
				if p.Kind == kind {
					return p.Party, true
				}
			}
		}
	}
	return claim.Party{}, false
}

// agent is a subject that later pronouns can stand for.
type agent struct {
	claim.Party
	at int // byte offset
}

// antecedent is the last subject of one of the kinds in the sentences before
// the one that is being read.
func (r *reader) antecedent(kinds ...claim.PartyKind) (claim.Party, bool) {
	last := len(r.agents) - 1
	for last >= 0 && r.agents[last].at >= r.now {
		last--
	}
	for k := last; k >= 0 && k > last-maxAgents; k-- {
		if slices.Contains(kinds, r.agents[k].Kind) {
			return r.agents[k].Party, true
		}
	}
	return claim.Party{}, false
}

// maxAgents is how many subjects back a pronoun is followed.
const maxAgents = 12

// remember collects the subjects of all sentences for the pronouns after them.
func (r *reader) remember(trees []*tree) {
	for _, t := range trees {
		r.now = t.sent.Span.Start
		for i := range t.toks {
			told := t.is(i, "obl") && t.marker(i) == "according"
			if !told && !t.is(i, "nsubj", "nsubj:pass", "nmod:poss", "obl:agent") || t.toks[i].Tag == "PRON" || t.is(i, "nmod:poss") && t.nameAt(i) == nil {
				continue
			}
			p, ok := r.party(t, i)
			if ok && p.Kind == claim.Person && t.is(i, "nmod:poss") {
				continue // whose something is need not be who "he" is
			}
			if ok && (p.Code != "" || t.nameAt(i) != nil) {
				r.agents = append(r.agents, agent{p.Party, t.toks[i].Span.Start})
			}
		}
	}
}

// plain drops the spans.
func plain(ps []party) []claim.Party {
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

// spanOf covers the words that name the parties.
func spanOf(ps []party) text.Span {
	var sp text.Span
	for _, p := range ps {
		sp = sp.Cover(p.span)
	}
	return sp
}

// without leaves out those that the other list has.
func without(ps, others []party) []party {
	return slices.DeleteFunc(ps, func(p party) bool {
		return slices.ContainsFunc(others, func(o party) bool {
			return p.Code != "" && p.Code == o.Code && p.Kind == o.Kind || strings.EqualFold(p.Name, o.Name)
		})
	})
}

func (r *reader) partyCode(t *tree, i int) string {
	if p, ok := r.party(t, i); ok {
		return p.Code
	}
	return ""
}

// firstPerson are the pronouns of a speaker.
var firstPerson = map[string]bool{"i": true, "we": true}
