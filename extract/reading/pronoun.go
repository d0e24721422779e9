package reading

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// pronoun is whom a pronoun stands for.
func (r *Reader) pronoun(t *syntax.Tree, i int) (NamedParty, bool) {
	sp := t.Tokens[i].Span
	find := func(kinds ...claim.PartyKind) (NamedParty, bool) {
		if p, ok := r.earlier(t, i, kinds...); ok {
			return NamedParty{Party: p, Span: sp}, true
		}
		if p, _, ok := r.antecedent(kinds...); ok {
			return NamedParty{Party: p, Span: sp}, true
		}
		return NamedParty{}, false
	}
	switch t.Lower[i] {
	case "i", "my", "me", "mine":
		return r.firstPerson(sp, true)
	case "we", "our", "us", "ours":
		return r.firstPerson(sp, false)
	case "he", "she", "his", "her", "him", "hers":
		g := heOrShe(t.Lower[i])
		if p, ok := r.sayer(t, i); ok && (p.Kind == claim.Person || p.Code != "") && fits(r.gender(p.Name, ""), g) {
			return NamedParty{Party: p, Span: sp}, true
		}
		if p, ok := r.earlier(t, i, claim.Person); ok && fits(r.gender(p.Name, ""), g) {
			return NamedParty{Party: p, Span: sp}, true
		}
		p, ok := r.person(g, sp.Start)
		return NamedParty{Party: p, Span: sp}, ok
	case "it", "its":
		if p, ok := r.sayer(t, i); ok && p.Kind != claim.Person && p.Kind != claim.Group {
			return NamedParty{Party: p, Span: sp}, true
		}
		if p, ok := r.earlier(t, i, claim.Country, claim.Organization); ok {
			return NamedParty{Party: p, Span: sp}, true
		}
		if last := r.agentBefore(r.Now); last >= 0 && r.agents[last].thing {
			return NamedParty{}, false // "The plan is new. It will ..."
		}
		return find(claim.Country, claim.Organization)
	case "they", "their", "them", "theirs":
		if p, ok := r.sayer(t, i); ok && p.Kind != claim.Person {
			return NamedParty{Party: p, Span: sp}, true
		}
		if p, ok := r.earlier(t, i, claim.Group, claim.Organization, claim.Country); ok {
			return NamedParty{Party: p, Span: sp}, true
		}
		if p, ok := find(claim.Group, claim.Organization, claim.Country); ok {
			return p, true
		}
		return find(claim.Person)
	}
	if t.Lower[i] == "those" && t.Child(i, "acl") >= 0 { // "those affected by the floods"
		return NamedParty{Party: claim.Party{Name: t.Words(t.Phrase(i)), Kind: claim.Group}, Span: sp}, true
	}
	return NamedParty{}, false
}

// firstPerson is who speaks at a span: whoever is quoted there, else who has the turn,
// who signs the document (one), or its author.
func (r *Reader) firstPerson(sp text.Span, one bool) (NamedParty, bool) {
	q := r.QuoteAt(sp)
	switch {
	case q != nil && q.Speaker.Name != "":
		return NamedParty{Party: q.Speaker.Party, Span: sp}, true
	case q != nil && r.Author.Code == "":
		return NamedParty{}, false // no paper speaks in quotation marks
	case one && r.Turns == nil && r.Signer.Name != "":
		return NamedParty{Party: r.Signer, Span: sp}, true
	}
	return NamedParty{Party: r.Self, Span: sp}, r.Self.Name != ""
}

// sayer is who says the clause whose subject is the pronoun at i: who says that
// they will come speaks of himself.
func (r *Reader) sayer(t *syntax.Tree, i int) (claim.Party, bool) {
	if t.Is(i, "nmod:poss") { // "said her country would"
		i = t.Head(i)
	}
	if !t.Is(i, "nsubj") {
		return claim.Party{}, false
	}
	v := t.Head(i)
	for v >= 0 && t.Is(v, "xcomp", "conj") {
		v = t.Head(v)
	}
	if v < 0 || !t.Is(v, "ccomp") || t.Head(v) < 0 {
		return claim.Party{}, false
	}
	h := t.Head(v)
	s := t.Nominative(h)
	if _, speech := r.Lex.Stance[t.Lemma(h)]; !speech || s < 0 || t.Tokens[s].Tag == "PRON" {
		return claim.Party{}, false
	}
	p, ok := r.readParty(t, s)
	return p.Party, ok
}

