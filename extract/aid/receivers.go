package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// receivers are the parties that aid goes to: the indirect object, a phrase
// with "to" or "for", the object of helping.
func (r *reader) receivers(t *syntax.Tree, a act.Act) []reading.NamedParty {
	if own := r.apart(t, a, "to", "for"); len(own) > 0 {
		return own
	}
	out := r.verbReceivers(t, a)
	nodes := a.Nodes(t)
	if r.raises(t, a.At) { // "raised its aid to Chad to $5 million"
		nodes = append(nodes, t.Children(a.At, "obj")...)
	}
	for _, th := range a.Things { // of a list, the last thing holds the receiver
		nodes = append(nodes, t.Coordinated(th.Head)[1:]...)
	}
	for _, from := range nodes {
		for _, k := range t.ByCase(from, "to", "for", "towards", "toward", "into") {
			k = t.CountedNoun(k) // "to tens of thousands of Ukrainians"
			if r.HoldsThing(t, a, k) || t.ValueAt(k) != nil && t.NameAt(k) == nil && !(r.Somebody(t, k) && t.CountOf(k) != nil) {
				continue // but "to 85 students"
			}
			if r.Lex.Sakes[t.Lemma(k)] { // "for the benefit of the people"
				k = sakeOf(t, k)
			}
			if t.Marker(k) != "to" && r.PartyCode(t, k) == "" && !r.Lex.Groups[t.Lemma(k)] {
				continue // "for reconstruction" is what it is for
			}
			if r.PartyCode(t, k) == "" && (!r.Somebody(t, k) || slices.ContainsFunc(t.Coordinated(k)[1:], func(c int) bool { return r.IsThing(t, c) })) {
				continue // "to that end", "for individual and public assistance"
			}
			out = append(out, r.receiving(t, k)...)
		}
	}
	if len(out) == 0 {
		out = r.helped(t, a)
	}
	return reading.Distinct(out)
}

// raises reports whether a verb brings something to a new sum: its object is
// that, and nobody who receives.
func (r *reader) raises(t *syntax.Tree, v int) bool {
	_, ok := r.Lex.Raising[t.Lemma(v)]
	return ok && t.IsVerb(v)
}

// verbReceivers are those that a verb of giving has as objects, and that have a
// thing shared with them.
func (r *reader) verbReceivers(t *syntax.Tree, a act.Act) []reading.NamedParty {
	if !t.IsVerb(a.At) {
		return nil
	}
	var to []int
	if a.Frame.Act != "request" && !r.raises(t, a.At) {
		to = t.Children(a.At, "iobj")
		for _, o := range t.Children(a.At, "obj") {
			if !r.HoldsThing(t, a, o) || (a.Frame.Act == "help" || a.Frame.Act == act.DeedAct) && t.ValueMoney(o) == nil {
				to = append(to, o)
			}
		}
	}
	if t.Lemma(a.At) == "share" {
		to = append(to, t.ByCase(a.At, "with")...)
	}
	if t.Passive(a.At) {
		for _, s := range t.Children(a.At, "nsubj:pass") {
			if !r.HoldsThing(t, a, s) {
				to = append(to, s)
			}
		}
	}
	var out []reading.NamedParty
	for _, k := range to {
		out = append(out, r.receiving(t, k)...)
	}
	if p, ok := nextTo(t, a.At); ok && len(out) == 0 && a.Frame.Act != "request" && !t.Passive(a.At) {
		out = append(out, p)
	}
	return out
}

// nextTo is a land or body named right behind a verb of giving and before a number:
// trees seldom hold two objects, "sent Norland 12 boats".
func nextTo(t *syntax.Tree, v int) (reading.NamedParty, bool) {
	if v+1 >= len(t.Tokens) {
		return reading.NamedParty{}, false
	}
	m := t.NameAt(v + 1)
	if m == nil || m.Adj || m.Kind == mention.Person {
		return reading.NamedParty{}, false
	}
	next := v + 1
	for next < len(t.Tokens) && t.NameAt(next) == m {
		next++
	}
	if next >= len(t.Tokens) || t.Tokens[next].Tag != "NUM" && t.Tokens[next].Tag != "SYM" && t.Tokens[next].XTag != "JJR" {
		return reading.NamedParty{}, false
	}
	return reading.Named(t, t.HeadOf(m.Span), m), true
}

