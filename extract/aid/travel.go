package aid

import (
	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Help is also people who go: "20 Norwegian doctors have arrived in Sudan", "a
// team of 35 nurses will travel with the hospital". The verb is one of going,
// and the people are known to help, and counted or of a named party.

// travelling reads people who go to help.
func (r *reader) travelling(t *syntax.Tree) {
	for v := range t.Tokens {
		if heads := r.travellers(t, v); len(heads) > 0 {
			r.travelClaim(t, v, heads)
		}
	}
}

// travellers are the people who help that are the subject of a verb of going.
func (r *reader) travellers(t *syntax.Tree, v int) []int {
	if r.Lex.Journeys[t.Lemma(v)] == "" || !t.IsVerb(v) {
		return nil
	}
	s := t.Subject(v)
	if s < 0 {
		return nil
	}
	if of := t.ByCase(s, "of"); len(of) > 0 && r.helper(t, s) && r.helper(t, of[0]) {
		s = of[0] // "a team of doctors"
	}
	var heads []int
	known := false
	for _, k := range t.Coordinated(s) {
		if t.Tokens[k].Tag == "PROPN" || !r.helper(t, k) {
			continue
		}
		heads = append(heads, k)
		known = known || countIn(t, k) != nil || len(r.sentBy(t, k)) > 0
	}
	if !known {
		return nil
	}
	return heads
}

// countIn is how many people a phrase is of, by its own number or by that of
// one beside it: "the doctors of Norway, a total of 35 people".
func countIn(t *syntax.Tree, i int) *mention.Mention {
	if m := t.CountOf(i); m != nil {
		return m
	}
	for _, k := range t.Children(i, "nmod", "appos") {
		if m := t.CountOf(k); m != nil && t.Marker(k) == "" {
			return m
		}
	}
	return nil
}

// helper reports whether a noun is people who help.
func (r *reader) helper(t *syntax.Tree, i int) bool {
	return t.IsNoun(i) && r.WordClass(t, i) == "personnel"
}

// sentBy is whose the people are: "Norway's engineers", "the doctors of Norway".
func (r *reader) sentBy(t *syntax.Tree, i int) []reading.NamedParty {
	if ps := r.ownerOf(t, i); len(ps) > 0 {
		return ps
	}
	for _, k := range t.ByCase(i, "of") {
		if m := t.NameAt(k); m != nil && m.Kind != mention.Person {
			return r.Parties(t, k)
		}
	}
	return nil
}

// travelClaim makes the claim of people who go.
func (r *reader) travelClaim(t *syntax.Tree, v int, heads []int) {
	sc := t.Scope(v)
	c := claim.Claim{Type: claim.Aid, Rule: "aid.travel", Category: "personnel", Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	a := act.Act{At: v, Frame: lexicon.Frame{Act: "give", Object: "aid"}, Verb: v}
	var givers, receivers []reading.NamedParty
	listed := map[int]bool{}
	sp := t.Tokens[v].Span
	for _, k := range heads {
		th := act.Thing{Head: k, Count: countIn(t, k), Goods: &lexicon.GoodsClass{Category: "personnel", Lethality: "-"}}
		a.Things = append(a.Things, th)
		act.AddItem(t, th, listed, &c)
		givers = append(givers, r.sentBy(t, k)...)
		if team := t.Head(k); team >= 0 && t.Is(k, "nmod") && r.helper(t, team) {
			givers = append(givers, r.sentBy(t, team)...) // "a Kenyan team of 20 nurses"
		}
		sp = sp.Cover(t.Phrase(k))
	}
	for _, k := range t.ByCase(v, "to", "in", "into", "for") {
		if t.NameAt(k) != nil {
			receivers = append(receivers, r.Parties(t, k)...)
			sp = sp.Cover(t.Phrase(k))
		}
	}
	if c.Action = r.stage(t, a, sc); c.Action == "deliver" {
		c.Action = r.Lex.Journeys[t.Lemma(v)]
	}
	givers, receivers = r.fallbackParties(t, a, c, reading.Distinct(givers), reading.Without(reading.Distinct(receivers), givers))
	c.Actors, c.Recipients = reading.Plain(givers), reading.Plain(receivers)
	c.Spans["actors"], c.Spans["recipients"] = reading.SpanOf(givers), reading.SpanOf(receivers)
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, v))
	c.When, c.Spans["when"] = r.When(t, v)
	c.Where, c.Spans["where"] = r.Where(t, v)
	c.Confidence = aidConfidence(c)
	r.Add(t, v, heads[0], sp, c, append(r.aidFeatures(t, a, c), "rival=", "rival+what=|"+act.ThingKind(a))...)
}
