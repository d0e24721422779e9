package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// giversAndReceivers finds who gives and who receives in one act.
func (r *reader) giversAndReceivers(t *tree, a act) (givers, receivers []party) {
	receivers = r.receivers(t, a)
	switch a.frame.act {
	case "receive", "accept":
		if f := t.byCase(a.at, "from"); len(f) > 0 {
			givers = r.parties(t, f[0])
		} else {
			for _, th := range a.things {
				if f := t.byCase(th.head, "from"); len(f) > 0 {
					givers = r.parties(t, f[0])
				}
			}
		}
		if s := r.doer(t, a); len(s) > 0 {
			receivers = s
		}
	case "decline":
		receivers = append(r.doer(t, a), receivers...)
		for _, th := range a.things {
			if o := t.owner(th.head); o >= 0 && t.owner(th.head) != t.subject(a.at) {
				givers = r.parties(t, o)
			}
			if f := t.byCase(th.head, "from"); len(f) > 0 {
				givers = r.parties(t, f[0])
			}
		}
	case "request":
		// Who asks stands in the sources; those asked would give.
		if t.isVerb(a.at) {
			for _, o := range t.children(a.at, "obj", "iobj") {
				if p, ok := r.party(t, o); ok && !r.isThing(t, o) {
					givers = append(givers, p)
				}
			}
			if f := t.byCase(a.at, "from", "to", "on"); len(f) > 0 && len(givers) == 0 {
				givers = r.parties(t, f[0])
			}
		}
		if len(receivers) == 0 {
			receivers = r.doer(t, a)
		}
	default:
		givers = r.doer(t, a)
	}
	receivers = slices.DeleteFunc(without(receivers, givers), func(p party) bool {
		return p.Kind != claim.Group && slices.ContainsFunc(givers, func(q party) bool { return p.Code != "" && p.Code == q.Code })
	})
	return givers, receivers
}

