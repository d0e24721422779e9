package aid

import (
	"slices"

	"kiroku/extract/aid/act"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
)

// An offer told by a noun has its giver behind it or at the verb of coming: "offers
// of help poured in from Japan", "received an offer of tents from Cuba". The subject
// of a verb of receiving, or of thanks, is who was offered.

// offerNoun reports whether the act is a noun of offering.
func offerNoun(t *syntax.Tree, a act.Act) bool { return a.Frame.Act == "offer" && t.IsNoun(a.At) }

// offered finds who offers and who was offered.
func (r *reader) offered(t *syntax.Tree, a act.Act, receivers []reading.NamedParty) (givers, rest []reading.NamedParty) {
	v := t.Carrier(a.At)
	from := a.Nodes(t)
	if v >= 0 {
		from = append(from, v)
	}
	for _, n := range from {
		for _, k := range t.Children(n, "obl", "nmod") { // "poured in from"
			if !t.Cased(k, "from") && !t.Cased(k, "by") && !(t.Cased(k, "of") && n == a.At) || r.IsThing(t, k) {
				continue
			}
			givers = append(givers, r.somebodies(t, k)...)
		}
	}
	if owner := t.Child(a.At, "nmod:poss", "amod", "compound"); len(givers) == 0 && owner >= 0 && (t.NameAt(owner) != nil || t.Is(owner, "nmod:poss")) {
		givers = r.Parties(t, owner)
	}
	givers = reading.Distinct(givers)
	receivers = slices.DeleteFunc(reading.Without(receivers, givers), func(p reading.NamedParty) bool { return isGiver(givers, p) })
	if who := r.offeredTo(t, a.At); who >= 0 {
		receivers = append(r.somebodies(t, who), receivers...)
	} else if len(givers) == 0 {
		givers = r.doer(t, a)
	}
	return givers, reading.Distinct(receivers)
}

// isGiver reports whether a party has the words of one of the givers.
func isGiver(givers []reading.NamedParty, p reading.NamedParty) bool {
	return slices.ContainsFunc(givers, func(q reading.NamedParty) bool { return q.Span.Overlaps(p.Span) })
}

// offeredTo is the subject of the verb of receiving, or of the word of thanks, that
// an offer stands under; -1 for none.
func (r *reader) offeredTo(t *syntax.Tree, offer int) int {
	for at, n := offer, 0; n < 4; n++ {
		h := t.Head(at)
		if h < 0 {
			return -1
		}
		receives := t.IsVerb(h) && slices.Contains([]string{"receive", "accept", "decline"}, r.Lex.Aid[t.Key(h)].Act)
		if receives || r.Lex.Thanks[t.Lemma(h)] {
			return t.Nominative(h)
		}
		if t.IsVerb(h) {
			return -1
		}
		at = h
	}
	return -1
}

// askedBy is whose request was met: "granted a request by Malawi for pumps".
func (r *reader) askedBy(t *syntax.Tree, a act.Act) []reading.NamedParty {
	for _, n := range a.Nodes(t) {
		if !t.IsNoun(n) || r.Lex.Aid[t.Lemma(n)+"/n"].Act != "request" {
			continue
		}
		if p := t.Child(n, "nmod:poss"); p >= 0 {
			return r.Parties(t, p)
		}
		for _, k := range t.ByCase(n, "by", "from") {
			return r.Parties(t, k)
		}
		for _, k := range t.Children(n, "amod") {
			if m := t.NameAt(k); m != nil && m.Kind == mention.Country {
				return r.Parties(t, k)
			}
		}
	}
	return nil
}