// receiving are the parties of a phrase that can receive. People without a name
// are of the country where what befell them happened: "the victims of the floods
// in Moldova"; where that has no code, it stands for them.
func (r *reader) receiving(t *syntax.Tree, i int) []reading.NamedParty {
	var out []reading.NamedParty
	for _, k := range t.Coordinated(i) {
		p, ok := r.Party(t, k)
		if !ok || p.Code == "" && !r.Somebody(t, k) && t.NameAt(k) == nil {
			continue
		}
		if p.Code == "" && p.Kind == claim.Group && r.Somebody(t, k) {
			if home := r.homeOf(t, k); home.Code != "" {
				p.Code = home.Code
			} else if home.Name != "" {
				p.Party = home
			}
		}
		out = append(append(append(out, p), r.CountriesOf(t, k, p)...), r.Listed(t, k)...)
	}
	return out
}

// homeOf is the country of people that their own phrase names as a place, else
// for victims the scene of the report; zero unknown.
func (r *reader) homeOf(t *syntax.Tree, i int) claim.Party {
	for _, k := range t.Below(i, func(k int) bool { return t.Is(k, "conj", "parataxis") }) {
		m := t.NameAt(k)
		if m == nil || t.HeadOf(m.Span) != k || !slices.Contains([]string{"in", "of", "across", "throughout"}, t.Marker(k)) {
			continue
		}
		if p := reading.Named(t, k, m); setting.CountryOf(m) != "" {
			p.Code = setting.CountryOf(m)
			return p.Party
		} else if p.Kind == claim.Place && r.Lex.Victims[t.Lemma(i)] && (t.Marker(k) != "of" || t.Lemma(i) == "people") {
			return p.Party // but "the victims of Katrina" are of a storm
		}
	}
	victims := r.Lex.Victims[t.Lemma(i)]
	if victims && (t.Child(i, "nmod", "acl") >= 0 || placed(t, i)) || t.Lower[i] == "those" { // "victims of the violence", wherever the tree hangs "in Kenya"
		if p, ok := r.placeIn(t); ok {
			return p
		}
	}
	if victims && t.Definite(i) || t.Lower[i] == "those" {
		return r.SceneNow()
	}
	return claim.Party{}
}

// placed reports whether a phrase of place stands right behind the word.
func placed(t *syntax.Tree, i int) bool {
	return i+2 < len(t.Tokens) && t.Lower[i+1] == "in" && t.NameAt(i+2) != nil
}

// placeIn is the country of the last place that the sentence names as one, unless
// it is the author's own.
func (r *reader) placeIn(t *syntax.Tree) (claim.Party, bool) {
	for n := len(t.Sentence.Mentions) - 1; n >= 0; n-- {
		m := &t.Sentence.Mentions[n]
		code := setting.CountryOf(m)
		if code == "" || code == r.Author.Code || m.Adj || !slices.Contains([]string{"in", "across", "throughout"}, t.Marker(t.HeadOf(m.Span))) {
			continue
		}
		return claim.Party{Name: t.NameOf(m), Code: code, Kind: claim.Country}, true
	}
	return claim.Party{}, false
}

// sakeOf is for whose sake something is: "the benefit of the people", "Norland's
// use"; the noun itself where nobody is named.
func sakeOf(t *syntax.Tree, i int) int {
	if of := t.ByCase(i, "of"); len(of) > 0 {
		return of[0]
	}
	if k := t.Child(i, "nmod:poss"); k >= 0 {
		return k
	}
	return i
}

