package aid

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// giversAndReceivers finds who gives and who receives in one act.
func (r *reader) giversAndReceivers(t *syntax.Tree, a act.Act) (givers, receivers []reading.NamedParty) {
	receivers = r.receivers(t, a)
	switch a.Frame.Act {
	case "receive", "accept":
		givers, receivers = r.received(t, a, receivers)
	case "decline":
		receivers = append(r.doer(t, a), receivers...)
		for _, th := range a.Things {
			if o := t.Owner(th.Head); o >= 0 && t.Owner(th.Head) != t.Subject(a.At) {
				givers = r.Parties(t, o)
			}
			if f := t.ByCase(th.Head, "from"); len(f) > 0 {
				givers = r.Parties(t, f[0])
			}
		}
	case "request":
		// Who asks stands in the sources; those asked would give.
		givers = r.asked(t, a)
		receivers = reading.Without(receivers, givers)
		if doer := r.doer(t, a); len(receivers) == 0 || ofItsOwn(doer, receivers) {
			receivers = doer
		}
	default:
		if offerNoun(t, a) {
			givers, receivers = r.offered(t, a, receivers)
			break
		}
		if len(receivers) == 0 && !t.IsVerb(a.At) && a.Verb >= 0 && r.Lex.Journeys[t.Lemma(a.Verb)] != "" {
			receivers = r.destination(t, a.Verb) // "the donation of ambulances arrived in Khartoum"
		}
		givers, receivers = r.gapped(t, a, r.doer(t, a), receivers)
		if len(receivers) == 0 {
			receivers = r.askedBy(t, a)
		}
	}
	givers, receivers = r.examples(t, givers, receivers)
	receivers = slices.DeleteFunc(reading.Without(receivers, givers), func(p reading.NamedParty) bool {
		return p.Kind != claim.Group && slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return p.Code != "" && p.Code == q.Code })
	})
	return givers, receivers
}

// received finds who gives what is received or accepted, and who gets it.
func (r *reader) received(t *syntax.Tree, a act.Act, receivers []reading.NamedParty) (givers, rest []reading.NamedParty) {
	givers = r.receivedFrom(t, a)
	if s := r.doer(t, a); len(s) > 0 {
		receivers, givers = s, reading.Without(givers, s) // "Norland received its first boats"
	}
	if h := t.Head(a.At); len(givers) == 0 && h >= 0 && t.Is(a.At, "xcomp") && r.Lex.Aid[t.Lemma(h)+"/v"].Act == "help" {
		if s := t.Subject(h); s >= 0 { // "is helping Norland acquire"
			givers = r.somebodies(t, s)
		}
	}
	return givers, receivers
}

// receivedFrom are those behind "from" at the verb, the nouns below it or the sum itself,
// else whose the thing is.
func (r *reader) receivedFrom(t *syntax.Tree, a act.Act) (givers []reading.NamedParty) {
	if own := r.apart(t, a, "from"); len(own) > 0 {
		return own
	}
	from := []string{"from"}
	if a.Frame.Act == "accept" && !t.Passive(a.At) {
		from = append(from, "by") // "an offer by Norway"
	}
	if f := t.ByCase(a.At, from...); len(f) > 0 {
		return r.Parties(t, f[0])
	}
	for _, n := range a.Nodes(t)[1:] {
		if f := t.ByCase(n, from...); len(f) > 0 {
			givers = r.Parties(t, f[0])
		} else if ps := r.ownerOf(t, n); len(ps) > 0 && len(givers) == 0 {
			givers = ps // "accepted Norway's offer"
		}
	}
	return givers
}

// ofItsOwn reports whether who asks is a country that asks for people of no
// country in particular: "Kenya appealed for $9 million to feed the displaced".
func ofItsOwn(asks, receivers []reading.NamedParty) bool {
	country := func(p reading.NamedParty) bool { return p.Kind == claim.Country && p.Code != "" }
	coded := func(p reading.NamedParty) bool { return p.Code != "" }
	return slices.ContainsFunc(asks, country) && !slices.ContainsFunc(receivers, coded)
}

