package reading

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
)

// A definite phrase without a name stands for whoever was last called so: "the
// embassy" for the Norwegian embassy told of before, "the lawmaker" for the lawmaker
// Ana Kubiak, "the agency" for UNHCR.

// calling is a party at the place where the text calls it by a noun.
type calling struct {
	at    int // byte offset
	party claim.Party
}

// maxReach is how many bytes back a definite phrase is looked for.
const maxReach = 4000

// keepCalled notes by which nouns the party at word i is called there, for definite
// phrases after it.
func (r *Reader) keepCalled(t *syntax.Tree, i int) {
	if !t.IsNoun(i) {
		return
	}
	m := t.NameAt(i)
	if m != nil && t.HeadOf(m.Span) != i {
		return
	}
	described := m == nil && (r.Lex.ActsFor[t.Lemma(i)] || r.Lex.Persons[t.Lemma(i)])
	if !described && (m == nil || m.Kind != mention.Person && m.Kind != mention.Organization) {
		return
	}
	p, ok := r.Party(t, i)
	person := p.Kind == claim.Person
	if !ok || described && (p.Code == "" && !person || person && !r.Lex.Persons[t.Lemma(i)] || !r.told(t, i)) {
		return
	}
	at := t.Tokens[i].Span.Start
	for _, noun := range r.nounsOf(t, i, m) {
		r.callings[noun] = append(r.callings[noun], calling{at, p.Party})
	}
}

// told reports whether a described party's own words say who it is.
func (r *Reader) told(t *syntax.Tree, i int) bool {
	if CalledBy(t, i) >= 0 {
		return true
	}
	m, _ := r.CountryWith(t, i)
	return m != nil
}

// nounsOf are the nouns that the words at i call a party by: its head, with and
// without what describes it, the office of a person, the classes of an organization.
func (r *Reader) nounsOf(t *syntax.Tree, i int, m *mention.Mention) []string {
	if m == nil {
		return r.endings(r.descriptive(t, i))
	}
	if m.Kind == mention.Person {
		return slices.DeleteFunc(r.endings(strings.ToLower(m.Role)), func(noun string) bool { return !r.Lex.Persons[lastWord(noun)] })
	}
	words := strings.Fields(strings.ToLower(m.Name))
	if len(words) < 2 {
		words = nil
	}
	out := words[max(0, len(words)-1):]
	if slices.Contains(setting.PlacePrepositions, t.Marker(i)) || t.Marker(i) == "on" {
		return out // "on Twitter" is not what the text is about
	}
	for _, e := range gazetteer.Lookup(m.Name) {
		out = append(out, r.Lex.ClassNouns["@"+e.Class]...)
	}
	return out
}

// endings are a phrase and its last word; a vice president is no president.
func (r *Reader) endings(phrase string) []string {
	words := strings.Fields(phrase)
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1 || slices.ContainsFunc(words, func(w string) bool { return r.Lex.LesserTitles[w] }):
		return []string{phrase}
	}
	return []string{phrase, words[len(words)-1]}
}

// lastWord is the last word of a phrase.
func lastWord(phrase string) string { return phrase[strings.LastIndexByte(phrase, ' ')+1:] }

// descriptive are the small-letter words of a noun phrase up to its head, names and
// articles left out: "foreign minister" of "the Norwegian foreign minister".
func (r *Reader) descriptive(t *syntax.Tree, i int) string {
	var words []string
	for k := max(0, i-3); k < i; k++ {
		if t.Head(k) == i && t.Is(k, "amod", "compound") && t.NameAt(k) == nil {
			words = append(words, t.Lower[k])
		}
	}
	return strings.Join(append(words, t.Lower[i]), " ")
}

// calledBefore is whom the definite phrase at i was said of last.
func (r *Reader) calledBefore(t *syntax.Tree, i int) (claim.Party, bool) {
	d := t.Child(i, "det")
	if d < 0 || t.Lower[d] != "the" && t.Lower[d] != "this" || t.Child(i, "nmod", "acl", "nummod") >= 0 {
		return claim.Party{}, false
	}
	at := t.Tokens[i].Span.Start
	cs := r.callings[r.descriptive(t, i)]
	k, _ := slices.BinarySearchFunc(cs, at, func(c calling, at int) int { return cmp.Compare(c.at, at) })
	if k == 0 || at-cs[k-1].at > maxReach {
		return claim.Party{}, false
	}
	return cs[k-1].party, true
}

// bothSides are those whom "the two leaders" or "the sides" stands for: the last two
// persons of different countries that the text named. nil for other phrases.
func (r *Reader) bothSides(t *syntax.Tree, i int) []NamedParty {
	d := t.Child(i, "det")
	if !r.Lex.Sides[t.Lemma(i)] || t.Tokens[i].XTag != "NNS" || d < 0 || t.Lower[d] != "the" && t.Lower[d] != "both" || t.Child(i, "nmod", "acl", "amod", "compound") >= 0 {
		return nil
	}
	var out []NamedParty
	at := t.Tokens[i].Span.Start
	k, _ := slices.BinarySearchFunc(r.persons, at, func(c calling, at int) int { return cmp.Compare(c.at, at) })
	for k--; k >= 0 && len(out) < 2 && at-r.persons[k].at < maxReach; k-- {
		p := r.persons[k].party
		if len(out) == 0 || out[0].Code != p.Code {
			out = append(out, NamedParty{Party: p, Span: t.Phrase(i), phrase: called(t, i)})
		}
	}
	if len(out) < 2 {
		return nil
	}
	slices.Reverse(out)
	return out
}

// keepPerson notes a named person of a country.
func (r *Reader) keepPerson(t *syntax.Tree, i int) {
	m := t.NameAt(i)
	if m == nil || m.Kind != mention.Person || t.HeadOf(m.Span) != i {
		return
	}
	if p, ok := r.Party(t, i); ok && p.Code != "" {
		r.persons = append(r.persons, calling{t.Tokens[i].Span.Start, p.Party})
	}
}

// nationalOffice is the country whose government a national outlet means when nothing
// else says whose: "the prime minister" in a paper of Halden is Halden's.
func (r *Reader) nationalOffice(t *syntax.Tree, i int) (claim.Party, bool) {
	pub := r.Doc.Publisher
	if pub.Country == "" || pub.Kind != "newspaper" && pub.Kind != "broadcaster" || t.Tokens[i].XTag != "NN" ||
		r.Lex.PlaceNouns[t.Lemma(i)] == "land" || r.Lex.NeverOwn[t.Lemma(i)] || r.Lex.Units[t.Lemma(i)] != "" {
		return claim.Party{}, false
	}
	e, ok := gazetteer.ByCode(pub.Country)
	if !ok {
		return claim.Party{}, false
	}
	return claim.Party{Name: e.Name, Code: e.Code, Kind: claim.Country}, true
}

// personBefore is the last person of a country named before an offset, and its place.
func (r *Reader) personBefore(at int) (claim.Party, int) {
	k, _ := slices.BinarySearchFunc(r.persons, at, func(c calling, at int) int { return cmp.Compare(c.at, at) })
	if k == 0 {
		return claim.Party{}, -1
	}
	return r.persons[k-1].party, r.persons[k-1].at
}
