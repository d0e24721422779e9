package aid

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// giversAndReceivers finds who gives and who receives in one act.
func (r *reader) giversAndReceivers(t *syntax.Tree, a act) (givers, receivers []reading.NamedParty) {
	receivers = r.receivers(t, a)
	switch a.frame.Act {
	case "receive", "accept":
		if f := t.ByCase(a.at, "from"); len(f) > 0 {
			givers = r.Parties(t, f[0])
		} else {
			for _, th := range a.things {
				if f := t.ByCase(th.head, "from"); len(f) > 0 {
					givers = r.Parties(t, f[0])
				}
			}
		}
		if s := r.doer(t, a); len(s) > 0 {
			receivers = s
		}
	case "decline":
		receivers = append(r.doer(t, a), receivers...)
		for _, th := range a.things {
			if o := t.Owner(th.head); o >= 0 && t.Owner(th.head) != t.Subject(a.at) {
				givers = r.Parties(t, o)
			}
			if f := t.ByCase(th.head, "from"); len(f) > 0 {
				givers = r.Parties(t, f[0])
			}
		}
	case "request":
		// Who asks stands in the sources; those asked would give.
		if t.IsVerb(a.at) {
			for _, o := range t.Children(a.at, "obj", "iobj") {
				if p, ok := r.Party(t, o); ok && !r.IsThing(t, o) {
					givers = append(givers, p)
				}
			}
			if f := t.ByCase(a.at, "from", "to", "on"); len(f) > 0 && len(givers) == 0 {
				givers = r.Parties(t, f[0])
			}
		}
		if len(receivers) == 0 {
			receivers = r.doer(t, a)
		}
	default:
		givers = r.doer(t, a)
	}
	receivers = slices.DeleteFunc(reading.Without(receivers, givers), func(p reading.NamedParty) bool {
		return p.Kind != claim.Group && slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return p.Code != "" && p.Code == q.Code })
	})
	return givers, receivers
}