// asked are those whom a request is put to: the verb's object, or who stands behind
// "to" and "from" at the word of asking: "a request to Congress for".
func (r *reader) asked(t *syntax.Tree, a act.Act) []reading.NamedParty {
	var out []reading.NamedParty
	if t.IsVerb(a.At) {
		for _, o := range t.Children(a.At, "obj", "iobj") {
			if p, ok := r.Party(t, o); ok && !r.IsThing(t, o) {
				out = append(out, p)
			}
		}
	}
	if f := t.ByCase(a.At, "from", "to", "on"); len(f) > 0 && len(out) == 0 && (t.IsVerb(a.At) || r.PartyCode(t, f[0]) != "") {
		out = r.Parties(t, f[0])
	}
	return out
}

// bareOffice reports whether a phrase is "the country", "the government" and the
// like alone: read as the giver's, it means the other one, for nobody gives to himself.
func (r *reader) bareOffice(phrase string) bool {
	words := strings.Fields(strings.ToLower(phrase))
	return len(words) == 2 && words[0] == "the" && r.Lex.ActsFor[words[1]]
}

// fallbackParties fills a missing giver or receiver from what the document has
// said so far: the author of a release, the giver and receiver before.
func (r *reader) fallbackParties(t *syntax.Tree, a act.Act, c claim.Claim, givers, receivers []reading.NamedParty) ([]reading.NamedParty, []reading.NamedParty) {
	if len(givers) == 1 && r.unnamed(givers[0].Party) {
		givers = r.named(t, a, givers)
	}
	if len(receivers) == 1 && (r.unnamed(receivers[0].Party) || r.offices(receivers[0].Party)) { // "the government" that asks is that of the scene
		if scene := r.SceneNow(); !slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return q.Code == scene.Code }) {
			receivers[0].Code = scene.Code
		}
	}
	if len(givers) == 0 && c.Action != "request" && c.Action != "accept" {
		if p, ok := r.lastGiver(); ok && !slices.ContainsFunc(receivers, func(q reading.NamedParty) bool { return q.Code == p.Code }) {
			givers = []reading.NamedParty{{Party: p}}
		}
	}
	for i, p := range receivers {
		if r.bareOffice(p.Name) && slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return p.Code != "" && p.Code == q.Code }) {
			if other, ok := r.likelyReceiver(givers); ok {
				receivers[i].Party = other // its words stand for the other country
			}
		}
	}
	if len(receivers) == 0 {
		receivers = reading.Without(r.addressed(t, a), givers)
	}
	if len(receivers) == 0 && !(len(r.apart(t, a, "from")) > 0 && t.Subject(a.At) >= 0) { // but "the fund got $3 million from Norway and ..."
		p, ok := r.likelyReceiver(givers)
		if town, brought := r.lastTown(); brought && c.Money == nil && p.Kind == claim.Organization {
			p = town // people and goods come to a place; a body was paid
		}
		if ok {
			receivers = []reading.NamedParty{{Party: p}}
		}
	}
	return givers, receivers
}

// addressed is the country or organization that is told of the aid: "told the
// Government of Sudan that it would send".
func (r *reader) addressed(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for v, n := a.Verb, 0; v >= 0 && n < syntax.MaxDepth; v, n = t.Head(v), n+1 {
		if v == a.Verb || !t.IsVerb(v) || t.Lex.Stance[t.Lemma(v)] == "" && t.Lemma(v) != "tell" {
			continue
		}
		for _, o := range t.Children(v, "obj", "iobj") {
			if m := t.NameAt(o); m != nil && (m.Kind == mention.Country || m.Kind == mention.Organization && aName(claim.Party{Name: m.Name})) {
				return []reading.NamedParty{reading.Named(t, o, m)}
			}
		}
	}
	return nil
}