// helped finds the receiver in the words of purpose, nearest first: whom the aid
// is to help ("to help Ukraine defend itself"), to whom help is to be given, whose
// needs it is to meet, and at last the country in which it is to work.
func (r *reader) helped(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for _, find := range []func(*syntax.Tree, act.Act) []reading.NamedParty{r.indebted, r.benefiting, r.givenOn, r.countryOfUse} {
		if ps := find(t, a); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// indebted are those whose debt a sum is: "cancelled $2 billion of Norland's debt".
func (r *reader) indebted(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for _, th := range a.Things {
		for _, k := range append(t.ByCase(th.Head, "of", "in"), th.Head) {
			if p := t.Child(k, "nmod:poss", "amod"); r.Lex.Debts[t.Lemma(k)] && p >= 0 && r.PartyCode(t, p) != "" {
				return r.Parties(t, p)
			}
		}
	}
	return nil
}

// benefiting are the objects of verbs of helping below the act, above a noun of
// giving, or above its clause: "to help Ukraine defend itself", "this funding will
// enable the clinics", "supporting the army, sending it shells".
func (r *reader) benefiting(t *syntax.Tree, a act.Act) []reading.NamedParty {
	verbs := r.verbsAround(t, a)
	for _, strict := range []bool{true, false} {
		for _, v := range verbs {
			if !r.Lex.Benefiting[t.Lemma(v)] && r.Lex.Aid[t.Lemma(v)+"/v"].Act != "help" {
				continue
			}
			for _, o := range t.Objects(v) {
				if ps := r.benefits(t, o, strict); len(ps) > 0 && !r.HoldsThing(t, a, o) {
					return ps
				}
			}
		}
	}
	return nil
}

// verbsAround are the verbs that an act's phrases hold, in order, and then those
// above its clause.
func (r *reader) verbsAround(t *syntax.Tree, a act.Act) []int {
	var verbs []int
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, func(k int) bool { return t.Is(k, "conj", "parataxis") && t.IsVerb(k) }) {
			if k != a.At && t.IsVerb(k) && !slices.Contains(verbs, k) {
				verbs = append(verbs, k)
			}
		}
	}
	for v, n := a.Verb, 0; v >= 0 && n < 3; v, n = t.Head(v), n+1 {
		if t.IsVerb(v) && v != a.At && !slices.Contains(verbs, v) {
			verbs = append(verbs, v)
		}
	}
	return verbs
}

// benefits are the parties of an object: itself, or, unless strict, people, a name
// or those whose it is.
func (r *reader) benefits(t *syntax.Tree, o int, strict bool) []reading.NamedParty {
	if r.PartyCode(t, o) != "" {
		return r.Parties(t, o)
	}
	if strict {
		return nil
	}
	if r.Somebody(t, o) {
		return r.receiving(t, o)
	}
	near, _ := r.Inside(t, o)
	return slices.DeleteFunc(near, func(p reading.NamedParty) bool { return p.Code == "" })
}

// givenOn are those that a clause of purpose gives to: "to provide assistance to
// Ukraine", "to deliver services to the people of Moldova".
func (r *reader) givenOn(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, nil) {
			_, _, noun := t.Match(r.Lex.AidNouns, k)
			verb := t.IsVerb(k) && r.Lex.Aid[t.Lemma(k)+"/v"].Act == "give"
			if !noun && !verb {
				continue
			}
			for _, at := range append([]int{k}, t.Objects(k)...) {
				for _, to := range t.ByCase(at, "to", "for") {
					if r.PartyCode(t, to) != "" {
						return r.Parties(t, to)
					}
				}
			}
		}
	}
	return nil
}

// countryOfUse are the countries that the act's own phrases name as a place or as
// what the aid is about: "Ukraine's request", "aid deliveries in Ukraine"; then
// those that its clause names as a place, save where something was announced.
func (r *reader) countryOfUse(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for _, from := range a.Nodes(t) {
		for _, k := range t.ByCase(from, "in", "of", "across", "throughout") {
			if isCountry(t, k) {
				return r.Parties(t, k)
			}
		}
	}
	for _, from := range a.Nodes(t) {
		for _, k := range t.Below(from, func(k int) bool { return t.Is(k, "conj", "parataxis", "acl:relcl") && t.IsVerb(k) }) {
			if isCountry(t, k) && slices.Contains(usedIn, t.Marker(k)) && !t.IsVerb(t.Head(k)) {
				return r.Parties(t, k)
			}
		}
	}
	return nil
}

// usedIn head the phrase of where aid works.
var usedIn = []string{"in", "across", "throughout", "inside", "within"}

// isCountry reports whether the word names a country, not by an adjective.
func isCountry(t *syntax.Tree, k int) bool {
	m := t.NameAt(k)
	return m != nil && m.Code != "" && m.Kind == mention.Country && !m.Adj
}