// doer is who does the act: the verb's subject, or the owner of a noun.
func (r *reader) doer(t *syntax.Tree, a act) []reading.NamedParty {
	s := -1
	if t.IsVerb(a.at) {
		s = t.Subject(a.at)
	} else {
		s = t.Owner(a.at)
	}
	if s >= 0 {
		ps := slices.DeleteFunc(r.Parties(t, s), func(p reading.NamedParty) bool { return p.Code == "" && r.thingName(t, p) })
		if len(ps) > 0 || !r.IsThing(t, s) {
			return ps
		}
		return r.ownerOf(t, s)
	}
	for _, th := range a.things {
		if ps := r.ownerOf(t, th.head); len(ps) > 0 {
			return ps
		}
	}
	return nil
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

// thingName reports whether a nameless party is really a thing ("the package").
func (r *reader) thingName(t *syntax.Tree, p reading.NamedParty) bool {
	for i, tok := range t.Tokens {
		if tok.Span.End == p.Span.End && p.Span.Contains(tok.Span) {
			return r.IsThing(t, i)
		}
	}
	return false
}

// receivers are the parties that aid goes to: the indirect object, a phrase
// with "to" or "for", the object of helping.
func (r *reader) receivers(t *syntax.Tree, a act) []reading.NamedParty {
	var out []reading.NamedParty
	add := func(i int) { out = append(out, r.Parties(t, i)...) }
	if t.IsVerb(a.at) {
		if a.frame.Act != "request" {
			for _, k := range t.Children(a.at, "iobj") {
				add(k)
			}
			for _, o := range t.Children(a.at, "obj") {
				if !r.holdsThing(t, a, o) || a.frame.Act == "help" && t.ValueMoney(o) == nil {
					add(o)
				}
			}
		}
		if t.Lemma(a.at) == "share" {
			for _, k := range t.ByCase(a.at, "with") {
				add(k)
			}
		}
		if t.Passive(a.at) {
			for _, s := range t.Children(a.at, "nsubj:pass") {
				if !r.holdsThing(t, a, s) {
					add(s)
				}
			}
		}
	}
	for _, from := range a.nodes(t) {
		for _, k := range t.ByCase(from, "to", "for", "towards", "toward", "into") {
			if r.holdsThing(t, a, k) || t.ValueAt(k) != nil && t.NameAt(k) == nil {
				continue
			}
			if t.Marker(k) != "to" && r.PartyCode(t, k) == "" && !r.Lex.Groups[t.Lemma(k)] {
				continue // "for reconstruction" is what it is for
			}
			if r.PartyCode(t, k) == "" && !r.somebody(t, k) {
				continue // "to that end"
			}
			add(k)
		}
	}
	if len(out) == 0 {
		out = r.helped(t, a)
	}
	return reading.Distinct(out)
}

// somebody reports whether a noun without a code can receive: a name, a group
// or people.
func (r *reader) somebody(t *syntax.Tree, i int) bool {
	l := t.Lemma(i)
	return t.Tokens[i].Tag == "PROPN" || t.Tokens[i].Tag == "PRON" || r.Lex.Groups[l] || r.Lex.Units[l] == "people" || r.Lex.Units[l] == "households" || r.Lex.ActsFor[l]
}

// helped finds the receiver in the words of purpose: "to help Ukraine defend
// itself", "in support of Ukraine".
func (r *reader) helped(t *syntax.Tree, a act) []reading.NamedParty {
	for _, from := range a.nodes(t) {
		for _, k := range t.Below(from, func(k int) bool { return t.Is(k, "conj", "parataxis") && t.IsVerb(k) }) {
			if !t.IsVerb(k) || r.Lex.Aid[t.Lemma(k)+"/v"].Act != "help" || k == a.at {
				continue
			}
			for _, o := range t.Children(k, "obj") {
				if ps := r.Parties(t, o); len(ps) > 0 && r.PartyCode(t, o) != "" {
					return ps
				}
			}
		}
	}
	for _, from := range a.nodes(t) { // "to provide assistance to Ukraine"
		for _, k := range t.Below(from, nil) {
			if _, _, ok := t.Match(r.Lex.AidNouns, k); !ok {
				continue
			}
			for _, to := range t.ByCase(k, "to", "for") {
				if r.PartyCode(t, to) != "" {
					return r.Parties(t, to)
				}
			}
		}
	}
	// "Ukraine's request", "aid deliveries in Ukraine"
	for _, from := range a.nodes(t) {
		for _, k := range t.ByCase(from, "in", "of", "against") {
			if m := t.NameAt(k); m != nil && m.Code != "" && (m.Kind == mention.Country) {
				return []reading.NamedParty{reading.Named(t, k, m)}
			}
		}
	}
	return nil
}

// nodes are the tokens whose dependants describe the act: its word, and the
// things and the nouns between them.
func (a act) nodes(t *syntax.Tree) []int {
	out := []int{a.at}
	for _, th := range a.things {
		for at, n := th.head, 0; at >= 0 && at != a.at && n < 8; at, n = t.Head(at), n+1 {
			if !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	if v := a.verb; v >= 0 && v != a.at && !slices.Contains(out, v) {
		out = append(out, v)
	}
	return out
}

// holdsThing reports whether the phrase at i is, or contains, what is given.
func (r *reader) holdsThing(t *syntax.Tree, a act, i int) bool {
	for _, th := range a.things {
		if t.Within(th.head, i) {
			return true
		}
	}
	return false
}

// viaPrepositions head the phrase of a channel.
var viaPrepositions = []string{"through", "via"}

// channel finds what the aid goes through: "through NATO agencies", an army
// that carries it, a fund that receives it.
func (r *reader) channel(t *syntax.Tree, a act, receivers []reading.NamedParty) (via, rest []reading.NamedParty) {
	for _, from := range a.nodes(t) {
		for _, k := range t.ByCase(from, viaPrepositions...) {
			via = append(via, r.Parties(t, k)...)
		}
	}
	// Sent "by the air force": an army carries what its country gives.
	if t.IsVerb(a.at) && t.Passive(a.at) {
		if ag := t.Child(a.at, "obl:agent"); ag >= 0 {
			if m := t.NameAt(ag); m != nil && m.Kind == mention.Organization {
				via = append(via, reading.Named(t, ag, m))
			}
		}
	}
	for _, p := range receivers {
		if p.Kind == claim.Organization && len(receivers) > 1 {
			via = append(via, p)
		} else {
			rest = append(rest, p)
		}
	}
	return reading.Distinct(via), rest
}

// fallbackParties fills a missing giver or receiver from what the document has
// said so far: the author of a release, the giver and receiver before.
func (r *reader) fallbackParties(t *syntax.Tree, a act, c claim.Claim, givers, receivers []reading.NamedParty) ([]reading.NamedParty, []reading.NamedParty) {
	if len(givers) == 1 && r.unnamed(givers[0].Party) {
		givers = r.named(t, a, givers)
	}
	if len(givers) == 0 && c.Action != "request" && c.Action != "accept" {
		if p, ok := r.lastGiver(); ok && !slices.ContainsFunc(receivers, func(q reading.NamedParty) bool { return q.Code == p.Code }) {
			givers = []reading.NamedParty{{Party: p}}
		}
	}
	if len(receivers) == 0 {
		if p, ok := r.lastReceiver(); ok && !slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return q.Code == p.Code }) {
			receivers = []reading.NamedParty{{Party: p}}
		} else if !ok && r.Focus.Code != "" && !slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return q.Code == r.Focus.Code }) {
			receivers = []reading.NamedParty{{Party: r.Focus}}
		}
	}
	return givers, receivers
}

