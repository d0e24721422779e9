package extract

import (
	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// hosting reads the taking in of people: "will accept Ukrainians who are
// seeking refuge", "hosting and assisting 500 refugees", "the admission of up
// to 900 refugees".
func (r *reader) hosting(t *tree) {
	for v := range t.toks {
		f := r.lex.aid[t.key(v)]
		if f.act != "host" && f.act != "accept" {
			continue
		}
		for _, o := range t.takenIn(v) {
			if !r.displaced(t, o) {
				continue
			}
			r.peopleClaim(t, v, o, "asylum", "aid.host")
			break
		}
	}
}

// takenIn are the heads of who is taken in by the verb or noun at v; verbs
// joined to it may hold the object for both.
func (t *tree) takenIn(v int) []int {
	var out []int
	if !t.isVerb(v) {
		for _, k := range t.byCase(v, "of", "for") {
			out = append(out, t.coordinated(k)...)
		}
		return append(out, t.children(v, "compound")...)
	}
	out = t.objects(v)
	for _, k := range t.children(v, "conj") {
		if len(out) == 0 && t.isVerb(k) {
			out = t.objects(k)
		}
	}
	return out
}

// displaced reports whether the noun is people who seek refuge: refugees by
// name, or people of a country whose clause says so.
func (r *reader) displaced(t *tree, o int) bool {
	if r.lex.refuge[t.lemma(o)] == "who" {
		return true
	}
	m := t.nameAt(o)
	if (m == nil || !m.Adj) && r.lex.units[t.lemma(o)] != "people" {
		return false
	}
	if m != nil && m.Adj && t.countOf(o) != nil { // "hosting 35,000 Afghans"
		return true
	}
	below := t.below(o, nil)
	if v := t.clause(o); v >= 0 {
		below = append(below, t.below(v, nil)...)
	}
	for _, k := range below {
		if l := t.lemma(k); r.lex.refuge[l] == "about" || l == "asylum" || l == "refugee" || l == "evacuee" {
			return true
		}
	}
	return false
}

func (r *reader) peopleClaim(t *tree, v, o int, category, rule string) {
	a := act{at: v, frame: frame{act: "give"}, verb: t.carrier(v)}
	sc := scope{polarity: claim.Affirmed, modality: claim.Fact, governor: -1}
	if a.verb >= 0 {
		sc = t.scope(a.verb)
	}
	givers := r.parties(t, t.subject(v))
	if !t.isVerb(v) {
		a.frame.act, rule, givers = "approve", rule+"-noun", r.parties(t, t.owner(v))
	}
	if len(givers) == 0 && r.author.Kind == claim.Country {
		givers = []party{{Party: r.author}}
	}
	c := claim.Claim{Type: claim.Aid, Rule: rule, Category: category, Polarity: sc.polarity, Modality: sc.modality, Spans: map[string]text.Span{}}
	c.Action = r.stage(t, a, sc)
	if by := r.offeredBy(t, v); len(by) > 0 {
		c.Action, givers = "accept", by
	}
	c.Actors, c.Spans["actors"] = plain(givers), spanOf(givers)
	if p, ok := r.party(t, o); ok {
		c.Recipients, c.Spans["recipients"] = []claim.Party{p.Party}, p.span
	}
	if n := t.countOf(o); n != nil {
		c.Items = []claim.Item{{Name: t.words(t.itemName(thing{head: o})), Count: n.Quantity.Value, Bound: n.Quantity.Bound}}
		c.Spans["items"] = n.Span
	}
	c.Sources, c.Spans["sources"] = sources(r.attributions(t, v))
	c.When, c.Spans["when"] = r.when(t, v)
	c.Confidence = 0.6
	r.add(t, v, o, t.toks[v].Span.Cover(t.subtree(o, func(k int) bool { return t.is(k, "conj", "punct") })), c)
}

// offeredBy is whose offer to do what the verb at v says was accepted:
// "accepted an offer by Norway to take in".
func (r *reader) offeredBy(t *tree, v int) []party {
	h := t.head(v)
	if h >= 0 && t.isNoun(h) && t.is(v, "acl") {
		h = t.head(h)
	}
	if h < 0 || !t.isVerb(h) || r.lex.aid[t.lemma(h)+"/v"].act != "accept" {
		return nil
	}
	for _, from := range append(t.children(h, "obj"), h) {
		for _, k := range t.byCase(from, "by", "from") {
			if t.nameAt(k) != nil {
				return r.parties(t, k)
			}
		}
	}
	return nil
}

// volunteering reads people who come forward or are called for: "asked for
// volunteers", "69 men willing to go", "applied to be volunteers".
func (r *reader) volunteering(t *tree) {
	for i := range t.toks {
		switch {
		case t.lemma(i) == "volunteer" && t.isVerb(i):
			r.volunteerClaim(t, i, t.subject(i), "offer")
		case t.lemma(i) == "volunteer" && t.isNoun(i):
			r.volunteersAsked(t, i)
		case (t.lemma(i) == "willing" || t.lemma(i) == "ready") && t.child(i, "xcomp", "ccomp") >= 0:
			r.volunteersReady(t, i)
		}
	}
}

// volunteersAsked: "asked volunteers", "call for volunteers", "applied to be volunteers".
func (r *reader) volunteersAsked(t *tree, i int) {
	h := t.head(i)
	if h < 0 {
		return
	}
	v := t.clause(i)
	if v < 0 {
		return
	}
	f := r.lex.aid[t.lemma(v)+"/v"]
	switch {
	case t.is(i, "obj", "obl", "xcomp") && f.act == "request":
		r.volunteerClaim(t, v, -1, "request")
	case t.child(i, "cop") >= 0 || t.lemma(v) == "apply" || t.lemma(v) == "register" || t.lemma(v) == "sign":
		s := t.child(i, "nsubj")
		if s < 0 {
			s = t.subject(v)
		}
		r.volunteerClaim(t, v, s, "offer")
	}
}

// volunteersReady: "there were 69 men willing to go", "men ready to fight".
func (r *reader) volunteersReady(t *tree, i int) {
	who := t.child(i, "nsubj")
	if who < 0 && t.is(i, "amod", "acl") {
		who = t.head(i)
	}
	if who < 0 || r.lex.units[t.lemma(who)] != "people" {
		return
	}
	r.volunteerClaim(t, i, who, "offer")
}

func (r *reader) volunteerClaim(t *tree, at, who int, action string) {
	sc := t.scope(at)
	c := claim.Claim{Type: claim.Aid, Rule: "aid.volunteer", Action: action, Category: "personnel", Polarity: sc.polarity, Modality: sc.modality,
		Spans: map[string]text.Span{}}
	ev := t.toks[at].Span
	if who >= 0 {
		ps := r.parties(t, who)
		c.Actors, c.Spans["actors"] = plain(ps), spanOf(ps)
		for _, k := range t.coordinated(who) {
			if n := t.countOf(k); n != nil && (n.Kind == mention.Measure || n.Kind == mention.Number) {
				c.Items = append(c.Items, claim.Item{Name: t.words(t.itemName(thing{head: k})), Count: n.Quantity.Value, Bound: n.Quantity.Bound})
				c.Spans["items"] = c.Spans["items"].Cover(n.Span)
			}
			ev = ev.Cover(t.phrase(k))
		}
	}
	chain := r.attributions(t, at)
	if action == "request" {
		if s := t.subject(at); s >= 0 {
			if p, ok := r.party(t, s); ok {
				chain = append([]said{{party: p, verb: t.low[at]}}, chain...)
				ev = ev.Cover(p.span)
				if p.Code != "" {
					c.Recipients = []claim.Party{{Name: p.Name, Code: p.Code, Kind: p.Kind}}
					c.Spans["recipients"] = p.span
				}
			}
		}
		c.Modality = claim.Request
	}
	if len(c.Recipients) == 0 {
		if p, ok := r.lastReceiver(); ok {
			c.Recipients = []claim.Party{p}
		}
	}
	for _, k := range t.below(at, nil) {
		if t.lemma(k) == "volunteer" {
			ev = ev.Cover(t.toks[k].Span)
		}
	}
	c.Sources, c.Spans["sources"] = sources(chain)
	c.When, c.Spans["when"] = r.when(t, at)
	c.Confidence = 0.55
	r.add(t, at, who, ev, c)
}