// doer is who does the act: the verb's subject, or the owner of a noun.
func (r *reader) doer(t *tree, a act) []party {
	s := -1
	if t.isVerb(a.at) {
		s = t.subject(a.at)
	} else {
		s = t.owner(a.at)
	}
	if s >= 0 {
		ps := slices.DeleteFunc(r.parties(t, s), func(p party) bool { return p.Code == "" && r.thingName(t, p) })
		if len(ps) > 0 || !r.isThing(t, s) {
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
func (r *reader) ownerOf(t *tree, thing int) []party {
	if p := t.child(thing, "nmod:poss"); p >= 0 {
		return r.parties(t, p)
	}
	for _, k := range t.children(thing, "amod", "compound") {
		if m := t.nameAt(k); m != nil && m.Kind == mention.Country && m.Adj {
			return r.parties(t, k)
		}
	}
	for _, k := range t.byCase(thing, "from") {
		if t.nameAt(k) != nil {
			return r.parties(t, k)
		}
	}
	return nil
}

// thingName reports whether a nameless party is really a thing ("the package").
func (r *reader) thingName(t *tree, p party) bool {
	for i, tok := range t.toks {
		if tok.Span.End == p.span.End && p.span.Contains(tok.Span) {
			return r.isThing(t, i)
		}
	}
	return false
}

// receivers are the parties that aid goes to: the indirect object, a phrase
// with "to" or "for", the object of helping.
func (r *reader) receivers(t *tree, a act) []party {
	var out []party
	add := func(i int) { out = append(out, r.parties(t, i)...) }
	if t.isVerb(a.at) {
		if a.frame.act != "request" {
			for _, k := range t.children(a.at, "iobj") {
				add(k)
			}
			for _, o := range t.children(a.at, "obj") {
				if !r.holdsThing(t, a, o) || a.frame.act == "help" && t.valueMoney(o) == nil {
					add(o)
				}
			}
		}
		if t.lemma(a.at) == "share" {
			for _, k := range t.byCase(a.at, "with") {
				add(k)
			}
		}
		if t.passive(a.at) {
			for _, s := range t.children(a.at, "nsubj:pass") {
				if !r.holdsThing(t, a, s) {
					add(s)
				}
			}
		}
	}
	for _, from := range a.nodes(t) {
		for _, k := range t.byCase(from, "to", "for", "towards", "toward", "into") {
			if r.holdsThing(t, a, k) || t.valueAt(k) != nil && t.nameAt(k) == nil {
				continue
			}
			if t.marker(k) != "to" && r.partyCode(t, k) == "" && !r.lex.groups[t.lemma(k)] {
				continue // "for reconstruction" is what it is for
			}
			if r.partyCode(t, k) == "" && !r.somebody(t, k) {
				continue // "to that end"
			}
			add(k)
		}
	}
	if len(out) == 0 {
		out = r.helped(t, a)
	}
	return distinct(out)
}

// somebody reports whether a noun without a code can receive: a name, a group
// or people.
func (r *reader) somebody(t *tree, i int) bool {
	l := t.lemma(i)
	return t.toks[i].Tag == "PROPN" || t.toks[i].Tag == "PRON" || r.lex.groups[l] || r.lex.units[l] == "people" || r.lex.units[l] == "households" || r.lex.actsFor[l]
}

// helped finds the receiver in the words of purpose: "to help Ukraine defend
// itself", "in support of Ukraine".
func (r *reader) helped(t *tree, a act) []party {
	for _, from := range a.nodes(t) {
		for _, k := range t.below(from, func(k int) bool { return t.is(k, "conj", "parataxis") && t.isVerb(k) }) {
			if !t.isVerb(k) || r.lex.aid[t.lemma(k)+"/v"].act != "help" || k == a.at {
				continue
			}
			for _, o := range t.children(k, "obj") {
				if ps := r.parties(t, o); len(ps) > 0 && r.partyCode(t, o) != "" {
					return ps
				}
			}
		}
	}
	for _, from := range a.nodes(t) { // "to provide assistance to Ukraine"
		for _, k := range t.below(from, nil) {
			if _, _, ok := t.match(r.lex.aidNouns, k); !ok {
				continue
			}
			for _, to := range t.byCase(k, "to", "for") {
				if r.partyCode(t, to) != "" {
					return r.parties(t, to)
				}
			}
		}
	}
	// "Ukraine's request", "aid deliveries in Ukraine"
	for _, from := range a.nodes(t) {
		for _, k := range t.byCase(from, "in", "of", "against") {
			if m := t.nameAt(k); m != nil && m.Code != "" && (m.Kind == mention.Country) {
				return []party{named(t, k, m)}
			}
		}
	}
	return nil
}

// nodes are the tokens whose dependants describe the act: its word, and the
// things and the nouns between them.
func (a act) nodes(t *tree) []int {
	out := []int{a.at}
	for _, th := range a.things {
		for at, n := th.head, 0; at >= 0 && at != a.at && n < 8; at, n = t.head(at), n+1 {
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
func (r *reader) holdsThing(t *tree, a act, i int) bool {
	for _, th := range a.things {
		if t.within(th.head, i) {
			return true
		}
	}
	return false
}

// viaPrepositions head the phrase of a channel.
var viaPrepositions = []string{"through", "via"}

// channel finds what the aid goes through: "through NATO agencies", an army
// that carries it, a fund that receives it.
func (r *reader) channel(t *tree, a act, receivers []party) (via, rest []party) {
	for _, from := range a.nodes(t) {
		for _, k := range t.byCase(from, viaPrepositions...) {
			via = append(via, r.parties(t, k)...)
		}
	}
	// Sent "by the air force": an army carries what its country gives.
	if t.isVerb(a.at) && t.passive(a.at) {
		if ag := t.child(a.at, "obl:agent"); ag >= 0 {
			if m := t.nameAt(ag); m != nil && m.Kind == mention.Organization {
				via = append(via, named(t, ag, m))
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
	return distinct(via), rest
}

// fallbackParties fills a missing giver or receiver from what the document has
// said so far: the author of a release, the giver and receiver before.
func (r *reader) fallbackParties(t *tree, a act, c claim.Claim, givers, receivers []party) ([]party, []party) {
	if len(givers) == 1 && r.unnamed(givers[0].Party) {
		givers = r.named(t, a, givers)
	}
	if len(givers) == 0 && c.Action != "request" && c.Action != "accept" {
		if p, ok := r.lastGiver(); ok && !slices.ContainsFunc(receivers, func(q party) bool { return q.Code == p.Code }) {
			givers = []party{{Party: p}}
		}
	}
	if len(receivers) == 0 {
		if p, ok := r.lastReceiver(); ok && !slices.ContainsFunc(givers, func(q party) bool { return q.Code == p.Code }) {
			receivers = []party{{Party: p}}
		} else if !ok && r.focus.Code != "" && !slices.ContainsFunc(givers, func(q party) bool { return q.Code == r.focus.Code }) {
			receivers = []party{{Party: r.focus}}
		}
	}
	return givers, receivers
}

func (r *reader) lastGiver() (claim.Party, bool) {
	if r.author.Kind == claim.Country {
		return r.author, true // a government's release tells of its own help
	}
	for k := len(r.claims) - 1; k >= 0; k-- {
		c := r.claims[k]
		if c.Type == claim.Aid && c.Action != "request" && len(c.Actors) > 0 && (c.Actors[0].Code != "" || r.author.Code == "" && aName(c.Actors[0])) {
			return c.Actors[0], true
		}
	}
	return r.author, r.author.Code != ""
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
	return p.Code == "" && p.Kind == claim.Group && len(words) == 2 && words[0] == "the" && r.lex.actsFor[words[1]]
}

// named finds which country a described giver is: that of the office whose
// holder says so ("the foreign minister of Norway said that the country"), or
// the giver before.
func (r *reader) named(t *tree, a act, givers []party) []party {
	for v, n := a.verb, 0; v >= 0 && n < maxDepth; v, n = t.head(v), n+1 {
		s := t.nominative(v)
		if s < 0 || !t.isVerb(v) || v == a.verb || !r.lex.actsFor[t.lemma(s)] {
			continue
		}
		for _, k := range append(t.byCase(s, "of"), t.children(s, "nmod:poss")...) {
			if m := t.nameAt(k); m != nil && m.Kind != mention.Person {
				p := named(t, k, m)
				p.span = givers[0].span
				return []party{p}
			}
		}
	}
	if p, ok := r.lastGiver(); ok {
		return []party{{Party: p, span: givers[0].span}}
	}
	return givers
}

func (r *reader) lastReceiver() (claim.Party, bool) {
	for k := len(r.claims) - 1; k >= 0; k-- {
		c := r.claims[k]
		if c.Type == claim.Aid && len(c.Recipients) > 0 && c.Recipients[0].Code != "" {
			return c.Recipients[0], true
		}
	}
	return claim.Party{}, false
}

// purpose is the words that say what the aid is for.
func (r *reader) purpose(t *tree, a act) (string, text.Span) {
	for _, from := range a.nodes(t) {
		for _, k := range t.kids[from] {
			clause := t.is(k, "advcl", "acl", "xcomp") && t.marker(k) == "to" && t.isVerb(k)
			phrase := t.is(k, "obl", "nmod") && t.marker(k) == "for" && t.nameAt(k) == nil && !r.holdsThing(t, a, k)
			gerund := t.is(k, "advcl", "acl") && t.marker(k) == "for"
			if !clause && !phrase && !gerund || r.holdsThing(t, a, k) || k == a.at {
				continue
			}
			sp := t.subtree(k, func(c int) bool { return t.is(c, "punct") })
			return t.words(sp), sp
		}
	}
	return "", text.Span{}
}