func (r *reader) lastGiver() (claim.Party, bool) {
	if r.Author.Kind == claim.Country {
		return r.Author, true // a government's release tells of its own help
	}
	for c := range r.Back(claim.Aid) {
		if c.Action != "request" && len(c.Actors) > 0 && (c.Actors[0].Code != "" || r.Author.Code == "" && aName(c.Actors[0])) {
			return c.Actors[0], true
		}
	}
	return r.Author, r.Author.Code != ""
}

// aName reports whether a party is called by a name rather than described.
func aName(p claim.Party) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(p.Name, "the "))
	return p.Kind != claim.Group && unicode.IsUpper(first)
}

// unnamed reports whether a party is only described by what acts for a country:
// "the government", "the country".
func (r *reader) unnamed(p claim.Party) bool {
	words := strings.Fields(strings.ToLower(p.Name))
	return p.Code == "" && p.Kind == claim.Group && len(words) == 2 && words[0] == "the" && r.Lex.ActsFor[words[1]]
}

// offices reports whether a party is only called by its office: "officials",
// "authorities".
func (r *reader) offices(p claim.Party) bool {
	word := strings.ToLower(p.Name)
	one, ok := strings.CutSuffix(word, "s")
	if stem, ies := strings.CutSuffix(word, "ies"); ies {
		one = stem + "y"
	}
	return p.Code == "" && p.Kind == claim.Group && ok && r.Lex.ActsFor[one]
}

// named finds which country a described giver is: that of the office whose
// holder says so ("the foreign minister of Norway said that the country"), or
// the giver before.
func (r *reader) named(t *syntax.Tree, a act.Act, givers []reading.NamedParty) []reading.NamedParty {
	for v, n := a.Verb, 0; v >= 0 && n < syntax.MaxDepth; v, n = t.Head(v), n+1 {
		s := t.Nominative(v)
		if s < 0 || !t.IsVerb(v) || v == a.Verb {
			continue
		}
		of := t.Children(s, "nmod:poss")
		if m := t.NameAt(s); r.Lex.ActsFor[t.Lemma(s)] || m != nil && m.Kind == mention.Person {
			of = append(of, t.ByCase(s, "of")...)
		}
		for _, k := range of {
			if m := t.NameAt(k); m != nil && (m.Kind != mention.Person || t.Marker(k) == "of") {
				p := reading.Named(t, k, m)
				p.Span = givers[0].Span
				return []reading.NamedParty{p}
			}
		}
	}
	if p, ok := r.lastGiver(); ok {
		return []reading.NamedParty{{Party: p, Span: givers[0].Span}}
	}
	return givers
}

// likelyReceiver is who receives when no words say so: a country before a body,
// the receiver before, then whom the document's help goes to, then its scene.
func (r *reader) likelyReceiver(givers []reading.NamedParty) (claim.Party, bool) {
	for _, bodies := range []bool{false, true} {
		last, _ := r.lastReceiver(bodies)
		for _, p := range []claim.Party{last, r.Focus, r.Scene} {
			if p.Name == "" || !bodies && p.Kind == claim.Organization || slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return q.Key() == p.Key() }) {
				continue
			}
			return p, true
		}
	}
	return claim.Party{}, false
}

// lastReceiver is the last receiver of aid that has a code or is the scene; bodies
// says whether organizations count.
func (r *reader) lastReceiver(bodies bool) (claim.Party, bool) {
	for c := range r.Back(claim.Aid) {
		if len(c.Recipients) == 0 {
			continue
		}
		p := c.Recipients[0]
		if p.Code == "" && p.Key() == r.Scene.Key() {
			return r.Scene, true
		}
		if p.Code != "" && (bodies || p.Kind != claim.Organization) {
			return p, true
		}
	}
	return claim.Party{}, false
}

// lastTown is the place, of those that received aid, that did so last.
func (r *reader) lastTown() (claim.Party, bool) {
	for c := range r.Back(claim.Aid) {
		if len(c.Recipients) > 0 && c.Recipients[0].Kind == claim.Place {
			return c.Recipients[0], true
		}
	}
	return claim.Party{}, false
}