func (r *reader) lastGiver() (claim.Party, bool) {
	if r.Author.Kind == claim.Country {
		return r.Author, true // a government's release tells of its own help
	}
	for k := len(r.Claims) - 1; k >= 0; k-- {
		c := r.Claims[k]
		if c.Type == claim.Aid && c.Action != "request" && len(c.Actors) > 0 && (c.Actors[0].Code != "" || r.Author.Code == "" && aName(c.Actors[0])) {
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

// named finds which country a described giver is: that of the office whose
// holder says so ("the foreign minister of Norway said that the country"), or
// the giver before.
func (r *reader) named(t *syntax.Tree, a act, givers []reading.NamedParty) []reading.NamedParty {
	for v, n := a.verb, 0; v >= 0 && n < syntax.MaxDepth; v, n = t.Head(v), n+1 {
		s := t.Nominative(v)
		if s < 0 || !t.IsVerb(v) || v == a.verb || !r.Lex.ActsFor[t.Lemma(s)] {
			continue
		}
		for _, k := range append(t.ByCase(s, "of"), t.Children(s, "nmod:poss")...) {
			if m := t.NameAt(k); m != nil && m.Kind != mention.Person {
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

func (r *reader) lastReceiver() (claim.Party, bool) {
	for k := len(r.Claims) - 1; k >= 0; k-- {
		c := r.Claims[k]
		if c.Type == claim.Aid && len(c.Recipients) > 0 && c.Recipients[0].Code != "" {
			return c.Recipients[0], true
		}
	}
	return claim.Party{}, false
}

// purpose is the words that say what the aid is for.
func (r *reader) purpose(t *syntax.Tree, a act) (string, text.Span) {
	for _, from := range a.nodes(t) {
		for _, k := range t.Kids[from] {
			clause := t.Is(k, "advcl", "acl", "xcomp") && t.Marker(k) == "to" && t.IsVerb(k)
			phrase := t.Is(k, "obl", "nmod") && t.Marker(k) == "for" && t.NameAt(k) == nil && !r.holdsThing(t, a, k)
			gerund := t.Is(k, "advcl", "acl") && t.Marker(k) == "for"
			if !clause && !phrase && !gerund || r.holdsThing(t, a, k) || k == a.at {
				continue
			}
			sp := t.Subtree(k, func(c int) bool { return t.Is(c, "punct") })
			return t.Words(sp), sp
		}
	}
	return "", text.Span{}
}
