package reading

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/syntax"
)

// How words reached the document: the outlets that a speaker spoke to or through.

// Relayed are the outlets that pass a speaker's words on: "was quoted saying by
// Kyodo News", "told Reuters", "in an interview with the BBC", "on state
// television", "as reported by Xinhua", "a report seen by AFP accuses".
func (r *Reader) Relayed(t *syntax.Tree, verb int) []Said {
	out := r.relayedBelow(t, verb, verb)
	if h := t.Head(verb); h >= 0 && t.Is(verb, "advcl") && passesOn[t.Lemma(h)] { // "was quoted by NHK as saying"
		out = append(out, r.relayedBelow(t, h, h)...)
	}
	for _, k := range t.Children(verb, "advcl", "ccomp", "nsubj") {
		if t.Is(k, "nsubj") {
			for _, a := range t.Children(k, "acl") { // "a report seen by Reuters accuses"
				if obtains[t.Lemma(a)] {
					out = append(out, r.outlets(t, t.Agent(a), verb)...)
				}
			}
			continue
		}
		switch {
		case t.Marker(k) == "as" && passesOn[t.Lemma(k)]:
			out = append(out, r.outlets(t, t.Agent(k), verb)...)
		case t.Is(k, "advcl") && speaks[t.Lemma(k)]:
			out = append(out, r.relayedBelow(t, k, verb)...)
		}
	}
	return DedupeChain(out)
}

// passesOn are the verbs by which an outlet passes words on, speaks those of a
// speaker to it, obtains those by which it comes to a paper.
var (
	passesOn = map[string]bool{"quote": true, "cite": true, "report": true}
	speaks   = map[string]bool{"speak": true, "talk": true, "write": true, "appear": true}
	obtains  = map[string]bool{"see": true, "obtain": true, "review": true, "publish": true, "view": true, "leak": true}
)

// relayedBelow are the outlets in the phrases right below a verb.
func (r *Reader) relayedBelow(t *syntax.Tree, at, verb int) []Said {
	var out []Said
	for _, k := range t.Kids[at] {
		by := t.Is(k, "obl") && t.Marker(k) == "by" && (passesOn[t.Lemma(at)] || t.Lemma(at) == "say")
		switch {
		case t.Is(k, "obj", "iobj") && t.Lemma(at) == "tell", by:
			out = append(out, r.outlets(t, k, verb)...)
		case !t.Is(k, "obl"):
		case r.Lex.Venues[t.Lemma(k)]:
			for _, m := range t.ByCase(k, "with", "to", "for", "on", "by", "in") {
				out = append(out, r.outlets(t, m, verb)...)
			}
			for _, a := range t.Children(k, "acl") { // "in remarks published by CNN"
				out = append(out, r.outlets(t, t.Agent(a), verb)...)
			}
		case onAir[t.Marker(k)] && r.Lex.Channels[t.Lemma(k)]:
			out = append(out, r.channel(t, k, verb))
		}
	}
	return out
}

var onAir = map[string]bool{"on": true, "via": true, "to": true}

// channel is the outlet that a phrase names by its kind: "on state television".
func (r *Reader) channel(t *syntax.Tree, k, verb int) Said {
	p := claim.Party{Name: t.Words(t.Phrase(k)), Kind: claim.Organization}
	if m := t.NameAt(k); m != nil {
		p = Named(t, k, m).Party
	}
	return Said{NamedParty: NamedParty{Party: p, Span: t.Phrase(k)}, Verb: t.Lower[verb]}
}

// outlets are the organizations of a phrase, as links of the chain.
func (r *Reader) outlets(t *syntax.Tree, k, verb int) []Said {
	if k < 0 {
		return nil
	}
	var out []Said
	for _, p := range r.Parties(t, k) {
		if p.Kind == claim.Organization || slices.ContainsFunc(t.Coordinated(k), func(w int) bool { return r.Lex.Channels[t.Lemma(w)] }) {
			out = append(out, Said{NamedParty: p, Verb: t.Lower[verb]})
		}
	}
	return out
}

// PassesOn reports whether a verb only tells who passes on what another says: "the
// mayor said, as reported by Xinhua", "AFP quoted the mayor as saying".
func (r *Reader) PassesOn(t *syntax.Tree, v int) bool {
	switch t.Lemma(v) {
	case "quote", "cite":
		return slices.ContainsFunc(t.Children(v, "advcl"), func(k int) bool { return t.Marker(k) == "as" && r.Lex.Stance[t.Lemma(k)] != "" })
	case "report":
		h := t.Head(v)
		return t.Marker(v) == "as" && t.Agent(v) >= 0 && h >= 0 && r.Lex.Stance[t.Lemma(h)] != ""
	}
	return false
}
