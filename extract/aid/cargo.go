package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// Help is told of by its arrival, too: "two Qatari planes with 90 tonnes of food
// landed in Beirut", "the first trucks of flour reached Gaza". The verb is one of
// going, and its subject is goods, or what carries them.

// cargoClaims reads goods that arrive or leave, save what a word of giving governs.
func (r *reader) cargoClaims(t *syntax.Tree, acts []act.Act) {
	for v := range t.Tokens {
		if r.Lex.Journeys[t.Lemma(v)] == "" || !t.IsVerb(v) {
			continue
		}
		s := t.Subject(v)
		if s < 0 || t.Tokens[s].Tag != "NOUN" {
			continue
		}
		if things := r.cargo(t, s, acts); len(things) > 0 {
			r.cargoClaim(t, v, s, things)
		}
	}
}

// cargo is the goods and the help that a subject is or carries.
func (r *reader) cargo(t *syntax.Tree, s int, acts []act.Act) (out []act.Thing) {
	carrier := r.Lex.Transports[t.Lemma(s)]
	for _, th := range r.Things(t) {
		if th.Money != nil || r.WordClass(t, th.Head) == "personnel" || governs(acts, th.Head) {
			continue
		}
		counted := th.Count != nil || t.CountOf(s) != nil || slices.ContainsFunc(t.Children(s, "amod"), func(k int) bool { return t.Lemma(k) == "first" })
		if h := th.Head; h == s && !carrier && counted && (th.Noun != "" || th.Goods.Category != "-") ||
			h != s && r.carried(t, s, h, carrier) {
			out = append(out, th)
		}
	}
	return out
}

// carried reports whether goods at h belong to the subject s: "planes carrying
// food", "a convoy of flour", "the first batch of vaccines".
func (r *reader) carried(t *syntax.Tree, s, h int, carrier bool) bool {
	for at, n := h, 0; at >= 0 && n < syntax.MaxDepth; at, n = t.Head(at), n+1 {
		switch {
		case at == s:
			return true
		case t.Is(at, "nmod") && slices.Contains([]string{"of", "with", "full"}, t.Marker(at)) && (carrier || r.Lex.Containers[t.Lemma(t.Head(at))]):
		case carrier && t.Is(at, "acl") && !t.Is(at, "acl:relcl") && r.Lex.Carrying[t.Lemma(at)]:
		case carrier && t.Is(at, "obj", "conj", "obl") && t.Head(at) != s:
		default:
			return false
		}
	}
	return false
}

// governs reports whether a word of giving has the thing already.
func governs(acts []act.Act, head int) bool {
	return slices.ContainsFunc(acts, func(a act.Act) bool {
		return slices.ContainsFunc(a.Things, func(th act.Thing) bool { return th.Head == head })
	})
}

// cargoClaim makes the claim of goods that go.
func (r *reader) cargoClaim(t *syntax.Tree, v, s int, things []act.Thing) {
	sc := t.Scope(v)
	a := act.Act{At: v, Frame: lexicon.Frame{Act: "give", Object: "aid"}, Verb: v, Things: things}
	c := claim.Claim{Type: claim.Aid, Rule: "aid.cargo", Polarity: sc.Polarity, Modality: sc.Modality, Spans: map[string]text.Span{}}
	givers, receivers := r.senders(t, v, s, things), r.destination(t, v)
	if len(receivers) == 0 {
		return // goods that nobody gets are traffic
	}
	for _, p := range givers {
		if p.Code != "" && p.Code == receivers[0].Code {
			return // nor does a country give to itself
		}
	}
	r.FillThings(t, a, &c)
	c.Category, c.Lethality = r.Class(t, a)
	if c.Lethality == "lethal" && receivers[0].Kind != claim.Country {
		return // an army that enters a town
	}
	if c.Action = r.stage(t, a, sc); c.Action == "deliver" {
		c.Action = r.Lex.Journeys[t.Lemma(v)]
	}
	givers, receivers = r.fallbackParties(t, a, c, givers, receivers)
	c.Actors, c.Recipients = reading.Plain(givers), reading.Plain(receivers)
	c.Spans["actors"], c.Spans["recipients"] = reading.SpanOf(givers), reading.SpanOf(receivers)
	c.Sources, c.Spans["sources"] = reading.Sources(r.Attributions(t, v))
	c.When, c.Spans["when"] = r.When(t, v)
	c.Where, c.Spans["where"] = r.Where(t, v)
	c.Confidence = aidConfidence(c)
	sp := t.Tokens[v].Span.Cover(t.Phrase(s)).Cover(reading.SpanOf(receivers))
	r.Add(t, v, things[0].Head, sp, c, append(r.aidFeatures(t, a, c), "rival=", "rival+what=|"+act.ThingKind(a))...)
}

// senders are those whose the subject or its load is: "two Qatari planes", "flour
// from Turkey".
func (r *reader) senders(t *syntax.Tree, v, s int, things []act.Thing) []reading.NamedParty {
	if ps := r.sentBy(t, s); len(ps) > 0 {
		return ps
	}
	for _, from := range append([]int{v, s}, heads(things)...) {
		for _, k := range t.ByCase(from, "from") {
			if r.PartyCode(t, k) != "" {
				return r.Parties(t, k)
			}
		}
	}
	for _, k := range append([]int{s}, heads(things)...) {
		if m, _ := r.CountryWith(t, k); m != nil {
			return []reading.NamedParty{reading.Named(t, k, m)}
		}
	}
	return nil
}

func heads(things []act.Thing) (out []int) {
	for _, th := range things {
		out = append(out, th.Head)
	}
	return out
}

// destination is the country or place with a country where goods go.
func (r *reader) destination(t *syntax.Tree, v int) []reading.NamedParty {
	to := append(t.ByCase(v, "for"), t.Children(v, "obj")...)
	for _, k := range append(to, t.ByCase(v, "to", "into", "in", "at")...) {
		if r.PartyCode(t, k) != "" {
			return r.Parties(t, k)
		}
	}
	return nil
}