// earlier is the last party of one of the kinds that the sentence names
// before token i.
func (r *Reader) earlier(t *syntax.Tree, i int, kinds ...claim.PartyKind) (claim.Party, bool) {
	at := t.Tokens[i].Span.Start
	plural := slices.Contains(kinds, claim.Group)
	for _, want := range [2]bool{true, false} { // subjects first
		for k := i - 1; k >= 0; k-- {
			if t.Tokens[k].Span.End > at || want != t.Is(k, "nsubj", "nsubj:pass") {
				continue
			}
			p, ok := r.referent(t, k, plural)
			if !ok {
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

// referent is the party that a word names for a pronoun behind it: a name, or for
// a plural a people's group, "Norland's generals".
func (r *Reader) referent(t *syntax.Tree, k int, plural bool) (NamedParty, bool) {
	if m := t.NameAt(k); m != nil {
		p := Named(t, k, m)
		return p, !m.Adj && p.Kind != claim.Place
	}
	if !plural || t.Tokens[k].XTag != "NNS" || !r.Lex.Groups[t.Lemma(k)] {
		return NamedParty{}, false
	}
	m, _ := r.CountryWith(t, k)
	if m == nil {
		return NamedParty{}, false
	}
	return NamedParty{Party: claim.Party{Name: t.Words(t.Phrase(k)), Code: m.Code, Kind: claim.Group}, Span: t.Phrase(k)}, true
}

// agent is a subject that later pronouns can stand for.
type agent struct {
	claim.Party
	at      int    // byte offset
	gender  string // of a person: "he", "she" or unknown
	person  bool   // a name or an office: "the president"
	subject bool   // of an active or passive clause, not only whose something is
	quoted  bool   // it stands in quoted words
	thing   bool   // no party: what "it" behind it stands for
}

// antecedent is the last subject of one of the kinds in the sentences before
// the one that is being read, and its place.
func (r *Reader) antecedent(kinds ...claim.PartyKind) (p claim.Party, at int, ok bool) {
	last := r.agentBefore(r.Now)
	for k := last; k >= 0 && k > last-maxAgents; k-- {
		if slices.Contains(kinds, r.agents[k].Kind) {
			return r.agents[k].Party, r.agents[k].at, true
		}
	}
	return claim.Party{}, -1, false
}

// agentBefore is the place of the last subject before an offset, -1 for none.
func (r *Reader) agentBefore(at int) int {
	k, _ := slices.BinarySearchFunc(r.agents, at, func(a agent, at int) int { return cmp.Compare(a.at, at) })
	return k - 1
}

// maxAgents is how many subjects back a pronoun is followed, maxQuoted how many
// with those of quoted words.
const (
	maxAgents = 12
	maxQuoted = 500
)

// Remember collects the subjects of all sentences for the pronouns after them.
func (r *Reader) Remember(trees []*syntax.Tree) {
	r.marked = QuoteSpans(r.Doc.Text)
	r.genders = map[string]string{}
	r.callings = map[string][]calling{}
	for _, t := range trees {
		r.Now = t.Sentence.Span.Start
		for i := range t.Tokens {
			if a, ok := r.agentAt(t, i); ok {
				a.quoted = r.inQuote(a.at)
				r.agents = append(r.agents, a)
			}
			r.keepCalled(t, i)
			r.keepPerson(t, i)
		}
	}
}

// agentAt is the agent that the word at i names, or that it stands for as the
// pronoun of one person: who "she" was in one sentence is so in the next.
func (r *Reader) agentAt(t *syntax.Tree, i int) (agent, bool) {
	told := t.Is(i, "obl") && t.Marker(i) == "according"
	subject := t.Is(i, "nsubj", "nsubj:pass")
	if !told && !subject && !t.Is(i, "nmod:poss", "obl:agent") || t.Is(i, "nmod:poss") && t.NameAt(i) == nil {
		return agent{}, false
	}
	p, ok := r.Party(t, i)
	if t.Tokens[i].Tag == "PRON" {
		g := heOrShe(t.Lower[i])
		if g == "" || !ok || p.Kind != claim.Person {
			return agent{}, false
		}
		if r.gender(p.Name, "") == "" {
			r.genders[p.Name] = g
		}
		return agent{Party: p.Party, at: t.Tokens[i].Span.Start, gender: g, subject: true, person: true}, true
	}
	if h := t.Head(i); subject && h >= 0 {
		if s, named := r.namedSpeaker(t, h, i); named {
			p, ok = s, true
		}
	}
	if ok && p.Kind == claim.Person && t.Is(i, "nmod:poss") {
		return agent{}, false // whose something is need not be who "he" is
	}
	if subject && !ok && r.isTopic(t, i) {
		return agent{at: t.Tokens[i].Span.Start, thing: true}, true
	}
	a := agent{Party: p.Party, at: t.Tokens[i].Span.Start, subject: subject || told}
	if p.Kind == claim.Person {
		a.gender = r.gender(p.Name, p.phrase)
	}
	a.person = p.Kind == claim.Person || t.NameAt(i) == nil && r.Lex.Persons[t.Lemma(i)] && (t.Tokens[i].XTag == "NN" || t.Tokens[i].XTag == "NNP")
	many := p.Kind == claim.Group && (r.Lex.Groups[t.Lemma(i)] || r.Lex.Persons[t.Lemma(i)]) && (t.Tokens[i].XTag == "NNS" || t.Tokens[i].XTag == "NNPS") && t.IsNoun(i)
	return a, ok && (p.Code != "" || t.NameAt(i) != nil || a.person || many)
}

// isTopic reports whether a subject is the one thing that its sentence is about: a
// singular noun, whose main clause it opens.
func (r *Reader) isTopic(t *syntax.Tree, i int) bool {
	h := t.Head(i)
	return t.Tokens[i].XTag == "NN" && t.NameAt(i) == nil && h >= 0 && t.Head(h) < 0
}

// gender is what is known of whether a person is "she" or "he", "" unknown.
// Titles and earlier pronouns say it, then the given name.
func (r *Reader) gender(name, role string) string {
	words := strings.Fields(strings.ToLower(name))
	for _, w := range append(strings.Fields(strings.ToLower(role)), words...) {
		if g := r.Lex.TitleGender[w]; g != "" {
			return g
		}
	}
	if g := r.genders[name]; g != "" {
		return g
	}
	if len(words) > 1 {
		return r.Lex.GivenNames[words[0]]
	}
	return ""
}

// fits reports whether a pronoun, "" for none, can stand for a person of that gender.
func fits(gender, pronoun string) bool {
	return pronoun == "" || gender == "" || gender == pronoun
}

// heOrShe is the gender of a pronoun for one person, "" for others.
func heOrShe(word string) string {
	switch word {
	case "he", "him", "his":
		return "he"
	case "she", "her", "hers":
		return "she"
	}
	return ""
}

// person is whom "he" or "she" at an offset stands for in the sentences before:
// the last subject that can be meant, then anybody else named. Outside quoted
// words nobody is meant whom only they name.
func (r *Reader) person(pronoun string, at int) (claim.Party, bool) {
	inside := r.inQuote(at)
	for _, subject := range [2]bool{true, false} {
		last := r.agentBefore(r.Now)
		for n, k := 0, last; k >= 0 && n < maxAgents && k > last-maxQuoted; k-- {
			a := r.agents[k]
			if a.quoted && !inside {
				continue
			}
			n++
			if a.person && a.subject == subject && fits(a.gender, pronoun) {
				return a.Party, true
			}
		}
	}
	return claim.Party{}, false
}

// inQuote reports whether an offset lies in quoted words.
func (r *Reader) inQuote(at int) bool {
	k, _ := slices.BinarySearchFunc(r.marked, at, func(sp text.Span, at int) int { return cmp.Compare(sp.End, at+1) })
	return k < len(r.marked) && r.marked[k].Start <= at
}
